/** The rules for every kind of app that has no need of what they look for, and the one for the rest of a loan app. */
import { describe, expect, it } from 'vitest';
import type { CapabilityId } from '../../src/facts/facts.js';
import type { Severity } from '../../src/rulebook/types.js';
import { audit, type AppShape } from './facts.js';

interface Asked {
  permissions?: string[];
  capabilities?: CapabilityId[];
  minSdk?: number;
}
const shape = (asked: Asked): AppShape => ({ permissions: [], targetSdk: 36, minSdk: 26, ...asked });
const only = (...permissions: string[]): Asked[] => permissions.map((name) => ({ permissions: [name] }));
const can = (...capabilities: CapabilityId[]): Asked[] => capabilities.map((id) => ({ capabilities: [id] }));

/** Rule, data type, what each of its parts weighs without need (docs/score.md), and ways to ask for it. */
const RULES: [rule: string, dataType: string, severity: Severity, ways: Asked[]][] = [
  ['GEN-CONTACTS-WRITE', 'contacts-write', 'high', only('WRITE_CONTACTS', 'GET_ACCOUNTS')],
  ['GEN-SMS-SEND', 'sms-send', 'medium', only('SEND_SMS')],
  ['GEN-CELL-BROADCASTS', 'cell-broadcasts', 'low', only('READ_CELL_BROADCASTS')],
  [
    'GEN-MICROPHONE-BACKGROUND',
    'microphone-background',
    'high',
    [
      ...only('CAPTURE_AUDIO_OUTPUT', 'RECORD_BACKGROUND_AUDIO'),
      {
        permissions: ['RECORD_AUDIO', 'FOREGROUND_SERVICE_MICROPHONE'],
        capabilities: ['foreground-service-microphone'],
      },
      {
        permissions: ['RECORD_AUDIO', 'FOREGROUND_SERVICE_PHONE_CALL'],
        capabilities: ['foreground-service-phone-call'],
      },
    ],
  ],
  [
    'GEN-CAMERA-BACKGROUND',
    'camera-background',
    'medium',
    [
      ...only('BACKGROUND_CAMERA'),
      { permissions: ['CAMERA', 'FOREGROUND_SERVICE_CAMERA'], capabilities: ['foreground-service-camera'] },
    ],
  ],
  ['GEN-AUDIO-FILES', 'audio-files', 'medium', only('READ_MEDIA_AUDIO')],
  [
    'GEN-BROWSING-HISTORY',
    'browsing-history',
    'high',
    ['READ', 'WRITE'].map((verb) => ({
      ...{ permissions: [`com.android.browser.permission.${verb}_HISTORY_BOOKMARKS`], minSdk: 22 },
    })),
  ],
  ['GEN-SYSTEM-LOG', 'system-log', 'high', [{ permissions: ['READ_LOGS'], minSdk: 15 }]],
  [
    'GEN-BODY-SENSORS',
    'body-sensors',
    'high',
    only(
      ...['BODY_SENSORS', 'ACTIVITY_RECOGNITION', 'com.google.android.gms.permission.ACTIVITY_RECOGNITION'],
      ...['android.permission.health.READ_STEPS', 'android.permission.health.NOT_YET_KNOWN'],
    ),
  ],
  ['GEN-NOTIFICATION-CONTENT', 'notification-content', 'high', can('notification-listener')],
  [
    'GEN-SCREEN-RECORDING',
    'screen-recording',
    'medium',
    [...only('FOREGROUND_SERVICE_MEDIA_PROJECTION'), ...can('foreground-service-media-projection')],
  ],
  [
    'GEN-DEVICE-CONTROL',
    'device-control',
    'medium',
    [
      ...only('SYSTEM_ALERT_WINDOW', 'REQUEST_INSTALL_PACKAGES', 'USE_FULL_SCREEN_INTENT', 'TURN_SCREEN_ON'),
      ...only('REQUEST_IGNORE_BATTERY_OPTIMIZATIONS'),
      ...can('device-admin'),
    ],
  ],
  [
    'GEN-SYSTEM-SETTINGS',
    'system-settings',
    'medium',
    only('WRITE_SETTINGS', 'ACCESS_NOTIFICATION_POLICY', 'WRITE_SYSTEM_PREFERENCES'),
  ],
  ['GEN-EXACT-ALARMS', 'exact-alarms', 'low', only('SCHEDULE_EXACT_ALARM', 'USE_EXACT_ALARM')],
  [
    'GEN-BACKGROUND-SPECIAL-USE',
    'background-special-use',
    'low',
    [...only('FOREGROUND_SERVICE_SPECIAL_USE'), ...can('foreground-service-special-use')],
  ],
  [
    'GEN-NEARBY-DEVICES',
    'nearby-devices',
    'medium',
    only('BLUETOOTH_SCAN', 'BLUETOOTH_CONNECT', 'BLUETOOTH_ADVERTISE', 'NEARBY_WIFI_DEVICES', 'UWB_RANGING', 'RANGING'),
  ],
  ['GEN-LOCAL-NETWORK', 'local-network', 'medium', only('ACCESS_LOCAL_NETWORK')],
  ['GEN-NETWORK-TRAFFIC', 'network-traffic', 'high', [...only('MANAGE_IPSEC_TUNNELS'), ...can('vpn-service')]],
  [
    'GEN-XR-TRACKING',
    'xr-tracking',
    'high',
    only(
      ...['EYE_TRACKING_COARSE', 'EYE_TRACKING_FINE', 'FACE_TRACKING', 'HAND_TRACKING', 'HEAD_TRACKING'],
      ...['SCENE_UNDERSTANDING_COARSE', 'SCENE_UNDERSTANDING_FINE'],
    ),
  ],
  ['GEN-CROSS-PROFILE', 'cross-profile', 'medium', only('INTERACT_ACROSS_PROFILES')],
];

