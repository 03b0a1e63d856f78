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

/**
 * Kinds of health data of Android 17, each with READ_ and WRITE_ (AOSP HealthPermissions.java with FLAG_SYMPTOMS,
 * FLAG_SMOKING, FLAG_ALCOHOL_CONSUMPTION and FLAG_CYCLE_PHASES: protection level dangerous).
 */
export const HEALTH_DATA_OF_ANDROID_17 = [
  'ALCOHOL_CONSUMPTION',
  'MENSTRUAL_CYCLE_PHASE',
  'NICOTINE_INTAKE',
  'SYMPTOM_ABDOMINAL_PAIN',
  'SYMPTOM_ACNE',
  'SYMPTOM_BACK_PAIN',
  'SYMPTOM_BLOATING',
  'SYMPTOM_BRAIN_FOG',
  'SYMPTOM_BREAST_TENDERNESS',
  'SYMPTOM_BRITTLE_NAILS',
  'SYMPTOM_BURNING_MOUTH',
  'SYMPTOM_CHEST_PAIN',
  'SYMPTOM_CHEST_TIGHTNESS',
  'SYMPTOM_CHILLS',
  'SYMPTOM_CONSTIPATION',
  'SYMPTOM_COUGH',
  'SYMPTOM_CRAMPS',
  'SYMPTOM_CRAVINGS',
  'SYMPTOM_DEHYDRATION',
  'SYMPTOM_DIARRHEA',
  'SYMPTOM_DIFFICULTY_SWALLOWING',
  'SYMPTOM_DIZZINESS',
  'SYMPTOM_DRY_SKIN',
  'SYMPTOM_EARACHES',
  'SYMPTOM_FATIGUE',
  'SYMPTOM_FEVER',
  'SYMPTOM_GENERALIZED_BODY_ACHE',
  'SYMPTOM_HAIR_LOSS',
  'SYMPTOM_HEADACHE',
  'SYMPTOM_HEARTBURN',
  'SYMPTOM_HEART_PALPITATIONS',
  'SYMPTOM_HOT_FLASHES',
  'SYMPTOM_INSOMNIA',
  'SYMPTOM_JOINT_PAIN',
  'SYMPTOM_JOINT_STIFFNESS',
  'SYMPTOM_LOSS_OF_APPETITE',
  'SYMPTOM_LOSS_OF_CONSCIOUSNESS',
  'SYMPTOM_LOWER_BACK_PAIN',
  'SYMPTOM_MEMORY_LAPSE',
  'SYMPTOM_MOOD_CHANGE',
  'SYMPTOM_MUSCLE_PAIN',
  'SYMPTOM_NAUSEA',
  'SYMPTOM_NIGHT_SWEATS',
  'SYMPTOM_PELVIC_PAIN',
  'SYMPTOM_RAPID_POUNDING_OR_FLUTTERING_HEARTBEAT',
  'SYMPTOM_REDUCED_CAPACITY_FOR_EXERCISE',
  'SYMPTOM_RUNNY_NOSE',
  'SYMPTOM_SHORTNESS_OF_BREATH',
  'SYMPTOM_SKIPPED_HEARTBEAT',
  'SYMPTOM_SLEEP_CHANGES',
  'SYMPTOM_SLEEPINESS',
  'SYMPTOM_SNEEZING',
  'SYMPTOM_SNORE',
  'SYMPTOM_SORE_THROAT',
  'SYMPTOM_STOMACH_ACHE',
  'SYMPTOM_STUFFY_NOSE',
  'SYMPTOM_UNEXPLAINED_WEIGHT_CHANGES',
  'SYMPTOM_VAGINAL_DRYNESS',
  'SYMPTOM_VAGINAL_ITCHINESS',
  'SYMPTOM_VOMITING',
  'SYMPTOM_WATER_RETENTION',
  'SYMPTOM_WHEEZING',
];

/** Health permissions that only the platform's own apps hold (AOSP HealthPermissionsManifest.xml: signature). */
export const SIGNATURE_HEALTH_PERMISSIONS = ['READ_EXERCISE_ROUTE', 'START_ONBOARDING'];

/**
 * Prefixes under which the platform only defines permissions that the user must decide about: a name under them that no
 * list has yet counts as one. HealthPermissions.java: all are dangerous but two, which no app from a store can hold.
 */
export const SENSITIVE_PREFIXES = ['android.permission.health.'];

export const HEALTH_SOURCE = 'AOSP packages/modules/HealthFitness, HealthPermissionsManifest.xml';

const AD_SERVICES_SOURCE = 'AOSP packages/modules/AdServices; not checked against a primary source';

