/**
 * What the framework manifest does not state: permissions of modules and vendors, group rows newer than the extracted
 * mapping, and the platform release of each split row. Every entry names its source.
 */

/** Health Connect permissions newer than, or missed by, the list of March 2024 (AOSP HealthPermissions.java). */
export const NEWER_HEALTH_PERMISSIONS = [
  'READ_ACTIVITY_INTENSITY',
  'READ_EXERCISE_ROUTES',
  'READ_HEALTH_DATA_HISTORY',
  'READ_MEDICAL_DATA_ALLERGIES_INTOLERANCES',
  'READ_MEDICAL_DATA_CONDITIONS',
  'READ_MEDICAL_DATA_LABORATORY_RESULTS',
  'READ_MEDICAL_DATA_MEDICATIONS',
  'READ_MEDICAL_DATA_PERSONAL_DETAILS',
  'READ_MEDICAL_DATA_PRACTITIONER_DETAILS',
  'READ_MEDICAL_DATA_PREGNANCY',
  'READ_MEDICAL_DATA_PROCEDURES',
  'READ_MEDICAL_DATA_SOCIAL_HISTORY',
  'READ_MEDICAL_DATA_VACCINES',
  'READ_MEDICAL_DATA_VISITS',
  'READ_MEDICAL_DATA_VITAL_SIGNS',
  'READ_MINDFULNESS',
  'READ_PLANNED_EXERCISE',
  'READ_SKIN_TEMPERATURE',
  'READ_VO2_MAX',
  'WRITE_ACTIVITY_INTENSITY',
  'WRITE_MEDICAL_DATA',
  'WRITE_MINDFULNESS',
  'WRITE_PLANNED_EXERCISE',
  'WRITE_SKIN_TEMPERATURE',
  'WRITE_VO2_MAX',
];

/** Health permissions that only the platform's own apps hold (AOSP HealthPermissionsManifest.xml: signature). */
export const SIGNATURE_HEALTH_PERMISSIONS = ['READ_EXERCISE_ROUTE', 'START_ONBOARDING'];

export const HEALTH_SOURCE = 'AOSP packages/modules/HealthFitness, HealthPermissionsManifest.xml';

const AD_SERVICES_SOURCE = 'AOSP packages/modules/AdServices; not checked against a primary source';

/** Normal permissions of the AdServices module (Android 13 and newer). */
export const MODULE_PERMISSIONS = ['AD_ID', 'ATTRIBUTION', 'CUSTOM_AUDIENCE', 'TOPICS'].map((name) => ({
  name: `android.permission.ACCESS_ADSERVICES_${name}`,
  added: 33,
  level: 'normal',
  source: AD_SERVICES_SOURCE,
}));

const PLAY = 'Google Play services';
const STORE = 'Google Play Store';

/**
 * Permissions that vendors define and that rules or readers meet often. `level` null: not known for certain, and it
 * differs between devices.
 */
export const VENDOR_PERMISSIONS = [
  {
    name: 'com.google.android.gms.permission.AD_ID',
    vendor: PLAY,
    level: 'normal',
    source: 'Google Play policy help, Advertising ID',
  },
  {
    name: 'com.google.android.gms.permission.ACTIVITY_RECOGNITION',
    vendor: PLAY,
    level: 'normal',
    source: 'Android 10 privacy changes, physical activity',
  },
  {
    name: 'com.google.android.c2dm.permission.RECEIVE',
    vendor: PLAY,
    level: 'normal',
    source: 'Firebase Cloud Messaging guide; not checked against a primary source',
  },
  {
    name: 'com.google.android.providers.gsf.permission.READ_GSERVICES',
    vendor: PLAY,
    level: 'normal',
    source: 'not checked against a primary source',
  },
  {
    name: 'com.google.android.finsky.permission.BIND_GET_INSTALL_REFERRER_SERVICE',
    vendor: STORE,
    level: 'normal',
    source: 'Play Install Referrer library; not checked against a primary source',
  },
  {
    name: 'com.android.vending.BILLING',
    vendor: STORE,
    level: 'normal',
    source: 'Play Billing guide; not checked against a primary source',
  },
  {
    name: 'com.android.vending.CHECK_LICENSE',
    vendor: STORE,
    level: 'normal',
    source: 'Play licensing guide; not checked against a primary source',
  },
  {
    name: 'com.android.permission.GET_INSTALLED_APPS',
    vendor: 'Chinese device makers (T/TAF 108)',
    level: 'dangerous',
    source: 'T/TAF 108-2022; defined only on devices sold in China',
  },
  {
    name: 'com.asus.msa.SupplementaryDID.ACCESS',
    vendor: 'ASUS',
    level: null,
    source: 'Mobile Security Alliance OAID service on ASUS devices',
  },
  {
    name: 'freemme.permission.msa',
    vendor: 'Freeme OS',
    level: null,
    source: 'Mobile Security Alliance OAID service on Freeme OS devices',
  },
  {
    name: 'freemme.permission.msa.SECURITY_ACCESS',
    vendor: 'Freeme OS',
    level: null,
    source: 'Mobile Security Alliance OAID service on Freeme OS devices',
  },
];

