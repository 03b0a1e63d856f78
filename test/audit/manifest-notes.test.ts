/** What a manifest says of the app itself: names that nobody defines, a shared user id, its own permissions, splits. */
import { describe, expect, it } from 'vitest';
import { auditApp } from '../../src/audit/evaluate.js';
import type { Audit, ToldNote } from '../../src/audit/types.js';
import type { AppFacts, AppModule, Manifest } from '../../src/facts/facts.js';
import { builtinRulebook } from '../../src/rulebook/load.js';
import { renderCsv } from '../../src/report/csv/report.js';
import { renderJunit } from '../../src/report/junit.js';
import { ZH } from '../../src/words/zh/report.js';
import { manifestNotes } from '../../src/audit/manifest-notes.js';
import { madeContext } from './made-rulebook.js';
import { factsOf } from './facts.js';
import { AUDIT_WORDS } from '../../src/words/audit.js';

function told(permissions: string[], change: Partial<Manifest> = {}): Audit {
  const facts = factsOf({ permissions, targetSdk: 36 });
  if (facts.manifest !== null) Object.assign(facts.manifest, change);
  const request = { category: 'news', policies: ['cn-39'], features: [], asOf: '2026-11-23' };
  return auditApp(facts, builtinRulebook(), {
    ...request,
    tool: { name: 'permaudit', version: '0' },
    words: AUDIT_WORDS,
  });
}
const dataOf = (result: Audit, code: string): ToldNote['data'] => result.notes.find((note) => note.code === code)?.data;

describe('names that no Android defines', () => {
  it('are told with the name that may be meant, once, without points', () => {
    const result = told([
      'READ_CONTATCS',
      'android.permissions.CAMERA',
      'android.permission.NOBODY_KNOWS_IT',
      'INTERNET',
    ]);
    expect(dataOf(result, 'UNKNOWN_NAMES')).toEqual({
      names: [
        'android.permission.READ_CONTATCS (READ_CONTACTS?)',
        'android.permissions.CAMERA (CAMERA?)',
        'android.permission.NOBODY_KNOWS_IT',
      ],
    });
    expect([result.score, result.findings]).toEqual([100, []]);
  });

  it('are none where all are known, or another maker’s', () => {
    expect(dataOf(told(['CAMERA', 'com.example.OWN']), 'UNKNOWN_NAMES')).toBeUndefined();
  });

  it('are none where the rulebook judges a name by its beginning: it may be younger than the catalogue', () => {
    const result = told(['READ_SOMETHING', 'WRITE_ANYTHING'].map((name) => `android.permission.health.${name}`));
    expect(result.findings.length).toBeGreaterThan(0);
    expect(dataOf(result, 'UNKNOWN_NAMES')).toBeUndefined();
  });

  it('are told in Chinese, in CSV and in JUnit too', () => {
    const result = told(['READ_CONTATCS']);
    const note = result.notes.find(({ code }) => code === 'UNKNOWN_NAMES');
    expect(note === undefined ? '' : ZH.note(note)).toContain('READ_CONTATCS (READ_CONTACTS?)');
    expect(renderCsv(result, 'apps')).toMatch(/UNKNOWN_NAMES: .*READ_CONTACTS/);
    expect(renderJunit(result)).toContain('READ_CONTACTS?');
  });

  it('are none where nothing requests the name', () => {
    const facts = factsOf({ permissions: ['READ_CONTATCS'], targetSdk: 36 });
    const of = (origin: 'requested' | 'implied'): string[] =>
      manifestNotes(
        madeContext({ ...facts, permissions: facts.permissions.map((each) => ({ ...each, origin })) }, {}),
      ).map(({ code }) => code);
    expect(of('requested')).toEqual(['UNKNOWN_NAMES']);
    expect(of('implied')).toEqual([]);
  });

  it('are looked at up to a bound', () => {
    const names = Array.from({ length: 51 }, (_, at) => `android.permission.NOBODY_KNOWS_${at}`);
    expect(dataOf(told(names.slice(1)), 'UNKNOWN_NAMES')).toEqual({ names: names.slice(1) });
    expect(dataOf(told(names), 'UNKNOWN_NAMES')).toEqual({ names: names.slice(0, 50) });
  });
});

