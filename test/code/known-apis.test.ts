/** Each API that was missing from the map once, and each that is no use of a permission, on a DEX file of its own. */
import { describe, expect, it } from 'vitest';
import { all, call, loadString, readStatic, type Code } from '../../fixtures/dex/code.js';
import { writeDex } from '../../fixtures/dex/dex-writer.js';
import { ownKnowledge } from '../../src/code/knowledge.js';
import { apkOf, codeOf, P } from './helpers.js';

/** What is told of a permission that an app asks for whose one method does this. */
function told(permission: string, code: Code): string {
  const name = permission.includes('.') ? permission : P(permission);
  const data = writeDex({
    classes: [{ name: 'Lcom/example/evidence/Main;', methods: [{ name: 'run', code }] }],
  }).bytes;
  const bytes = apkOf({ requests: [], asks: [name], targetSdk: 34, entries: [{ name: 'classes.dex', data }] });
  const { permissions } = codeOf(bytes, { codeKnowledge: ownKnowledge() });
  const found = permissions.find((one) => one.permission === name);
  if (found === undefined) return 'nothing';
  return found.use === 'no-evidence' && found.strength === 'weak' ? 'hint' : found.use;
}

const BOOKMARKS = 'com.android.browser.permission.READ_HISTORY_BOOKMARKS';
const AD_ID = 'com.google.android.gms.permission.AD_ID';
const RESOLVER = 'Landroid/content/ContentResolver;';
const query = call(RESOLVER, 'query');
const insert = call(RESOLVER, 'insert');
const update = call(RESOLVER, 'update');
const remove = call(RESOLVER, 'delete');
const builder = call('Landroid/net/Uri$Builder;', 'authority');
const write = call('Ljava/io/FileOutputStream;', '<init>');
const read = call('Ljava/io/FileInputStream;', '<init>');

