import { describe, expect, it } from 'vitest';
import { applyBaseline, applyJustifications, type Justification } from '../../src/audit/justify.js';
import { audit } from './facts.js';
import type { Finding } from '../../src/audit/types.js';
import { ENGLISH } from '../../src/words/messages.js';

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

const APP = { permissions: ['READ_CONTACTS', 'READ_SMS', 'RECEIVE_SMS', 'CAMERA'] };

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
    const known = new Set(audit({ permissions: ['READ_CONTACTS'] }).findings.map(({ fingerprint }) => fingerprint));
    const result = applyBaseline(audit({ permissions: ['READ_CONTACTS', 'READ_CALL_LOG'] }), known);
    const open = result.findings.filter(({ suppressedBy }) => suppressedBy === null).map(({ ruleId }) => ruleId);
    expect(open).toContain('LEND-CALLLOG');
    expect(open).not.toContain('LEND-CONTACTS-READ');
  });
});
