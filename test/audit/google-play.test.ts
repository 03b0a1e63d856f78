/** Google Play's clauses: from which day, for which targets, in which categories. */
import { describe, expect, it } from 'vitest';
import type { CapabilityId } from '../../src/facts/facts.js';
import type { Citation, Finding } from '../../src/audit/types.js';
import { builtinRulebook } from '../../src/rulebook/load.js';
import { audit, fullName } from './facts.js';

const AD_ID = 'com.google.android.gms.permission.AD_ID';
const play = builtinRulebook().policies.find(({ id }) => id === 'google-play')?.clauses ?? [];

interface Asked {
  category: string | null;
  asOf?: string;
  targetSdk?: number;
  features?: string[];
  capabilities?: CapabilityId[];
}

/** The day on which the last of the clauses takes effect. */
const IN_FORCE = '2027-01-27';

const isCapability = (name: string): boolean => /^[a-z-]+$/.test(name);

/** The findings on an app that asks for one permission or has one capability, Google Play alone selected. */
function findingsOn(
  name: string,
  { category, asOf, targetSdk = 36, features = [], capabilities = [] }: Asked,
): Finding[] {
  const opens = isCapability(name)
    ? { permissions: workOf(name), capabilities: [name as CapabilityId, ...capabilities] }
    : { permissions: [name, ...workOf(name)], capabilities };
  const result = audit(
    { ...opens, targetSdk, minSdk: 30 },
    { category, features, policies: ['google-play'], ...(asOf === undefined ? {} : { asOf }) },
  );
  return [...result.findings, ...result.justified].filter(
    ({ composite, permissions, capabilities: able }) =>
      !composite && [...permissions, ...able].includes(isCapability(name) ? name : fullName(name)),
  );
}

const WORK: readonly (readonly [word: RegExp, permissions: readonly string[]])[] = [
  [/location/i, ['ACCESS_COARSE_LOCATION']],
  [/microphone|phone.call/i, ['RECORD_AUDIO']],
  [/camera/i, ['CAMERA']],
  [/health/i, ['BODY_SENSORS']],
];

/** What a foreground service of a type, or the permission of the type, needs to do anything. */
function workOf(name: string): string[] {
  if (!/^foreground.service/i.test(name)) return [];
  return WORK.flatMap(([word, names]) => (word.test(name) ? names : []));
}

/** What a clause says of it: its state on the day, or null where it is not cited. */
function stateOf(clauseId: string, name: string, asked: Asked): Citation['state'] | null {
  const cited = findingsOn(name, asked).flatMap(({ clauses }) => clauses);
  return cited.find((clause) => clause.clauseId === clauseId)?.state ?? null;
}

const verdictOn = (name: string, asked: Asked): string | null => findingsOn(name, asked)[0]?.verdict ?? null;

type Dated = [clauseId: string, name: string, category: string, targetSdk: number, states: [string, string | null][]];

