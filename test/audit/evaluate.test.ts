/** What an audit is made of: what was asked and read stands in it, and nothing is said of what could not be read. */
import { describe, expect, it } from 'vitest';
import { auditApp } from '../../src/audit/evaluate.js';
import { worstFirst } from '../../src/audit/score.js';
import type { Audit } from '../../src/audit/types.js';
import type { AppFacts } from '../../src/facts/facts.js';
import { builtinRulebook } from '../../src/rulebook/load.js';
import type { AuditRequest } from '../../src/audit/request.js';
import { AUDIT_WORDS } from '../../src/words/audit.js';
import { codeWith } from './advised.js';
import { factsOf, fullName } from './facts.js';

const made = (facts: AppFacts, request: Partial<AuditRequest> = {}): Audit =>
  auditApp(facts, builtinRulebook(), {
    ...{ category: 'lending', policies: ['cn-39', 'article'], features: ['kyc-camera'], asOf: '2026-11-23' },
    ...{ tool: { name: 'a tool', version: '1.2.3' }, words: AUDIT_WORDS },
    ...request,
  });
const APP = factsOf({ permissions: ['CAMERA', 'READ_SMS', 'INTERNET', 'com.example.OWN'], targetSdk: 36 });
const UNREAD: AppFacts = {
  ...factsOf({ permissions: ['READ_SMS'] }),
  ...{ manifest: null, permissions: [], capabilities: [], complete: false },
  readings: [{ apiRange: [24, 37], outcome: 'refused', manifest: null, error: null }],
  error: { code: 'ZIP_NO_EOCD', data: { problem: 'notZip' }, offset: null, path: '' },
};

describe('an audit', () => {
  it('says by what it was made, of which app, and what was asked', () => {
    const result = made(APP);
    expect(result.schemaVersion).toMatch(/^\d+\.\d+\.\d+$/);
    expect(result.tool).toEqual({ name: 'a tool', version: '1.2.3' });
    expect(result.subject).toEqual({
      ...{ file: 'app.apk', sha256: '00', size: 1, package: 'com.example.app', label: 'Example' },
      ...{ versionCode: 1, versionName: '1.0', minSdk: 24, targetSdk: 36 },
    });
    expect(result.options).toEqual({
      ...{ category: 'lending', necessity: 'judged', policies: ['cn-39', 'article'], features: ['kyc-camera'] },
      ...{ asOf: '2026-11-23', apiRange: [24, 37], lang: 'en' },
      categoryName: 'Online lending',
      policyNames: ["China's 39 common app types", 'The article on 360 loan'],
    });
    expect(made(APP, { lang: 'zh' }).options).toMatchObject({ categoryName: '网络借贷' });
    expect(result).toMatchObject({ complete: true, outcome: 'complete', error: null, accepted: null });
    expect(made(APP, { lang: 'zh' }).options.lang).toBe('zh');
    expect(made(APP, { category: null }).options).toMatchObject({ category: null, necessity: 'not-judged' });
    expect(made(APP, { category: null }).options.categoryName).toBeUndefined();
    expect(made(APP, { role: 'supply' }).options).toMatchObject({ role: 'supply', necessity: 'not-judged' });
  });

  it('hands on what was read beside the manifest, and says null of what was not looked at', () => {
    expect(made(APP)).toMatchObject({ input: null, identity: null, modules: [], code: null });
    const code = codeWith([]);
    const modules: NonNullable<AppFacts['modules']> = [];
    expect(made({ ...APP, code, modules })).toMatchObject({ code, modules });
  });

  it('tells each version’s reading, a permission once', () => {
    const facts = factsOf({ permissions: ['CAMERA', 'CAMERA', 'INTERNET'], targetSdk: 36 });
    expect(made(facts).versions).toEqual([
      { apiRange: [24, 37], outcome: 'accepted', permissions: [fullName('CAMERA'), fullName('INTERNET')], error: null },
    ]);
  });

  it('judges each permission that opens something', () => {
    const inert = { name: 'READ_CONTACTS', maxSdkVersion: 20 };
    const shape = { permissions: ['READ_SMS', 'com.example.OWN', inert], targetSdk: 36 };
    const told = made(factsOf(shape), { policies: [] }).permissions;
    expect(told.map(({ name, verdict, dataType }) => [name, verdict, dataType])).toEqual([
      [fullName('READ_SMS'), 'unjustified', 'sms'],
      ['com.example.OWN', null, null],
      [fullName('READ_CONTACTS'), null, 'contacts'],
    ]);
  });

  it('lists findings and what is justified in the order of a report, with their points', () => {
    const names = ['READ_CALENDAR', 'CAMERA', 'READ_SMS', 'READ_CONTACTS', 'ACCESS_FINE_LOCATION', 'BODY_SENSORS'];
    const request = { features: builtinRulebook().features.map(({ id }) => id), policies: ['cn-39'] };
    for (const category of ['lending', 'fitness', 'im', 'news']) {
      const { findings, justified, points } = made(factsOf({ permissions: names, targetSdk: 36 }), {
        category,
        ...request,
      });
      expect(findings).toEqual([...findings].sort(worstFirst));
      expect(justified).toEqual([...justified].sort(worstFirst));
      expect(findings.reduce((sum, one) => sum + one.points, 0)).toBe(points);
    }
    const fit = made(factsOf({ permissions: names, targetSdk: 36 }), { category: 'fitness', ...request });
    expect(fit.justified.length).toBeGreaterThan(1);
  });

  it('has a score with everything that explains it', () => {
    const result = made(APP);
    const { score, points, grade, verdict, waterfall } = result;
    expect([score, typeof grade, typeof verdict]).toEqual([100 - (points ?? 0), 'string', 'string']);
    expect(points).toBeGreaterThan(0);
    expect(waterfall.at(-1)?.scoreAfter).toBe(score);
  });

  it('of what could not be read says neither good nor bad', () => {
    const result = made(UNREAD);
    expect(result).toMatchObject({
      ...{ outcome: 'refused', complete: false, score: null, grade: null, verdict: null, points: null },
      ...{ findings: [], justified: [], waterfall: [], positives: [], notes: [], permissions: [] },
      ...{ error: { code: 'ZIP_NO_EOCD' }, options: { apiRange: null } },
      versions: [{ apiRange: [24, 37], outcome: 'refused', permissions: [], error: null }],
    });
    expect(result.subject).toEqual({
      ...{ file: 'app.apk', sha256: '00', size: 1, package: null, label: null },
      ...{ versionCode: null, versionName: null, minSdk: null, targetSdk: null },
    });
  });
});
