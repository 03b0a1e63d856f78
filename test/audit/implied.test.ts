/** What Android adds unasked: said so, one step milder, once, and never barred by a text that speaks of asking. */
import { describe, expect, it } from 'vitest';
import type { AuditRequest } from '../../src/audit/evaluate.js';
import type { Audit, Finding } from '../../src/audit/types.js';
import { impliedAdvice, impliedTitle } from '../../src/audit/implied.js';
import type { ImpliedBy } from '../../src/facts/facts.js';
import { AUDIT_WORDS } from '../../src/words/audit.js';
import { audit, factsOf, ruleIds, type AppShape } from './facts.js';

const on = (shape: AppShape, request: Partial<AuditRequest> = {}): Audit =>
  audit(shape, { policies: ['article', 'cn-39', 'google-play', 'in-rbi'], ...request });

function findingOn(dataType: string, result: Audit): Finding {
  const found = result.findings.find((finding) => finding.dataType === dataType && !finding.composite);
  if (found === undefined) throw new Error(`no finding on ${dataType}`);
  return found;
}

/** What an old target or another permission adds, and what brings it. */
const ADDED: [dataType: string, added: string, by: string, targetSdk: number, minSdk: number][] = [
  ['call-log', 'READ_CALL_LOG', 'READ_CONTACTS', 15, 14],
  ['call-log', 'WRITE_CALL_LOG', 'WRITE_CONTACTS', 15, 14],
  ['location-background', 'ACCESS_BACKGROUND_LOCATION', 'ACCESS_FINE_LOCATION', 28, 24],
  ['location-background', 'ACCESS_BACKGROUND_LOCATION', 'ACCESS_COARSE_LOCATION', 28, 24],
  ['photos-videos', 'READ_EXTERNAL_STORAGE', 'WRITE_EXTERNAL_STORAGE', 36, 24],
  ['nearby-devices', 'BLUETOOTH_SCAN', 'BLUETOOTH', 30, 24],
];
const STEPS = ['info', 'low', 'medium', 'high', 'critical'];
const POINTS = [0, 3, 8, 15, 25];

describe.each(['lending', 'news'])('what is only added, in %s', (category) => {
  it.each(ADDED)('%s by %s, brought by %s for target %i', (dataType, added, by, targetSdk, minSdk) => {
    const app = { permissions: [by], targetSdk, minSdk };
    const before = findingOn(dataType, on(app, { category }));
    const listed = findingOn(dataType, on({ ...app, permissions: [by, added] }, { category }));
    expect(before.implied).toBe(true);
    expect(listed.implied).toBeUndefined();
    expect(STEPS.indexOf(listed.severity) - STEPS.indexOf(before.severity)).toBe(1);
    expect(before.points).toBe(POINTS[STEPS.indexOf(before.severity)]);
    expect(before.verdict).not.toBe('prohibited');
    expect(before.policyVerdicts.map(({ verdict }) => verdict)).not.toContain('prohibited');
    expect(before.title).toMatch(/^Gets .* through (an old target|another permission)$/);
    expect(before.title).not.toMatch(/asks/i);
    expect(before.remediation.join(' ')).toContain(by);
    expect(before.remediation.join(' ')).not.toContain(`Remove ${added}`);
  });
});

describe('what a device adds by a flag of its own', () => {
  const NETWORK = 'android.permission.ACCESS_LOCAL_NETWORK';
  const HIDDEN = { code: 'SPLIT_BEHIND_FLAG', data: { permission: 'INTERNET', targetSdkBelow: 37 } };

  it.each([
    [36, 1],
    [37, 0],
  ])('is told below its bound only: target %i', (targetSdk, times) => {
    const told = on({ permissions: ['INTERNET'], targetSdk }).permissions.filter(({ name }) => name === NETWORK);
    expect(told).toHaveLength(times);
    for (const each of told) {
      expect(each).toMatchObject({ origin: 'implied', apiRanges: [[37, 37]], verdict: null });
      expect(each.impliedBy).toMatchObject([{ permission: 'android.permission.INTERNET', reason: HIDDEN }]);
    }
  });

  it.each([null, 'other', 'lending', 'browser', 'calendar'])('is not judged: %s', (category) => {
    const { findings, points } = on({ permissions: ['INTERNET', 'VIBRATE'], targetSdk: 35 }, { category });
    expect([findings, points]).toEqual([[], 0]);
  });

  it('is judged like any other where the app asks for it', () => {
    const asks = { permissions: ['INTERNET', 'ACCESS_LOCAL_NETWORK'], targetSdk: 35 };
    expect(findingOn('local-network', on(asks, { category: 'lending' })).implied).toBeUndefined();
  });
});