describe('calls that the map knows', () => {
  it.each([
    ['CALL_PHONE', 'Lcom/android/internal/telephony/ITelephony;', 'endCall'],
    ['CALL_PHONE', 'Lcom/android/internal/telephony/ITelephony;', 'call'],
    ['SET_WALLPAPER', 'Landroid/content/Context;', 'setWallpaper'],
    ['SET_WALLPAPER', 'Landroid/content/Context;', 'clearWallpaper'],
    ['SET_WALLPAPER', 'Landroid/app/Activity;', 'clearWallpaper'],
    [BOOKMARKS, 'Landroid/provider/Browser;', 'getAllBookmarks'],
    [BOOKMARKS, 'Landroid/provider/Browser;', 'getAllVisitedUrls'],
    ['ACCESS_FINE_LOCATION', 'Landroid/net/wifi/WifiInfo;', 'getSSID'],
    ['ACCESS_FINE_LOCATION', 'Landroid/net/wifi/WifiInfo;', 'getBSSID'],
    ['ACCESS_COARSE_LOCATION', 'Landroid/net/wifi/WifiInfo;', 'getSSID'],
    ['ACCESS_FINE_LOCATION', 'Landroidx/core/location/LocationManagerCompat;', 'getCurrentLocation'],
    ['ACCESS_COARSE_LOCATION', 'Landroidx/core/location/LocationManagerCompat;', 'requestLocationUpdates'],
    ['ACCESS_COARSE_LOCATION', 'Lcom/google/android/libraries/places/api/net/PlacesClient;', 'findCurrentPlace'],
    ['ACCESS_FINE_LOCATION', 'Lcom/google/android/gms/awareness/SnapshotClient;', 'getLocation'],
    ['ACCESS_FINE_LOCATION', 'Lcom/google/android/gms/awareness/SnapshotClient;', 'getBeaconState'],
    ['ACTIVITY_RECOGNITION', 'Lcom/google/android/gms/awareness/SnapshotClient;', 'getDetectedActivity'],
    ['ACCESS_FINE_LOCATION', 'Lcom/mapbox/mapboxsdk/location/LocationComponent;', 'setLocationComponentEnabled'],
    [
      'ACCESS_FINE_LOCATION',
      'Lcom/mapbox/maps/plugin/locationcomponent/generated/LocationComponentSettings;',
      'setEnabled',
    ],
    ['ACCESS_FINE_LOCATION', 'Lorg/maplibre/android/location/LocationComponent;', 'setLocationComponentEnabled'],
    ['ACCESS_FINE_LOCATION', 'Lcom/naver/maps/map/NaverMap;', 'setLocationTrackingMode'],
    ['ACCESS_FINE_LOCATION', 'Lio/radar/sdk/Radar;', 'trackOnce'],
    ['BLUETOOTH_SCAN', 'Lcom/google/android/gms/nearby/connection/ConnectionsClient;', 'startDiscovery'],
    ['BLUETOOTH_ADVERTISE', 'Lcom/google/android/gms/nearby/connection/ConnectionsClient;', 'startAdvertising'],
    ['BLUETOOTH_CONNECT', 'Lno/nordicsemi/android/ble/BleManager;', 'connect'],
    ['ACTIVITY_RECOGNITION', 'Lcom/google/android/gms/fitness/LocalRecordingClient;', 'subscribe'],
    ['RECORD_AUDIO', 'Landroid/speech/SpeechRecognizer;', 'startListening'],
    ['RECORD_AUDIO', 'Landroid/media/AudioPlaybackCaptureConfiguration$Builder;', '<init>'],
    ['RECORD_AUDIO', 'Landroidx/camera/video/PendingRecording;', 'withAudioEnabled'],
    ['CAMERA', 'Lcom/google/ar/core/Session;', 'resume'],
    ['CAMERA', 'Lcom/google/android/gms/vision/CameraSource;', 'start'],
    ['CAMERA', 'Lcom/huawei/hms/hmsscankit/ScanUtil;', 'startScan'],
    ['SCHEDULE_EXACT_ALARM', 'Landroidx/core/app/AlarmManagerCompat;', 'setExactAndAllowWhileIdle'],
    ['READ_PHONE_STATE', 'Landroid/telephony/SubscriptionInfo;', 'getIccId'],
    [AD_ID, 'Lcom/facebook/internal/AttributionIdentifiers;', 'getAttributionIdentifiers'],
    [AD_ID, 'Lcom/facebook/internal/AttributionIdentifiers$Companion;', 'getAttributionIdentifiers'],
  ])('%s: %s %s', (permission, owner, name) => {
    expect(told(permission, call(owner, name))).toBe('used');
  });

  /** What an argument decides, what only makes an object, and libraries that ask when they may. */
  it.each([
    ['ACCESS_FINE_LOCATION', 'Lcom/google/maps/android/compose/MapProperties;', '<init>'],
    ['ACTIVITY_RECOGNITION', 'Lcom/google/android/gms/fitness/HistoryClient;', 'readDailyTotal'],
    ['RECORD_AUDIO', 'Landroid/speech/SpeechRecognizer;', 'createOnDeviceSpeechRecognizer'],
    [AD_ID, 'Lcom/google/firebase/analytics/FirebaseAnalytics;', 'getInstance'],
    [AD_ID, 'Lcom/appsflyer/AppsFlyerLib;', 'getInstance'],
    [AD_ID, 'Lcom/adjust/sdk/AdjustConfig;', '<init>'],
  ])('%s: %s %s is a hint', (permission, owner, name) => {
    expect(told(permission, call(owner, name))).toBe('hint');
  });

  it('does not take what needs the exact location for a use of the other', () => {
    expect(
      told('ACCESS_COARSE_LOCATION', call('Lcom/google/android/gms/awareness/SnapshotClient;', 'getLocation')),
    ).toBe('no-evidence');
  });
});

describe('places and content', () => {
  it.each<[string, string, Code]>([
    [BOOKMARKS, 'bookmarks by their field', all(readStatic('Landroid/provider/Browser;', 'BOOKMARKS_URI'), query)],
    [BOOKMARKS, 'bookmarks by their URI', all(loadString('content://browser/bookmarks'), query)],
    ['WRITE_SMS', 'an insert', all(loadString('content://sms/sent'), insert)],
    ['WRITE_SMS', 'an update', all(loadString('content://sms'), update)],
    ['WRITE_SMS', 'a delete', all(loadString('content://sms/inbox'), remove)],
    ['WRITE_EXTERNAL_STORAGE', 'the SD card', all(loadString('/sdcard/a.txt'), write)],
    ['READ_EXTERNAL_STORAGE', 'the shared storage by its path', all(loadString('/storage/emulated/0/a'), read)],
    [
      'READ_EXTERNAL_STORAGE',
      'a volume',
      all(call('Landroid/os/storage/StorageVolume;', 'getDirectory'), call('Ljava/io/File;', 'listFiles')),
    ],
    ['READ_MEDIA_IMAGES', 'images', all(call('Landroid/provider/MediaStore$Images$Media;', 'getContentUri'), query)],
    ['READ_MEDIA_VIDEO', 'films', all(call('Landroid/provider/MediaStore$Video$Media;', 'getContentUri'), query)],
    ['READ_MEDIA_AUDIO', 'sounds', all(call('Landroid/provider/MediaStore$Audio$Media;', 'getContentUri'), query)],
    [
      'READ_CONTACTS',
      'contacts by their authority',
      all(readStatic('Landroid/provider/ContactsContract;', 'AUTHORITY_URI'), query),
    ],
    ['READ_CONTACTS', 'contacts that are built', all(builder, loadString('com.android.contacts'), query)],
    ['READ_SMS', 'messages that are built', all(builder, loadString('sms'), query)],
    ['READ_CALL_LOG', 'calls that are built', all(builder, loadString('call_log'), query)],
    ['READ_CALENDAR', 'events', all(readStatic('Landroid/provider/CalendarContract$Events;', 'CONTENT_URI'), query)],
  ])('%s: %s', (permission, _, code) => {
    expect(told(permission, code)).toBe('used');
  });
});

