/** Forty apps as they really are written, each with the twin that asks for more than it needs. */
import {
  ACCESSIBILITY,
  activity,
  bound,
  DEVICE_ADMIN,
  filter,
  foreground,
  LAUNCHABLE_APPS,
  NOTIFICATION_LISTENER,
  VPN,
  type HonestApp,
} from './manifest.js';

const NET = ['INTERNET', 'ACCESS_NETWORK_STATE'];
const PUSH = ['POST_NOTIFICATIONS', 'WAKE_LOCK', 'com.google.android.c2dm.permission.RECEIVE'];
const BOOT = ['RECEIVE_BOOT_COMPLETED', 'WAKE_LOCK'];
const LOCATION = ['ACCESS_COARSE_LOCATION', 'ACCESS_FINE_LOCATION'];
const BLUETOOTH: HonestApp['permissions'] = [
  ['BLUETOOTH', 'android:maxSdkVersion="30"'],
  ['BLUETOOTH_ADMIN', 'android:maxSdkVersion="30"'],
  ['BLUETOOTH_SCAN', 'android:usesPermissionFlags="neverForLocation"'],
  'BLUETOOTH_CONNECT',
];
const OLD_STORAGE: HonestApp['permissions'] = [
  ['READ_EXTERNAL_STORAGE', 'android:maxSdkVersion="32"'],
  ['WRITE_EXTERNAL_STORAGE', 'android:maxSdkVersion="29"'],
];
const DEFAULT = 'android.intent.category.DEFAULT';
const BROWSABLE = 'android.intent.category.BROWSABLE';
const scheme = (name: string): string => `<data android:scheme="${name}"/>`;

