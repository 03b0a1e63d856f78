import { describe, expect, it } from 'vitest';
import type { DeviceSetting } from '../../src/bytes/device.js';
import type { CapabilityId, CodeEvidence } from '../../src/facts/facts.js';
import { diffAudits } from '../../src/audit/diff.js';
import { applyBaseline } from '../../src/audit/justify.js';
import type { Audit } from '../../src/audit/types.js';
import { renderDiffMarkdown } from '../../src/report/diff/markdown.js';
import { renderDiffText } from '../../src/report/diff/text.js';
import { ZH } from '../../src/words/zh/report.js';
import { audit } from './facts.js';
import { ENGLISH } from '../../src/words/messages.js';

const PLAIN = { columns: 100, colorLevel: 0, unicode: true } as const;

describe('the difference of two audits', () => {
  it('names what was added and removed', () => {
    const diff = diffAudits(
      audit({ permissions: ['CAMERA', 'READ_SMS'] }),
      audit({ permissions: ['CAMERA', 'READ_CONTACTS'] }),
    );
    expect(diff.permissions.added.map(({ name }) => name)).toEqual(['android.permission.READ_CONTACTS']);
    expect(diff.permissions.removed.map(({ name }) => name)).toEqual(['android.permission.READ_SMS']);
    expect(diff.findings.added.map(({ ruleId }) => ruleId)).toEqual(['LEND-CONTACTS-READ']);
    expect(diff.findings.removed.map(({ ruleId }) => ruleId)).toEqual(['LEND-SMS-READ']);
    expect(diff.score.delta).toBe(0);
  });

  it('sees a lifted maxSdkVersion', () => {
    const diff = diffAudits(
      audit({ permissions: [{ name: 'READ_EXTERNAL_STORAGE', maxSdkVersion: 28 }] }),
      audit({ permissions: ['READ_EXTERNAL_STORAGE'] }),
    );
    expect(diff.permissions.widened).toMatchObject([
      {
        name: 'android.permission.READ_EXTERNAL_STORAGE',
        how: { code: 'MAX_SDK_LIFTED', data: { maxSdkVersion: 28 } },
      },
    ]);
  });

  it('compares on the versions that both run on, and says where they differ', () => {
    const old = audit({ permissions: ['CAMERA', { name: 'READ_EXTERNAL_STORAGE', maxSdkVersion: 28 }], minSdk: 26 });
    const now = audit({ permissions: ['CAMERA', 'READ_EXTERNAL_STORAGE'], minSdk: 24 });
    const diff = diffAudits(old, now);
    expect(diff.permissions.widened.map(({ name }) => name)).toEqual(['android.permission.READ_EXTERNAL_STORAGE']);
    expect(diff.cautions.map(ENGLISH.caution)).toEqual([
      'the set of Android versions differs: API 26-37 before, API 24-37 after',
    ]);
    expect(renderDiffText(diff, { ...PLAIN, strings: ZH })).toContain(
      '审计的 Android 版本不同：此前为 API 26-37，此后为 API 24-37',
    );
    const older = audit({ permissions: ['CAMERA'], minSdk: 24 });
    const apart = diffAudits(
      { ...old, options: { ...old.options, apiRange: [30, 37] } },
      {
        ...older,
        options: { ...older.options, apiRange: [24, 29] },
      },
    );
    expect(apart.permissions.widened.map(({ name }) => name)).toEqual(['android.permission.CAMERA']);
  });

  it('sees what a lower target newly implies', () => {
    const app = { permissions: ['ACCESS_COARSE_LOCATION'] };
    const diff = diffAudits(audit({ ...app, targetSdk: 30 }), audit({ ...app, targetSdk: 28 }));
    expect(diff.permissions.added.map(({ name, origin }) => [name, origin])).toEqual([
      ['android.permission.ACCESS_BACKGROUND_LOCATION', 'implied'],
    ]);
  });

  it('sees a promise about location that was dropped', () => {
    const asked = (neverForLocation: boolean): Audit => {
      const one = audit({ permissions: ['BLUETOOTH_SCAN'] });
      return { ...one, permissions: one.permissions.map((permission) => ({ ...permission, neverForLocation })) };
    };
    const diff = diffAudits(asked(true), asked(false));
    expect(diff.permissions.widened.map(({ how }) => ENGLISH.widened(how))).toEqual(['neverForLocation was dropped']);
    expect(diffAudits(asked(false), asked(true)).permissions.widened).toEqual([]);
    expect(renderDiffText(diff, { ...PLAIN, strings: ZH })).toContain('已去掉 neverForLocation');
  });

  it('sees on each version what the request in force there promised and needed', () => {
    const asked = (terms: Partial<Audit['permissions'][number]>): Audit => {
      const one = audit({ permissions: ['CAMERA'] });
      return { ...one, permissions: one.permissions.map((permission) => ({ ...permission, ...terms })) };
    };
    const how = (before: Audit, after: Audit): unknown[] =>
      diffAudits(before, after).permissions.widened.map(({ how: clause }) => clause);
    const none = { requiredFeatures: [], requiredNotFeatures: [], neverForLocation: false };
    const promised = (first: boolean): Audit =>
      asked({
        terms: [
          { ...none, apiRange: [24, 33], neverForLocation: first },
          { ...none, apiRange: [34, 37], neverForLocation: !first },
        ],
      });
    expect(how(promised(true), promised(false))).toEqual([{ code: 'FOR_LOCATION', data: {} }]);
    expect(how(promised(true), promised(true))).toEqual([]);
    expect(how(asked({ neverForLocation: true }), promised(true))).toEqual([{ code: 'FOR_LOCATION', data: {} }]);
    const needed = { ...none, requiredFeatures: ['a', 'b'], requiredNotFeatures: ['c'] };
    const needs = asked(needed);
    const lifted = { code: 'FEATURES_LIFTED', data: { features: ['b', 'c'] } };
    expect(how(needs, asked({ requiredFeatures: ['a'] }))).toEqual([lifted]);
    expect(how(needs, asked({ ...none, terms: [{ ...needed, apiRange: [24, 36] }] }))).toEqual([
      { code: 'FEATURES_LIFTED', data: { features: ['a', 'b', 'c'] } },
    ]);
    expect(how(needs, asked({ terms: [{ ...needed, apiRange: [24, 37] }] }))).toEqual([]);
    expect(how(asked({ requiredFeatures: ['a'] }), needs)).toEqual([]);
    const hostile = diffAudits(asked({ requiredFeatures: ['\u001b[31m|<b>`x`'] }), asked({}));
    expect(renderDiffText(hostile, PLAIN)).toContain('condition on device features was dropped: \\u{1B}[31m');
    expect(renderDiffMarkdown(hostile)).toContain('condition on device features');
    for (const part of ['\u001b', '|<b>']) expect(renderDiffMarkdown(hostile)).not.toContain(part);
  });

  it.each<[DeviceSetting[] | undefined, DeviceSetting[] | undefined, boolean]>([
    [undefined, undefined, false],
    [[{ locale: 'en' }], undefined, true],
    [undefined, [{ locale: 'en' }], false],
    [[{ locale: 'en' }], [{ locale: 'en' }], false],
    [[{ locale: 'en' }], [{ locale: 'en' }, { locale: 'de' }], true],
    [[{ locale: 'en' }], [{ locale: 'en', density: 640 }], false],
    [[{ locale: 'en', density: 640 }], [{ locale: 'en' }], true],
    [[{ locale: 'en' }, { locale: 'de' }], [{ locale: 'de' }], false],
  ])('sees devices of other settings ask for it: %o, then %o', (before, after, expected) => {
    const asked = (devices: readonly DeviceSetting[] | undefined): Audit => {
      const one = audit({ permissions: ['CAMERA'] });
      const own = devices === undefined ? {} : { devices };
      return { ...one, permissions: one.permissions.map((permission) => ({ ...permission, ...own })) };
    };
    const { widened } = diffAudits(asked(before), asked(after)).permissions;
    expect(widened.map(({ how }) => how.code)).toEqual(expected ? ['MORE_DEVICES'] : []);
  });

  it('counts capabilities, new ones and those on more versions', () => {
    const able = (...ranges: [CapabilityId, number][]): Audit => ({
      ...audit({ permissions: [], targetSdk: 36 }),
      capabilities: ranges.map(([id, from]) => ({ id, apiRange: [from, 37], evidence: [] })),
    });
    const diff = diffAudits(able(['vpn-service', 30]), able(['vpn-service', 24], ['sms-receiver', 24]));
    expect(diff.capabilities).toEqual({
      added: ['sms-receiver'],
      removed: [],
      widened: [{ id: 'vpn-service', before: [30, 37], after: [24, 37] }],
    });
    expect(renderDiffMarkdown(diff)).toContain('2 more capabilities.**');
    expect(renderDiffMarkdown(diff)).toContain('| 🔼 | `vpn-service` | API 30-37 → API 24-37 | capability |');
    expect(renderDiffText(diff, PLAIN)).toContain('> vpn-service: API 30-37 → API 24-37');
  });

  it('shows both scores, and takes a finding that is no longer accepted for worse', () => {
    const open = audit({ permissions: ['READ_SMS'] });
    const accepted = applyBaseline(open, open.findings);
    const diff = diffAudits(accepted, open);
    expect(diff.accepted).toEqual({ before: 100, after: null });
    expect(diff.findings.worse.map(({ ruleId }) => ruleId)).toEqual(['LEND-SMS-READ']);
    expect(renderDiffMarkdown(diff)).toContain('| Without accepted findings | 100 | none |');
    expect(renderDiffText(diff, PLAIN)).toContain('Without accepted findings: 100 → none');
    expect(renderDiffMarkdown(diffAudits(audit({ permissions: [] }), accepted))).toContain('(accepted)<br>');
  });

  it('is empty for the same audit, and cautions when the two were not made alike', () => {
    const one = audit({ permissions: ['READ_SMS'] });
    const same = diffAudits(one, one);
    expect([same.permissions.added, same.permissions.widened, same.findings.added, same.cautions]).toEqual([
      [],
      [],
      [],
      [],
    ]);
    const other = audit({ permissions: ['READ_SMS'] }, { policies: ['google-play'] });
    expect(diffAudits(one, other).cautions.map(ENGLISH.caution).join()).toContain('the set of policies differs');
  });

  it('reads as text and as Markdown, whatever the names hold', () => {
    const diff = diffAudits(
      audit({ permissions: ['CAMERA'] }),
      audit({ permissions: ['CAMERA', 'READ_CONTACTS', 'com.evil.\u001b[31m|<b>`x`\u202e'] }),
    );
    const text = renderDiffText(diff, { ...PLAIN, columns: 80 });
    const markdown = renderDiffMarkdown(diff);
    expect(text).toContain('+ READ_CONTACTS: API 24-37, requested, prohibited');
    expect(markdown).toContain('**The app asks for more than before: 2 permissions added, 1 new finding.**');
    for (const shown of [text, markdown]) expect(['\u001b', '\u202e'].filter((bad) => shown.includes(bad))).toEqual([]);
  });
});