/** The state on the day before and the day of every date of a clause. */
const DATED: Dated[] = [
  [
    'PLAY-LOANS-2023',
    'READ_CONTACTS',
    'lending',
    36,
    [
      ['2023-04-04', null],
      ['2023-04-05', 'announced'],
      ['2023-05-30', 'announced'],
      ['2023-05-31', 'in-force'],
    ],
  ],
  [
    'PLAY-LOANS-2025',
    'WRITE_EXTERNAL_STORAGE',
    'lending',
    36,
    [
      ['2025-05-27', null],
      ['2025-05-28', 'in-force'],
    ],
  ],
  [
    'PLAY-SPYWARE-LOANS',
    'READ_SMS',
    'lending',
    36,
    [
      ['2025-04-09', null],
      ['2025-04-10', 'in-force'],
    ],
  ],
  [
    'PLAY-PHOTO-VIDEO-ACCESS',
    'READ_MEDIA_IMAGES',
    'news',
    36,
    [
      ['2023-10-24', null],
      ['2023-10-25', 'announced'],
      ['2025-01-21', 'announced'],
      ['2025-01-22', 'in-force'],
    ],
  ],
  [
    'PLAY-ALL-FILES-ACCESS',
    'MANAGE_EXTERNAL_STORAGE',
    'news',
    36,
    [
      ['2021-05-04', null],
      ['2021-05-05', 'in-force'],
    ],
  ],
  [
    'PLAY-QUERY-ALL-PACKAGES',
    'QUERY_ALL_PACKAGES',
    'news',
    36,
    [
      ['2021-03-30', null],
      ['2021-03-31', 'announced'],
      ['2021-05-04', 'announced'],
      ['2021-05-05', 'in-force'],
    ],
  ],
  [
    'PLAY-BACKGROUND-LOCATION-CORE',
    'ACCESS_BACKGROUND_LOCATION',
    'news',
    36,
    [
      ['2020-12-30', null],
      ['2020-12-31', 'announced'],
      ['2021-12-30', 'announced'],
      ['2021-12-31', 'in-force'],
    ],
  ],
  [
    'PLAY-PRECISE-LOCATION-SCOPE',
    'ACCESS_FINE_LOCATION',
    'news',
    37,
    [
      ['2026-04-14', null],
      ['2026-04-15', 'announced'],
      ['2026-10-28', 'announced'],
      ['2027-01-26', 'announced'],
      ['2027-01-27', 'in-force'],
    ],
  ],
  [
    'PLAY-CONTACTS-PICKER',
    'READ_CONTACTS',
    'news',
    37,
    [
      ['2026-04-14', null],
      ['2026-04-15', 'announced'],
      ['2026-10-28', 'announced'],
      ['2027-01-26', 'announced'],
      ['2027-01-27', 'in-force'],
    ],
  ],
  [
    'PLAY-REQUEST-INSTALL-PACKAGES',
    'REQUEST_INSTALL_PACKAGES',
    'news',
    36,
    [
      ['2022-09-29', null],
      ['2022-09-30', 'in-force'],
    ],
  ],
  [
    'PLAY-FULL-SCREEN-INTENT',
    'USE_FULL_SCREEN_INTENT',
    'news',
    36,
    [
      ['2023-10-24', null],
      ['2023-10-25', 'announced'],
      ['2024-05-30', 'announced'],
      ['2024-05-31', 'in-force'],
      ['2025-01-22', 'in-force'],
    ],
  ],
  [
    'PLAY-FOREGROUND-SERVICE-TYPE',
    'FOREGROUND_SERVICE_CAMERA',
    'news',
    36,
    [
      ['2023-04-04', null],
      ['2023-04-05', 'announced'],
      ['2024-08-30', 'announced'],
      ['2024-08-31', 'in-force'],
    ],
  ],
  [
    'PLAY-ACCESSIBILITY-FINANCE',
    'accessibility-service',
    'payment',
    36,
    [
      ['2021-12-30', null],
      ['2021-12-31', 'in-force'],
    ],
  ],
  [
    'PLAY-MONITORING-TOOL-FLAG',
    'device-admin',
    'parental_mdm',
    36,
    [
      ['2022-07-26', null],
      ['2022-07-27', 'announced'],
      ['2022-10-31', 'announced'],
      ['2022-11-01', 'in-force'],
    ],
  ],
  [
    'PLAY-SMS-CALL-LOG-HANDLER',
    'READ_SMS',
    'news',
    36,
    [
      ['2018-10-30', null],
      ['2018-10-31', 'announced'],
      ['2019-01-08', 'announced'],
      ['2019-01-09', 'in-force'],
    ],
  ],
  [
    'PLAY-EXACT-ALARM',
    'USE_EXACT_ALARM',
    'news',
    36,
    [
      ['2022-07-26', null],
      ['2022-07-27', 'announced'],
      ['2022-07-30', 'announced'],
      ['2022-07-31', 'in-force'],
    ],
  ],
  [
    'PLAY-HEALTH-CREDIT',
    'android.permission.health.READ_HEART_RATE',
    'lending',
    36,
    [
      ['2024-08-30', null],
      ['2024-08-31', 'in-force'],
    ],
  ],
  [
    'PLAY-FAMILIES-LOCATION',
    'ACCESS_COARSE_LOCATION',
    'kids',
    36,
    [
      ['2022-03-31', null],
      ['2022-04-01', 'in-force'],
    ],
  ],
];
const days = DATED.flatMap(([id, name, category, targetSdk, states]) =>
  states.map(([asOf, state]): [string, string, string | null, string, string, number] => [
    id,
    asOf,
    state,
    name,
    category,
    targetSdk,
  ]),
);

