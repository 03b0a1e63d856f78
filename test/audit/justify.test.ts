import { describe, expect, it } from 'vitest';
import { applyBaseline, applyJustifications as applyIn, type Justification } from '../../src/audit/justify.js';
import { codeWith, evidence } from './advised.js';
import { audit, type AppShape } from './facts.js';
import { worstFirst } from '../../src/audit/score.js';
import type { Audit, Finding } from '../../src/audit/types.js';
import { AUDIT_WORDS } from '../../src/words/audit.js';
import { ENGLISH } from '../../src/words/messages.js';

const applyJustifications = (
  raw: Audit,
  entries: readonly Justification[],
  contradicts?: Parameters<typeof applyIn>[3],
): Audit => applyIn(raw, entries, AUDIT_WORDS, contradicts);

function entry(more: Partial<Justification>): Justification {
  return {
    permission: null,
    rule: null,
    feature: null,
    reason: 'the team has looked at it',
    owner: 'mobile-team',
    expires: null,
    place: 'permaudit.yaml:3',
    ...more,
  };
}

const APP: AppShape = { permissions: ['READ_CONTACTS', 'READ_SMS', 'RECEIVE_SMS', 'CAMERA'] };

describe('justifications', () => {
  it('mark a finding, keep it visible and keep the raw score', () => {
    const raw = audit(APP);
    const accepted = applyJustifications(raw, [entry({ rule: 'LEND-CONTACTS-READ' })]);
    const finding = accepted.findings.find(({ ruleId }) => ruleId === 'LEND-CONTACTS-READ');
    expect(finding === undefined ? '' : ENGLISH.accepted(finding)).toBe(
      'justified: the team has looked at it (mobile-team)',
    );
    expect([accepted.score, accepted.points, accepted.grade, accepted.verdict]).toEqual([
      raw.score,
      raw.points,
      raw.grade,
      raw.verdict,
    ]);
    expect(accepted.accepted?.points).toBe((raw.points ?? 0) - 25);
  });

  it('by permission cover a finding only when they cover all it names', () => {
    const half = applyJustifications(audit(APP), [entry({ permission: 'READ_SMS' })]);
    const whole = applyJustifications(audit(APP), [
      entry({ permission: 'READ_SMS' }),
      entry({ permission: 'RECEIVE_SMS' }),
    ]);
    const sms = (result: typeof half): Finding['suppressedBy'] | undefined =>
      result.findings.find(({ ruleId }) => ruleId === 'LEND-SMS-READ')?.suppressedBy;
    expect(sms(half)).toBeNull();
    expect(sms(whole)).not.toBeNull();
  });

  it('do not count after their last day, and say so', () => {
    const result = applyJustifications(audit(APP), [entry({ permission: 'CAMERA', expires: '2026-11-22' })]);
    expect(result.findings.find(({ ruleId }) => ruleId === 'LEND-CAMERA-KYC')?.suppressedBy).toBeNull();
    const expired = result.findings.filter(({ ruleId }) => ruleId === 'JUSTIFICATION-EXPIRED');
    expect(expired.flatMap(({ evidence }) => evidence.map(ENGLISH.evidence)).join()).toContain('permaudit.yaml:3');
    const lastDay = applyJustifications(audit(APP), [entry({ permission: 'CAMERA', expires: '2026-11-23' })]);
    expect(lastDay.findings.find(({ ruleId }) => ruleId === 'LEND-CAMERA-KYC')?.suppressedBy).not.toBeNull();
    expect(lastDay.findings.some(({ ruleId }) => ruleId.startsWith('JUSTIFICATION'))).toBe(false);
  });

  it('that match nothing any more are findings', () => {
    const result = applyJustifications(audit(APP), [
      entry({ permission: 'RECORD_AUDIO' }),
      entry({ rule: 'LEND-MIC' }),
    ]);
    expect(result.findings.filter(({ ruleId }) => ruleId === 'JUSTIFICATION-STALE')).toHaveLength(2);
    expect(result.accepted?.points).toBe(result.points);
  });

  it('that the code contradicts are findings', () => {
    const result = applyJustifications(audit(APP), [entry({ permission: 'CAMERA' })], () => true);
    expect(result.findings.map(({ ruleId }) => ruleId)).toContain('JUSTIFICATION-CONTRADICTED');
  });

  it('that name a rule are contradicted when the code uses nothing the rule found', () => {
    const contradicted = (shows: (name: string) => boolean): boolean =>
      applyJustifications(audit(APP), [entry({ rule: 'LEND-CONTACTS-READ' })], shows).findings.some(
        ({ ruleId }) => ruleId === 'JUSTIFICATION-CONTRADICTED',
      );
    expect(contradicted(() => true)).toBe(true);
    expect(contradicted((name) => !name.endsWith('READ_CONTACTS'))).toBe(false);
  });

  it('cannot accept what was not read', () => {
    const unread = { ...audit(APP), score: null };
    expect(applyJustifications(unread, [entry({ rule: 'LEND-CONTACTS-READ' })])).toBe(unread);
  });
});

