/** The categories that the official list does not have, row by row: one app that asks for what it needs, one that does not. */
import { describe, expect, it } from 'vitest';
import type { CapabilityId } from '../../src/facts/facts.js';
import { auditOf, codeWith } from './advised.js';
import type { Verdict } from '../../src/rulebook/types.js';
import { builtinRulebook } from '../../src/rulebook/load.js';
import { audit, fullName } from './facts.js';

const AD_ID = 'com.google.android.gms.permission.AD_ID';
const DIALER: CapabilityId[] = ['default-dialer-handler', 'default-sms-handler', 'in-call-service'];
const NEAR = ['BLUETOOTH_SCAN', 'BLUETOOTH_CONNECT'];
const LOCATION = ['ACCESS_COARSE_LOCATION', 'ACCESS_FINE_LOCATION'];

interface Row {
  id: string;
  /** What it always needs. */
  needs: string[];
  /** What it needs with a feature. */
  with?: Record<string, string[]>;
  /** What makes it that kind of app, beside what it asks for. */
  is?: CapabilityId[];
  unjustified?: string[];
  prohibited?: string[];
}

/** Permissions and capabilities; Google Play bars text messages and call log where it has granted no exception. */
const ROWS: Row[] = [
  {
    id: 'dialer_sms',
    needs: [
      'READ_SMS',
      'SEND_SMS',
      'READ_CALL_LOG',
      'CALL_PHONE',
      'READ_PHONE_STATE',
      'READ_CONTACTS',
      'in-call-service',
    ],
    with: {
      'account-sync': ['WRITE_CONTACTS', 'GET_ACCOUNTS'],
      'content-creation': ['CAMERA'],
      'voice-video-call': ['RECORD_AUDIO'],
      'incoming-call': ['USE_FULL_SCREEN_INTENT'],
    },
    is: DIALER,
    unjustified: [...LOCATION, 'READ_MEDIA_IMAGES', 'QUERY_ALL_PACKAGES'],
  },
  {
    id: 'contacts_mgr',
    needs: ['READ_CONTACTS', 'WRITE_CONTACTS'],
    with: { 'caller-id': ['SYSTEM_ALERT_WINDOW', 'READ_PHONE_STATE', 'call-screening-service'] },
    unjustified: [...LOCATION, 'RECORD_AUDIO', 'READ_MEDIA_IMAGES'],
    prohibited: ['READ_CALL_LOG'],
  },
  {
    id: 'launcher_theme',
    needs: ['SET_WALLPAPER'],
    with: { 'notification-badges': ['notification-listener'], 'app-updates': ['queries-launcher-wildcard'] },
    unjustified: ['QUERY_ALL_PACKAGES', 'READ_CONTACTS', 'CAMERA', 'ACCESS_FINE_LOCATION'],
    prohibited: ['READ_SMS'],
  },
  {
    id: 'file_manager_backup',
    needs: ['MANAGE_EXTERNAL_STORAGE', 'READ_EXTERNAL_STORAGE'],
    with: {
      'file-management': ['QUERY_ALL_PACKAGES', 'READ_MEDIA_IMAGES'],
      'file-transfer': NEAR,
      'backup-restore': ['READ_CONTACTS'],
    },
    unjustified: [...LOCATION, 'CAMERA', 'RECORD_AUDIO'],
    prohibited: ['READ_SMS', 'READ_CALL_LOG'],
  },
  {
    id: 'vpn_net',
    needs: ['vpn-service'],
    with: { 'wifi-scan': LOCATION, 'split-tunnel': ['queries-launcher-wildcard'] },
    unjustified: ['QUERY_ALL_PACKAGES', 'READ_CONTACTS', 'CAMERA', 'RECORD_AUDIO'],
    prohibited: ['READ_SMS'],
  },
  {
    id: 'parental_mdm',
    needs: [],
    with: {
      'parental-control': [
        ...[...LOCATION, 'ACCESS_BACKGROUND_LOCATION', 'PACKAGE_USAGE_STATS', 'SYSTEM_ALERT_WINDOW'],
        ...['QUERY_ALL_PACKAGES', 'accessibility-service', 'device-admin', 'vpn-service'],
      ],
    },
    is: ['monitoring-tool'],
    unjustified: ['READ_CONTACTS', 'RECORD_AUDIO', 'CAMERA'],
    prohibited: ['READ_SMS', 'READ_CALL_LOG'],
  },
  {
    id: 'health_companion',
    needs: NEAR,
    with: {
      'health-data': ['BODY_SENSORS', 'android.permission.health.READ_HEART_RATE'],
      'activity-tracking': ['ACTIVITY_RECOGNITION'],
      'bluetooth-device': LOCATION,
      'wearable-companion': ['notification-listener', 'READ_CONTACTS', 'ANSWER_PHONE_CALLS'],
    },
    unjustified: ['QUERY_ALL_PACKAGES', 'RECORD_AUDIO', 'ACCESS_BACKGROUND_LOCATION'],
    prohibited: ['READ_SMS', 'READ_CALL_LOG'],
  },
  {
    id: 'insurance_gov_id',
    needs: ['NFC'],
    with: {
      'kyc-camera': ['CAMERA'],
      'nearby-search': ['ACCESS_COARSE_LOCATION'],
      'video-consultation': ['RECORD_AUDIO'],
    },
    unjustified: ['READ_CONTACTS', 'QUERY_ALL_PACKAGES', 'BODY_SENSORS'],
    prohibited: ['READ_SMS', 'READ_CALL_LOG'],
  },
  {
    id: 'crypto_bnpl_wallet',
    needs: ['NFC'],
    with: {
      'qr-scan': ['CAMERA'],
      'fraud-location': ['ACCESS_COARSE_LOCATION'],
      notifications: ['POST_NOTIFICATIONS'],
    },
    unjustified: [
      'READ_CONTACTS',
      'READ_CALENDAR',
      'READ_PHONE_NUMBERS',
      'SYSTEM_ALERT_WINDOW',
      'notification-listener',
      'accessibility-service',
    ],
    prohibited: ['READ_SMS', 'READ_CALL_LOG'],
  },
  {
    id: 'automation_a11y',
    needs: [],
    with: {
      'accessibility-support': ['accessibility-service'],
      automation: ['SYSTEM_ALERT_WINDOW', 'notification-listener'],
    },
    is: ['accessibility-tool'],
    unjustified: ['READ_CONTACTS', 'CAMERA', 'ACCESS_BACKGROUND_LOCATION'],
    prohibited: ['READ_SMS', 'READ_CALL_LOG'],
  },
  {
    id: 'kids',
    needs: [],
    with: { 'content-creation': ['CAMERA'], 'voice-search': ['RECORD_AUDIO'] },
    unjustified: ['READ_CONTACTS', 'QUERY_ALL_PACKAGES', 'READ_PHONE_STATE'],
    prohibited: [AD_ID, ...LOCATION, 'READ_SMS'],
  },
  {
    id: 'auto_ev_iot',
    needs: NEAR,
    with: { 'nearby-search': LOCATION, 'local-devices': ['ACCESS_LOCAL_NETWORK'] },
    unjustified: ['READ_CONTACTS', 'RECORD_AUDIO', 'QUERY_ALL_PACKAGES'],
    prohibited: ['READ_SMS'],
  },
  {
    id: 'weather',
    needs: [],
    with: { 'local-content': LOCATION, 'severe-weather': ['ACCESS_BACKGROUND_LOCATION'] },
    unjustified: ['READ_CONTACTS', 'CAMERA', 'RECORD_AUDIO', 'QUERY_ALL_PACKAGES'],
    prohibited: ['READ_SMS', 'READ_CALL_LOG'],
  },
  {
    id: 'call_recorder',
    needs: ['RECORD_AUDIO', 'READ_PHONE_STATE'],
    with: { 'call-recording': ['READ_CONTACTS', 'SYSTEM_ALERT_WINDOW'] },
    unjustified: [...LOCATION, 'CAMERA', 'accessibility-service'],
    prohibited: ['READ_SMS', 'READ_CALL_LOG'],
  },
  {
    id: 'personal_safety',
    needs: LOCATION.slice(0, 1),
    with: {
      'location-sharing': ['ACCESS_BACKGROUND_LOCATION'],
      'emergency-alert': ['CALL_PHONE'],
      'emergency-recording': ['RECORD_AUDIO', 'CAMERA'],
      'incoming-call': ['USE_FULL_SCREEN_INTENT'],
      'bluetooth-device': NEAR,
    },
    unjustified: ['READ_CONTACTS', 'READ_MEDIA_IMAGES', 'QUERY_ALL_PACKAGES'],
    prohibited: ['READ_SMS', 'READ_CALL_LOG'],
  },
  {
    id: 'device_management',
    needs: [],
    with: {
      'device-management': ['device-admin', 'READ_PHONE_STATE', 'REQUEST_INSTALL_PACKAGES'],
      'work-vpn': ['vpn-service'],
      'qr-scan': ['CAMERA'],
    },
    unjustified: ['READ_CONTACTS', 'RECORD_AUDIO', 'accessibility-service', 'notification-listener'],
    prohibited: ['READ_SMS', 'READ_CALL_LOG'],
  },
  {
    id: 'medication_reminder',
    needs: [],
    with: { reminders: ['SCHEDULE_EXACT_ALARM', 'USE_FULL_SCREEN_INTENT'], 'document-scan': ['CAMERA'] },
    unjustified: ['READ_CONTACTS', ...LOCATION, 'RECORD_AUDIO'],
    prohibited: ['READ_SMS', 'READ_CALL_LOG'],
  },
];
const rows = ROWS.map((row): [string, Row] => [row.id, row]);