describe('a clause by date', () => {
  it.each(days)('%s on %s: %s', (id, asOf, state, name, category, targetSdk) => {
    expect(stateOf(id, name, { category, asOf, targetSdk })).toBe(state);
  });

  it('is told with the day it takes effect and the day it is enforced', () => {
    const [finding] = findingsOn('READ_CONTACTS', { category: 'news', asOf: '2026-12-01', targetSdk: 37 });
    const clause = finding?.clauses.find(({ clauseId }) => clauseId === 'PLAY-CONTACTS-PICKER');
    expect(clause).toMatchObject({ state: 'announced', effective: '2027-01-27', enforced: '2027-01-27' });
  });

  it('warns of precise location before its day, and asks for the feature from then on', () => {
    const asked = { category: 'map_nav', targetSdk: 37 };
    const shape = { permissions: ['ACCESS_FINE_LOCATION'], targetSdk: 37, minSdk: 30 };
    const before = audit(shape, { ...asked, policies: ['google-play'], asOf: '2027-01-26' });
    expect(before.notes.map(({ code }) => code)).toContain('FUTURE_CLAUSE');
    expect(before.findings).toEqual([]);
    expect(verdictOn('ACCESS_FINE_LOCATION', { ...asked, asOf: '2027-01-27' })).toBe('conditional');
    const declared = findingsOn('ACCESS_FINE_LOCATION', {
      ...asked,
      asOf: '2027-01-27',
      features: ['precise-location'],
    });
    expect(declared[0]?.justified).toEqual({ features: ['precise-location'] });
  });
});

describe('precise location through the location button', () => {
  const asked = { category: 'map_nav', targetSdk: 37, asOf: '2027-01-27' };

  it('needs no declaration', () => {
    expect(stateOf('PLAY-PRECISE-LOCATION-SCOPE', 'ACCESS_FINE_LOCATION', asked)).toBe('in-force');
    const button: Asked = { ...asked, capabilities: ['location-button-only'] };
    expect(stateOf('PLAY-PRECISE-LOCATION-SCOPE', 'ACCESS_FINE_LOCATION', button)).toBeNull();
  });

  it('is still barred for loans', () => {
    const button: Asked = { ...asked, category: 'lending', capabilities: ['location-button-only'] };
    expect(verdictOn('ACCESS_FINE_LOCATION', button)).toBe('prohibited');
  });
});

describe('a clause by target', () => {
  it.each<[string, string, string, number]>([
    ['PLAY-PHOTO-VIDEO-ACCESS', 'READ_MEDIA_VIDEO', 'news', 33],
    ['PLAY-ALL-FILES-ACCESS', 'MANAGE_EXTERNAL_STORAGE', 'news', 30],
    ['PLAY-QUERY-ALL-PACKAGES', 'QUERY_ALL_PACKAGES', 'news', 30],
    ['PLAY-QUERY-ALL-PACKAGES-FINANCE', 'QUERY_ALL_PACKAGES', 'payment', 30],
    ['PLAY-CONTACTS-PICKER', 'READ_CONTACTS', 'news', 37],
    ['PLAY-PRECISE-LOCATION-SCOPE', 'ACCESS_FINE_LOCATION', 'news', 37],
    ['PLAY-FULL-SCREEN-INTENT', 'USE_FULL_SCREEN_INTENT', 'news', 34],
    ['PLAY-FOREGROUND-SERVICE-TYPE', 'FOREGROUND_SERVICE_LOCATION', 'news', 34],
    ['PLAY-FAMILIES-AD-ID', AD_ID, 'kids', 33],
  ])('%s speaks of %s in %s from target %i', (id, name, category, lowest) => {
    const asked = { category, asOf: IN_FORCE };
    expect(stateOf(id, name, { ...asked, targetSdk: lowest - 1 })).toBeNull();
    expect(stateOf(id, name, { ...asked, targetSdk: lowest })).toBe('in-force');
  });
});

