/** Categories that overlap judge the same app alike: it may not pass in one and fail in the other. */
import { describe, expect, it } from 'vitest';
import { builtinRulebook } from '../../src/rulebook/load.js';
import { audit } from './facts.js';

/** Categories whose shared work is that of each, what the work needs, and the features it is declared with. */
const PAIRS: [categories: string[], features: string[], permissions: string[]][] = [
  [
    ['file_manager_backup', 'tools_file_manager'],
    ['file-management', 'file-transfer', 'device-cleaner', 'notifications'],
    [
      ...['MANAGE_EXTERNAL_STORAGE', 'READ_EXTERNAL_STORAGE', 'WRITE_EXTERNAL_STORAGE', 'QUERY_ALL_PACKAGES'],
      ...['PACKAGE_USAGE_STATS', 'READ_MEDIA_IMAGES', 'READ_MEDIA_VIDEO', 'READ_MEDIA_AUDIO'],
      ...['REQUEST_INSTALL_PACKAGES', 'BLUETOOTH_CONNECT', 'BLUETOOTH_SCAN', 'POST_NOTIFICATIONS'],
    ],
  ],
  [
    ['file_manager_backup', 'tools_file_manager', 'tools_file_transfer'],
    ['file-transfer', 'notifications'],
    ['BLUETOOTH_CONNECT', 'BLUETOOTH_SCAN', 'NEARBY_WIFI_DEVICES', 'ACCESS_LOCAL_NETWORK', 'POST_NOTIFICATIONS'],
  ],
  [
    ['dialer_sms', 'contacts_mgr'],
    ['account-sync', 'notifications'],
    ['READ_CONTACTS', 'WRITE_CONTACTS', 'GET_ACCOUNTS', 'POST_NOTIFICATIONS'],
  ],
  [
    ['camera_beauty', 'tools_document'],
    ['document-scan', 'save-files', 'local-documents'],
    ['CAMERA', 'WRITE_EXTERNAL_STORAGE'],
  ],
  [
    ['payment', 'crypto_bnpl_wallet', 'mobile_bank'],
    ['kyc-camera', 'qr-scan', 'fraud-location', 'financial-security', 'sms-financial', 'notifications'],
    [
      ...['CAMERA', 'ACCESS_COARSE_LOCATION', 'QUERY_ALL_PACKAGES', 'READ_SMS', 'RECEIVE_SMS'],
      ...['POST_NOTIFICATIONS', 'USE_BIOMETRIC'],
    ],
  ],
  [
    ['auto_ev_iot', 'health_companion', 'tools_smart_home'],
    ['bluetooth-device', 'local-devices', 'notifications'],
    ['BLUETOOTH_SCAN', 'BLUETOOTH_CONNECT', 'BLUETOOTH_ADVERTISE', 'NEARBY_WIFI_DEVICES', 'POST_NOTIFICATIONS'],
  ],
  [
    ['tools_voice_recorder', 'call_recorder'],
    ['voice-message', 'call-recording', 'notifications'],
    ['RECORD_AUDIO', 'FOREGROUND_SERVICE_MICROPHONE', 'POST_NOTIFICATIONS'],
  ],
  [
    ['fitness', 'health_companion', 'female_health', 'telehealth', 'medication_reminder'],
    ['health-data', 'notifications'],
    ['android.permission.health.READ_STEPS', 'android.permission.health.WRITE_WEIGHT', 'POST_NOTIFICATIONS'],
  ],
  [
    ['tools_alarm', 'tools_calendar', 'medication_reminder'],
    ['reminders', 'notifications'],
    ['SCHEDULE_EXACT_ALARM', 'POST_NOTIFICATIONS'],
  ],
  [
    ['map_nav', 'ride_hailing', 'personal_safety'],
    ['precise-location'],
    ['ACCESS_COARSE_LOCATION', 'ACCESS_FINE_LOCATION'],
  ],
  [
    ['short_video', 'live_stream', 'meeting'],
    ['content-creation', 'live-broadcast'],
    ['CAMERA', 'RECORD_AUDIO'],
  ],
  [['tools_dictionary', 'tools_document'], ['document-scan'], ['CAMERA']],
];

describe('categories that overlap', () => {
  const known = new Set(builtinRulebook().categories.map(({ id }) => id));

  it.each(PAIRS)('%j with %j judge %j alike', (categories, features, permissions) => {
    for (const category of categories) {
      expect(known.has(category), category).toBe(true);
      const { verdict, score, findings } = audit({ permissions, targetSdk: 36 }, { category, features });
      const open = findings.filter((finding) => finding.verdict !== 'conditional').map(({ ruleId }) => ruleId);
      expect([verdict, score, open], category).toEqual(['pass', 100, []]);
      // One by one, too: no permission is only excused by another.
      for (const permission of permissions) {
        const alone = audit({ permissions: [permission], targetSdk: 36 }, { category, features });
        expect([permission, alone.verdict], category).toEqual([permission, 'pass']);
      }
    }
  });

  it.each(PAIRS)('%j: what none of them needs, none lets pass', (categories, features) => {
    for (const permission of [
      'READ_CALL_LOG',
      'READ_CELL_BROADCASTS',
      'ACCESS_BACKGROUND_LOCATION',
      'EYE_TRACKING_FINE',
    ]) {
      const verdicts = categories.map((category) => {
        const { necessary, conditional } = categoryOf(category);
        const isNeeded = [...necessary, ...conditional].some(({ permissions }) =>
          permissions.includes(`android.permission.${permission}`),
        );
        return isNeeded
          ? null
          : audit({ permissions: [permission], targetSdk: 36 }, { category, features }).findings[0]?.verdict;
      });
      for (const verdict of verdicts) expect(['unjustified', 'prohibited', null], permission).toContain(verdict);
    }
  });
});

function categoryOf(id: string) {
  const category = builtinRulebook().categories.find((one) => one.id === id);
  if (category === undefined) throw new Error(`no category ${id}`);
  return category;
}