describe('a baseline', () => {
  it('accepts what the earlier report had, and nothing new', () => {
    const known = audit({ permissions: ['READ_CONTACTS'] }).findings;
    const result = applyBaseline(audit({ permissions: ['READ_CONTACTS', 'READ_CALL_LOG'] }), known);
    const open = result.findings.filter(({ suppressedBy }) => suppressedBy === null).map(({ ruleId }) => ruleId);
    expect(open).toContain('LEND-CALLLOG');
    expect(open).not.toContain('LEND-CONTACTS-READ');
  });

  describe('of a finding that reaches other versions of Android', () => {
    const at = (apiRange: [number, number] | null): Finding => ({ ...audit(APP).findings[0]!, apiRange });
    const isKnown = (known: [number, number] | null, now: [number, number] | null): boolean =>
      applyBaseline({ ...audit(APP), findings: [at(now)] }, [at(known)]).findings[0]?.suppressedBy !== null;

    it.each<[[number, number] | null, [number, number] | null, boolean]>([
      [[24, 37], [24, 37], true],
      [[24, 37], [25, 37], true],
      [[24, 37], [23, 37], false],
      [null, [24, 37], false],
      [[24, 37], null, true],
      [null, null, true],
    ])('known at %j and now at %j: %j', (known, now, expected) => {
      expect(isKnown(known, now)).toBe(expected);
    });
  });
});