/** What a loan app has no need of and no rule of its own speaks of. */
const UNRELATED = new Set([
  ...['audio-files', 'nearby-devices', 'local-network', 'camera-background', 'screen-recording', 'system-settings'],
  ...['exact-alarms', 'background-special-use', 'network-traffic', 'xr-tracking', 'cross-profile', 'cell-broadcasts'],
]);

const UNEXPLAINED: Readonly<Partial<Record<Severity, Severity>>> = { high: 'medium', medium: 'low', low: 'info' };

describe.each(RULES)('%s', (rule, dataType, severity, ways) => {
  it.each(ways)('finds %j without need in a weather app', (asked) => {
    const { findings } = audit(shape(asked), { category: 'weather', policies: [] });
    const found = findings.filter((finding) => finding.dataType === dataType);
    expect(found.map(({ ruleId, verdict, severity: own }) => [ruleId, verdict, own])).toEqual([
      [rule, 'unjustified', severity],
    ]);
  });

  it.each(ways)('finds %j unexplained without a category', (asked) => {
    const { findings } = audit(shape(asked), { category: null, policies: [] });
    const found = findings.filter((finding) => finding.dataType === dataType);
    expect(found.map(({ ruleId, verdict, severity: own }) => [ruleId, verdict, own])).toEqual([
      [rule, 'unexplained', UNEXPLAINED[severity]],
    ]);
  });

  it.each(UNRELATED.has(dataType) ? ways : [])('leaves %j to the rule of a loan app', (asked) => {
    const { findings } = audit(shape(asked), { category: 'lending', policies: [] });
    const found = findings.filter((finding) => finding.dataType === dataType);
    expect(found.map(({ ruleId, verdict, severity: own }) => [ruleId, verdict, own])).toEqual([
      ['LEND-UNRELATED', 'unjustified', severity],
    ]);
  });
});

describe('what every app may have with a feature', () => {
  const AD_ID = 'com.google.android.gms.permission.AD_ID';

  it.each<[rule: string, asked: Asked, feature: string]>([
    ['GEN-ADVERTISING-ID', { permissions: [AD_ID] }, 'advertising'],
    ['GEN-ADVERTISING-ID', { permissions: ['ACCESS_ADSERVICES_TOPICS'] }, 'advertising'],
    ['GEN-NOTIFICATIONS', { permissions: ['POST_NOTIFICATIONS'] }, 'notifications'],
    ['GEN-NOTIFICATIONS', { permissions: ['POST_PROMOTED_NOTIFICATIONS'] }, 'notifications'],
  ])('%s: %j with %s', (rule, asked, feature) => {
    const open = audit(shape(asked), { category: 'weather', policies: [] });
    expect(
      open.findings.map(({ ruleId, verdict, severity, features }) => [ruleId, verdict, severity, features]),
    ).toEqual([[rule, 'conditional', 'info', [feature]]]);
    const declared = audit(shape(asked), { category: 'weather', policies: [], features: [feature] });
    expect([declared.findings, declared.justified.map(({ ruleId }) => ruleId)]).toEqual([[], [rule]]);
  });
});
