/** What a site shows of a permission, by the code around it: the API map of this package on written DEX files. */
import { describe, expect, it } from 'vitest';
import { all, call, loadString, readStatic, type Code } from '../../fixtures/dex/code.js';
import { ownKnowledge } from '../../src/code/knowledge.js';
import type { PermissionEvidence } from '../../src/facts/facts.js';
import { apkOf, codeOf, dexOf, P, type AppSpec } from './helpers.js';

const OWN = { codeKnowledge: ownKnowledge() };
const CLASS = 'Lcom/example/evidence/Main;';

function evidenceOf(permission: string, methods: Readonly<Record<string, Code>>, more: Partial<AppSpec> = {}): string {
  const requests = more.requests ?? [permission];
  const code = codeOf(apkOf({ ...more, requests, entries: [dexOf(CLASS, methods)] }), OWN);
  const found: PermissionEvidence | undefined = code.permissions.find(({ permission: name }) => name === P(permission));
  if (found === undefined) return 'nothing';
  return found.use === 'no-evidence' && found.strength === 'weak' ? 'hint' : found.use;
}

const RESOLVER = 'Landroid/content/ContentResolver;';
const query = call(RESOLVER, 'query');
const insert = call(RESOLVER, 'insert');
const watch = call(RESOLVER, 'registerContentObserver');
const storage = call('Landroid/os/Environment;', 'getExternalStorageDirectory');
const volume = call('Landroid/os/storage/StorageVolume;', 'getDirectory');
const write = call('Ljava/io/FileOutputStream;', '<init>');
const read = call('Ljava/io/FileInputStream;', '<init>');
const showPage = call('Landroid/webkit/WebView;', 'loadUrl');
const nothing: Code = () => [0x0e];

/** What reads the file of a path, beside java.io. */
const READERS: readonly (readonly [owner: string, name: string])[] = [
  ['Ljava/nio/channels/FileChannel;', 'open'],
  ['Landroid/database/sqlite/SQLiteDatabase;', 'openDatabase'],
  ['Landroid/graphics/BitmapFactory;', 'decodeFile'],
  ['Landroid/graphics/drawable/Drawable;', 'createFromPath'],
  ['Landroidx/exifinterface/media/ExifInterface;', '<init>'],
  ['Landroid/media/MediaMetadataRetriever;', 'setDataSource'],
  ['Landroid/media/MediaPlayer;', 'setDataSource'],
  ['Landroid/widget/VideoView;', 'setVideoPath'],
];

describe('the network', () => {
  it.each<[string, Code, string]>([
    ['a connection over one network', call('Landroid/net/Network;', 'openConnection'), 'used'],
    ['all addresses of a name', call('Ljava/net/InetAddress;', 'getAllByName'), 'used'],
    ['a channel that is connected', call('Ljava/nio/channels/SocketChannel;', 'connect'), 'used'],
    ['a channel', call('Ljava/nio/channels/SocketChannel;', 'open'), 'hint'],
    ['a socket of the system', call('Landroid/system/Os;', 'socket'), 'hint'],
    ['a request of Cronet', call('Lorg/chromium/net/UrlRequest;', 'start'), 'used'],
  ])('%s', (_, code, expected) => {
    expect(evidenceOf('INTERNET', { a: code }, { targetSdk: 35 })).toBe(expected);
  });

  it.each([
    ['ACCESS_WIFI_STATE', 'android.net.wifi.STATE_CHANGE'],
    ['ACCESS_NETWORK_STATE', 'android.net.conn.CONNECTIVITY_CHANGE'],
  ])('%s is not needed to listen to what everybody is sent', (permission, action) => {
    expect(evidenceOf(permission, { a: loadString(action) })).toBe('hint');
  });
});

