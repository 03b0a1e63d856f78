import { describe, expect, it } from 'vitest';
import type { Manifest } from '../../src/facts/facts.js';
import {
  apkOfRoot,
  apkWithTable,
  application,
  element,
  manifest,
  reference,
  usesSdk,
} from '../../fixtures/hostile/base.js';
import { entries, FIRST, tableOf } from '../resources/tables.js';
import { read } from './hostile-outcomes.js';

const labelled = (id: number) => manifest([usesSdk(), element('application', [reference('label', id)])]);
const labelsOf = ({ label, labels }: Pick<Manifest, 'label' | 'labels'>): unknown => [label, { ...labels }];

describe('the label', () => {
  it('is the text itself, or that of a reference, with all languages', () => {
    expect(labelsOf(read(apkOfRoot(manifest([usesSdk(), application([], 'Plain')]))).manifest!)).toEqual([
      'Plain',
      { '': 'Plain' },
    ]);
    const table = tableOf([entries({ string: 0 }), { config: { language: 'fr' }, ...entries({ string: 1 }) }]);
    expect(labelsOf(read(apkWithTable(labelled(FIRST), table)).manifest!)).toEqual(['zero', { '': 'zero', fr: 'one' }]);
  });

  it('is empty where the reference leads nowhere, though a language may have one', () => {
    const table = tableOf([{ config: { language: 'fr' }, ...entries({ string: 1 }) }]);
    expect(labelsOf(read(apkWithTable(labelled(FIRST), table)).manifest!)).toEqual(['', { fr: 'one' }]);
    expect(labelsOf(read(apkOfRoot(labelled(FIRST))).manifest!)).toEqual(['', {}]);
  });

  it('keeps no prototype on the list of labels', () => {
    expect(Object.getPrototypeOf(read(apkOfRoot(labelled(FIRST))).manifest?.labels)).toBeNull();
  });
});