describe('the title', () => {
  it.each<['en' | 'zh', number, string]>([
    ['en', 15, 'Gets call log through an old target'],
    ['zh', 15, '经由过低的目标版本获得：通话记录'],
  ])('in %s', (lang, targetSdk, title) => {
    const app = { permissions: ['READ_CONTACTS'], targetSdk, minSdk: 14 };
    expect(findingOn('call-log', on(app, { lang })).title).toBe(title);
  });

  it('names the other permission where no target is to blame', () => {
    const app = { permissions: ['WRITE_EXTERNAL_STORAGE'], targetSdk: 36 };
    expect(findingOn('photos-videos', on(app)).title).toBe('Gets photos and videos through another permission');
    expect(findingOn('photos-videos', on(app, { lang: 'zh' })).title).toBe('经由其他权限获得：照片与视频');
    expect(findingOn('photos-videos', on(app)).remediation).toEqual([
      'Remove WRITE_EXTERNAL_STORAGE: Android adds READ_EXTERNAL_STORAGE for it',
    ]);
  });

  it('is the rule’s own as soon as one permission of it is requested', () => {
    const app = { permissions: ['READ_CONTACTS', 'PROCESS_OUTGOING_CALLS'], targetSdk: 15, minSdk: 14 };
    expect(findingOn('call-log', on(app))).toMatchObject({
      title: 'A loan app asks for the call log',
      severity: 'critical',
    });
  });
});

describe('an app that only asks for contacts, with an old target', () => {
  const app: AppShape = { permissions: ['READ_CONTACTS'], targetSdk: 15, minSdk: 14 };

  it('is failed for the contacts, not for the call log', () => {
    const result = on(app);
    const failing = result.findings.filter(({ verdict, composite }) => verdict === 'prohibited' && !composite);
    expect(failing.map(({ dataType }) => dataType)).toEqual(['contacts']);
  });

  it('is no kit for harassment: only one part of it is asked for', () => {
    expect(ruleIds(on(app))).not.toContain('LEND-HARASSMENT-KIT');
    expect(ruleIds(on({ ...app, permissions: ['READ_CONTACTS', 'READ_CALL_LOG'] }))).toContain('LEND-HARASSMENT-KIT');
  });

  it('is judged one step milder than one that lists the call log', () => {
    const listed = on({ ...app, permissions: ['READ_CONTACTS', 'READ_CALL_LOG'] });
    expect(findingOn('call-log', listed).points - findingOn('call-log', on(app)).points).toBe(10);
    // Then nothing that is only added stands for what is granted without a question.
    expect((listed.points ?? 0) - (on(app).points ?? 0)).toBe(10 + findingOn('low-target', listed).points);
  });
});

describe('the rule on old targets', () => {
  const low = (permissions: string[], targetSdk: number, category = 'news'): Finding | undefined =>
    on({ permissions, targetSdk, minSdk: 14 }, { category }).findings.find(({ dataType }) => dataType === 'low-target');

  it.each<[permissions: string[], targetSdk: number]>([
    [['INTERNET', 'VIBRATE'], 22],
    [['INTERNET', 'VIBRATE'], 4],
    [[], 22],
    [['CAMERA'], 23],
    [['ACCESS_FINE_LOCATION'], 29],
    // A permission that Android 6 and newer never ask for.
    [['com.android.browser.permission.READ_HISTORY_BOOKMARKS'], 22],
  ])('is not met by %j with target %i', (permissions, targetSdk) => {
    expect(low(permissions, targetSdk)).toBeUndefined();
  });

  it('explains what is added and costs nothing itself', () => {
    expect(low(['ACCESS_FINE_LOCATION'], 28)).toMatchObject({
      title: 'Gains permissions by an old target',
      severity: 'info',
      points: 0,
      composite: true,
      permissions: ['android.permission.ACCESS_BACKGROUND_LOCATION'],
    });
  });

  it('counts what the user is never asked for', () => {
    expect(low(['CAMERA'], 22)).toMatchObject({ severity: 'medium', points: 8, composite: false });
    expect(low(['CAMERA'], 22)?.countedIn).toBeUndefined();
    expect(low(['CAMERA'], 22)?.title).toContain('without a question');
    expect(low(['READ_CONTACTS'], 15)?.title).toBe('Gains permissions by an old target');
    expect(low(['CAMERA'], 22, 'lending')).toMatchObject({ severity: 'high', points: 15 });
  });

  it('takes no points from one permission through three rules', () => {
    const result = on({ permissions: ['WRITE_EXTERNAL_STORAGE'], targetSdk: 28 }, { category: 'news' });
    expect(
      result.waterfall.filter(({ points }) => points > 0).map(({ dataType, points }) => [dataType, points]),
    ).toEqual([
      ['storage-modify', 15],
      ['photos-videos', 8],
    ]);
  });
});