describe('a clause by category', () => {
  it.each<[clauseId: string, name: string, permitted: string[], barred: string[]]>([
    ['PLAY-PHOTO-VIDEO-ACCESS', 'READ_MEDIA_IMAGES', ['camera_beauty', 'file_manager_backup'], ['shopping', 'dating']],
    [
      'PLAY-ALL-FILES-ACCESS',
      'MANAGE_EXTERNAL_STORAGE',
      ['file_manager_backup', 'security'],
      ['ebook', 'tools_flashlight'],
    ],
    ['PLAY-QUERY-ALL-PACKAGES', 'QUERY_ALL_PACKAGES', ['security', 'browser'], ['launcher_theme', 'investment']],
    [
      'PLAY-QUERIES-WILDCARD',
      'queries-launcher-wildcard',
      ['launcher_theme', 'vpn_net', 'browser'],
      ['lending', 'investment', 'weather'],
    ],
    ['PLAY-BACKGROUND-LOCATION-CORE', 'ACCESS_BACKGROUND_LOCATION', ['map_nav', 'weather'], ['dating', 'im']],
    ['PLAY-CONTACTS-PICKER', 'READ_CONTACTS', ['contacts_mgr', 'ime', 'im'], ['payment', 'game']],
    ['PLAY-REQUEST-INSTALL-PACKAGES', 'REQUEST_INSTALL_PACKAGES', ['browser', 'im'], ['game', 'news']],
    ['PLAY-FULL-SCREEN-INTENT', 'USE_FULL_SCREEN_INTENT', ['im', 'tools_alarm'], ['shopping', 'tools_calendar']],
    ['PLAY-EXACT-ALARM', 'USE_EXACT_ALARM', ['tools_alarm', 'tools_calendar'], ['female_health', 'tools_flashlight']],
    ['PLAY-VPN', 'vpn-service', ['vpn_net', 'security'], ['news', 'tools_flashlight']],
    ['PLAY-FOREGROUND-SERVICE-TYPE', 'foreground-service-microphone', ['meeting', 'im'], ['shopping', 'lending']],
    ['PLAY-BODY-SENSORS', 'BODY_SENSORS', ['fitness', 'telehealth'], ['shopping', 'lending']],
    [
      'PLAY-HEALTH-PERMITTED-USES',
      'android.permission.health.READ_HEART_RATE',
      ['fitness', 'game'],
      ['shopping', 'insurance_gov_id'],
    ],
  ])('%s leaves %s to the categories that Google permits', (id, name, permitted, barred) => {
    const asked = { targetSdk: 37, asOf: IN_FORCE };
    for (const category of permitted) expect(stateOf(id, name, { ...asked, category }), category).toBeNull();
    for (const category of barred) expect(stateOf(id, name, { ...asked, category }), category).toBe('in-force');
  });

  it('says nothing of an app without category where there are exceptions', () => {
    const excepted = play.filter(({ categories, exceptCategories }) => categories[0] === '*' && exceptCategories);
    expect(excepted.length).toBeGreaterThan(8);
    for (const { id, permissions, capabilities } of excepted) {
      for (const name of [...permissions, ...capabilities]) {
        expect(stateOf(id, name, { category: null, targetSdk: 37 }), `${id} ${name}`).toBeNull();
        expect(stateOf(id, name, { category: 'other', targetSdk: 37 }), `${id} ${name}`).toBeNull();
      }
    }
  });
});

