/** A feature means the same in every category: what it always needs is excused wherever the feature is. */
import { describe, expect, it } from 'vitest';
import { fullPermissionName, namesPermission } from '../../src/rulebook/permission-names.js';
import type { Category } from '../../src/rulebook/types.js';
import { shippedRulebook } from './shipped.js';

const { categories, features } = shippedRulebook();

/** What a feature needs in whatever app it is, by short names; `-` for one that each category means in its own way. */
const NEEDS: Record<string, string> = {
  'accessibility-support': '-',
  'account-sync': 'READ_CONTACTS GET_ACCOUNTS',
  'activity-tracking': 'ACTIVITY_RECOGNITION com.google.android.gms.permission.ACTIVITY_RECOGNITION',
  advertising: 'com.google.android.gms.permission.AD_ID',
  'anti-theft': 'ACCESS_COARSE_LOCATION ACCESS_FINE_LOCATION',
  'antivirus-scan': 'QUERY_ALL_PACKAGES MANAGE_EXTERNAL_STORAGE READ_EXTERNAL_STORAGE PACKAGE_USAGE_STATS',
  'app-install': 'REQUEST_INSTALL_PACKAGES',
  'app-updates': '-',
  automation: '-',
  'backup-restore': 'MANAGE_EXTERNAL_STORAGE READ_CONTACTS WRITE_CONTACTS READ_CALENDAR WRITE_CALENDAR',
  'bluetooth-device': 'BLUETOOTH_CONNECT',
  'calendar-sync': 'READ_CALENDAR WRITE_CALENDAR',
  'call-recording': 'RECORD_AUDIO READ_CONTACTS',
  'caller-id': 'READ_CONTACTS READ_CALL_LOG READ_PHONE_STATE ANSWER_PHONE_CALLS SYSTEM_ALERT_WINDOW',
  'content-creation': '-',
  'device-cleaner': 'QUERY_ALL_PACKAGES MANAGE_EXTERNAL_STORAGE READ_EXTERNAL_STORAGE PACKAGE_USAGE_STATS',
  'device-management': 'REQUEST_INSTALL_PACKAGES',
  'document-scan': 'CAMERA',
  'emergency-alert': 'CALL_PHONE SEND_SMS ACCESS_FINE_LOCATION',
  'emergency-recording': 'CAMERA RECORD_AUDIO',
  'file-management': 'MANAGE_EXTERNAL_STORAGE READ_EXTERNAL_STORAGE QUERY_ALL_PACKAGES REQUEST_INSTALL_PACKAGES',
  'file-transfer': 'BLUETOOTH_SCAN BLUETOOTH_CONNECT NEARBY_WIFI_DEVICES ACCESS_LOCAL_NETWORK',
  'financial-security': 'QUERY_ALL_PACKAGES',
  'fraud-location': 'ACCESS_COARSE_LOCATION',
  'friend-match': 'READ_CONTACTS',
  'health-data': 'android.permission.health.*',
  'image-search': 'CAMERA',
  'incoming-call': 'USE_FULL_SCREEN_INTENT',
  'keep-photo-place': 'ACCESS_MEDIA_LOCATION',
  'kyc-camera': 'CAMERA',
  'kyc-interview': 'RECORD_AUDIO',
  'live-broadcast': 'CAMERA RECORD_AUDIO FOREGROUND_SERVICE_CAMERA FOREGROUND_SERVICE_MICROPHONE',
  'local-content': 'ACCESS_COARSE_LOCATION',
  'local-devices': 'ACCESS_LOCAL_NETWORK',
  'local-documents': 'READ_EXTERNAL_STORAGE',
  'local-media': 'READ_MEDIA_AUDIO READ_MEDIA_VIDEO READ_EXTERNAL_STORAGE',
  'location-sharing': 'ACCESS_COARSE_LOCATION ACCESS_FINE_LOCATION',
  'name-prediction': 'READ_CONTACTS',
  'nearby-search': 'ACCESS_COARSE_LOCATION',
  'notification-badges': '-',
  notifications: 'POST_NOTIFICATIONS',
  'open-in-app': 'QUERY_ALL_PACKAGES',
  'parental-control': 'ACCESS_FINE_LOCATION PACKAGE_USAGE_STATS',
  'photo-backup': 'READ_MEDIA_IMAGES READ_MEDIA_VIDEO READ_MEDIA_VISUAL_USER_SELECTED READ_EXTERNAL_STORAGE',
  'photo-editing': 'READ_MEDIA_IMAGES READ_MEDIA_VIDEO READ_MEDIA_VISUAL_USER_SELECTED READ_EXTERNAL_STORAGE',
  'place-tag': 'ACCESS_COARSE_LOCATION',
  'play-sms-call-log-exception': '-',
  'qr-scan': 'CAMERA',
  reminders: 'SCHEDULE_EXACT_ALARM',
  'safe-browsing': '-',
  'save-files': 'WRITE_EXTERNAL_STORAGE',
  'screen-sharing': 'FOREGROUND_SERVICE_MEDIA_PROJECTION',
  'set-ringtone': 'WRITE_SETTINGS',
  'severe-weather': 'ACCESS_BACKGROUND_LOCATION',
  'shared-vehicles': 'ACCESS_COARSE_LOCATION ACCESS_FINE_LOCATION',
  'sms-financial': 'READ_SMS RECEIVE_SMS SEND_SMS',
  'sms-money-management': 'READ_SMS RECEIVE_SMS',
  'split-tunnel': '-',
  'track-recording': 'ACCESS_COARSE_LOCATION ACCESS_FINE_LOCATION FOREGROUND_SERVICE_LOCATION',
  'trip-in-progress': 'ACCESS_BACKGROUND_LOCATION FOREGROUND_SERVICE_LOCATION',
  'trip-recording': 'RECORD_AUDIO',
  'turn-by-turn': 'ACCESS_FINE_LOCATION FOREGROUND_SERVICE_LOCATION',
  'video-consultation': 'CAMERA RECORD_AUDIO',
  'voice-message': 'RECORD_AUDIO',
  'voice-search': 'RECORD_AUDIO',
  'voice-video-call': 'RECORD_AUDIO',
  'wearable-companion': 'READ_CONTACTS READ_CALL_LOG SEND_SMS',
  'web-permissions': 'CAMERA RECORD_AUDIO ACCESS_FINE_LOCATION',
  'wifi-scan': 'ACCESS_FINE_LOCATION',
  'work-vpn': '-',
};