const isCapability = (name: string): boolean => /^[a-z-]+$/.test(name);

function appWith(names: readonly string[], is: readonly CapabilityId[]): Parameters<typeof audit>[0] {
  const capabilities = names.filter(isCapability) as CapabilityId[];
  return {
    permissions: names.filter((name) => !isCapability(name)),
    capabilities: [...new Set([...capabilities, ...is])],
    targetSdk: 36,
    minSdk: 30,
  };
}

/** The verdict on one permission or capability of an app that asks for nothing else. */
function verdictOn(name: string, { id, is = [] }: Row): Verdict | undefined {
  const { findings } = audit(appWith([name], is), { category: id });
  const names = (finding: (typeof findings)[number]): string[] => [...finding.permissions, ...finding.capabilities];
  const wanted = isCapability(name) ? name : fullName(name);
  return findings.find((finding) => !finding.composite && names(finding).includes(wanted))?.verdict;
}

describe('a category outside the official list', () => {
  it.each(rows)(
    '%s: an app that asks for what it needs gets full marks',
    (id, { needs, with: declared = {}, is = [] }) => {
      const names = [...needs, ...Object.values(declared).flat()];
      const result = audit(appWith(names, is), { category: id, features: Object.keys(declared) });
      expect(result.findings.map(({ ruleId, verdict }) => `${ruleId} ${verdict}`)).toEqual([]);
      expect([result.score, result.verdict]).toEqual([100, 'pass']);
    },
  );

  it.each(rows)('%s: what a feature would justify is conditional without it', (_, row) => {
    for (const name of Object.values(row.with ?? {}).flat()) {
      if (row.is?.includes('accessibility-tool') === true && name === 'accessibility-service') continue;
      // Coarse location comes with fine; where it is needed, it is no finding.
      if (row.needs.includes(name)) continue;
      expect(verdictOn(name, row), name).toBe('conditional');
    }
  });

  it.each(rows)('%s: what it does not need is unjustified, and what Google Play bars is prohibited', (_, row) => {
    for (const name of row.unjustified ?? []) expect(verdictOn(name, row), name).toBe('unjustified');
    const plain = { ...row, is: (row.is ?? []).filter((id) => !id.startsWith('default-')) };
    for (const name of row.prohibited ?? []) expect(verdictOn(name, plain), name).toBe('prohibited');
  });

  it.each(rows)('%s: an app that asks for what it does not need does not pass', (id, { unjustified = [], is = [] }) => {
    const result = audit(appWith(unjustified, is), { category: id });
    expect(result.verdict).not.toBe('pass');
    expect(result.score).toBeLessThan(90);
  });

  it('weather: is one of the tools of type 38, and says so', () => {
    const weather = builtinRulebook().categories.find(({ id }) => id === 'weather');
    expect(weather?.official).toBeUndefined();
    expect(weather?.summary.en).toContain('CN-39 lists weather among the utility tools (type 38)');
    expect(weather?.summary.zh).toContain('第三十八类');
  });

  const notListed = ROWS.map(({ id }) => id).filter((id) => id !== 'weather');
  it.each([...notListed, 'other'])('%s: follows no official type, and says so', (id) => {
    const category = builtinRulebook().categories.find((one) => one.id === id);
    expect(category?.official).toBeUndefined();
    expect(category?.summary.en).toContain('CN-39 does not have this type');
    expect(category?.summary.zh).toContain('未包含此类型');
    expect(category?.name.zh).toMatch(/\p{Script=Han}/u);
  });
});