describe('points of what is only added', () => {
  const lost = (permissions: string[], targetSdk: number, request: Partial<AuditRequest> = {}): [string, number][] =>
    on({ permissions, targetSdk, minSdk: 14 }, request).waterfall.map(({ dataType, points }) => [dataType, points]);

  it.each<[permissions: string[], targetSdk: number, category: string, lost: Record<string, number>]>([
    [['WRITE_EXTERNAL_STORAGE'], 15, 'lending', { 'storage-modify': 25, 'photos-videos': 15, 'low-target': 0 }],
    [['WRITE_EXTERNAL_STORAGE'], 22, 'lending', { 'storage-modify': 25, 'photos-videos': 15, 'low-target': 0 }],
    [['WRITE_EXTERNAL_STORAGE'], 28, 'lending', { 'storage-modify': 25, 'photos-videos': 15, 'low-target': 0 }],
    [['READ_CONTACTS'], 15, 'lending', { contacts: 25, 'call-log': 15, 'low-target': 0 }],
    [['READ_CONTACTS'], 16, 'lending', { contacts: 25, 'low-target': 15 }],
    [['READ_CONTACTS'], 15, 'news', { contacts: 15, 'call-log': 15, 'low-target': 0 }],
    // Listed, it is no longer only added: nothing stands for what is granted without a question.
    [['READ_CONTACTS', 'READ_CALL_LOG'], 15, 'lending', { contacts: 25, 'call-log': 25, 'low-target': 15 }],
    // One cause, the target itself: once.
    [[], 4, 'lending', {}],
    [[], 3, 'lending', { 'phone-identity': 15, 'photos-videos': 0, 'storage-modify': 0, 'low-target': 0 }],
  ])('%j with target %i in %s', (permissions, targetSdk, category, expected) => {
    const found = Object.fromEntries(lost(permissions, targetSdk, { category }));
    expect(Object.fromEntries(Object.keys(expected).map((dataType) => [dataType, found[dataType]]))).toEqual(expected);
    expect(Object.values(found).reduce((sum, points) => sum + points, 0)).toBe(
      Object.values(expected).reduce((sum, points) => sum + points, 0),
    );
  });

  it('say where they are counted, and nothing else does', () => {
    const { findings } = on({ permissions: ['READ_CONTACTS'], targetSdk: 15, minSdk: 14 });
    expect(findings.map(({ ruleId, points, countedIn }) => [ruleId, points, countedIn])).toEqual([
      ['LEND-CONTACTS-READ', 25, undefined],
      ['LEND-CALLLOG', 15, undefined],
      ['LEND-IMPLIED-LOWTARGET', 0, ['LEND-CALLLOG']],
    ]);
  });
});

describe('access to chosen pictures only', () => {
  it.each<[permissions: string[], severity: string]>([
    [['READ_MEDIA_VISUAL_USER_SELECTED'], 'medium'],
    [['READ_MEDIA_VISUAL_USER_SELECTED', 'READ_MEDIA_IMAGES'], 'high'],
    [['READ_MEDIA_IMAGES'], 'high'],
    // Added beside the place of pictures: one step less.
    [['ACCESS_MEDIA_LOCATION'], 'low'],
  ])('%j is %s', (permissions, severity) => {
    const result = on({ permissions, targetSdk: 36, minSdk: 34 }, { category: 'news', policies: ['cn-39'] });
    expect(findingOn('photos-videos', result).severity).toBe(severity);
  });
});

describe('what an old target adds to the same kind of data', () => {
  it.each<[targetSdk: number, severity: string | undefined]>([
    [28, 'medium'],
    [29, undefined],
  ])('is judged by itself for target %i, where what brings it is explained', (targetSdk, severity) => {
    const app = { permissions: ['WRITE_EXTERNAL_STORAGE'], targetSdk };
    const result = on(app, { category: 'browser', features: ['save-files'], policies: ['cn-39'] });
    const found = result.findings.find(({ dataType }) => dataType === 'storage-modify');
    expect([found?.severity, found?.implied]).toEqual([severity, severity === undefined ? undefined : true]);
  });
});