export const APPS: readonly HonestApp[] = [
  {
    name: 'Dialer',
    category: 'dialer_sms',
    features: ['account-sync', 'incoming-call', 'notifications', 'bluetooth-device', 'caller-id'],
    permissions: [
      ...['CALL_PHONE', 'ANSWER_PHONE_CALLS', 'READ_PHONE_STATE', 'READ_PHONE_NUMBERS', 'READ_CALL_LOG'],
      ...['WRITE_CALL_LOG', 'READ_CONTACTS', 'WRITE_CONTACTS', 'POST_NOTIFICATIONS', 'USE_FULL_SCREEN_INTENT'],
      ...[
        'BLUETOOTH_CONNECT',
        'VIBRATE',
        'MODIFY_AUDIO_SETTINGS',
        'FOREGROUND_SERVICE',
        'FOREGROUND_SERVICE_PHONE_CALL',
      ],
    ],
    components:
      activity(
        'DialActivity',
        filter(['android.intent.action.DIAL'], [DEFAULT]),
        filter(['android.intent.action.DIAL', 'android.intent.action.VIEW'], [DEFAULT, BROWSABLE], scheme('tel')),
      ) +
      bound(
        'CallService',
        'BIND_INCALL_SERVICE',
        'android.telecom.InCallService',
        '<meta-data android:name="android.telecom.IN_CALL_SERVICE_UI" android:value="true"/>',
      ) +
      bound('Screening', 'BIND_SCREENING_SERVICE', 'android.telecom.CallScreeningService') +
      foreground('OngoingCall', 'phoneCall'),
    twin: {
      permissions: [...LOCATION, 'QUERY_ALL_PACKAGES'],
      verdict: 'review',
      rules: ['GEN-APP-INVENTORY', 'GEN-LOCATION'],
    },
  },
  {
    name: 'Text messages',
    category: 'dialer_sms',
    features: ['notifications', 'content-creation'],
    permissions: [
      ...['READ_SMS', 'RECEIVE_SMS', 'RECEIVE_MMS', 'RECEIVE_WAP_PUSH', 'SEND_SMS', 'READ_CONTACTS'],
      ...['READ_PHONE_STATE', 'READ_PHONE_NUMBERS', 'POST_NOTIFICATIONS', 'CAMERA', ...NET, ...BOOT],
    ],
    components:
      `<receiver android:name=".SmsReceiver" android:permission="android.permission.BROADCAST_SMS" android:exported="true">${filter(['android.provider.Telephony.SMS_DELIVER'])}</receiver>` +
      `<receiver android:name=".MmsReceiver" android:permission="android.permission.BROADCAST_WAP_PUSH" android:exported="true">${filter(['android.provider.Telephony.WAP_PUSH_DELIVER'], [], '<data android:mimeType="application/vnd.wap.mms-message"/>')}</receiver>` +
      activity(
        'Compose',
        filter(
          ['android.intent.action.SEND', 'android.intent.action.SENDTO'],
          [DEFAULT, BROWSABLE],
          scheme('sms') + scheme('smsto') + scheme('mms') + scheme('mmsto'),
        ),
      ) +
      `<service android:name=".Reply" android:permission="android.permission.SEND_RESPOND_VIA_MESSAGE" android:exported="true">${filter(['android.intent.action.RESPOND_VIA_MESSAGE'], [DEFAULT], scheme('sms') + scheme('smsto') + scheme('mms') + scheme('mmsto'))}</service>`,
    twin: {
      permissions: LOCATION,
      components: ACCESSIBILITY,
      verdict: 'review',
      rules: ['GEN-SCREEN-CONTENT', 'GEN-LOCATION'],
    },
  },
  {
    name: 'Camera',
    category: 'camera_beauty',
    features: ['content-creation', 'place-tag', 'precise-location', 'save-files'],
    permissions: [
      'CAMERA',
      'RECORD_AUDIO',
      ...LOCATION,
      ['WRITE_EXTERNAL_STORAGE', 'android:maxSdkVersion="28"'],
      'VIBRATE',
    ],
    components: activity(
      'Capture',
      filter(['android.media.action.IMAGE_CAPTURE', 'android.media.action.STILL_IMAGE_CAMERA'], [DEFAULT]),
    ),
    twin: {
      permissions: ['READ_CONTACTS', 'READ_PHONE_STATE'],
      verdict: 'review',
      rules: ['GEN-CONTACTS', 'GEN-PHONE-IDENTITY'],
    },
  },
  {
    name: 'Voice recorder',
    category: 'tools_voice_recorder',
    features: ['voice-message', 'notifications'],
    permissions: [
      'RECORD_AUDIO',
      'FOREGROUND_SERVICE',
      'FOREGROUND_SERVICE_MICROPHONE',
      'POST_NOTIFICATIONS',
      'WAKE_LOCK',
    ],
    components: foreground('Recording', 'microphone'),
    twin: { permissions: ['READ_CALL_LOG', 'READ_CONTACTS'], verdict: 'fail', rules: ['GEN-CALL-LOG', 'GEN-CONTACTS'] },
  },
  {
    name: 'Call recorder',
    category: 'call_recorder',
    features: ['call-recording', 'notifications'],
    permissions: [
      ...['RECORD_AUDIO', 'READ_PHONE_STATE', 'READ_CONTACTS', 'POST_NOTIFICATIONS', 'SYSTEM_ALERT_WINDOW'],
      ...['FOREGROUND_SERVICE', 'FOREGROUND_SERVICE_MICROPHONE', ...BOOT],
    ],
    components: foreground('Recording', 'microphone'),
    twin: {
      permissions: ['READ_SMS'],
      components: ACCESSIBILITY,
      verdict: 'fail',
      rules: ['GEN-SMS', 'GEN-SCREEN-CONTENT'],
    },
  },
  {
    name: 'Messenger',
    category: 'im',
    features: [
      ...['friend-match', 'voice-video-call', 'voice-message', 'content-creation', 'notifications', 'incoming-call'],
      ...['location-sharing', 'bluetooth-device', 'precise-location'],
    ],
    permissions: [
      ...NET,
      ...PUSH,
      ...['READ_CONTACTS', 'RECORD_AUDIO', 'CAMERA', ...LOCATION, 'USE_FULL_SCREEN_INTENT', 'BLUETOOTH_CONNECT'],
      ...['READ_PHONE_STATE', 'FOREGROUND_SERVICE', 'FOREGROUND_SERVICE_MICROPHONE', 'FOREGROUND_SERVICE_CAMERA'],
      ...['FOREGROUND_SERVICE_PHONE_CALL', 'MANAGE_OWN_CALLS', 'MODIFY_AUDIO_SETTINGS', 'VIBRATE', 'ACCESS_WIFI_STATE'],
    ],
    components:
      foreground('OngoingCall', 'phoneCall|microphone|camera') +
      activity('Share', filter(['android.intent.action.SEND'], [DEFAULT], '<data android:mimeType="*/*"/>')),
    twin: {
      permissions: ['READ_SMS', 'ACCESS_BACKGROUND_LOCATION'],
      verdict: 'fail',
      rules: ['GEN-SMS', 'GEN-LOCATION-BACKGROUND'],
    },
  },
  {
    name: 'Browser',
    category: 'browser',
    features: ['web-permissions', 'save-files', 'open-in-app', 'app-install', 'notifications', 'precise-location'],
    permissions: [
      ...NET,
      ...['CAMERA', 'RECORD_AUDIO', ...LOCATION, 'POST_NOTIFICATIONS', 'MODIFY_AUDIO_SETTINGS', 'NFC', 'VIBRATE'],
      ...['QUERY_ALL_PACKAGES', 'REQUEST_INSTALL_PACKAGES', 'com.android.launcher.permission.INSTALL_SHORTCUT'],
      ...OLD_STORAGE,
    ],
    components: activity(
      'Page',
      filter(['android.intent.action.VIEW'], [DEFAULT, BROWSABLE], scheme('http') + scheme('https')),
    ),
    twin: {
      permissions: ['READ_CONTACTS', 'PACKAGE_USAGE_STATS'],
      verdict: 'review',
      rules: ['GEN-CONTACTS', 'GEN-APP-INVENTORY'],
    },
  },
  {
    name: 'Home screen',
    category: 'launcher_theme',
    features: ['app-updates', 'notification-badges'],
    permissions: ['SET_WALLPAPER', 'EXPAND_STATUS_BAR', 'REQUEST_DELETE_PACKAGES', 'VIBRATE', 'RECEIVE_BOOT_COMPLETED'],
    components:
      activity('Home', filter(['android.intent.action.MAIN'], [DEFAULT, 'android.intent.category.HOME'])) +
      NOTIFICATION_LISTENER,
    queries: LAUNCHABLE_APPS,
    twin: { permissions: ['READ_SMS', ...LOCATION], verdict: 'fail', rules: ['GEN-SMS', 'GEN-LOCATION'] },
  },
  {
    name: 'Keyboard',
    category: 'ime',
    features: ['voice-search', 'name-prediction'],
    permissions: ['RECORD_AUDIO', 'READ_CONTACTS', 'VIBRATE', 'android.permission.READ_USER_DICTIONARY'],
    components: bound(
      'Keys',
      'BIND_INPUT_METHOD',
      'android.view.InputMethod',
      '<meta-data android:name="android.view.im" android:resource="@xml/method"/>',
    ),
    twin: { permissions: ['INTERNET', 'READ_SMS'], verdict: 'fail', rules: ['GEN-SMS', 'IME-NETWORK'] },
  },
  {
    name: 'Maps',
    category: 'map_nav',
    features: [
      'turn-by-turn',
      'voice-search',
      'activity-tracking',
      'bluetooth-device',
      'notifications',
      'precise-location',
    ],
    permissions: [
      ...NET,
      ...LOCATION,
      ...['FOREGROUND_SERVICE', 'FOREGROUND_SERVICE_LOCATION', 'RECORD_AUDIO', 'ACTIVITY_RECOGNITION'],
      ...['BLUETOOTH_CONNECT', 'POST_NOTIFICATIONS', 'WAKE_LOCK'],
    ],
    components:
      foreground('Guidance', 'location') +
      activity('Place', filter(['android.intent.action.VIEW'], [DEFAULT, BROWSABLE], scheme('geo'))),
    twin: {
      permissions: ['READ_CONTACTS', 'READ_CALENDAR'],
      verdict: 'review',
      rules: ['GEN-CONTACTS', 'GEN-CALENDAR'],
    },
  },
  {
    name: 'Bank',
    category: 'mobile_bank',
    features: ['kyc-camera', 'qr-scan', 'nearby-search', 'notifications'],
    permissions: [...NET, ...PUSH, 'CAMERA', 'ACCESS_COARSE_LOCATION', 'USE_BIOMETRIC', 'NFC', 'VIBRATE'],
    twin: { permissions: ['READ_CONTACTS', 'READ_CALL_LOG'], verdict: 'fail', rules: ['GEN-CONTACTS', 'GEN-CALL-LOG'] },
  },
  {
    name: 'Crypto wallet',
    category: 'crypto_bnpl_wallet',
    features: ['qr-scan', 'notifications'],
    permissions: [...NET, ...PUSH, 'CAMERA', 'USE_BIOMETRIC', 'VIBRATE'],
    twin: {
      permissions: ['READ_MEDIA_IMAGES', 'READ_CONTACTS'],
      verdict: 'review',
      rules: ['GEN-PHOTOS-VIDEOS', 'GEN-CONTACTS'],
    },
  },
  {
    name: 'Payment',
    category: 'payment',
    features: ['qr-scan', 'notifications', 'fraud-location'],
    permissions: [...NET, ...PUSH, 'CAMERA', 'ACCESS_COARSE_LOCATION', 'NFC', 'USE_BIOMETRIC'],
    components: bound(
      'Card',
      'BIND_NFC_SERVICE',
      'android.nfc.cardemulation.action.HOST_APDU_SERVICE',
      '<meta-data android:name="android.nfc.cardemulation.host_apdu_service" android:resource="@xml/card"/>',
    ),
    twin: {
      permissions: ['ACCESS_FINE_LOCATION', 'READ_PHONE_STATE', 'RECORD_AUDIO'],
      verdict: 'review',
      rules: ['GEN-LOCATION', 'GEN-PHONE-IDENTITY', 'GEN-MICROPHONE'],
    },
  },
  {
    name: 'Running',
    category: 'fitness',
    features: [
      'track-recording',
      'activity-tracking',
      'health-data',
      'bluetooth-device',
      'notifications',
      'precise-location',
    ],
    permissions: [
      ...NET,
      ...PUSH,
      ...LOCATION,
      ...['ACTIVITY_RECOGNITION', 'FOREGROUND_SERVICE', 'FOREGROUND_SERVICE_LOCATION', 'FOREGROUND_SERVICE_HEALTH'],
      ...['android.permission.health.READ_STEPS', 'android.permission.health.WRITE_EXERCISE'],
      ...BLUETOOTH,
    ],
    components: foreground('Workout', 'location|health'),
    twin: { permissions: ['READ_CALENDAR', 'READ_SMS'], verdict: 'fail', rules: ['GEN-CALENDAR', 'GEN-SMS'] },
  },
  {
    name: 'File manager',
    category: 'tools_file_manager',
    features: ['file-management', 'notifications'],
    permissions: [
      'MANAGE_EXTERNAL_STORAGE',
      'REQUEST_INSTALL_PACKAGES',
      'QUERY_ALL_PACKAGES',
      'POST_NOTIFICATIONS',
      ...OLD_STORAGE,
    ],
    components: activity(
      'Open',
      filter(['android.intent.action.VIEW'], [DEFAULT], '<data android:mimeType="application/zip"/>'),
    ),
    twin: { permissions: ['READ_CONTACTS', ...LOCATION], verdict: 'review', rules: ['GEN-CONTACTS', 'GEN-LOCATION'] },
  },
  {
    name: 'Backup',
    category: 'file_manager_backup',
    features: ['file-management', 'backup-restore', 'notifications'],
    permissions: [
      'MANAGE_EXTERNAL_STORAGE',
      'READ_CONTACTS',
      'READ_CALENDAR',
      'QUERY_ALL_PACKAGES',
      'POST_NOTIFICATIONS',
      ...BOOT,
    ],
    twin: { permissions: ['RECORD_AUDIO', ...LOCATION], verdict: 'review', rules: ['GEN-MICROPHONE', 'GEN-LOCATION'] },
  },
  {
    name: 'Device policy',
    category: 'device_management',
    features: ['device-management', 'qr-scan', 'work-vpn', 'notifications'],
    permissions: [
      ...NET,
      ...PUSH,
      ...['CAMERA', 'READ_PHONE_STATE', 'GET_ACCOUNTS', 'RECEIVE_BOOT_COMPLETED', 'REQUEST_PASSWORD_COMPLEXITY'],
      ...['INTERACT_ACROSS_PROFILES', 'ACCESS_WIFI_STATE', 'CHANGE_WIFI_STATE', 'FOREGROUND_SERVICE'],
    ],
    components: DEVICE_ADMIN + VPN,
    twin: {
      permissions: ['READ_SMS'],
      components: ACCESSIBILITY,
      verdict: 'fail',
      rules: ['GEN-SMS', 'DEVICE-MANAGEMENT-WATCHING'],
    },
  },
  {
    name: 'SOS button',
    category: 'personal_safety',
    features: [
      ...[
        'emergency-alert',
        'location-sharing',
        'emergency-recording',
        'notifications',
        'bluetooth-device',
        'incoming-call',
      ],
      'precise-location',
    ],
    permissions: [
      ...NET,
      ...PUSH,
      ...LOCATION,
      ...['CALL_PHONE', 'SEND_SMS', 'RECORD_AUDIO', 'CAMERA'],
      ...['FOREGROUND_SERVICE', 'FOREGROUND_SERVICE_LOCATION'],
      ...['FOREGROUND_SERVICE_MICROPHONE', 'USE_FULL_SCREEN_INTENT', 'VIBRATE', ...BLUETOOTH],
    ],
    components: foreground('Alert', 'location|microphone'),
    twin: { permissions: ['READ_CALL_LOG', 'READ_CONTACTS'], verdict: 'fail', rules: ['GEN-CALL-LOG', 'GEN-CONTACTS'] },
  },
  {
    name: 'Watch companion',
    category: 'health_companion',
    features: ['wearable-companion', 'health-data', 'notifications', 'bluetooth-device', 'qr-scan'],
    permissions: [
      ...NET,
      ...PUSH,
      ...['READ_CONTACTS', 'READ_PHONE_STATE', 'ANSWER_PHONE_CALLS', 'READ_CALENDAR', 'CAMERA'],
      ...['FOREGROUND_SERVICE', 'FOREGROUND_SERVICE_CONNECTED_DEVICE', 'REQUEST_COMPANION_RUN_IN_BACKGROUND'],
      ...['android.permission.health.WRITE_HEART_RATE', 'android.permission.health.WRITE_STEPS', ...BOOT],
      ...BLUETOOTH,
    ],
    components: NOTIFICATION_LISTENER + foreground('Link', 'connectedDevice'),
    queries: LAUNCHABLE_APPS,
    twin: {
      permissions: ['READ_MEDIA_IMAGES', 'RECORD_AUDIO'],
      verdict: 'review',
      rules: ['GEN-PHOTOS-VIDEOS', 'GEN-MICROPHONE'],
    },
  },
  {
    name: 'Weather',
    category: 'weather',
    features: ['local-content', 'notifications', 'advertising'],
    permissions: [...NET, ...PUSH, 'ACCESS_COARSE_LOCATION', 'com.google.android.gms.permission.AD_ID'],
    twin: {
      permissions: ['READ_PHONE_STATE', 'READ_CALENDAR'],
      verdict: 'review',
      rules: ['GEN-PHONE-IDENTITY', 'GEN-CALENDAR'],
    },
  },
  {
    name: 'Rides',
    category: 'ride_hailing',
    features: ['trip-in-progress', 'qr-scan', 'notifications', 'precise-location'],
    permissions: [...NET, ...PUSH, ...LOCATION, 'FOREGROUND_SERVICE', 'FOREGROUND_SERVICE_LOCATION', 'CAMERA'],
    components: foreground('Trip', 'location'),
    twin: { permissions: ['READ_CONTACTS', 'READ_CALL_LOG'], verdict: 'fail', rules: ['GEN-CONTACTS', 'GEN-CALL-LOG'] },
  },
  {
    name: 'Shop',
    category: 'shopping',
    features: ['image-search', 'qr-scan', 'nearby-search', 'notifications', 'advertising'],
    permissions: [...NET, ...PUSH, 'CAMERA', 'ACCESS_COARSE_LOCATION', 'com.google.android.gms.permission.AD_ID'],
    twin: {
      permissions: ['QUERY_ALL_PACKAGES', 'READ_CALENDAR'],
      verdict: 'review',
      rules: ['GEN-APP-INVENTORY', 'GEN-CALENDAR'],
    },
  },
  {
    name: 'News',
    category: 'news',
    features: ['local-content', 'notifications', 'advertising'],
    permissions: [
      ...NET,
      ...PUSH,
      'ACCESS_COARSE_LOCATION',
      'com.google.android.gms.permission.AD_ID',
      'FOREGROUND_SERVICE',
    ],
    twin: {
      permissions: ['READ_CONTACTS', 'READ_PHONE_STATE'],
      verdict: 'review',
      rules: ['GEN-CONTACTS', 'GEN-PHONE-IDENTITY'],
    },
  },
  {
    name: 'Game',
    category: 'game',
    features: ['voice-video-call', 'notifications', 'advertising', 'bluetooth-device'],
    permissions: [
      ...NET,
      ...PUSH,
      ...['RECORD_AUDIO', 'BLUETOOTH_CONNECT', 'VIBRATE', 'com.android.vending.BILLING'],
      'com.google.android.gms.permission.AD_ID',
    ],
    twin: { permissions: ['READ_CONTACTS', 'READ_SMS'], verdict: 'fail', rules: ['GEN-CONTACTS', 'GEN-SMS'] },
  },
  {
    name: 'Books',
    category: 'ebook',
    features: ['local-documents', 'notifications'],
    permissions: [
      ...NET,
      'POST_NOTIFICATIONS',
      'FOREGROUND_SERVICE',
      ['READ_EXTERNAL_STORAGE', 'android:maxSdkVersion="32"'],
    ],
    twin: { permissions: ['RECORD_AUDIO', ...LOCATION], verdict: 'review', rules: ['GEN-MICROPHONE', 'GEN-LOCATION'] },
  },
  {
    name: 'Family',
    category: 'parental_mdm',
    features: ['parental-control', 'notifications', 'precise-location'],
    permissions: [
      ...NET,
      ...PUSH,
      ...[...LOCATION, 'ACCESS_BACKGROUND_LOCATION', 'PACKAGE_USAGE_STATS', 'RECEIVE_BOOT_COMPLETED'],
    ],
    components: `${DEVICE_ADMIN}<meta-data android:name="isMonitoringTool" android:value="child_monitoring"/>`,
    twin: { permissions: ['READ_SMS', 'RECORD_AUDIO'], verdict: 'fail', rules: ['GEN-SMS', 'GEN-MICROPHONE'] },
  },
  {
    name: 'VPN',
    category: 'vpn_net',
    features: ['split-tunnel', 'notifications'],
    permissions: [...NET, 'FOREGROUND_SERVICE', 'POST_NOTIFICATIONS', 'RECEIVE_BOOT_COMPLETED', 'CHANGE_NETWORK_STATE'],
    components: VPN,
    queries: LAUNCHABLE_APPS,
    twin: {
      permissions: ['READ_CONTACTS', 'READ_PHONE_STATE'],
      verdict: 'review',
      rules: ['GEN-CONTACTS', 'GEN-PHONE-IDENTITY'],
    },
  },
  {
    name: 'Calendar',
    category: 'tools_calendar',
    features: ['calendar-sync', 'reminders', 'notifications'],
    permissions: ['READ_CALENDAR', 'WRITE_CALENDAR', 'POST_NOTIFICATIONS', 'USE_EXACT_ALARM', ...BOOT, 'VIBRATE'],
    twin: { permissions: ['RECORD_AUDIO', 'READ_SMS'], verdict: 'fail', rules: ['GEN-MICROPHONE', 'GEN-SMS'] },
  },
  {
    name: 'Clock',
    category: 'tools_alarm',
    features: ['reminders', 'notifications'],
    permissions: [
      'USE_EXACT_ALARM',
      'USE_FULL_SCREEN_INTENT',
      'POST_NOTIFICATIONS',
      'VIBRATE',
      ...BOOT,
      'FOREGROUND_SERVICE',
    ],
    components: activity('SetAlarm', filter(['android.intent.action.SET_ALARM'], [DEFAULT])),
    twin: {
      permissions: ['READ_PHONE_STATE', 'READ_CONTACTS'],
      verdict: 'review',
      rules: ['GEN-PHONE-IDENTITY', 'GEN-CONTACTS'],
    },
  },
  {
    name: 'Music',
    category: 'media',
    features: ['local-media', 'local-devices', 'notifications'],
    permissions: [
      ...NET,
      ...['READ_MEDIA_AUDIO', ['READ_EXTERNAL_STORAGE', 'android:maxSdkVersion="32"'] as [string, string]],
      ...[
        'FOREGROUND_SERVICE',
        'FOREGROUND_SERVICE_MEDIA_PLAYBACK',
        'POST_NOTIFICATIONS',
        'WAKE_LOCK',
        'BLUETOOTH_CONNECT',
      ],
    ],
    components: foreground('Player', 'mediaPlayback'),
    twin: { permissions: ['READ_CALL_LOG', ...LOCATION], verdict: 'fail', rules: ['GEN-CALL-LOG', 'GEN-LOCATION'] },
  },
  {
    name: 'Mail',
    category: 'mail_drive',
    features: ['account-sync', 'notifications'],
    permissions: [
      ...NET,
      ...PUSH,
      'READ_CONTACTS',
      'GET_ACCOUNTS',
      'READ_SYNC_SETTINGS',
      'WRITE_SYNC_SETTINGS',
      'FOREGROUND_SERVICE',
    ],
    components: activity('Write', filter(['android.intent.action.SENDTO'], [DEFAULT, BROWSABLE], scheme('mailto'))),
    twin: {
      permissions: ['READ_CALL_LOG', 'RECORD_AUDIO'],
      verdict: 'fail',
      rules: ['GEN-CALL-LOG', 'GEN-MICROPHONE'],
    },
  },
  {
    name: 'Meeting',
    category: 'meeting',
    features: [
      'voice-video-call',
      'screen-sharing',
      'bluetooth-device',
      'notifications',
      'incoming-call',
      'calendar-sync',
    ],
    permissions: [
      ...NET,
      ...PUSH,
      ...['CAMERA', 'RECORD_AUDIO', 'BLUETOOTH_CONNECT', 'READ_CALENDAR', 'USE_FULL_SCREEN_INTENT'],
      ...['FOREGROUND_SERVICE', 'FOREGROUND_SERVICE_MICROPHONE', 'FOREGROUND_SERVICE_CAMERA'],
      ...['FOREGROUND_SERVICE_MEDIA_PROJECTION', 'MODIFY_AUDIO_SETTINGS'],
    ],
    components: foreground('Call', 'microphone|camera') + foreground('Screen', 'mediaProjection'),
    twin: {
      permissions: ['QUERY_ALL_PACKAGES', ...LOCATION],
      verdict: 'review',
      rules: ['GEN-APP-INVENTORY', 'GEN-LOCATION'],
    },
  },
  {
    name: 'Dating',
    category: 'dating',
    features: ['voice-video-call', 'voice-message', 'nearby-search', 'notifications'],
    permissions: [...NET, ...PUSH, 'CAMERA', 'RECORD_AUDIO', 'ACCESS_COARSE_LOCATION', 'com.android.vending.BILLING'],
    twin: {
      permissions: ['READ_CONTACTS', 'ACCESS_BACKGROUND_LOCATION'],
      verdict: 'review',
      rules: ['GEN-CONTACTS', 'GEN-LOCATION-BACKGROUND'],
    },
  },
  {
    name: 'Loan',
    category: 'lending',
    features: ['kyc-camera', 'fraud-location', 'notifications'],
    permissions: [...NET, ...PUSH, 'CAMERA', 'ACCESS_COARSE_LOCATION', 'USE_BIOMETRIC'],
    twin: {
      permissions: ['RECORD_AUDIO', 'READ_CONTACTS', 'READ_SMS', 'READ_MEDIA_IMAGES'],
      verdict: 'fail',
      rules: ['LEND-MIC', 'LEND-CONTACTS-READ', 'LEND-SMS-READ', 'LEND-MEDIA-READ'],
    },
  },
  {
    name: 'Meals',
    category: 'food_delivery',
    features: ['nearby-search', 'qr-scan', 'notifications', 'precise-location'],
    permissions: [...NET, ...PUSH, ...LOCATION, 'CAMERA'],
    twin: { permissions: ['READ_CONTACTS', 'READ_CALL_LOG'], verdict: 'fail', rules: ['GEN-CONTACTS', 'GEN-CALL-LOG'] },
  },
  {
    name: 'Torch',
    category: 'tools_flashlight',
    permissions: [],
    twin: {
      permissions: ['CAMERA', 'READ_CONTACTS', ...LOCATION, 'RECORD_AUDIO'],
      verdict: 'review',
      rules: ['GEN-CAMERA', 'GEN-CONTACTS', 'GEN-LOCATION', 'GEN-MICROPHONE'],
    },
  },
  {
    name: 'Translator',
    category: 'tools_dictionary',
    features: ['document-scan', 'voice-search'],
    permissions: [...NET, 'CAMERA', 'RECORD_AUDIO'],
    twin: { permissions: ['READ_CONTACTS', 'READ_SMS'], verdict: 'fail', rules: ['GEN-CONTACTS', 'GEN-SMS'] },
  },
  {
    name: 'Scanner',
    category: 'tools_document',
    features: ['document-scan', 'local-documents'],
    permissions: [...NET, 'CAMERA', ...OLD_STORAGE],
    twin: { permissions: ['READ_CONTACTS', ...LOCATION], verdict: 'review', rules: ['GEN-CONTACTS', 'GEN-LOCATION'] },
  },
  {
    name: 'Ringtones',
    category: 'tools_wallpaper',
    features: ['set-ringtone', 'notifications'],
    permissions: [...NET, 'SET_WALLPAPER', 'WRITE_SETTINGS', 'READ_MEDIA_AUDIO', 'POST_NOTIFICATIONS'],
    twin: {
      permissions: ['READ_PHONE_STATE', 'READ_CALL_LOG'],
      verdict: 'fail',
      rules: ['GEN-PHONE-IDENTITY', 'GEN-CALL-LOG'],
    },
  },
  {
    name: 'Antivirus',
    category: 'security',
    features: ['antivirus-scan', 'notifications'],
    permissions: [
      ...NET,
      ...PUSH,
      'QUERY_ALL_PACKAGES',
      'MANAGE_EXTERNAL_STORAGE',
      'RECEIVE_BOOT_COMPLETED',
      'FOREGROUND_SERVICE',
    ],
    twin: {
      permissions: ['RECORD_AUDIO', 'READ_CALENDAR'],
      verdict: 'review',
      rules: ['GEN-MICROPHONE', 'GEN-CALENDAR'],
    },
  },
  {
    name: 'Letters for children',
    category: 'kids',
    features: ['voice-search', 'child-directed'],
    permissions: [...NET, 'RECORD_AUDIO', 'VIBRATE'],
    twin: {
      permissions: ['com.google.android.gms.permission.AD_ID', 'ACCESS_COARSE_LOCATION'],
      verdict: 'fail',
      rules: ['GEN-LOCATION'],
    },
  },
  {
    name: 'Pills',
    category: 'medication_reminder',
    features: ['reminders', 'notifications', 'document-scan'],
    permissions: ['SCHEDULE_EXACT_ALARM', 'USE_FULL_SCREEN_INTENT', 'POST_NOTIFICATIONS', 'CAMERA', ...BOOT, 'VIBRATE'],
    twin: { permissions: ['READ_CONTACTS', ...LOCATION], verdict: 'review', rules: ['GEN-CONTACTS', 'GEN-LOCATION'] },
  },
  {
    name: 'TV remote',
    category: 'tools_remote_control',
    features: ['local-devices', 'bluetooth-device'],
    permissions: [...NET, 'TRANSMIT_IR', 'CHANGE_WIFI_MULTICAST_STATE', 'VIBRATE', ...BLUETOOTH],
    twin: { permissions: ['READ_CONTACTS', 'CAMERA'], verdict: 'review', rules: ['GEN-CONTACTS', 'GEN-CAMERA'] },
  },
];