describe('text messages and the call log', () => {
  const RECEIVING = ['READ_SMS', 'RECEIVE_SMS', 'RECEIVE_MMS', 'RECEIVE_WAP_PUSH'];
  const CALL_LOG = ['READ_CALL_LOG', 'WRITE_CALL_LOG', 'PROCESS_OUTGOING_CALLS'];
  const ALL = [...RECEIVING, 'SEND_SMS', 'WRITE_SMS', ...CALL_LOG];

  it.each<[lifting: string, lifted: string[]]>([
    ['default-sms-handler', [...RECEIVING, 'SEND_SMS', 'WRITE_SMS']],
    ['default-dialer-handler', ['SEND_SMS', ...CALL_LOG]],
    ['default-assistant-handler', ALL],
    ['play-sms-call-log-exception', ALL],
    ['sms-financial', [...RECEIVING, 'SEND_SMS']],
    ['sms-money-management', RECEIVING],
    ['emergency-alert', ['SEND_SMS']],
    ['notifications', []],
  ])('%s lifts the bar on %s and on nothing else', (lifting, lifted) => {
    const asked: Asked = lifting.startsWith('default-')
      ? { category: 'news', capabilities: [lifting as CapabilityId] }
      : { category: 'news', features: [lifting] };
    expect(ALL.filter((name) => verdictOn(name, asked) !== 'prohibited')).toEqual(lifted);
  });

  it('are barred without any of these', () => {
    expect(ALL.filter((name) => verdictOn(name, { category: 'payment' }) !== 'prohibited')).toEqual([]);
    expect(verdictOn('READ_SMS', { category: 'payment', features: ['sms-financial'] })).toBe('conditional');
  });

  it('are not barred as cell broadcasts', () => {
    expect(verdictOn('READ_CELL_BROADCASTS', { category: 'news' })).toBe('unjustified');
  });
});

describe('the list of apps in finance', () => {
  it.each(['payment', 'mobile_bank', 'crypto_bnpl_wallet'])('of %s needs the approval of Google', (category) => {
    expect(verdictOn('QUERY_ALL_PACKAGES', { category })).toBe('conditional');
    const [approved] = findingsOn('QUERY_ALL_PACKAGES', { category, features: ['financial-security'] });
    expect(approved?.justified).toEqual({ features: ['financial-security'] });
  });

  it('is no exception for loans', () => {
    const asked = { category: 'lending', features: ['financial-security'] };
    expect(verdictOn('QUERY_ALL_PACKAGES', asked)).toBe('prohibited');
    expect(stateOf('PLAY-QUERY-ALL-PACKAGES-LOANS', 'QUERY_ALL_PACKAGES', asked)).toBe('in-force');
  });
});

describe('accessibility services', () => {
  it.each(['lending', 'payment', 'investment', 'mobile_bank', 'crypto_bnpl_wallet'])(
    'of %s are questioned, since Google bars them to none',
    (category) => {
      expect(verdictOn('accessibility-service', { category })).toBe('unjustified');
    },
  );

  it('of an accessibility tool need nothing more', () => {
    const asked: Asked = { category: 'payment', capabilities: ['accessibility-tool'] };
    expect(stateOf('PLAY-ACCESSIBILITY-FINANCE', 'accessibility-service', asked)).toBeNull();
  });

  it('of a security app need a use that is disclosed', () => {
    expect(verdictOn('accessibility-service', { category: 'security' })).toBe('conditional');
    const [declared] = findingsOn('accessibility-service', { category: 'security', features: ['safe-browsing'] });
    expect(declared?.justified).toEqual({ features: ['safe-browsing'] });
  });
});

describe('apps for children', () => {
  const LOCATION = ['ACCESS_COARSE_LOCATION', 'ACCESS_FINE_LOCATION', 'ACCESS_BACKGROUND_LOCATION'];

  it.each([AD_ID, ...LOCATION])('may not have %s when they are solely for children', (name) => {
    expect(verdictOn(name, { category: 'kids' })).toBe('prohibited');
  });

  it.each(['READ_PHONE_STATE', 'READ_PHONE_NUMBERS'])('have no use of %s', (name) => {
    expect(verdictOn(name, { category: 'kids' })).toBe('unjustified');
  });

  it.each([AD_ID, ...LOCATION, 'READ_PHONE_STATE'])('are asked about %s once they say that they are', (name) => {
    for (const category of ['education', 'game', null]) {
      const [finding] = findingsOn(name, { category, features: ['child-directed'] });
      expect(finding?.verdict, String(category)).toBe('unjustified');
      expect(finding?.clauses.map(({ clauseId }) => clauseId).join(), String(category)).toMatch(/DECLARED/);
    }
  });

  it('are judged by the day on which Google barred the advertising identifier', () => {
    const states = ['2021-12-31', '2022-12-31', '2023-12-31'].map((asOf) =>
      verdictOn(AD_ID, { category: 'kids', asOf }),
    );
    expect(states).toEqual(['conditional', 'conditional', 'prohibited']);
  });
});

