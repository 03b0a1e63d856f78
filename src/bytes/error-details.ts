/**
 * What each coded error says, as data: per code its problems, and per problem what the sentence is filled with. The
 * sentences stand in src/words. Problems are as stable as codes. Texts and names are attacker-controlled.
 */
import type { MessageOf, None } from './message.js';
import type { SchemeName, SchemeProblem } from './scheme-problems.js';

/** What a file that is no ZIP archive begins like. */
export type ForeignFormat = 'png' | 'jpeg' | 'pdf' | 'gzip' | '7z' | 'rar' | 'dex' | 'elf' | 'axml';
/** The tables a DEX header names. */
export type DexTableName = 'strings' | 'types' | 'prototypes' | 'fields' | 'methods' | 'classes';
/** Why a package or split name is not valid. */
export type NameFault =
  | { fault: 'platform' | 'fileName' | 'noDot' | 'short' }
  | { fault: 'character'; character: string }
  | { fault: 'length'; limit: number };

/** What an `<intent>` of `<queries>` may say once. */
export type IntentPart = 'action' | 'type' | 'scheme' | 'host';

/** What is wrong with a pool of strings. */
export interface PoolDetails {
  poolHeader: None;
  poolCount: { count: number };
  poolStringsOutside: None;
  poolStylesOutside: None;
  poolStylesFirst: None;
  poolNoRoom: None;
  poolNoEnd: None;
  poolStyleIndex: None;
  poolStylesNoEnd: None;
}