describe('what widens a permission', () => {
  const reach = (...apiRanges: [number, number][]): Audit => {
    const one = audit({ permissions: ['CAMERA'] });
    return { ...one, permissions: one.permissions.map((permission) => ({ ...permission, apiRanges })) };
  };
  const limited = (maxSdkVersion: number | null, to: number): Audit => {
    const one = reach([24, to]);
    return { ...one, permissions: one.permissions.map((permission) => ({ ...permission, maxSdkVersion })) };
  };
  const how = (before: Audit, after: Audit): unknown => diffAudits(before, after).permissions.widened[0]?.how;

  it.each<[string, [number, number][], [number, number][], boolean]>([
    ['nothing', [[24, 37]], [[24, 37]], false],
    ['a level above', [[24, 30]], [[24, 31]], true],
    ['a level below', [[25, 37]], [[24, 37]], true],
    [
      'a gap that closes',
      [
        [24, 28],
        [30, 37],
      ],
      [[24, 37]],
      true,
    ],
    [
      'a gap that stays',
      [
        [24, 28],
        [30, 37],
      ],
      [
        [24, 28],
        [30, 37],
      ],
      false,
    ],
    [
      'ranges that meet',
      [
        [24, 28],
        [29, 37],
      ],
      [[24, 37]],
      false,
    ],
    ['less', [[24, 37]], [[26, 30]], false],
    [
      'a level more in one of two ranges',
      [[24, 28]],
      [
        [24, 26],
        [28, 29],
      ],
      true,
    ],
    [
      'one of two ranges where neither runs',
      [[24, 37]],
      [
        [10, 12],
        [24, 37],
      ],
      false,
    ],
    ['what neither runs on', [[24, 37]], [[20, 40]], false],
  ])('%s', (_, before, after, widens) => {
    expect(diffAudits(reach(...before), reach(...after)).permissions.widened.length).toBe(widens ? 1 : 0);
  });

  it('is told by its limit where that moved', () => {
    expect(how(limited(28, 28), limited(30, 30))).toEqual({ code: 'MAX_SDK_RAISED', data: { from: 28, to: 30 } });
    expect(how(limited(28, 28), limited(null, 37))).toEqual({ code: 'MAX_SDK_LIFTED', data: { maxSdkVersion: 28 } });
    expect(how(limited(null, 28), limited(null, 37))).toMatchObject({ code: 'MORE_VERSIONS' });
    expect(how(limited(30, 28), limited(30, 30))).toMatchObject({ code: 'MORE_VERSIONS' });
    expect(how(limited(null, 28), limited(30, 30))).toMatchObject({ code: 'MORE_VERSIONS' });
  });

  it('is gone and come again, where it opened nothing in between', () => {
    const none = reach();
    const all = reach([24, 37]);
    expect(diffAudits(none, all).permissions.added.map(({ name }) => name)).toEqual(['android.permission.CAMERA']);
    expect(diffAudits(all, none).permissions.removed.map(({ name }) => name)).toEqual(['android.permission.CAMERA']);
  });
});