describe('an entry', () => {
  const suppressed = (entries: Justification[], app: AppShape = APP): string[] =>
    applyJustifications(audit(app), entries).findings.flatMap(({ ruleId, suppressedBy }) =>
      suppressedBy === null ? [] : [ruleId],
    );
  const problems = (entries: Justification[], app: AppShape = APP): string[] =>
    applyJustifications(audit(app), entries).findings.flatMap(({ ruleId }) =>
      ruleId.startsWith('JUSTIFICATION-') ? [ruleId.slice('JUSTIFICATION-'.length)] : [],
    );

  it.each([
    ['by its short name', 'CAMERA'],
    ['by its full name', 'android.permission.CAMERA'],
  ])('covers a permission %s', (_, permission) => {
    expect(suppressed([entry({ permission })])).toEqual(['LEND-CAMERA-KYC']);
    expect(problems([entry({ permission })])).toEqual([]);
  });

  it('covers a capability by its id', () => {
    const app: AppShape = { permissions: [], capabilities: ['accessibility-service'], targetSdk: 36 };
    expect(suppressed([entry({ permission: 'accessibility-service' })], app)).toEqual(['LEND-BYPASS-ACCESSIBILITY']);
    expect(problems([entry({ permission: 'accessibility-service' })], app)).toEqual([]);
    expect(problems([entry({ permission: 'notification-listener' })], app)).toEqual(['STALE']);
  });

  it('of a permission covers no combination, which only its own rule does', () => {
    const all = ['READ_CONTACTS', 'READ_SMS', 'RECEIVE_SMS'].map((permission) => entry({ permission }));
    expect(suppressed(all).sort()).toEqual(['LEND-CONTACTS-READ', 'LEND-SMS-READ']);
    expect(suppressed([entry({ rule: 'LEND-HARASSMENT-KIT' })])).toEqual(['LEND-HARASSMENT-KIT']);
  });

  it('comes after what has been accepted before, and is nothing without entries', () => {
    const raw = audit(APP);
    expect(applyJustifications(raw, [])).toBe(raw);
    const known = applyBaseline(raw, raw.findings);
    const both = applyJustifications(known, [entry({ permission: 'CAMERA' })]);
    expect(both.findings.filter(({ suppressedBy }) => suppressedBy === null)).toEqual([]);
    expect(both.findings).toEqual(known.findings);
  });

  it('is told as expired only, whether or not anything matches it', () => {
    for (const permission of ['CAMERA', 'RECORD_AUDIO']) {
      expect(problems([entry({ permission, expires: '2026-11-22' })])).toEqual(['EXPIRED']);
    }
  });

  it('is stale where the permission opens nothing on the versions the app runs on', () => {
    const app: AppShape = { permissions: [{ name: 'CAMERA', maxSdkVersion: 20 }], targetSdk: 36, minSdk: 24 };
    expect(problems([entry({ permission: 'CAMERA' })], app)).toEqual(['STALE']);
  });

  it('of a rule is contradicted only where the rule rests on permissions alone', () => {
    const contradicted = (rule: string, app: AppShape): boolean =>
      applyJustifications(audit(app), [entry({ rule })], () => true).findings.some(
        ({ ruleId }) => ruleId === 'JUSTIFICATION-CONTRADICTED',
      );
    const bypass: AppShape = { permissions: [], capabilities: ['accessibility-service'], targetSdk: 36 };
    expect(contradicted('LEND-CAMERA-KYC', APP)).toBe(true);
    expect(contradicted('LEND-BYPASS-ACCESSIBILITY', bypass)).toBe(false);
    expect(contradicted('LEND-HARASSMENT-KIT', APP)).toBe(false);
  });

  it('is not contradicted by code that was not looked at', () => {
    const silent = applyJustifications(audit(APP), [entry({ permission: 'CAMERA' })], () => null);
    expect(silent.findings.map(({ ruleId }) => ruleId)).not.toContain('JUSTIFICATION-CONTRADICTED');
  });

  it('makes a finding that is told by its entry, its place and its subject', () => {
    const told = (permission: string): Finding | undefined =>
      applyJustifications(audit(APP), [entry({ permission, feature: 'f', expires: '2026-01-01' })]).findings.find(
        ({ ruleId }) => ruleId === 'JUSTIFICATION-EXPIRED',
      );
    expect(told('CAMERA')).toMatchObject({
      ...{ verdict: 'unjustified', composite: true, points: 0, apiRange: null, permissions: [], capabilities: [] },
      ...{ clauses: [], policyVerdicts: [], seeAlso: [], features: [], justified: null, suppressedBy: null },
      ...{ articleQuote: null, severityReason: null, exposes: '' },
      evidence: [
        {
          ...{ kind: 'justification', name: 'android.permission.CAMERA', apiRanges: [], offset: null },
          detail: {
            code: 'JUSTIFICATION',
            data: {
              place: 'permaudit.yaml:3',
              accepted: {
                code: 'JUSTIFIED',
                data: {
                  ...{ reason: 'the team has looked at it', owner: 'mobile-team' },
                  ...{ feature: 'f', expires: '2026-01-01' },
                },
              },
            },
          },
        },
      ],
    });
    expect(told('CAMERA')?.fingerprint).not.toBe(told('READ_SMS')?.fingerprint);
  });
});

describe('what has no score', () => {
  it('has no baseline either', () => {
    const unread = { ...audit(APP), score: null };
    expect(applyBaseline(unread, [])).toBe(unread);
  });
});

