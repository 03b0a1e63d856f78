/** What a store asks of the target of every app. */
import { describe, expect, it } from 'vitest';
import type { AuditRequest } from '../../src/audit/evaluate.js';
import type { Audit } from '../../src/audit/types.js';
import { audit } from './facts.js';

const RULE = 'GEN-STORE-TARGET';
const on = (targetSdk: number, request: Partial<AuditRequest> = {}): Audit =>
  audit({ permissions: [], targetSdk, minSdk: 26 }, { category: 'weather', ...request });

describe('a target that Google Play no longer takes', () => {
  it('is told with its clause, for information only', () => {
    const result = on(35);
    const [finding] = result.findings;
    expect(finding).toMatchObject({ ruleId: RULE, severity: 'info', points: 0, verdict: 'unjustified' });
    expect(finding?.clauses.map(({ clauseId, state }) => [clauseId, state])).toEqual([['PLAY-TARGET-36', 'in-force']]);
    expect(finding?.policyVerdicts).toEqual([
      { policy: 'google-play', verdict: 'unjustified', says: true, clauseIds: ['PLAY-TARGET-36'] },
    ]);
    expect([result.score, result.verdict]).toEqual([100, 'pass']);
  });

  it('is none from API 36 on, nor where Google Play is not asked', () => {
    expect(on(36).findings).toEqual([]);
    expect(on(30, { policies: ['cn-39'] }).findings).toEqual([]);
    expect(on(30, { policies: [] }).findings).toEqual([]);
  });

  it('is a dated warning before the day, and no finding', () => {
    const before = on(35, { asOf: '2026-08-30' });
    expect(before.findings).toEqual([]);
    const [note] = before.notes.filter(({ code }) => code === 'FUTURE_CLAUSE');
    expect(note?.data).toMatchObject({ from: '2026-08-31', policy: 'google-play', permissions: ['targetSdkVersion'] });
    expect(on(35, { asOf: '2026-08-31' }).notes.map(({ code }) => code)).not.toContain('FUTURE_CLAUSE');
  });

  it('is told of apps without a category and of the supply side too', () => {
    expect(on(35, { category: null }).findings.map(({ ruleId }) => ruleId)).toEqual([RULE]);
    expect(on(35, { role: 'supply' }).findings.map(({ ruleId }) => ruleId)).toEqual([RULE]);
  });
});