describe('single rows', () => {
  it('a phone app that is not the default one may not have messages and calls', () => {
    const row = ROWS.find(({ id }) => id === 'dialer_sms');
    if (row === undefined) throw new Error('no row dialer_sms');
    for (const name of ['READ_SMS', 'SEND_SMS', 'READ_CALL_LOG']) {
      expect(verdictOn(name, { ...row, is: [] }), name).toBe('prohibited');
    }
  });

  it('a monitoring app without the flag has the profile of stalkerware', () => {
    const names = ['ACCESS_BACKGROUND_LOCATION', 'READ_CONTACTS', 'READ_SMS'];
    const asked = { category: 'parental_mdm', features: ['parental-control'] };
    const ids = (is: CapabilityId[]): string[] => audit(appWith(names, is), asked).findings.map(({ ruleId }) => ruleId);
    expect(ids([])).toContain('GEN-STALKERWARE-PROFILE');
    expect(ids(['monitoring-tool'])).not.toContain('GEN-STALKERWARE-PROFILE');
  });

  it('a wallet for lines of credit is sent to lending', () => {
    const app = { permissions: [], targetSdk: 36 };
    const asked = { category: 'crypto_bnpl_wallet', policies: [], features: [], asOf: '2026-11-23' };
    const { positives } = auditOf(app, codeWith([]), asked);
    expect(positives.join(' ')).toMatch(/Buy now pay later.*lending/);
  });

  it('in other, sensitive access is unexplained, as without a category', () => {
    const app = appWith(['READ_CALENDAR', 'RECORD_AUDIO', 'READ_SMS', 'CAMERA'], []);
    const [other, none] = ['other', null].map((category) => audit(app, { category }));
    expect(other?.findings.map(({ ruleId, verdict }) => [ruleId, verdict])).toEqual([
      ['GEN-SMS', 'prohibited'],
      ['GEN-MICROPHONE', 'unexplained'],
      ['GEN-CALENDAR', 'unexplained'],
      ['GEN-CAMERA', 'unexplained'],
    ]);
    expect(other?.findings).toEqual(none?.findings);
    expect([other?.score, other?.grade, other?.verdict]).toEqual([none?.score, none?.grade, none?.verdict]);
  });
});