describe('what makes a finding worse', () => {
  const one = audit({ permissions: ['READ_SMS'] });
  const changed = (change: Partial<Audit['findings'][number]>): Audit => ({
    ...one,
    findings: one.findings.map((finding) => ({ ...finding, ...change })),
  });
  const worse = (before: Audit, after: Audit): string[] =>
    diffAudits(before, after).findings.worse.map(({ ruleId }) => ruleId);

  it('is more points, or a permission more', () => {
    expect(worse(changed({ points: 8 }), changed({ points: 9 }))).toEqual(['LEND-SMS-READ']);
    expect(worse(changed({ points: 8 }), changed({ points: 8 }))).toEqual([]);
    expect(worse(changed({ points: 9 }), changed({ points: 8 }))).toEqual([]);
    expect(worse(changed({ permissions: ['a'] }), changed({ permissions: ['a', 'b'] }))).toEqual(['LEND-SMS-READ']);
    expect(worse(changed({ permissions: ['a', 'b'] }), changed({ permissions: ['b'] }))).toEqual([]);
  });

  it('is not that it stays accepted', () => {
    const accepted = changed({ suppressedBy: { code: 'BASELINE', data: {} } });
    expect(worse(accepted, accepted)).toEqual([]);
    expect(worse(one, accepted)).toEqual([]);
  });

  it('is told for each entry of permaudit.yaml by its subject', () => {
    const stale = (name: string): Audit => ({
      ...one,
      findings: one.findings.map((finding) => ({
        ...finding,
        evidence: [{ kind: 'justification' as const, name, apiRanges: [], detail: '', offset: null }],
      })),
    });
    const { added, removed } = diffAudits(stale('CAMERA'), stale('READ_SMS')).findings;
    expect([added.length, removed.length]).toEqual([1, 1]);
    const rests = (evidence: Audit['findings'][number]['evidence']): Audit => changed({ evidence });
    const [first] = one.findings.flatMap(({ evidence }) => evidence);
    if (first === undefined) throw new Error('a finding rests on something');
    const same = diffAudits(rests([first]), rests([{ ...first, name: 'other' }])).findings;
    expect([same.added, same.removed]).toEqual([[], []]);
    expect(diffAudits(rests([first]), rests([])).findings).toMatchObject({ added: [], removed: [] });
  });
});

