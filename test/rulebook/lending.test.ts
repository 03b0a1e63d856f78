/** Lending, cell by cell: what the article with CN-39, and Google Play, say of each permission. */
import { describe, expect, it } from 'vitest';
import { indexRulebook } from '../../src/rulebook/index-rulebook.js';
import { fullPermissionName, namesPermission } from '../../src/rulebook/permission-names.js';
import type { Rule, Severity, Verdict } from '../../src/rulebook/types.js';
import { shippedRulebook } from './shipped.js';

const index = indexRulebook(shippedRulebook());
const lending = index.category('lending');
if (lending === undefined) throw new Error('no category lending');

const VERDICTS: readonly Verdict[] = ['necessary', 'conditional', 'unjustified', 'prohibited'];
const TARGET_SDK = 36;

/** A permission in its short or full form, or `@capability`. */
const fullName = (name: string): string => (name.startsWith('@') ? name.slice(1) : fullPermissionName(name));
const has = (part: { permissions: string[]; capabilities: string[] }, name: string): boolean =>
  namesPermission(part.permissions, fullName(name)) || part.capabilities.includes(fullName(name));
const strictest = (verdicts: Verdict[]): Verdict | undefined =>
  VERDICTS.toReversed().find((verdict) => verdicts.includes(verdict));

function said(policy: string, name: string): Verdict | undefined {
  const clauses = index.clausesFor(policy, 'lending').filter((clause) => has(clause, name));
  const live = clauses.filter(
    ({ targetSdk, requiresFeatures }) => (targetSdk?.min ?? 0) <= TARGET_SDK && requiresFeatures === undefined,
  );
  return strictest(live.map((clause) => clause.verdict));
}

function needed(name: string): Verdict {
  if (lending?.necessary.some((need) => has(need, name)) === true) return 'necessary';
  return lending?.conditional.some((need) => has(need, name)) === true ? 'conditional' : 'unjustified';
}

/** The strictest of the policies, each answered by the category's need where it is silent. */
function verdict(policies: string[], name: string): Verdict {
  return strictest(policies.map((policy) => said(policy, name) ?? needed(name))) ?? 'unjustified';
}

const LETTER: Record<string, Verdict> = { P: 'prohibited', U: 'unjustified', C: 'conditional', N: 'necessary' };

/** `-` in the Play column: the policy must be silent. */
const MATRIX: [names: string, article: string, play: string][] = [
  ['READ_CONTACTS', 'U', 'P'],
  ['WRITE_CONTACTS GET_ACCOUNTS', 'U', 'U'],
  ['READ_SMS RECEIVE_SMS RECEIVE_MMS RECEIVE_WAP_PUSH', 'U', 'P'],
  ['SEND_SMS', 'U', 'P'],
  ['READ_CALL_LOG WRITE_CALL_LOG PROCESS_OUTGOING_CALLS', 'U', 'P'],
  ['RECORD_AUDIO', 'P', '-'],
  ['FOREGROUND_SERVICE_MICROPHONE CAPTURE_AUDIO_OUTPUT RECORD_BACKGROUND_AUDIO', 'P', 'U'],
  ['@foreground-service-microphone @foreground-service-phone-call', 'P', 'U'],
  ['CAMERA', 'C', '-'],
  ['READ_MEDIA_IMAGES READ_MEDIA_VIDEO READ_EXTERNAL_STORAGE', 'U', 'P'],
  ['WRITE_EXTERNAL_STORAGE MANAGE_EXTERNAL_STORAGE', 'U', 'P'],
  ['MANAGE_MEDIA', 'U', '-'],
  ['ACCESS_MEDIA_LOCATION', 'U', 'U'],
  ['ACCESS_FINE_LOCATION', 'U', 'P'],
  ['ACCESS_COARSE_LOCATION', 'C', 'C'],
  ['ACCESS_BACKGROUND_LOCATION', 'U', 'U'],
  ['READ_PHONE_NUMBERS', 'U', 'P'],
  ['READ_PHONE_STATE CALL_PHONE ANSWER_PHONE_CALLS', 'U', 'U'],
  ['QUERY_ALL_PACKAGES', 'U', 'P'],
  ['com.android.permission.GET_INSTALLED_APPS PACKAGE_USAGE_STATS', 'U', '-'],
  ['READ_CALENDAR WRITE_CALENDAR', 'U', '-'],
  ['@accessibility-service @notification-listener', 'U', 'U'],
  ['android.permission.health.READ_HEART_RATE', 'U', 'P'],
  ['BODY_SENSORS', 'U', 'U'],
  ['ACTIVITY_RECOGNITION', 'U', '-'],
  ['POST_NOTIFICATIONS', 'C', 'C'],
];
const cells = MATRIX.flatMap(([names, article, play]) => names.split(' ').map((name) => ({ name, article, play })));