describe('what the app is', () => {
  it('is told of a shared user id', () => {
    expect(dataOf(told([], { sharedUserId: 'com.example.family' }), 'SHARED_USER_ID')).toEqual({
      id: 'com.example.family',
    });
    for (const sharedUserId of [null, '']) {
      expect(dataOf(told([], { sharedUserId }), 'SHARED_USER_ID')).toBeUndefined();
    }
  });

  it('is told of its own permissions with their levels', () => {
    const define = (name: string, protectionLevel: number): Manifest['defined'][number] => ({
      name,
      protectionLevel,
      group: null,
      offset: 0,
    });
    const defined = [define('com.example.A', 1), define('com.example.B', 0x12)];
    expect(dataOf(told([], { defined }), 'OWN_PERMISSIONS')).toEqual({
      permissions: ['com.example.A (dangerous)', 'com.example.B (signature|privileged)'],
    });
    const many = Array.from({ length: 51 }, (_, at) => define(`com.example.P${at}`, 0));
    expect(dataOf(told([], { defined: many }), 'OWN_PERMISSIONS')).toMatchObject({
      permissions: expect.arrayContaining(['+1']) as string[],
    });
    expect(dataOf(told([]), 'OWN_PERMISSIONS')).toBeUndefined();
  });

  it.each<[Partial<Manifest>, ToldNote['data']]>([
    [{ needsSplits: ['base__abi'] }, { types: ['base__abi'] }],
    [{ needsSplits: [] }, { types: [] }],
    [
      { applicationMetaData: [{ name: 'com.android.vending.splits.required', value: 'true', resource: null }] },
      { types: [] },
    ],
    [
      { applicationMetaData: [{ name: 'com.android.vending.splits.required', value: 'false', resource: null }] },
      undefined,
    ],
    [{ applicationMetaData: [{ name: 'com.other', value: 'true', resource: null }] }, undefined],
    [{}, undefined],
  ])('is told of splits that it needs: %j', (change, data) => {
    expect(dataOf(told([], change), 'NEEDS_SPLITS')).toEqual(data);
  });
});

describe('an app', () => {
  const codes = (change: Partial<AppFacts>): string[] =>
    manifestNotes(madeContext({ ...factsOf({ permissions: [], targetSdk: 36 }), ...change }, {})).map(
      ({ code }) => code,
    );
  const module = (name: string, kind: AppModule['kind']): AppModule => ({
    ...{ name, kind, file: `${name}.apk`, package: 'com.example.app', versionCode: 1, permissionsIgnored: [] },
    ...{ permissionsOnlyHere: [], delivery: null, fusedIntoBase: false },
  });
  const { manifest } = factsOf({ permissions: [], targetSdk: 36 });
  const needing = manifest === null ? null : { ...manifest, needsSplits: ['base__abi'] };

  it('without a manifest is told nothing of', () => {
    expect(codes({ manifest: null })).toEqual([]);
  });

  it('that has a split with it lacks none, for which ones it needs the store alone knows', () => {
    expect(codes({ manifest: needing })).toEqual(['NEEDS_SPLITS']);
    expect(codes({ manifest: needing, modules: [] })).toEqual(['NEEDS_SPLITS']);
    expect(codes({ manifest: needing, modules: [module('base', 'base')] })).toEqual(['NEEDS_SPLITS']);
    expect(
      codes({ manifest: needing, modules: [module('base', 'base'), module('config.arm64_v8a', 'config')] }),
    ).toEqual([]);
  });

  it('is told of a name near one of another maker, in whose namespace it is', () => {
    const near = 'com.android.browser.permission.READ_HISTORY_BOOKMARK';
    expect(dataOf(told([near]), 'UNKNOWN_NAMES')).toEqual({
      names: [`${near} (com.android.browser.permission.READ_HISTORY_BOOKMARKS?)`],
    });
    expect(dataOf(told(['com.other.permission.READ_HISTORY_BOOKMARK']), 'UNKNOWN_NAMES')).toBeUndefined();
  });
});