describe('the head of a difference', () => {
  it('has grades and verdicts of both, and the capabilities that went', () => {
    const before = audit({ permissions: ['READ_SMS'], capabilities: ['vpn-service', 'sms-receiver'] });
    const after = audit({ permissions: [], capabilities: ['sms-receiver'] });
    const diff = diffAudits(before, after);
    expect(diff.grade).toEqual({ before: before.grade, after: after.grade });
    expect(diff.verdict).toEqual({ before: before.verdict, after: after.verdict });
    expect(diff.capabilities).toEqual({ added: [], removed: ['vpn-service'], widened: [] });
  });

  it('names what newly implies a permission on more versions', () => {
    const implied = (from: number, ...by: string[]): Audit => {
      const one = audit({ permissions: ['CAMERA'] });
      const impliedBy = by.map((permission) => ({ permission, targetSdkBelow: null, reason: `by ${permission}` }));
      const reach: [number, number][] = [[from, 37]];
      return {
        ...one,
        permissions: one.permissions.map((permission) => ({ ...permission, impliedBy, apiRanges: reach })),
      };
    };
    const how = (before: Audit, after: Audit): unknown => diffAudits(before, after).permissions.widened[0]?.how;
    expect(how(implied(26, 'A'), implied(24, 'A', 'B'))).toEqual({ code: 'NOW_IMPLIED', data: { by: 'by B' } });
    expect(how(implied(26, 'A'), implied(24, 'A'))).toMatchObject({ code: 'MORE_VERSIONS' });
    expect(how(implied(26, 'A', 'B'), implied(24, 'A'))).toMatchObject({ code: 'MORE_VERSIONS' });
  });

  it('joins what a set of policies or features holds, and tells an empty one as none', () => {
    const one = audit({ permissions: [] }, { policies: ['article', 'cn-39'], features: [] });
    const other = audit({ permissions: [] }, { policies: ['article', 'cn-39'], features: ['qr-scan', 'kyc-camera'] });
    expect(diffAudits(one, other).cautions).toEqual([
      { code: 'DIFFERS', data: { what: 'features', before: null, after: 'qr-scan, kyc-camera' } },
    ]);
  });
});

