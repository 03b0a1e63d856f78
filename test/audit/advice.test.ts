/** What a report advises and praises: advice never costs points, and nothing is fine where something may be unseen. */
import { describe, expect, it } from 'vitest';
import { auditApp } from '../../src/audit/evaluate.js';
import type { Anomaly } from '../../src/bytes/anomaly.js';
import type { AppFacts, CodeEvidence } from '../../src/facts/facts.js';
import { builtinRulebook } from '../../src/rulebook/load.js';
import { advisedBy, auditOf, codeWith, evidence, hidingOf, type Asked } from './advised.js';
import { contradictedFeatures } from '../../src/audit/advice.js';
import { madeContext } from './made-rulebook.js';
import { DEFAULT_POLICIES, fullName, factsOf, type AppShape } from './facts.js';
import { AUDIT_WORDS } from '../../src/words/audit.js';

describe('advice', () => {
  const LENDER: Asked = { category: 'lending', policies: DEFAULT_POLICIES, features: [], asOf: '2026-11-23' };
  it.each([
    ['an unused camera', {}, []],
    ['a camera that is used', { use: 'used', strength: 'strong' } as const, ['kyc-camera']],
    ['a hint of a camera', { strength: 'weak' } as const, ['kyc-camera']],
  ])('names no feature that the code would contradict: %s', (_, use, expected) => {
    const code = codeWith([evidence('CAMERA', use)]);
    const advised = advisedBy(auditOf({ permissions: ['CAMERA'], targetSdk: 36 }, code, LENDER));
    expect(advised.filter((feature) => feature === 'kyc-camera')).toEqual(expected);
  });
});

describe('a feature that lifts what a draft says', () => {
  it('is not advised where the code shows no use of it: once declared, it would count in full', () => {
    const asked: Asked = {
      category: 'tools_wallpaper',
      policies: ['article', 'cn-draft-2026'],
      features: [],
      asOf: '2027-06-01',
    };
    const app = { permissions: ['WRITE_EXTERNAL_STORAGE'], targetSdk: 26 };
    const code = codeWith([evidence(fullName('WRITE_EXTERNAL_STORAGE'), {})]);
    expect(advisedBy(auditOf(app, code, asked))).toEqual([]);
    expect(advisedBy(auditOf(app, null, asked))).toEqual(['save-files']);
  });
});

describe('a feature that the code would contradict', () => {
  it.each([
    ['an unused permission', {}, ['f']],
    ['a permission that is used', { use: 'used', strength: 'strong' } as const, []],
  ])('is that of %s, worked out once', (_, use, expected) => {
    const need = { permissions: [fullName('CAMERA')], capabilities: [], features: ['f'], why: { en: 'need' } };
    const facts = { ...factsOf({ permissions: ['CAMERA'], targetSdk: 36 }), code: codeWith([evidence('CAMERA', use)]) };
    const context = madeContext(facts, { category: { conditional: [need] } });
    const features = contradictedFeatures(context);
    expect([...features]).toEqual(expected);
    expect(contradictedFeatures(context)).toBe(features);
  });
});

describe('what is fine', () => {
  const NOTHING: Asked = { category: 'lending', policies: DEFAULT_POLICIES, features: [], asOf: '2026-11-23' };
  const APP: AppShape = { permissions: ['INTERNET'], targetSdk: 36 };
  const positives = (change: (facts: AppFacts) => AppFacts, asked: Asked = NOTHING): string[] =>
    auditApp(change(factsOf(APP)), builtinRulebook(), {
      ...asked,
      tool: { name: 'permaudit', version: '0' },
      words: AUDIT_WORDS,
    }).positives;
  const withCode =
    (more: Partial<CodeEvidence>) =>
    (facts: AppFacts): AppFacts => ({ ...facts, code: codeWith([], more) });
  const anomaly = (severity: Anomaly['severity']): Anomaly => ({
    code: 'ANOM_ZIP_GAP',
    severity,
    data: { problem: 'gap', bytes: 1 },
    offset: 0,
    path: '',
    android: [1, 37],
    evidence: '',
  });

  it.each<[string, (facts: AppFacts) => AppFacts]>([
    ['all code was read', withCode({})],
    ['code is native only', withCode({ hiding: hidingOf('native-code') })],
    ['code uses reflection', withCode({ hiding: hidingOf('reflection') })],
    ['an oddity is of no weight', (facts) => ({ ...withCode({})(facts), anomalies: [anomaly('info')] })],
  ])('is told where %s', (_, change) => {
    const told = positives(change);
    expect(told.length).toBeGreaterThan(0);
    expect(told.at(-1)).toMatch(/^No access requested to: .*Contacts/);
  });

  it.each<[string, (facts: AppFacts) => AppFacts]>([
    ['no code was looked at', (facts) => facts],
    ['there is none to look at', withCode({ state: 'none' })],
    ['code is loaded at run time', withCode({ hiding: hidingOf('dynamic-loading') })],
    ['a packer hides code', withCode({ hiding: hidingOf('packer') })],
    ['code is missing', withCode({ hiding: hidingOf('missing-code') })],
    ['a DEX file is hidden', withCode({ hiding: hidingOf('hidden-dex') })],
    ['code was read in part', withCode({ state: 'partial' })],
    ['the file has an oddity', (facts) => ({ ...withCode({})(facts), anomalies: [anomaly('low')] })],
    ['the reading is not complete', (facts) => ({ ...withCode({})(facts), complete: false })],
    [
      'Android versions read it differently',
      (facts) => ({
        ...withCode({})(facts),
        readings: [...facts.readings, { apiRange: [31, 37], outcome: 'refused', manifest: null, error: null }],
      }),
    ],
  ])('is not told where %s', (_, change) => {
    expect(positives(change)).toEqual([]);
  });

  it('is not told without a category', () => {
    expect(positives(withCode({}), { ...NOTHING, category: null })).toEqual([]);
  });

  it('names no data that the app holds or that a finding speaks of', () => {
    const named = (app: AppShape): string => auditOf(app, codeWith([]), NOTHING).positives.at(-1) ?? '';
    expect(named({ permissions: [], targetSdk: 36 })).toMatch(/Contacts.*Microphone|Microphone.*Contacts/);
    expect(named({ permissions: ['READ_CONTACTS'], targetSdk: 36 })).not.toContain('Contacts');
    expect(named({ permissions: [], capabilities: ['accessibility-service'], targetSdk: 36 })).not.toMatch(/accessib/i);
  });
});
