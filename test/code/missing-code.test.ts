import { describe, expect, it } from 'vitest';
import { apkOfRoot, element, manifest, text, usesSdk } from '../../fixtures/hostile/base.js';
import type { ElementSpec } from '../../fixtures/hostile/axml-writer.js';
import { HidingSigns } from '../../src/code/hiding.js';
import { addMissingCode } from '../../src/code/missing-code.js';
import { read } from '../inputs/hostile-outcomes.js';

const launcher = element(
  'intent-filter',
  [],
  [
    element('action', [text('name', 'android.intent.action.MAIN')]),
    element('category', [text('name', 'android.intent.category.LAUNCHER')]),
  ],
);

const component = (kind: string, name: string, children: readonly ElementSpec[] = []): ElementSpec =>
  element(kind, [text('name', name)], children);

/** The components told as missing, where the code defines these classes. */
function missing(components: readonly ElementSpec[], seen: readonly string[], applicationName?: string): string[] {
  const attributes = applicationName === undefined ? [] : [text('name', applicationName)];
  const root = manifest([usesSdk(), element('application', attributes, components)]);
  const loaded = new Set(seen.map((name) => `L${name.replaceAll('.', '/')};`));
  const signs = new HidingSigns();
  addMissingCode(signs, read(apkOfRoot(root)), (descriptor) => loaded.has(descriptor));
  return signs.list().flatMap(({ where }) => where);
}

const services = (count: number): ElementSpec[] =>
  Array.from({ length: count }, (_, index) => component('service', `com.app.S${index}`));
const names = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, index) => `com.app.S${from + index}`);

describe('components without code', () => {
  /** Told from half of all on. */
  it.each([
    [0, 0, false],
    [1, 0, false],
    [1, 1, true],
    [2, 0, false],
    [2, 1, true],
    [2, 2, true],
    [3, 1, false],
    [3, 2, true],
    [4, 1, false],
    [4, 2, true],
    [4, 3, true],
    [5, 2, false],
    [5, 3, true],
  ])('of %i components %i: told %s', (count, without, told) => {
    expect(missing(services(count), names(without, count))).toEqual(told ? names(0, without) : []);
  });

  it.each([
    ['the application class', services(4), 'com.app.App', ['com.app.App']],
    [
      'the activity of the launcher',
      [...services(4), component('activity', 'com.app.Main', [launcher])],
      undefined,
      ['com.app.Main'],
    ],
    ['another activity', [...services(4), component('activity', 'com.app.Main')], undefined, []],
    [
      'a service with the category of the launcher',
      [...services(4), component('service', 'com.app.Main', [launcher])],
      undefined,
      [],
    ],
    ['a class that is both', [...services(4), component('activity', 'com.app.App')], 'com.app.App', ['com.app.App']],
    ['a class of the platform', services(4), 'android.app.Application', []],
    [
      'a class of a support library',
      services(4),
      'android.support.multidex.MultiDexApplication',
      ['android.support.multidex.MultiDexApplication'],
    ],
  ])('alone: %s', (_, components, applicationName, expected) => {
    expect(missing(components, names(0, 4), applicationName)).toEqual(expected);
  });
});