describe('cautions', () => {
  const one = audit({ permissions: ['READ_SMS'] });
  it.each<[string, Audit]>([
    ['the package', { ...one, subject: { ...one.subject, package: 'other' } }],
    ['the category', { ...one, options: { ...one.options, category: null } }],
    ['the set of policies', { ...one, options: { ...one.options, policies: [] } }],
    ['the set of features', { ...one, options: { ...one.options, features: ['qr-scan'] } }],
    ['the set of Android versions', { ...one, options: { ...one.options, apiRange: null } }],
    ['the rulebook', { ...one, rulebook: { ...one.rulebook, version: '0' } }],
  ])('tell where %s differs, alone', (what, other) => {
    const told = diffAudits(one, other).cautions.map(ENGLISH.caution);
    expect(told).toHaveLength(1);
    expect(told[0]).toContain(`${what} differs`);
  });

  it('tell of no score on either side', () => {
    const unread: Audit = { ...one, score: null, grade: null, verdict: null };
    expect(diffAudits(unread, one).score).toEqual({ before: null, after: one.score, delta: null });
    expect(diffAudits(one, unread).score).toEqual({ before: one.score, after: null, delta: null });
  });
});

describe('code', () => {
  const withCode = (state: CodeEvidence['state'], used: string[], sdks: string[]): Audit => ({
    ...audit({ permissions: used, targetSdk: 36 }),
    code: {
      state,
      reason: null,
      dexFiles: [],
      hiding: [],
      permissions: used.map((permission) => ({
        permission,
        use: 'used',
        strength: 'strong',
        totalSites: 1,
        owners: [],
        sites: [],
      })),
      sdks: sdks.map((id) => ({ id, name: id, team: null, kind: 'other', classes: 1, permissions: [] })),
    },
  });

  it('tells what it uses now, and which SDKs came', () => {
    const before = withCode('complete', ['CAMERA'], ['a']);
    const after = withCode('complete', ['READ_SMS'], ['b']);
    expect(diffAudits(before, after).code).toEqual({
      nowUsed: ['READ_SMS'],
      noLongerUsed: ['CAMERA'],
      sdksAdded: ['b'],
      sdksRemoved: ['a'],
    });
    const text = renderDiffText(diffAudits(before, after), PLAIN);
    for (const line of ['+ Used by code now: READ_SMS', '- No longer used by code: CAMERA', '+ SDKs added: b']) {
      expect(text).toContain(line);
    }
    expect(renderDiffMarkdown(diffAudits(before, after))).toContain('- SDKs removed: a\n');
  });

  it('tells only what changed, and counts use that was not declared', () => {
    const more = withCode('complete', ['CAMERA', 'READ_SMS'], ['a', 'b']);
    const undeclared: Audit = {
      ...more,
      code: more.code && {
        ...more.code,
        permissions: more.code.permissions.map((one, at) => ({
          ...one,
          use: at === 0 ? 'no-evidence' : 'used-undeclared',
        })),
      },
    };
    expect(diffAudits(withCode('complete', ['CAMERA'], ['a']), more).code).toEqual({
      nowUsed: ['READ_SMS'],
      noLongerUsed: [],
      sdksAdded: ['b'],
      sdksRemoved: [],
    });
    expect(diffAudits(more, undeclared).code).toMatchObject({ nowUsed: [], noLongerUsed: ['CAMERA'] });
    expect(diffAudits(audit({ permissions: [] }), more).code).toBeNull();
  });

  it('says of nothing that it went where not all was read, and nothing at all where it was not looked at', () => {
    const before = withCode('complete', ['CAMERA'], ['a']);
    expect(diffAudits(before, withCode('partial', [], [])).code).toMatchObject({ noLongerUsed: [], sdksRemoved: [] });
    expect(diffAudits(before, audit({ permissions: [], targetSdk: 36 })).code).toBeNull();
  });
});