describe('a combination', () => {
  const KIT = ['READ_CONTACTS', 'READ_SMS'];
  const kit = (policies: string[], permissions = KIT): Finding | undefined =>
    on({ permissions, targetSdk: 36 }, { policies }).findings.find(({ ruleId }) => ruleId === 'LEND-HARASSMENT-KIT');

  it('is never judged more strictly than the worst of its parts', () => {
    expect(kit([])?.verdict).toBe('unjustified');
    expect(kit(['google-play'])?.verdict).toBe('prohibited');
  });

  it('rests on the texts of its parts', () => {
    const result = on({ permissions: KIT, targetSdk: 36 });
    const parts = result.findings.filter(({ dataType }) => dataType === 'contacts' || dataType === 'sms');
    const cited = new Set(parts.flatMap(({ clauses }) => clauses.map(({ clauseId }) => clauseId)));
    const own = kit(['article', 'cn-39', 'google-play', 'in-rbi'])?.clauses ?? [];
    expect(own.length).toBeGreaterThan(0);
    expect(new Set(own.map(({ clauseId }) => clauseId))).toEqual(cited);
    expect(own.some(({ permissions }) => permissions.includes('android.permission.READ_SMS'))).toBe(true);
  });

  it('leads, then come the kinds of data that the article is about', () => {
    const permissions = ['RECORD_AUDIO', 'READ_CONTACTS', 'READ_SMS', 'READ_MEDIA_IMAGES', 'READ_CALL_LOG'];
    const { findings } = on({ permissions, targetSdk: 36 });
    const critical = findings.filter(({ severity }) => severity === 'critical').map(({ dataType }) => dataType);
    expect(critical[0]).toBe('harassment-kit');
    const article = ['microphone', 'contacts', 'sms', 'photos-videos'].filter((id) => critical.includes(id));
    expect(critical.slice(1, 1 + article.length)).toEqual(article);
    expect(critical.indexOf('call-log')).toBe(1 + article.length);
    for (let at = 1; at < findings.length; at++) {
      const [before, after] = [findings[at - 1], findings[at]];
      expect(STEPS.indexOf(before?.severity ?? '')).toBeGreaterThanOrEqual(STEPS.indexOf(after?.severity ?? ''));
    }
  });
});

describe('the words on what Android adds', () => {
  const BY_TARGET = { permission: 'android.permission.A', targetSdkBelow: 29, reason: '' };
  const OLDER = { permission: 'android.permission.B', targetSdkBelow: 16, reason: '' };
  const BY_ANOTHER = { permission: 'android.permission.C', targetSdkBelow: null, reason: '' };
  const BARE = { permission: '', targetSdkBelow: 4, reason: '' };
  const OTHER = { permission: 'com.other.D', targetSdkBelow: null, reason: '' };

  it.each<[string, ImpliedBy[], boolean, number | null, string[]]>([
    ['an old target', [BY_TARGET], true, 29, ['A']],
    ['old targets, of which the newest bound counts', [OLDER, BY_TARGET], true, 29, ['B', 'A']],
    ['an old target before another permission', [BY_ANOTHER, BY_TARGET], true, 29, ['A']],
    ['an old target alone', [BARE], true, 4, []],
    ['other permissions, each once', [BY_ANOTHER, OTHER, BY_ANOTHER], false, null, ['C', 'com.other.D']],
  ])('%s', (_, impliedBy, isForTarget, bound, sources) => {
    const [template] = factsOf({ permissions: ['CAMERA'] }).permissions;
    if (template === undefined) throw new Error('an app with a camera has a permission');
    const sentences = AUDIT_WORDS.sentences.en;
    const permissions = impliedBy.map((cause) => ({ ...template, impliedBy: [cause] }));
    const dataType = 'Place';
    const title = isForTarget ? sentences.THROUGH_OLD_TARGET({ dataType }) : sentences.THROUGH_PERMISSION({ dataType });
    expect(impliedTitle(dataType, permissions, sentences)).toBe(title);
    const added = impliedBy.map(() => 'CAMERA');
    const isAlternative = bound !== null;
    expect(impliedAdvice(permissions, sentences)).toEqual([
      ...(bound === null ? [] : [sentences.RAISE_TARGET({ targetSdk: bound, added })]),
      ...(sources.length === 0 ? [] : [sentences.DROP_SOURCES({ permissions: sources, added, isAlternative })]),
    ]);
  });
});