/** Name prefixes of vendors, each ending in a dot; the longest that fits a name wins. */
export const VENDOR_PREFIXES = {
  'com.amazon.': 'Amazon',
  'com.anddoes.launcher.': 'Apex Launcher',
  'com.android.launcher.': 'AOSP Launcher',
  'com.android.launcher3.': 'AOSP Launcher',
  'com.android.vending.': STORE,
  'com.asus.': 'ASUS',
  'com.bbk.': 'vivo',
  'com.coloros.': 'OPPO',
  'com.facebook.': 'Facebook',
  'com.google.android.': 'Google',
  'com.google.android.finsky.': STORE,
  'com.google.android.gms.': PLAY,
  'com.heytap.': 'OPPO',
  'com.hihonor.': 'HONOR',
  'com.htc.': 'HTC',
  'com.huawei.': 'Huawei',
  'com.lenovo.': 'Lenovo',
  'com.lge.': 'LG',
  'com.majeur.launcher.': 'Solid Launcher',
  'com.mediatek.': 'MediaTek',
  'com.meizu.': 'Meizu',
  'com.miui.': 'Xiaomi',
  'com.motorola.': 'Motorola',
  'com.oneplus.': 'OnePlus',
  'com.oplus.': 'OPPO',
  'com.oppo.': 'OPPO',
  'com.qualcomm.': 'Qualcomm',
  'com.qti.': 'Qualcomm',
  'com.samsung.': 'Samsung',
  'com.sec.': 'Samsung',
  'com.sonyericsson.': 'Sony',
  'com.sonymobile.': 'Sony',
  'com.transsion.': 'Transsion (Tecno, Infinix, itel)',
  'com.vivo.': 'vivo',
  'com.xiaomi.': 'Xiaomi',
  'com.zte.': 'ZTE',
  'freemme.': 'Freeme OS',
  'me.everything.badger.': 'EverythingMe Launcher',
  'oplus.': 'OPPO',
  'oppo.': 'OPPO',
};

/**
 * Groups that the extracted PermissionMapping.kt does not have yet: RANGING and the XR permissions are in newer
 * versions of that file (behind flags), ACCESS_LOCAL_NETWORK in Android 17.
 */
export const NEWER_GROUPS = {
  ACCESS_LOCAL_NETWORK: [37, 'NEARBY_DEVICES'],
  EYE_TRACKING_COARSE: [36, 'XR_TRACKING'],
  EYE_TRACKING_FINE: [36, 'XR_TRACKING_SENSITIVE'],
  FACE_TRACKING: [36, 'XR_TRACKING'],
  HAND_TRACKING: [36, 'XR_TRACKING'],
  HEAD_TRACKING: [36, 'XR_TRACKING_SENSITIVE'],
  RANGING: [35, 'NEARBY_DEVICES'],
  SCENE_UNDERSTANDING_COARSE: [36, 'XR_TRACKING'],
  SCENE_UNDERSTANDING_FINE: [36, 'XR_TRACKING_SENSITIVE'],
};

/** First API level of a split row, by what it adds: rows came with the release that made the new permission. */
export const SPLIT_ROW_SINCE = {
  'android.permission.ACCESS_COARSE_LOCATION': 1,
  'android.permission.READ_EXTERNAL_STORAGE': 16,
  'android.permission.READ_CALL_LOG': 16,
  'android.permission.WRITE_CALL_LOG': 16,
  'android.permission.ACCESS_BACKGROUND_LOCATION': 29,
  'android.permission.ACCESS_MEDIA_LOCATION': 29,
  'android.permission.BLUETOOTH_SCAN': 31,
  'android.permission.BODY_SENSORS_BACKGROUND': 33,
  'android.permission.READ_MEDIA_AUDIO': 33,
  'android.permission.READ_MEDIA_VISUAL_USER_SELECTED': 34,
  'android.permission.health.READ_HEART_RATE': 36,
  'android.permission.health.READ_HEALTH_DATA_IN_BACKGROUND': 36,
  'android.permission.ACCESS_LOCAL_NETWORK': 37,
};

/** The split row that devices with Google Play services add (Android 10 privacy changes, physical activity recognition). */
export const VENDOR_SPLIT_ROWS = [
  {
    permission: 'com.google.android.gms.permission.ACTIVITY_RECOGNITION',
    new: ['android.permission.ACTIVITY_RECOGNITION'],
    targetSdkBelow: 29,
    sinceApi: 29,
    vendor: PLAY,
  },
];

/** PackageParser.NEW_PERMISSIONS: what an app that targets Android 1.5 or older is taken to request. */
export const COMPAT_ROWS = [
  {
    new: ['android.permission.WRITE_EXTERNAL_STORAGE', 'android.permission.READ_PHONE_STATE'],
    targetSdkBelow: 4,
    sinceApi: 4,
  },
];