describe('the matrix', () => {
  it.each(cells)('$name: article and CN-39 $article, Google Play $play', ({ name, article, play }) => {
    expect(verdict(['article', 'cn-39'], name)).toBe(LETTER[article]);
    if (play === '-') expect(said('google-play', name)).toBeUndefined();
    else expect(verdict(['google-play'], name)).toBe(LETTER[play]);
  });

  it('has P only where a clause says so, never from the need', () => {
    for (const { name, article, play } of cells) {
      const prohibiting = (policy: string): boolean => said(policy, name) === 'prohibited';
      expect([prohibiting('article') || prohibiting('cn-39'), prohibiting('google-play')], name).toEqual([
        article === 'P',
        play === 'P',
      ]);
    }
  });

  it('asks at target 37 for a declaration of precise location', () => {
    const clause = index.clause('PLAY-PRECISE-LOCATION-SCOPE')?.clause;
    expect(clause).toMatchObject({ verdict: 'conditional', targetSdk: { min: 37 }, features: ['precise-location'] });
  });
});

const SEVERITY: Record<Verdict, Record<'high' | 'medium' | 'low', Severity>> = {
  prohibited: { high: 'critical', medium: 'high', low: 'medium' },
  unjustified: { high: 'high', medium: 'medium', low: 'low' },
  unexplained: { high: 'medium', medium: 'low', low: 'info' },
  conditional: { high: 'low', medium: 'low', low: 'info' },
  necessary: { high: 'info', medium: 'info', low: 'info' },
};

function severity(rule: Rule, name: string): Severity {
  const found = rule.verdict ?? verdict(['article', 'cn-39', 'google-play'], name);
  const overridden = found === 'prohibited' || found === 'unjustified' ? rule.severity : undefined;
  const owner = index.dataTypeOfPermission(fullName(name)) ?? index.dataType(rule.dataType);
  return overridden ?? SEVERITY[found][owner?.sensitivity ?? 'low'];
}

const EXPECTED: [rule: string, severity: Severity, names: string][] = [
  ['LEND-CONTACTS-READ', 'critical', 'READ_CONTACTS'],
  ['LEND-CONTACTS-WRITE', 'high', 'WRITE_CONTACTS GET_ACCOUNTS'],
  ['LEND-SMS-READ', 'critical', 'READ_SMS RECEIVE_SMS RECEIVE_MMS RECEIVE_WAP_PUSH'],
  ['LEND-SMS-SEND', 'high', 'SEND_SMS'],
  ['LEND-CALLLOG', 'critical', 'READ_CALL_LOG WRITE_CALL_LOG PROCESS_OUTGOING_CALLS'],
  ['LEND-MIC', 'high', 'RECORD_AUDIO'],
  [
    'LEND-MIC-BACKGROUND',
    'critical',
    'FOREGROUND_SERVICE_MICROPHONE CAPTURE_AUDIO_OUTPUT @foreground-service-microphone',
  ],
  ['LEND-MEDIA-READ', 'critical', 'READ_MEDIA_IMAGES READ_MEDIA_VIDEO READ_EXTERNAL_STORAGE'],
  ['LEND-MEDIA-SELECTED', 'medium', 'READ_MEDIA_VISUAL_USER_SELECTED'],
  ['LEND-STORAGE-MODIFY', 'critical', 'WRITE_EXTERNAL_STORAGE MANAGE_EXTERNAL_STORAGE'],
  ['LEND-STORAGE-MODIFY', 'high', 'ACCESS_MEDIA_LOCATION MANAGE_MEDIA'],
  ['LEND-LOCATION-PRECISE', 'high', 'ACCESS_FINE_LOCATION'],
  ['LEND-LOCATION-COARSE', 'low', 'ACCESS_COARSE_LOCATION'],
  ['LEND-LOCATION-BACKGROUND', 'high', 'ACCESS_BACKGROUND_LOCATION'],
  ['LEND-PHONE-IDENTITY', 'critical', 'READ_PHONE_NUMBERS'],
  ['LEND-PHONE-IDENTITY', 'high', 'READ_PHONE_STATE CALL_PHONE ANSWER_PHONE_CALLS'],
  ['LEND-APP-INVENTORY', 'critical', 'QUERY_ALL_PACKAGES'],
  [
    'LEND-APP-INVENTORY',
    'high',
    'com.android.permission.GET_INSTALLED_APPS PACKAGE_USAGE_STATS @queries-launcher-wildcard',
  ],
  ['LEND-CALENDAR-SENSOR', 'medium', 'READ_CALENDAR WRITE_CALENDAR BODY_SENSORS ACTIVITY_RECOGNITION'],
  ['LEND-BYPASS-NOTIFICATION', 'high', '@notification-listener'],
  ['LEND-BYPASS-ACCESSIBILITY', 'high', '@accessibility-service'],
  [
    'LEND-COERCION-CONTROL',
    'high',
    'SYSTEM_ALERT_WINDOW REQUEST_INSTALL_PACKAGES USE_FULL_SCREEN_INTENT @device-admin',
  ],
  ['LEND-CAMERA-KYC', 'low', 'CAMERA'],
  ['LEND-NOTIFICATIONS', 'info', 'POST_NOTIFICATIONS'],
];