describe('what is used, as ever', () => {
  it.each([
    ['CAMERA', 'Landroidx/camera/lifecycle/ProcessCameraProvider;', 'bindToLifecycle'],
    ['CAMERA', 'Landroid/hardware/camera2/CameraManager;', 'openCamera'],
    ['ACCESS_FINE_LOCATION', 'Lcom/google/android/gms/location/FusedLocationProviderClient;', 'getLastLocation'],
    ['ACCESS_FINE_LOCATION', 'Lcom/google/android/gms/location/FusedLocationProviderClient;', 'requestLocationUpdates'],
    ['RECORD_AUDIO', 'Landroid/media/AudioRecord$Builder;', 'build'],
    ['PACKAGE_USAGE_STATS', 'Landroid/app/usage/UsageStatsManager;', 'queryUsageStats'],
    ['READ_PHONE_STATE', 'Landroid/telephony/TelephonyManager;', 'getImei'],
    ['GET_ACCOUNTS', 'Landroid/accounts/AccountManager;', 'getAccounts'],
    ['BLUETOOTH_SCAN', 'Landroid/bluetooth/le/BluetoothLeScanner;', 'startScan'],
  ])('%s: %s %s', (permission, owner, name) => {
    expect(told(permission, call(owner, name))).toBe('used');
  });
});

describe('what needs no permission, as ever', () => {
  const retriever = 'Lcom/google/android/gms/auth/api/phone/SmsRetrieverClient;';
  const contracts = 'Landroidx/activity/result/contract/ActivityResultContracts$';

  it.each<[string, readonly string[], Code]>([
    ['SMS Retriever', ['RECEIVE_SMS', 'READ_SMS'], call(retriever, 'startSmsRetriever')],
    ['SMS User Consent', ['RECEIVE_SMS', 'READ_SMS'], call(retriever, 'startSmsUserConsent')],
    [
      'the broadcast of both',
      ['RECEIVE_SMS', 'READ_SMS'],
      loadString('com.google.android.gms.auth.api.phone.SMS_RETRIEVED'),
    ],
    ['a contract that takes a picture', ['READ_MEDIA_IMAGES'], call(`${contracts}TakePicturePreview;`, '<init>')],
    ['a contract that picks a contact', ['READ_CONTACTS'], call(`${contracts}PickContact;`, '<init>')],
    ['a contract that picks a file', ['READ_EXTERNAL_STORAGE'], call(`${contracts}GetContent;`, '<init>')],
    ['a contract that picks media', ['READ_MEDIA_IMAGES'], call(`${contracts}PickVisualMedia;`, '<init>')],
    ['the photo picker', ['READ_MEDIA_IMAGES'], loadString('android.provider.action.PICK_IMAGES')],
    [
      'the capture of the screen',
      ['CAMERA', 'RECORD_AUDIO'],
      call('Landroid/media/projection/MediaProjectionManager;', 'createScreenCaptureIntent'),
    ],
    ['the code scanner', ['CAMERA'], call('Lcom/google/mlkit/vision/codescanner/GmsBarcodeScanner;', 'startScan')],
    ['WorkManager', ['WAKE_LOCK', 'RECEIVE_BOOT_COMPLETED'], call('Landroidx/work/WorkManager;', 'enqueue')],
    ['a VPN that is prepared', ['INTERNET'], call('Landroid/net/VpnService;', 'prepare')],
    ['the account picker', ['GET_ACCOUNTS'], call('Landroid/accounts/AccountManager;', 'newChooseAccountIntent')],
    ['the recognition activity', ['RECORD_AUDIO'], loadString('android.speech.action.RECOGNIZE_SPEECH')],
    ['the adapter of Bluetooth', ['BLUETOOTH'], call('Landroid/bluetooth/BluetoothAdapter;', 'getDefaultAdapter')],
  ])('%s', (_, permissions, code) => {
    for (const permission of permissions) {
      expect([permission, told(permission, code)]).toEqual([permission, 'no-evidence']);
    }
  });
});
