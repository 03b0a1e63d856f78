/**
 * What code does with a content URI or a path, and whether it asks for permissions, told by its calls (Android API reference,
 * ContentResolver and its kin, java.io and java.nio.file, Context).
 */

/** Bits of what one method or class does. */
export const CodeOperation = {
  None: 0,
  Read: 1,
  Write: 2,
  /** Hands the URI to another app, or only watches it: ContentService lets any app register an observer. */
  HandsOn: 4,
  FileRead: 8,
  FileWrite: 16,
  /** `Uri.Builder.authority` */
  BuildsUri: 32,
  /** Asks whether the app has a permission, or asks the user for one. */
  AsksPermission: 64,
  /** Binds to a service. */
  BindsService: 128,
  /** `PermissionRequest.grant`: a web page gets what it asked for. */
  GrantsPage: 256,
  /** Looks a method up by its name. */
  FindsMethod: 512,
  /** Calls a method that was looked up. */
  InvokesMethod: 1024,
  /** Has `file://`, the beginning of the URL of a file. */
  FileUrl: 2048,
  /** `WebView.loadUrl` */
  LoadsUrl: 4096,
  /** Makes an intent, or a filter of intents. */
  MakesIntent: 8192,
} as const;

/** Calls that mean something for what stands beside them. */
interface OperationCalls {
  readonly class: string;
  readonly operation: number;
  readonly names: readonly string[];
}

interface UriCall {
  readonly class: string;
  readonly read: readonly string[];
  readonly write: readonly string[];
}

const CLIENT_READS = ['query', 'openInputStream', 'openFile', 'openAssetFile', 'openTypedAssetFileDescriptor'];
const CLIENT_WRITES = ['insert', 'bulkInsert', 'update', 'delete', 'applyBatch'];

const URI_CALLS: readonly UriCall[] = [
  {
    class: 'android.content.ContentResolver',
    read: [...CLIENT_READS, 'openFileDescriptor', 'openAssetFileDescriptor', 'openTypedAssetFile', 'loadThumbnail'],
    write: [...CLIENT_WRITES, 'openOutputStream'],
  },
  { class: 'android.content.ContentProviderClient', read: CLIENT_READS, write: CLIENT_WRITES },
  { class: 'android.content.ContentProviderOperation', read: [], write: ['newInsert', 'newUpdate', 'newDelete'] },
  {
    class: 'android.content.AsyncQueryHandler',
    read: ['startQuery'],
    write: ['startInsert', 'startUpdate', 'startDelete'],
  },
  { class: 'android.content.CursorLoader', read: ['<init>', 'setUri'], write: [] },
  { class: 'androidx.loader.content.CursorLoader', read: ['<init>', 'setUri'], write: [] },
  { class: 'android.support.v4.content.CursorLoader', read: ['<init>', 'setUri'], write: [] },
  { class: 'android.app.Activity', read: ['managedQuery'], write: [] },
  { class: 'android.provider.MediaStore$Images$Media', read: ['query', 'getBitmap'], write: ['insertImage'] },
];

const FILE_READS: Readonly<Record<string, readonly string[]>> = {
  'java.io.File': ['list', 'listFiles'],
  'java.io.FileInputStream': ['<init>'],
  'java.io.FileReader': ['<init>'],
  'java.io.RandomAccessFile': ['<init>'],
  'java.util.Scanner': ['<init>'],
  'java.util.zip.ZipFile': ['<init>'],
  'java.nio.file.Files': [
    'newInputStream',
    'newBufferedReader',
    'readAllBytes',
    'readAllLines',
    'lines',
    'walk',
    'list',
  ],
  'kotlin.io.FilesKt': ['readText', 'readBytes', 'readLines', 'walk', 'walkTopDown', 'copyTo', 'copyRecursively'],
  'java.nio.channels.FileChannel': ['open'],
  'android.database.sqlite.SQLiteDatabase': ['openDatabase', 'openOrCreateDatabase'],
  'android.graphics.BitmapFactory': ['decodeFile'],
  'android.graphics.BitmapRegionDecoder': ['newInstance'],
  'android.graphics.Typeface': ['createFromFile'],
  'android.graphics.drawable.Drawable': ['createFromPath'],
  'android.media.ExifInterface': ['<init>'],
  'androidx.exifinterface.media.ExifInterface': ['<init>'],
  'android.media.MediaExtractor': ['setDataSource'],
  'android.media.MediaMetadataRetriever': ['setDataSource'],
  'android.media.MediaPlayer': ['setDataSource'],
  'android.media.SoundPool': ['load'],
  'android.media.ThumbnailUtils': ['createVideoThumbnail'],
  'android.widget.VideoView': ['setVideoPath'],
  'android.os.ParcelFileDescriptor': ['open'],
};