const excuses = ({ conditional }: Category, feature: string): boolean =>
  conditional.some((need) => need.features.includes(feature));

/** What the category needs at once, or with this feature. */
function excused({ necessary, conditional }: Category, feature: string): string[] {
  const withFeature = conditional.filter((need) => need.features.includes(feature));
  return [...necessary, ...withFeature].flatMap(({ permissions }) => permissions);
}

// What `general` says holds for every category beside its own.
const named = categories.filter(({ id }) => id !== 'general' && id !== 'other');
const general = categories.find(({ id }) => id === 'general');
const used = features.map(({ id }) => id).filter((id) => categories.some((category) => excuses(category, id)));

describe('every feature that a category excuses', () => {
  it('is in the table, and nothing else', () => {
    expect(used.length).toBeGreaterThan(60);
    expect(used.toSorted()).toEqual(Object.keys(NEEDS).toSorted());
  });

  it.each(Object.entries(NEEDS).filter(([, needs]) => needs !== '-'))('%s excuses %s everywhere', (feature, needs) => {
    const wrong = named
      .filter((category) => excuses(category, feature))
      .flatMap((category) =>
        needs
          .split(' ')
          .filter((name) => !namesPermission(excused(category, feature), fullPermissionName(name)))
          .map((name) => `${category.id}: ${name}`),
      );
    expect(wrong).toEqual([]);
  });
});

describe('the advertising identifier', () => {
  const names = ['com.google.android.gms.permission.AD_ID', 'android.permission.ACCESS_ADSERVICES_AD_ID'];

  it.each(names)('%s is necessary for no category and a matter of advertising for all', (name) => {
    const needing = categories.filter(({ necessary }) =>
      necessary.some(({ permissions }) => namesPermission(permissions, name)),
    );
    expect(needing.map(({ id }) => id)).toEqual([]);
    expect(general === undefined ? [] : excused(general, 'advertising')).toContain(name);
  });
});