describe('shared storage through java.io', () => {
  it.each<[string, string, Record<string, Code>, string]>([
    ['a path alone', 'WRITE_EXTERNAL_STORAGE', { a: storage }, 'hint'],
    ['a path and a write in one method', 'WRITE_EXTERNAL_STORAGE', { a: all(storage, write) }, 'used'],
    ['a path and a write in one class', 'WRITE_EXTERNAL_STORAGE', { a: storage, b: write }, 'used'],
    ['a volume and a write', 'WRITE_EXTERNAL_STORAGE', { a: volume, b: write }, 'used'],
    ['a path and a read', 'WRITE_EXTERNAL_STORAGE', { a: storage, b: read }, 'hint'],
    ['a path and a read', 'READ_EXTERNAL_STORAGE', { a: storage, b: read }, 'used'],
    ['a path and a write', 'READ_EXTERNAL_STORAGE', { a: storage, b: write }, 'hint'],
    [
      'a random access file',
      'READ_EXTERNAL_STORAGE',
      { a: all(storage, call('Ljava/io/RandomAccessFile;', '<init>')) },
      'used',
    ],
    ['a folder that is made', 'WRITE_EXTERNAL_STORAGE', { a: all(storage, call('Ljava/io/File;', 'mkdirs')) }, 'used'],
    [
      'a folder that is listed',
      'READ_EXTERNAL_STORAGE',
      { a: all(storage, call('Ljava/io/File;', 'listFiles')) },
      'used',
    ],
    ...READERS.map(([owner, name]): [string, string, Record<string, Code>, string] => [
      `a path and ${owner}${name}`,
      'READ_EXTERNAL_STORAGE',
      { a: storage, b: call(owner, name) },
      'used',
    ]),
    [
      'the URL of a file, shown',
      'READ_EXTERNAL_STORAGE',
      { a: all(storage, loadString('file://')), b: showPage },
      'used',
    ],
    ['the URL of a file, kept', 'READ_EXTERNAL_STORAGE', { a: all(storage, loadString('file://')) }, 'hint'],
    ['another page', 'READ_EXTERNAL_STORAGE', { a: storage, b: showPage }, 'hint'],
    [
      "the app's own page",
      'READ_EXTERNAL_STORAGE',
      { a: all(storage, loadString('file:///android_asset/a.html')), b: showPage },
      'hint',
    ],
    ['a string and a write', 'WRITE_EXTERNAL_STORAGE', { a: loadString('/sdcard/app/log.txt'), b: write }, 'used'],
    ['the string itself', 'WRITE_EXTERNAL_STORAGE', { a: loadString('/storage/emulated/0'), b: write }, 'used'],
    ['a string alone', 'WRITE_EXTERNAL_STORAGE', { a: loadString('/sdcard/app') }, 'hint'],
    [
      'a string that only begins alike',
      'WRITE_EXTERNAL_STORAGE',
      { a: loadString('/sdcardfs'), b: write },
      'no-evidence',
    ],
    ['a write elsewhere', 'WRITE_EXTERNAL_STORAGE', { b: write }, 'no-evidence'],
  ])('%s, %s', (_, permission, methods, expected) => {
    expect(evidenceOf(permission, methods)).toBe(expected);
  });

  it('is no use of a path in another class', () => {
    const other = dexOf('Lcom/example/evidence/Other;', { b: write });
    const entries = [dexOf(CLASS, { a: storage }), { ...other, name: 'classes2.dex' }];
    const code = codeOf(apkOf({ requests: ['WRITE_EXTERNAL_STORAGE'], entries }), OWN);
    expect(code.permissions.map(({ use, strength }) => [use, strength])).not.toContainEqual(['used', 'strong']);
  });
});

describe('content URIs', () => {
  const images = call('Landroid/provider/MediaStore$Images$Media;', 'getContentUri');
  const contacts = readStatic('Landroid/provider/ContactsContract;', 'AUTHORITY_URI');
  const builder = call('Landroid/net/Uri$Builder;', 'authority');
  const newer = { targetSdk: 34 };

  it.each<[string, string, Record<string, Code>, string]>([
    ['the method that gives one and a query, in one method', 'READ_MEDIA_IMAGES', { a: all(images, query) }, 'used'],
    ['a query in another method', 'READ_MEDIA_IMAGES', { a: images, b: query }, 'hint'],
    ['an insert of a file of its own', 'READ_MEDIA_IMAGES', { a: all(images, insert) }, 'hint'],
    ['the authority of contacts and a query', 'READ_CONTACTS', { a: all(contacts, query) }, 'used'],
    ['the authority of contacts alone', 'READ_CONTACTS', { a: contacts, b: query }, 'hint'],
    ['one that is built', 'READ_SMS', { a: all(builder, query, loadString('sms')) }, 'used'],
    ['one that is built', 'READ_CALL_LOG', { a: all(builder, query, loadString('call_log')) }, 'used'],
    ['one that is built', 'READ_CONTACTS', { a: all(builder, query, loadString('com.android.contacts')) }, 'used'],
    ['one that is built and not used', 'READ_SMS', { a: all(builder, loadString('sms')) }, 'hint'],
    ['the word alone', 'READ_SMS', { a: all(query, loadString('sms')) }, 'no-evidence'],
    ['one that is only watched', 'READ_SMS', { a: all(watch, loadString('content://sms')) }, 'hint'],
    ['one that is watched and read', 'READ_SMS', { a: all(watch, query, loadString('content://sms')) }, 'used'],
    ['a write', 'WRITE_SMS', { a: all(insert, loadString('content://sms/inbox')) }, 'used'],
    ['a read', 'WRITE_SMS', { a: all(query, loadString('content://sms/inbox')) }, 'nothing'],
  ])('%s: %s', (_, permission, methods, expected) => {
    const found = evidenceOf(permission, methods, newer);
    expect(found).toBe(expected === 'nothing' ? 'no-evidence' : expected);
  });

  it('shows all permissions that guard it, not those of the longest known part alone', () => {
    const methods = { a: all(query, loadString('content://media/external/images/media')) };
    expect(evidenceOf('READ_EXTERNAL_STORAGE', methods, newer)).toBe('used');
    expect(evidenceOf('READ_MEDIA_IMAGES', methods, newer)).toBe('used');
  });
});

