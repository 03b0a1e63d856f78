/** What to do about an error, in English, where there is something to do. */
import type { ErrorDetails, FaultDetails } from '../../bytes/error-details.js';
import type { Hints } from '../sentences.js';

const BUG = 'This is a bug in permaudit. Please report it.';

export const HINTS_EN = {
  IO_NOT_FOUND: {
    file: () => 'check the path',
  },
  IO_READ: {
    folder: () => 'name an APK file',
    notRegular: () => 'name an APK file',
    changed: () => 'audit it again',
    stdinFolder: () => 'pipe an APK or another form of an app into it',
    stdin: () => 'pipe an APK or another form of an app into it',
    cannotOpen: ({ system }) =>
      system === 'EACCES' || system === 'EPERM' ? 'you may not read it: check its permissions' : 'check the path',
  },
  IO_NO_APK: {
    folder: () => 'name a folder of split APKs, or one that apktool decoded',
  },
  IO_REMOTE: {
    noRanges: () => 'download the file, and audit it here',
    noLength: () => 'download the file, and audit it here',
    noVersion: () => 'download the file, and audit it here',
    redirect: () => 'submit the address that it leads to',
    client: () => 'set its region and credentials in the environment',
  },
  ZIP_NO_EOCD: {
    empty: () => 'get the file again: nothing is in it',
    cutShort: () => 'get the file again: an APK is a ZIP archive, and the end of this one is missing',
    otherFormat: () => 'name an APK: it is a ZIP archive, which this file is not',
    textFile: () => 'name an APK: it is a ZIP archive, which this file is not',
    notZip: () => 'name an APK: it is a ZIP archive, which this file is not, or its end is missing',
  },
  ZIP_NOT_LFH_START: {
    dataBefore: () => 'Android 8.0 and older may run such a file (the Janus flaw, CVE-2017-13156)',
  },
  APK_NO_MANIFEST: {
    none: () => 'name an APK: this is a ZIP archive without a manifest',
    holdsApks: () => 'it holds APKs: unpack it and audit the base APK',
  },
  APK_IS_SPLIT: {
    split: () => 'audit the base APK: on Android only the base can request permissions',
  },
  APK_IS_BUNDLE: {
    bundle: () => 'build APKs from it with bundletool and audit the base APK',
  },
  APK_NO_BASE: {
    set: () => 'add the base APK: on Android only the base can request permissions',
  },
  APK_SPLITS_DISAGREE: {
    archives: () => 'unpack it and audit them one by one',
    bases: () => 'name the APKs of one build of one app; audit different apps one by one',
    package: () => 'name the APKs of one build of one app; audit different apps one by one',
    version: () => 'name the APKs of one build of one app; audit different apps one by one',
    twice: () => 'name the APKs of one build of one app; audit different apps one by one',
    unsigned: () => 'name the APKs of one build of one app; audit different apps one by one',
    otherKey: () => 'name the APKs of one build of one app; audit different apps one by one',
  },
  APK_SIGNATURE: {
    needsV2: () => 'sign it with apksigner, which adds v2 and v3',
    noneForVersion: () => 'sign it for its minSdkVersion with apksigner: Android before 7.0 reads v1 only',
  },
  APK_ENCRYPTED: {
    apkm: () => 'download the app again: newer .apkm files are plain archives',
  },
  XML_UNSUPPORTED: {
    entities: () => 'replace the entities by their text: no manifest needs them',
  },
  AXML_PLAIN_TEXT: {
    text: () => 'build the app: Android does not read source manifests',
  },
  ARSC_COMPRESSED: {
    stored: () => 'run zipalign and sign again',
  },
  LIMIT_INPUT: {
    fileSize: () => 'raise the limit with --max-input',
    directorySize: () => 'raise the limit with --max-directory',
    entries: () => 'raise the limit with --max-entries',
    nesting: () => 'unpack the outer archive',
    apks: () => 'unpack it and audit the APKs by themselves',
    stdin: () => 'raise the limit with --max-input, or name the file: then it is not kept in memory',
  },
  LIMIT_ENTRY: {
    entrySize: () => 'raise the limit with --max-manifest or --max-resources',
    fileSize: () => 'raise the limit with --max-manifest or --max-resources',
    nestedTotal: () => 'unpack the input and audit the APKs by themselves',
    manifestSize: () => 'raise the limit with --max-manifest',
  },
  LIMIT_RATIO: {
    grows: () => 'raise the limit with --max-ratio; no honest app needs it',
  },
  LIMIT_STRINGS: {
    decoded: () => 'raise the limit with --max-decoded',
    pool: () => 'raise the limits with --max-strings',
    dexDescriptors: () => 'raise the limit with --max-descriptors',
  },
  LIMIT_NODES: {
    xmlNodes: () => 'raise the limit with --max-nodes',
    resources: () => 'raise the limit with --max-lookups',
    lookups: () => 'raise the limit with --max-lookups',
    tableItems: () => 'look at the file by hand: no real app has as many',
    nesting: () => 'look at the file by hand: no build tool makes such a manifest; the audit itself has no such limit',
  },
  LIMIT_TIME: {
    tookLonger: () => 'raise the limit with --max-time, or look at the file by hand: it may be built to stall readers',
    notEnded: () => 'raise the limit with --max-time, or look at the file by hand: it may be built to stall readers',
  },
  LIMIT_MEMORY: {
    notEnough: () => 'audit it alone, or raise --max-memory',
    tooMuch: () => 'raise the limit with --max-memory, or look at the file by hand: it may be built to exhaust readers',
  },
  LIMIT_REPORT: {
    tooLarge: () => 'look at the file by hand: no real app names as much',
  },
  INTERNAL_ERROR: {
    bug: () => BUG,
  },
  WORKER_DIED: {
    exit: () => BUG,
    ended: () => BUG,
    noMemory: () => BUG,
    failed: () => BUG,
    signal: ({ signal }) =>
      signal === 'SIGKILL'
        ? 'It was killed from outside, or the system had no memory left: try again with fewer --jobs.'
        : BUG,
  },
} satisfies Hints<ErrorDetails & FaultDetails>;