describe('the lending rules', () => {
  it.each(EXPECTED)('%s is %s for %s', (id, expected, names) => {
    const rule = index.rule(id)?.rule;
    if (rule === undefined) throw new Error(`no rule ${id}`);
    for (const name of names.split(' ')) {
      expect(has(rule, name), name).toBe(true);
      expect(severity(rule, name), name).toBe(expected);
    }
  });

  it.each([
    ['LEND-IMPLIED-LOWTARGET', 'high', { kind: 'low-target', targetSdkBelow: 23 }],
    ['LEND-HARASSMENT-KIT', 'critical', { kind: 'composite', atLeast: 2 }],
    ['MANIFEST-EVASION', 'critical', { kind: 'evasion' }],
  ] as const)('%s is %s by predicate', (id, expected, predicate) => {
    const rule = index.rulesFor('lending').find((candidate) => candidate.id === id);
    if (rule === undefined) throw new Error(`no rule ${id}`);
    expect(rule.predicate).toMatchObject(predicate);
    expect(severity(rule, '')).toBe(expected);
  });

  it('leave the composite its pairs', () => {
    const predicate = index.rule('LEND-HARASSMENT-KIT')?.rule.predicate;
    expect(predicate).toEqual({
      kind: 'composite',
      atLeast: 2,
      dataTypes: ['contacts', 'sms', 'call-log', 'photos-videos', 'microphone', 'app-inventory'],
      pairs: [{ anyOf: ['contacts', 'sms', 'call-log'], with: ['photos-videos', 'location-background'] }],
    });
  });

  it('quote the article where it speaks, in the words committed here', () => {
    const quotes = lending.rules.flatMap((rule) =>
      rule.articleQuote === undefined ? [] : [[rule.id, rule.articleQuote]],
    );
    expect(Object.fromEntries(quotes)).toEqual({
      'LEND-CONTACTS-READ':
        'If the borrower wants to allow the APP to access the mobile phone address book and short messages, then 360 IOUs can get all the mobile phone numbers and short messages saved by the borrower.',
      'LEND-SMS-READ':
        'If the borrower wants to allow the APP to access the mobile phone address book and short messages, then 360 IOUs can get all the mobile phone numbers and short messages saved by the borrower.',
      'LEND-MIC': 'The borrower must grant the microphone permission, which is illegal.',
      'LEND-MIC-BACKGROUND':
        'The granting of this right means that the company can monitor users in the background, monitor telephone calls and video chats, and make records.',
      'LEND-MEDIA-READ':
        "The 4.app also obtains the photo access right of the user's mobile phone, and you can access all photos and videos in the user's mobile phone at any time in the background",
      'LEND-STORAGE-MODIFY':
        'It is even required to allow recording access to photos that have been modified or deleted, so even if users delete photos, companies can still restore photos in the background to view them.',
      'LEND-LOCATION-BACKGROUND':
        "They know the home address of the borrower and can send some so-called lawyer letters. They know the borrower's company information, so they can inform their colleagues and reduce the borrower's credit reputation.",
      'LEND-HARASSMENT-KIT':
        "Now we can see that the core purpose of collecting customers' in-depth private information is to prepare for collection.",
    });
  });

  it('follow official type 12, whose necessary information needs no permission', () => {
    expect(lending.official).toMatchObject({ source: 'CN-39', number: 12 });
    expect(lending.official?.necessaryInformation).toHaveLength(2);
    expect(lending.necessary).toEqual([]);
    expect(lending.conditional.map((need) => [...need.permissions, ...need.features])).toEqual([
      ['android.permission.CAMERA', 'kyc-camera'],
      ['android.permission.ACCESS_COARSE_LOCATION', 'fraud-location'],
      ['android.permission.POST_NOTIFICATIONS', 'notifications'],
    ]);
  });
});