describe('what the manifest listens to', () => {
  it.each([
    ['CALL_PHONE', 'android.intent.action.CALL', 'nothing'],
    ['ACCESS_WIFI_STATE', 'android.net.wifi.WIFI_STATE_CHANGED', 'nothing'],
    ['RECEIVE_SMS', 'android.provider.Telephony.SMS_RECEIVED', 'used-undeclared'],
    ['READ_PHONE_STATE', 'android.intent.action.PHONE_STATE', 'used-undeclared'],
  ])('%s, %s: %s', (permission, action, expected) => {
    expect(evidenceOf(permission, { a: nothing }, { requests: [], receives: [action] })).toBe(expected);
  });

  it('says nothing of an action that the code sends', () => {
    const sent = all(loadString('android.intent.action.CALL'), call('Landroid/content/Intent;', '<init>'));
    expect(evidenceOf('CALL_PHONE', { a: sent })).toBe('used');
  });
});

describe('use without a request', () => {
  const location = call('Landroid/location/LocationManager;', 'getLastKnownLocation');
  const NAME = 'android.permission.ACCESS_FINE_LOCATION';
  const check = call('Landroid/content/Context;', 'checkCallingOrSelfPermission');

  it.each<[string, Record<string, Code>, string]>([
    ['without a word', { a: location }, 'used-undeclared'],
    ['after a check', { a: all(check, location, loadString(NAME)) }, 'nothing'],
    ['after a check in a wrapper of its class', { a: location, has: all(check, loadString(NAME)) }, 'nothing'],
    ['after a check of something else', { a: all(check, location, loadString(P('CAMERA'))) }, 'used-undeclared'],
  ])('%s', (_, methods, expected) => {
    expect(evidenceOf('ACCESS_FINE_LOCATION', methods, { requests: [] })).toBe(expected);
    // Where it is requested, asking first is what an app should do.
    expect(evidenceOf('ACCESS_FINE_LOCATION', methods)).toBe('used');
  });

  it.each<[string, Code]>([
    ['QUERY_ALL_PACKAGES', call('Landroid/content/pm/PackageManager;', 'getInstalledApplications')],
    ['SYSTEM_ALERT_WINDOW', call('Landroid/provider/Settings;', 'canDrawOverlays')],
    ['READ_MEDIA_IMAGES', all(query, readStatic('Landroid/provider/MediaStore$Images$Media;', 'EXTERNAL_CONTENT_URI'))],
    ['POST_NOTIFICATIONS', call('Landroid/app/NotificationManager;', 'notify')],
  ])('is none where the call works without: %s', (permission, code) => {
    expect(evidenceOf(permission, { a: code }, { requests: [], targetSdk: 34 })).toBe('nothing');
    expect(evidenceOf(permission, { a: code }, { targetSdk: 34 })).toBe('used');
  });
});

describe('an action in code', () => {
  const CALL = loadString('android.intent.action.CALL');
  const intent = (name: string): Code => call('Landroid/content/Intent;', name);
  const filter = (name: string): Code => call('Landroid/content/IntentFilter;', name);

  const give: Code = (pool) => invokeWith(pool.method('Landroid/content/Intent;', 'setAction', [], 'V'), 0);
  const EMPTY = loadString('');
  /** A call that gets one register. */
  const invokeWith = (method: number, register: number): number[] => [0x1071, method, register, 0x0e];
  const compare =
    (owner = 'Ljava/lang/String;', name = 'equals', register = 0): Code =>
    (pool) =>
      invokeWith(pool.method(owner, name, [], 'V'), register);

  it.each<[string, string, Readonly<Record<string, Code>>]>([
    ['an intent is made with it', 'used', { a: all(CALL, intent('<init>')) }],
    ['an intent gets it', 'used', { a: all(CALL, intent('setAction')) }],
    ['another method of the class makes the intent', 'used', { a: CALL, b: intent('<init>') }],
    ['a filter is made with it', 'used', { a: all(CALL, filter('<init>')) }],
    ['a filter gets it', 'used', { a: all(CALL, filter('addAction')) }],
    ['it is only compared', 'hint', { a: all(CALL, compare()) }],
    ['it is only compared where an intent is made', 'hint', { a: all(CALL, compare(), intent('<init>')) }],
    ['in Kotlin', 'hint', { a: all(CALL, compare('Lkotlin/jvm/internal/Intrinsics;', 'areEqual'), intent('<init>')) }],
    ['it is compared and given to an intent', 'used', { a: all(CALL, compare(), CALL, give, intent('<init>')) }],
    ['it is given to an intent, and something else compared', 'used', { a: all(CALL, give, EMPTY, compare()) }],
    ['another register is compared', 'used', { a: all(CALL, compare(undefined, undefined, 1), intent('<init>')) }],
    ['another method makes the intent', 'hint', { a: all(CALL, compare()), b: all(EMPTY, give) }],
    ['that of an intent is compared with it', 'hint', { a: all(CALL, intent('getAction')) }],
    ['it stands alone', 'hint', { a: CALL }],
  ])('%s: %s', (_, expected, methods) => {
    expect(evidenceOf('CALL_PHONE', methods)).toBe(expected);
  });
});