const FILE_WRITES: Readonly<Record<string, readonly string[]>> = {
  'java.io.File': ['mkdir', 'mkdirs', 'createNewFile', 'createTempFile', 'delete', 'renameTo'],
  'java.io.FileOutputStream': ['<init>'],
  'java.io.FileWriter': ['<init>'],
  'java.io.RandomAccessFile': ['<init>'],
  'java.io.PrintWriter': ['<init>'],
  'java.nio.file.Files': [
    'newOutputStream',
    'newBufferedWriter',
    'write',
    'createDirectory',
    'createDirectories',
    'createFile',
    'copy',
    'move',
    'delete',
  ],
  'kotlin.io.FilesKt': [
    'writeText',
    'writeBytes',
    'appendText',
    'appendBytes',
    'copyTo',
    'copyRecursively',
    'deleteRecursively',
  ],
  'java.nio.channels.FileChannel': ['open'],
  'android.database.sqlite.SQLiteDatabase': ['openOrCreateDatabase'],
  'android.os.ParcelFileDescriptor': ['open'],
  'android.media.MediaRecorder': ['setOutputFile'],
  'android.media.MediaMuxer': ['<init>'],
};

/** ref:android/content/Context#checkPermission and its kin, and those of the support libraries. */
const PERMISSION_QUESTIONS: Readonly<Record<string, readonly string[]>> = {
  'android.content.Context': [
    'checkPermission',
    'checkSelfPermission',
    'checkCallingPermission',
    'checkCallingOrSelfPermission',
  ],
  'android.content.pm.PackageManager': ['checkPermission'],
  'android.app.Activity': ['requestPermissions', 'shouldShowRequestPermissionRationale'],
  'android.app.Fragment': ['requestPermissions', 'shouldShowRequestPermissionRationale'],
  ...Object.fromEntries(
    ['androidx.core', 'android.support.v4'].flatMap((library) => [
      [`${library}.content.ContextCompat`, ['checkSelfPermission']],
      [`${library}.app.ActivityCompat`, ['checkSelfPermission', 'requestPermissions']],
      [
        `${library}.content.PermissionChecker`,
        ['checkSelfPermission', 'checkPermission', 'checkCallingOrSelfPermission'],
      ],
    ]),
  ),
  'androidx.fragment.app.Fragment': ['requestPermissions'],
  'android.support.v4.app.Fragment': ['requestPermissions'],
};

function calls(operation: number, byClass: Readonly<Record<string, readonly string[]>>): OperationCalls[] {
  return Object.entries(byClass).map(([className, names]) => ({ class: className, operation, names }));
}

/** Every call that means something for what stands beside it. */
export const OPERATION_CALLS: readonly OperationCalls[] = [
  ...URI_CALLS.flatMap(({ class: className, read, write }) => [
    { class: className, operation: CodeOperation.Read, names: read },
    { class: className, operation: CodeOperation.Write, names: write },
  ]),
  ...calls(CodeOperation.HandsOn, { 'android.content.ContentResolver': ['registerContentObserver'] }),
  ...calls(CodeOperation.BuildsUri, { 'android.net.Uri$Builder': ['authority', 'encodedAuthority'] }),
  ...calls(CodeOperation.AsksPermission, PERMISSION_QUESTIONS),
  ...calls(CodeOperation.BindsService, { 'android.content.Context': ['bindService'] }),
  ...calls(CodeOperation.GrantsPage, { 'android.webkit.PermissionRequest': ['grant'] }),
  ...calls(CodeOperation.FindsMethod, { 'java.lang.Class': ['getMethod', 'getDeclaredMethod'] }),
  ...calls(CodeOperation.InvokesMethod, { 'java.lang.reflect.Method': ['invoke'] }),
  ...calls(CodeOperation.LoadsUrl, { 'android.webkit.WebView': ['loadUrl'] }),
  ...calls(CodeOperation.MakesIntent, {
    'android.content.Intent': ['<init>', 'setAction'],
    'android.content.IntentFilter': ['<init>', 'addAction'],
  }),
  ...calls(CodeOperation.FileRead, FILE_READS),
  ...calls(CodeOperation.FileWrite, FILE_WRITES),
];

/** Actions that hand the URI to another app, which then uses its own permission. */
export const PICK_ACTIONS: readonly string[] = [
  'android.intent.action.PICK',
  'android.intent.action.GET_CONTENT',
  'android.intent.action.INSERT',
  'android.intent.action.INSERT_OR_EDIT',
  'android.intent.action.EDIT',
  'android.intent.action.VIEW',
];

/** What the URL of any file begins with: a path is put behind it. (`file:///android_asset/` is the app's own.) */
export const FILE_URLS: readonly string[] = ['file:', 'file://', 'file:///'];

export type SiteAccess = 'read' | 'write' | 'read-write' | 'unknown';

/** What a set of bits does with content URIs. */
export function accessOf(operations: number): SiteAccess {
  return accessOfBits(operations & CodeOperation.Read, operations & CodeOperation.Write);
}

/** A page that is put together from `file://` and a path, and shown. */
const READS_BY_URL = CodeOperation.FileUrl | CodeOperation.LoadsUrl;

/** What a set of bits does with files. */
export function fileAccessOf(operations: number): SiteAccess {
  const shown = (operations & READS_BY_URL) === READS_BY_URL;
  const read = shown ? CodeOperation.FileRead : operations & CodeOperation.FileRead;
  return accessOfBits(read, operations & CodeOperation.FileWrite);
}

function accessOfBits(read: number, write: number): SiteAccess {
  if (read !== 0) return write === 0 ? 'read' : 'read-write';
  return write === 0 ? 'unknown' : 'write';
}
