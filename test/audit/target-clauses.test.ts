/** What a store asks of the target of every app: a note, once. */
import { describe, expect, it } from 'vitest';
import { auditApp, type AuditRequest } from '../../src/audit/evaluate.js';
import type { Audit, ToldNote } from '../../src/audit/types.js';
import { builtinRulebook } from '../../src/rulebook/load.js';
import { audit, DEFAULT_POLICIES, factsOf, manifestOf } from './facts.js';
import { AUDIT_WORDS } from '../../src/words/audit.js';

const on = (targetSdk: number, request: Partial<AuditRequest> = {}): Audit =>
  audit({ permissions: [], targetSdk, minSdk: 26 }, { category: 'weather', ...request });

const told = (result: Audit, code: string): ToldNote['data'][] =>
  result.notes.filter((note) => note.code === code).map(({ data }) => data);

describe('a target that Google Play no longer takes', () => {
  it('is told once, in a note with its clause, and is no finding', () => {
    const result = on(35);
    expect([result.findings, result.score, result.grade, result.verdict]).toEqual([[], 100, 'A', 'pass']);
    expect(told(result, 'STORE_TARGET')).toMatchObject([
      { policy: 'google-play', clause: 'PLAY-TARGET-36', targetSdk: 35 },
    ]);
  });

  it('is none from API 36 on, nor where Google Play is not asked', () => {
    for (const result of [on(36), on(30, { policies: ['cn-39'] }), on(30, { policies: [] })]) {
      expect(told(result, 'STORE_TARGET')).toEqual([]);
    }
  });

  it('is a dated warning before the day', () => {
    const before = on(35, { asOf: '2026-08-30' });
    expect(told(before, 'STORE_TARGET')).toEqual([]);
    expect(told(before, 'FUTURE_CLAUSE')).toMatchObject([
      { from: '2026-08-31', policy: 'google-play', permissions: ['targetSdkVersion'] },
    ]);
    expect(told(on(35, { asOf: '2026-08-31' }), 'FUTURE_CLAUSE')).toEqual([]);
  });

  it('is told of apps without a category and of the supply side too', () => {
    for (const request of [{ category: null }, { role: 'supply' as const }]) {
      expect(told(on(35, request), 'STORE_TARGET')).toHaveLength(1);
    }
  });

  it.each<[feature: string, required: boolean, lowest: number]>([
    ['android.hardware.type.watch', true, 35],
    ['android.hardware.type.automotive', true, 35],
    ['android.software.leanback', true, 34],
    ['android.hardware.type.television', true, 34],
    ['android.software.xr.api.spatial', true, 34],
    ['android.software.xr.api.openxr', true, 34],
    // An app for telephones that also runs on a television is judged as one for telephones.
    ['android.software.leanback', false, 36],
    ['android.hardware.camera', true, 36],
  ])('with %s (required: %s) must be %i', (name, required, lowest) => {
    const clauses = (targetSdk: number): unknown[] => {
      const shape = { permissions: [], targetSdk, minSdk: 26 };
      const facts = { ...factsOf(shape), manifest: { ...manifestOf(shape), usesFeatures: [{ name, required }] } };
      const request = { category: 'weather', policies: DEFAULT_POLICIES, features: [], asOf: '2026-11-23' };
      const result = auditApp(facts, builtinRulebook(), {
        ...request,
        tool: { name: 'permaudit', version: '0' },
        words: AUDIT_WORDS,
      });
      return told(result, 'STORE_TARGET');
    };
    expect(clauses(lowest)).toEqual([]);
    expect(clauses(lowest - 1)).toHaveLength(1);
  });
});