/** The errors of readers. */
export interface ErrorDetails {
  IO_NOT_FOUND: {
    file: None;
    entryGone: None;
    entry: { name: string };
  };
  IO_READ: {
    outside: { start: number; end: number; size: number };
    folder: None;
    notRegular: None;
    shrank: None;
    cannotRead: { system: string };
    cannotOpen: { system: string };
    folderUnreadable: { system: string };
    outsideEntry: { start: number; end: number };
    stdinFolder: None;
    stdin: { system: string };
    changed: None;
  };
  IO_NO_APK: {
    folder: None;
  };
  /** A server is all but the file: what it says is as little to be trusted. */
  IO_REMOTE: {
    /** `said`: the code of an error of S3, else empty. */
    status: { status: number; said: string };
    connection: { system: string };
    timeout: { limit: number };
    noRanges: None;
    noLength: None;
    noVersion: None;
    otherBytes: None;
    redirects: { limit: number };
    redirect: None;
    listing: None;
    client: { said: string };
  };
  ZIP_NO_EOCD: {
    empty: None;
    cutShort: None;
    textFile: None;
    notZip: None;
    otherFormat: { format: ForeignFormat };
    cut: { end: number };
  };
  ZIP_EOCD_TRAILING: {
    follows: { bytes: number };
    comment: { bytes: number };
  };
  ZIP_EMPTY: {
    noEntries: None;
  };
  ZIP_CD_RANGE: {
    doesNotFit: { directoryOffset: number; size: number };
  };
  ZIP_CD_INVALID: {
    endsBefore: { record: number; records: number };
    noSignature: { record: number };
    pastEnd: { record: number };
    headerOffset: { headerOffset: number };
    cut: { end: number };
  };
  ZIP_ZIP64: {
    oneSize: None;
    extraPastEnd: None;
    noNumbers: None;
    extraShort: None;
    extraSize: None;
    notRead: None;
    noLocator: None;
    endRecordOffset: { recordOffset: number };
    endRecordMissing: None;
    directoryRange: None;
    noV2: None;
    cut: { end: number };
  };
  ZIP_NOT_LFH_START: {
    dataBefore: None;
    cut: { end: number };
  };
  ZIP_BAD_NAME: {
    nul: { name: string };
    notUtf8: { name: string };
  };
  ZIP_DUPLICATE_NAME: {
    twice: { name: string };
  };
  ZIP_LFH_INVALID: {
    missing: None;
  };
  ZIP_LFH_NAME: {
    differs: None;
  };
  ZIP_LFH_MISMATCH: {
    differs: { field: 'crc' | 'compressedSize' | 'uncompressedSize'; local: number; central: number };
  };
  ZIP_ENTRY_RANGE: {
    headerOutside: None;
    startsAfter: None;
    compressedSize: { size: number; room: number };
    storedSize: { size: number; room: number };
    extraField: None;
    pastEnd: { size: number };
    outside: { start: number; end: number };
    cut: { end: number };
  };
  ZIP_INFLATE: {
    otherSize: { size: number; stated: number };
    trailing: { bytes: number };
    larger: { stated: number };
    notDeflate: None;
    method: { method: number };
    methodUnread: { method: number };
  };
  ZIP_SIZE_MISMATCH: None;
  APK_NO_MANIFEST: {
    none: None;
    holdsApks: None;
  };
  APK_IS_SPLIT: {
    split: { split: string; package: string };
  };
  APK_IS_BUNDLE: {
    bundle: None;
  };
  APK_NO_BASE: {
    bundle: None;
    archive: None;
    set: None;
  };
  APK_SPLITS_DISAGREE: {
    archives: { count: number };
    bases: { count: number; first: string; second: string };
    package: { name: string; package: string; base: string };
    version: { name: string; version: number; base: number };
    twice: { split: string };
    moduleVersion: { module: string; version: number; base: number };
    modulePackage: { module: string; package: string; base: string };
    unsigned: { name: string };
    otherKey: { name: string };
  };
  APK_ENCRYPTED: {
    apkm: None;
  };
  APK_SIGNATURE: {
    /** The scheme that a version goes by does not hold. */
    scheme: { scheme: SchemeName; cause: SchemeProblem };
    /** Schemes, but none that a version reads. */
    noneForVersion: { schemes: readonly string[] };
    needsV2: { targetSdk: number };
    rotations: None;
    noCertificate: { file: string };
    notDer: { file: string; reason: 'cut' | 'tag' | 'length' | 'depth' | 'values' };
    notPkcs7: { file: string };
    noSignedData: { file: string };
    structure: { file: string };
    emptySigner: { file: string };
    attributeTwice: { file: string };
    noContentType: { file: string };
    noDigest: { file: string };
    noOwnCertificate: { file: string };
    blockSize: { size: number };
    blockSizes: None;
    pair: None;
    cut: { end: number };
  };
  XML_SYNTAX: {
    apktoolYaml: { fault: string };
    noRoot: None;
    roots: None;
    entity: { entity: string };
    tag: None;
    malformed: { reason: string };
  };
  XML_UNSUPPORTED: {
    entities: None;
    subset: None;
    instruction: None;
  };
  PROTO_CORRUPT: {
    fieldZero: None;
    fieldLength: { length: number };
    wireType: { wireType: number };
    pastEnd: None;
    notProtobuf: { reason: string };
    noRoot: None;
    tocEmpty: None;
  };
  AXML_CORRUPT: PoolDetails & {
    noStringPool: None;
    noElements: None;
    short: None;
    size: { stated: number; header: number; size: number };
    firstNode: None;
  };
  AXML_BAD_CHUNK: {
    damaged: { chunk: number };
  };
  AXML_BAD_NODE: {
    damaged: None;
    short: None;
    cut: { end: number };
  };
  AXML_BAD_STRING: {
    unreadable: { index: number };
  };
  AXML_ROOT_TYPE: {
    type: { type: number };
  };
  AXML_PLAIN_TEXT: {
    text: None;
  };
  MAN_NO_MANIFEST_TAG: {
    first: None;
  };
  MAN_BAD_PACKAGE: {
    none: None;
    packageName: { name: string; reason: NameFault };
    splitName: { name: string; reason: NameFault };
    splitType: { name: string; reason: NameFault };
    sharedUserId: { name: string; reason: NameFault };
  };
  MAN_BAD_NAME: {
    name: { element: string; attribute: string; name: string; reason: NameFault };
  };
  MAN_BAD_VALUE: {
    notNumber: { element: string; attribute: string };
    null: { element: string; attribute: string };
  };
  MAN_NO_EXPORTED: {
    missing: { element: string; name: string };
  };
  MAN_MIN_SDK: {
    preview: { codename: string };
    api: { api: number };
  };
  MAN_LOW_TARGET: None;
  MAN_NO_APPLICATION: {
    none: None;
  };
  MAN_CONFLICTING_FLAGS: {
    twice: { permission: string };
  };
  MAN_DUPLICATE_PERMISSION: {
    differs: { permission: string };
  };
  MAN_BAD_ELEMENT: {
    noTag: None;
    noName: { element: string };
    noFeature: { element: string };
    missing: { element: string; attribute: string };
    emptyClass: { element: string; attribute: string };
    reservedName: { element: string };
    noValue: { element: string };
    noTarget: { name: string };
    treeName: { name: string };
    protectionLevel: { permission: string; level: number };
    mimeType: { type: string };
    emptyIntent: None;
    severalInIntent: { what: IntentPart };
    notAllowed: { element: string };
    outOfRange: { element: string; attribute: string };
    tooLong: { element: string; attribute: string; limit: number };
    childOf: { element: string; child: string };
    attributions: None;
    keySetNesting: None;
    keySetUndefined: { name: string };
    publicKey: { name: string };
    twice: { element: string; name: string };
    sharedUserLibrary: None;
    classLoader: { name: string };
    heavyProcess: { element: string };
  };
  MAN_TOO_MANY: {
    elements: { limit: number; element: string };
  };
  MAN_STRING_TOO_LONG: {
    elementName: { element: string; length: number; limit: number };
    attribute: { attribute: string; length: number; limit: number };
    permissionName: { length: number; limit: number };
    requestName: { length: number; limit: number };
  };
  ARSC_CORRUPT: PoolDetails & {
    chunkHeader: None;
    packageHeader: None;
    typeIdOffset: None;
    specHeader: None;
    specZero: None;
    typeIdLarge: None;
    specEntries: { count: number };
    specShort: None;
    typeHeader: None;
    noSpec: None;
    typeZero: None;
    typeEntries: { count: number };
    entryOffsets: None;
    entriesOutside: None;
    entriesUnaligned: None;
    libraryHeader: None;
    libraryShort: None;
    libraryId: { id: number };
    aliasHeader: None;
    aliasShort: None;
    aliasTwice: None;
    tableHeader: None;
    morePackages: { stated: number };
    cut: { end: number };
  };
  ARSC_COMPRESSED: {
    stored: None;
  };
  ARSC_UNRESOLVED: None;
  DEX_BAD_MAGIC: {
    magic: None;
    version: { version: string };
    nextFile: { cause: ErrorMessage };
  };
  DEX_CHECKSUM: {
    differs: { actual: string; stated: string };
  };
  DEX_CORRUPT: {
    header: None;
    fileSize: { stated: number; size: number };
    containerSize: { stated: number; size: number };
    headerOffset: { stated: number; at: number };
    headerSize: { stated: number; size: number };
    byteOrder: { mark: number };
    table: { stated: number; table: DexTableName; fitting: number };
    tableSize: { count: number; table: DexTableName; limit: number };
    classData: { class: number };
    methodCode: { method: number };
    stringOrder: { index: number };
    nextFile: { cause: ErrorMessage };
  };
  DEX_UNREADABLE: {
    compact: None;
    newer: { version: string };
    nextFile: { cause: ErrorMessage };
  };
  DEX_GAP: None;
  LIMIT_INPUT: {
    fileSize: { size: number; limit: number };
    directorySize: { size: number; limit: number };
    entries: { count: number; limit: number };
    modules: { count: number; limit: number };
    nesting: { limit: number };
    folderApks: { count: number };
    apks: { limit: number };
    stdin: { limit: number };
  };
  LIMIT_ENTRY: {
    entrySize: { size: number; limit: number };
    extractedSize: { size: number; limit: number };
    dexSize: { size: number; limit: number };
    dexTotal: { limit: number };
    dexStated: { size: number; limit: number };
    fileSize: { size: number; limit: number };
    nestedTotal: { limit: number };
    manifestSize: { size: number; limit: number };
    signingBlock: { size: number; limit: number };
    jarBlocks: { count: number; limit: number };
    signatureParts: { limit: number };
    signers: { count: number; limit: number };
  };
  LIMIT_RATIO: {
    grows: { compressed: number; uncompressed: number; limit: number };
  };
  LIMIT_STRINGS: {
    decoded: { limit: number };
    pool: { count: number; size: number; countLimit: number; sizeLimit: number };
    dexStrings: { limit: number };
    dexOverlap: None;
    dexDescriptors: { limit: number };
  };
  LIMIT_NODES: {
    xmlNodes: { limit: number };
    resources: { limit: number };
    lookups: { limit: number };
    tableItems: { limit: number };
    devices: { limit: number };
    attributes: { count: number };
    depth: { limit: number };
    nesting: { limit: number };
    requests: { limit: number };
  };
  LIMIT_CODE: {
    steps: None;
    containerFiles: { limit: number };
    methodLimit: { limit: number };
    stepLimit: { limit: number };
  };
  LIMIT_TIME: {
    tookLonger: { limit: number };
    notEnded: { limit: number };
  };
  LIMIT_MEMORY: {
    notEnough: None;
    tooMuch: None;
  };
  LIMIT_REPORT: {
    tooLarge: { format: string; limit: number };
  };
}

/** What ends the audit of one file of a batch and is no reader's error: exit code 70. */
export interface FaultDetails {
  INTERNAL_ERROR: {
    bug: { detail: string };
  };
  WORKER_DIED: {
    signal: { signal: string; said: string };
    exit: { exitCode: number | null; said: string };
    ended: None;
    noMemory: None;
    /** Worker after worker of a queue did not answer. */
    abandoned: None;
    failed: { reason: string };
  };
}

/** Code and data of an error. */
export type ErrorMessage = MessageOf<ErrorDetails>;
/** Code and data of what ends a worker or is a bug. */
export type FaultMessage = MessageOf<FaultDetails>;