describe('at the edges', () => {
  const raw = audit(APP);

  it('findings and problems stand in the order of a report', () => {
    const { findings } = applyJustifications(raw, [entry({ permission: 'CAMERA', expires: '2026-11-22' })]);
    expect(findings).toEqual([...findings].sort(worstFirst));
    expect(findings.at(-1)?.ruleId).toBe('LEND-CAMERA-KYC');
  });

  it('a baseline takes nothing from a justification, and says what it is', () => {
    const known = raw.findings;
    const both = applyBaseline(applyJustifications(raw, [entry({ permission: 'CAMERA' })]), known);
    const camera = both.findings.find(({ ruleId }) => ruleId === 'LEND-CAMERA-KYC');
    expect(camera?.suppressedBy).toMatchObject({ code: 'JUSTIFIED' });
    const other = both.findings.find(({ ruleId }) => ruleId === 'LEND-SMS-READ');
    expect(other?.suppressedBy).toEqual({ code: 'BASELINE', data: {} });
  });

  it('a rule is contradicted by code that uses none of its permissions, not by one of them', () => {
    const contradicted = (shows: (name: string) => boolean): boolean =>
      applyJustifications(raw, [entry({ rule: 'LEND-SMS-READ' })], shows).findings.some(
        ({ ruleId }) => ruleId === 'JUSTIFICATION-CONTRADICTED',
      );
    expect(contradicted((name) => name.endsWith('_SMS'))).toBe(true);
    expect(contradicted((name) => name.endsWith('READ_SMS'))).toBe(false);
  });

  it('a rule that rests on a permission and on more is not contradicted', () => {
    const app: AppShape = { permissions: ['QUERY_ALL_PACKAGES'], capabilities: ['queries-launcher-wildcard'] };
    const result = applyJustifications(audit(app), [entry({ rule: 'LEND-APP-INVENTORY' })], () => true);
    expect(result.findings.find(({ ruleId }) => ruleId === 'LEND-APP-INVENTORY')?.capabilities.length).toBe(1);
    expect(result.findings.map(({ ruleId }) => ruleId)).not.toContain('JUSTIFICATION-CONTRADICTED');
  });

  it('a rule of which one finding rests on more than permissions is not contradicted', () => {
    const [first] = raw.findings.filter(({ ruleId }) => ruleId === 'LEND-SMS-READ');
    if (first === undefined) throw new Error('an app with messages has a finding on them');
    const result = applyJustifications(
      { ...raw, findings: [first, { ...first, dataType: 'other', capabilities: ['sms-receiver'] }] },
      [entry({ rule: 'LEND-SMS-READ' })],
      () => true,
    );
    expect(result.findings.map(({ ruleId }) => ruleId)).not.toContain('JUSTIFICATION-CONTRADICTED');
  });

  it('the code of the audit itself contradicts, where nothing else is asked', () => {
    const of = (use: 'no-evidence' | 'used'): string[] =>
      applyJustifications({ ...raw, code: codeWith([evidence('CAMERA', { use })]) }, [
        entry({ permission: 'CAMERA' }),
      ]).findings.map(({ ruleId }) => ruleId);
    expect(of('no-evidence')).toContain('JUSTIFICATION-CONTRADICTED');
    expect(of('used')).not.toContain('JUSTIFICATION-CONTRADICTED');
  });

  it('problems are told apart by the package too', () => {
    const prints = (app: string): string[] =>
      applyJustifications({ ...raw, subject: { ...raw.subject, package: app } }, [entry({ rule: 'NOBODY' })])
        .findings.filter(({ ruleId }) => ruleId === 'JUSTIFICATION-STALE')
        .map(({ fingerprint }) => fingerprint);
    expect(prints('x')).toEqual(prints('x'));
    expect(prints('x')).not.toEqual(prints('y'));
  });

  it('a finding that names nothing is covered by no permission', () => {
    const bare = { ...raw, findings: raw.findings.map((one) => ({ ...one, permissions: [], capabilities: [] })) };
    const result = applyJustifications(bare, [entry({ permission: 'CAMERA' })]);
    expect(result.findings.every(({ suppressedBy }) => suppressedBy === null)).toBe(true);
  });

  it.each([
    ['a-capability', 'a-capability'],
    ['aNAME', 'android.permission.aNAME'],
    ['NAMEa', 'android.permission.NAMEa'],
    ['com.example.OWN', 'com.example.OWN'],
  ])('%s is told as %s', (permission, name) => {
    const [stale] = applyJustifications(audit({ permissions: [] }), [entry({ permission })]).findings;
    expect(stale?.evidence[0]?.name).toBe(name);
    expect(stale?.remediation).toEqual(['Remove the entry']);
  });
});