const MANIFEST_17 = 'AOSP 17 core/res/AndroidManifest.xml';
/** Read in the copy that GrapheneOS carries; what GrapheneOS adds of its own is not taken from it. */
const COPY_OF_MANIFEST_17 = 'AOSP 17 core/res/AndroidManifest.xml, in the copy of GrapheneOS';
const LIST_17 = 'A list of names by level, made from the reference of API 37 and found in another project';

/** Levels of names that are new in Android 16 QPR2 or 17; behind a flag, the level with the flag on. */
export const API_37_LEVELS = {
  ACCESS_BIOMETRIC_SENSOR_STRENGTHS: ['internal|role', COPY_OF_MANIFEST_17],
  ACCESS_HID: ['internal|appop', MANIFEST_17],
  ACCESS_LAUNCHER_DATA: ['signatureOrSystem', COPY_OF_MANIFEST_17],
  ACCESS_LOCAL_NETWORK: ['dangerous', MANIFEST_17],
  BIND_ALTERNATIVE_MESSAGE_TRANSPORT_SERVICE: ['signature', COPY_OF_MANIFEST_17],
  BIND_CONTENT_RESTRICTION_SERVICE: ['signature', COPY_OF_MANIFEST_17],
  BIND_DATA_MIGRATION_FOR_PRIVATECOMPUTE: ['signature', COPY_OF_MANIFEST_17],
  CAPTURE_KEYBOARD: ['normal', COPY_OF_MANIFEST_17],
  LOCK_APPS: ['internal|role|recents', MANIFEST_17],
  MANAGE_DEVICE_POLICY_CONTENT_RESTRICTION_APPS: ['internal|role', COPY_OF_MANIFEST_17],
  MANAGE_DEVICE_POLICY_KEYGUARD_STATUS: ['internal|role', COPY_OF_MANIFEST_17],
  MANAGE_DEVICE_POLICY_LOCKSCREEN_MESSAGE: ['internal|role', COPY_OF_MANIFEST_17],
  OVERRIDE_MEDIA_SESSION_OWNER: ['signature|privileged', COPY_OF_MANIFEST_17],
  POST_PROMOTED_NOTIFICATIONS: ['normal|appop', COPY_OF_MANIFEST_17],
  PROVIDE_PRIVATE_COMPUTE_SERVICES: ['signature|privileged', LIST_17],
  READ_ASSIST_STRUCTURE_SCREEN_CONTENT: ['normal', MANIFEST_17],
  REPOSITION_SELF_WINDOWS: ['signature|role', COPY_OF_MANIFEST_17],
  REQUEST_COMPANION_PROFILE_MEDICAL: ['normal', COPY_OF_MANIFEST_17],
  SHOW_POWER_MENU: ['internal|role', COPY_OF_MANIFEST_17],
  SHOW_POWER_MENU_PRIVILEGED: ['internal|privileged', COPY_OF_MANIFEST_17],
  USE_LOCATION_BUTTON: ['normal', COPY_OF_MANIFEST_17],
  USE_LOOPBACK_INTERFACE: ['normal', MANIFEST_17],
  USE_PINNED_WINDOWING_LAYER: ['normal', COPY_OF_MANIFEST_17],
};

/** Permissions of Android 17 that are in no public SDK: for system apps only. */
export const HIDDEN_IN_API_37 = {
  MANAGE_CONTACTS_PICKER_SESSION: ['signature|privileged', 'AOSP 17, Contacts Picker; not checked in the manifest'],
  READ_MEDIA_DOCUMENTS: ['signature|privileged', MANIFEST_17],
};

/**
 * Names that came with Android 16: the extracted manifest of API 35 is a later snapshot and has some of them, and the
 * list of API 37 has those of its minor release, 36.1. API differences (developer.android.com/sdk/api_diff, 36 and
 * 36.1); of names that only became public with it, those whose whole feature came with that release.
 */
export const ADDED_IN_API_36 = [
  'ACCESS_LAUNCHER_DATA',
  'APPLY_PICTURE_PROFILE',
  'BIND_APP_FUNCTION_SERVICE',
  'CAPTURE_KEYBOARD',
  'EXECUTE_APP_FUNCTIONS',
  'MANAGE_DEVICE_POLICY_APP_FUNCTIONS',
  'POST_PROMOTED_NOTIFICATIONS',
  'QUERY_ADVANCED_PROTECTION_MODE',
  'RANGING',
  'READ_COLOR_ZONES',
  'READ_SYSTEM_PREFERENCES',
  'TV_IMPLICIT_ENTER_PIP',
  'WRITE_SYSTEM_PREFERENCES',
];

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
  RANGING: [36, 'NEARBY_DEVICES'],
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
