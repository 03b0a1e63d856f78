/** What a report advises and praises: advice never costs points, and nothing is fine where something may be unseen. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditApp } from '../../src/audit/evaluate.js';
import type { Audit } from '../../src/audit/types.js';
import type { Anomaly } from '../../src/bytes/anomaly.js';
import type { AppFacts, CodeEvidence, HidingKind, PermissionEvidence } from '../../src/facts/facts.js';
import { builtinRulebook } from '../../src/rulebook/load.js';
import { DEFAULT_POLICIES, factsOf, fullName, type AppShape } from './facts.js';

const rulebook = builtinRulebook();
const CATEGORIES = rulebook.categories.map(({ id }) => id).filter((id) => id !== 'general');
const POLICIES = rulebook.policies.map(({ id }) => id);
const FEATURES = rulebook.features.map(({ id }) => id);
const NAMES = [
  ...new Set([
    ...rulebook.dataTypes.flatMap(({ permissions }) => permissions.slice(0, 6)),
    ...rulebook.categories.flatMap(({ conditional }) => conditional.flatMap(({ permissions }) => permissions)),
  ]),
].filter((name) => !name.endsWith('*'));

interface Asked {
  category: string | null;
  policies: string[];
  features: string[];
  asOf: string;
}

function auditOf(app: AppShape, code: CodeEvidence | null, asked: Asked): Audit {
  const facts = { ...factsOf(app), ...(code === null ? {} : { code }) };
  return auditApp(facts, rulebook, { ...asked, tool: { name: 'permaudit', version: '0' } });
}

/** The features that a report names as what would help: of a finding, or in its words. */
function advisedBy({ findings }: Audit): string[] {
  const named = findings.flatMap(({ remediation }) =>
    remediation.flatMap((text) => [...text.matchAll(/declare the feature ([a-z0-9-]+)/gi)].map(([, id = '']) => id)),
  );
  return [...new Set([...findings.flatMap(({ features }) => features), ...named])];
}

const evidence = (name: string, more: Partial<PermissionEvidence>): PermissionEvidence => ({
  ...{ permission: fullName(name), use: 'no-evidence', strength: null, totalSites: 0, owners: [], sites: [] },
  ...more,
});
const codeWith = (permissions: PermissionEvidence[], more: Partial<CodeEvidence> = {}): CodeEvidence => ({
  ...{ state: 'complete', reason: null, dexFiles: [], permissions, hiding: [], sdks: [] },
  ...more,
});
const hidingOf = (kind: HidingKind): CodeEvidence['hiding'] => [{ kind, what: 'x', count: 1, where: [] }];

describe('advice', () => {
  const USES: Partial<PermissionEvidence>[] = [
    {},
    {},
    { strength: 'weak' },
    { use: 'used', strength: 'strong' },
    { use: 'not-scanned' },
  ];
  const scene = fc
    .record({
      permissions: fc.uniqueArray(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 8 }),
      uses: fc.infiniteStream(fc.constantFrom(...USES)),
      hiding: fc.constantFrom<(HidingKind | null)[]>(null, null, 'native-code', 'dynamic-loading'),
      isRead: fc.boolean(),
      targetSdk: fc.constantFrom(26, 33, 36, 37),
      asked: fc.record({
        category: fc.constantFrom<(string | null)[]>(null, ...CATEGORIES),
        policies: fc.oneof(
          fc.constant(DEFAULT_POLICIES),
          fc.uniqueArray(fc.constantFrom(...POLICIES), { maxLength: 3 }),
        ),
        features: fc.uniqueArray(fc.constantFrom(...FEATURES), { maxLength: 3 }),
        asOf: fc.constantFrom('2023-06-01', '2026-11-23', '2027-06-01'),
      }),
    })
    .map(({ permissions, uses, hiding, isRead, targetSdk, asked }) => {
      const seen = permissions.map((name) => evidence(name, uses.next().value as Partial<PermissionEvidence>));
      const code = codeWith(seen, hiding === null ? {} : { hiding: hidingOf(hiding) });
      return { app: { permissions, targetSdk }, code: isRead ? code : null, asked };
    });

  it('never costs points: each feature that is advised, and all of them', () => {
    let tried = 0;
    fc.assert(
      fc.property(scene, ({ app, code, asked }) => {
        const before = auditOf(app, code, asked);
        const advised = advisedBy(before).filter((feature) => !asked.features.includes(feature));
        tried += advised.length;
        for (const more of [...advised.map((feature) => [feature]), advised]) {
          const after = auditOf(app, code, { ...asked, features: [...asked.features, ...more] });
          expect([more, after.points]).toEqual([more, Math.min(after.points ?? 0, before.points ?? 0)]);
        }
      }),
      { numRuns: 600 },
    );
    expect(tried).toBeGreaterThan(100);
  });

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

describe('what is fine', () => {
  const NOTHING: Asked = { category: 'lending', policies: DEFAULT_POLICIES, features: [], asOf: '2026-11-23' };
  const APP: AppShape = { permissions: ['INTERNET'], targetSdk: 36 };
  const positives = (change: (facts: AppFacts) => AppFacts, asked: Asked = NOTHING): string[] =>
    auditApp(change(factsOf(APP)), rulebook, { ...asked, tool: { name: 'permaudit', version: '0' } }).positives;
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
    ['no code was looked at', (facts) => facts],
    ['all code was read', withCode({})],
    ['code is native only', withCode({ hiding: hidingOf('native-code') })],
    ['code uses reflection', withCode({ hiding: hidingOf('reflection') })],
    ['an oddity is of no weight', (facts) => ({ ...facts, anomalies: [anomaly('info')] })],
  ])('is told where %s', (_, change) => {
    const told = positives(change);
    expect(told.length).toBeGreaterThan(0);
    expect(told.at(-1)).toMatch(/^No access requested to: .*Contacts/);
  });

  it.each<[string, (facts: AppFacts) => AppFacts]>([
    ['code is loaded at run time', withCode({ hiding: hidingOf('dynamic-loading') })],
    ['a packer hides code', withCode({ hiding: hidingOf('packer') })],
    ['code is missing', withCode({ hiding: hidingOf('missing-code') })],
    ['a DEX file is hidden', withCode({ hiding: hidingOf('hidden-dex') })],
    ['code was read in part', withCode({ state: 'partial' })],
    ['the file has an oddity', (facts) => ({ ...facts, anomalies: [anomaly('low')] })],
    ['the reading is not complete', (facts) => ({ ...facts, complete: false })],
    [
      'Android versions read it differently',
      (facts) => ({
        ...facts,
        readings: [...facts.readings, { apiRange: [31, 37], outcome: 'refused', manifest: null, error: null }],
      }),
    ],
  ])('is not told where %s', (_, change) => {
    expect(positives(change)).toEqual([]);
  });

  it('is not told without a category', () => {
    expect(positives((facts) => facts, { ...NOTHING, category: null })).toEqual([]);
  });

  it('names no data that the app holds or that a finding speaks of', () => {
    const named = (app: AppShape): string => auditOf(app, null, NOTHING).positives.at(-1) ?? '';
    expect(named({ permissions: [], targetSdk: 36 })).toMatch(/Contacts.*Microphone|Microphone.*Contacts/);
    expect(named({ permissions: ['READ_CONTACTS'], targetSdk: 36 })).not.toContain('Contacts');
    expect(named({ permissions: [], capabilities: ['accessibility-service'], targetSdk: 36 })).not.toMatch(/accessib/i);
  });
});