describe('monitoring apps', () => {
  const names = [
    'ACCESS_BACKGROUND_LOCATION',
    'PACKAGE_USAGE_STATS',
    'SYSTEM_ALERT_WINDOW',
    'device-admin',
    'vpn-service',
  ];

  it.each(names)('have no use of %s without the flag', (name) => {
    const features = ['parental-control'];
    expect(verdictOn(name, { category: 'parental_mdm', features })).toBe('unjustified');
    const [flagged] = findingsOn(name, { category: 'parental_mdm', features, capabilities: ['monitoring-tool'] });
    expect(flagged?.justified).toEqual({ features });
  });
});

describe('the clauses', () => {
  it('are these', () => {
    expect(play.map(({ id }) => id).sort()).toEqual([
      'PLAY-ACCESSIBILITY-DISCLOSURE',
      'PLAY-ACCESSIBILITY-FINANCE',
      'PLAY-ALL-FILES-ACCESS',
      'PLAY-BACKGROUND-LOCATION-CORE',
      'PLAY-BODY-SENSORS',
      'PLAY-CALL-LOG-HANDLER',
      'PLAY-CONTACTS-PICKER',
      'PLAY-EXACT-ALARM',
      'PLAY-FAMILIES-AD-ID',
      'PLAY-FAMILIES-AD-ID-DECLARED',
      'PLAY-FAMILIES-DEVICE-IDENTIFIERS',
      'PLAY-FAMILIES-DEVICE-IDENTIFIERS-DECLARED',
      'PLAY-FAMILIES-LOCATION',
      'PLAY-FAMILIES-LOCATION-DECLARED',
      'PLAY-FAMILIES-PHONE-NUMBER',
      'PLAY-FOREGROUND-SERVICE-TYPE',
      'PLAY-FULL-SCREEN-INTENT',
      'PLAY-HEALTH-APPS-CORE',
      'PLAY-HEALTH-CREDIT',
      'PLAY-HEALTH-PERMITTED-USES',
      'PLAY-LOANS-2023',
      'PLAY-LOANS-2025',
      'PLAY-LOANS-SENSITIVE-DATA',
      'PLAY-MONITORING-TOOL-FLAG',
      'PLAY-PHOTO-VIDEO-ACCESS',
      'PLAY-PRECISE-LOCATION-SCOPE',
      'PLAY-QUERIES-WILDCARD',
      'PLAY-QUERY-ALL-PACKAGES',
      'PLAY-QUERY-ALL-PACKAGES-FINANCE',
      'PLAY-QUERY-ALL-PACKAGES-LOANS',
      'PLAY-REQUEST-INSTALL-PACKAGES',
      'PLAY-SMS-ALTERNATIVE-METHODS',
      'PLAY-SMS-CALL-LOG-HANDLER',
      'PLAY-SMS-SEND-HANDLER',
      'PLAY-SPYWARE-LOANS',
      'PLAY-TARGET-34-TV-XR',
      'PLAY-TARGET-35-WEAR-CAR',
      'PLAY-TARGET-36',
      'PLAY-VPN',
      'PLAY-WRITE-SMS-HANDLER',
    ]);
  });

  it('say that a list of categories is our reading, or carry none', () => {
    const listed = play.filter(({ exceptCategories }) => exceptCategories !== undefined);
    expect(listed.filter(({ basis }) => basis !== 'inferred').map(({ id }) => id)).toEqual([]);
    expect(listed.filter(({ note }) => !/our reading/.test(note?.en ?? '')).map(({ id }) => id)).toEqual([]);
  });

  it('name the permissions by their full names', () => {
    for (const { permissions } of play) for (const name of permissions) expect(fullName(name)).toBe(name);
  });
});
