/** The sentences of coded errors in English. A problem without its sentence does not compile. */
import type { ErrorDetails, ErrorMessage, FaultDetails, ForeignFormat, NameFault } from '../../bytes/error-details.js';
import { clauseIn } from '../clauses.js';
import { sentenceIn, type Sentences } from '../sentences.js';
import { SCHEME_PROBLEMS_EN } from './scheme-problems.js';
import type { DataOf } from '../../bytes/message.js';

const FORMATS: Readonly<Record<ForeignFormat, string>> = {
  png: 'a PNG image',
  jpeg: 'a JPEG image',
  pdf: 'a PDF document',
  gzip: 'a gzip archive',
  '7z': 'a 7-Zip archive',
  rar: 'a RAR archive',
  dex: 'a bare DEX file',
  elf: 'an ELF program',
  axml: 'a bare binary AndroidManifest.xml',
};

const HEADER_FIELDS = {
  crc: 'CRC',
  compressedSize: 'compressed size',
  uncompressedSize: 'uncompressed size',
};

/** Why a signature file is not DER: src/signing/ber.ts. */
const BER_FAULTS = {
  cut: 'a value reaches beyond its end',
  tag: 'a tag is longer than four octets',
  length: 'a length is longer than four octets, or missing',
  depth: 'its values are nested too deep',
  values: 'it has too many values',
};

const POOL = {
  poolHeader: () => 'the string pool is damaged: its header does not fit',
  poolCount: ({ count }: { count: number }) => `the string pool is damaged: it says it has ${count} strings`,
  poolStringsOutside: () => 'the string pool is damaged: its strings start outside',
  poolStylesOutside: () => 'the string pool is damaged: its styles start outside',
  poolStylesFirst: () => 'the string pool is damaged: its styles start before its strings',
  poolNoRoom: () => 'the string pool is damaged: it has no room for strings',
  poolNoEnd: () => 'the string pool is damaged: its last string has no end',
  poolStyleIndex: () => 'the string pool is damaged: its style index does not fit',
  poolStylesNoEnd: () => 'the string pool is damaged: its styles have no end',
};

export const ERRORS_EN: Sentences<ErrorDetails & FaultDetails> = {
  IO_NOT_FOUND: {
    file: () => 'there is no such file',
    entryGone: () => 'the entry is gone',
    entry: ({ name }) => `the archive has no entry "${name}"`,
  },
  IO_READ: {
    outside: ({ start, end, size }) => `bytes ${start} to ${end} are outside the ${size} bytes there are`,
    folder: () => 'this is a folder',
    notRegular: () => 'this is not a regular file',
    shrank: () => 'the file became shorter while it was read',
    cannotRead: ({ system }) => `the file cannot be read (${system})`,
    cannotOpen: ({ system }) => `the file cannot be opened (${system})`,
    folderUnreadable: ({ system }) => `the folder cannot be read (${system})`,
    outsideEntry: ({ start, end }) => `bytes ${start} to ${end} are outside the entry`,
    stdinFolder: () => 'standard input is a folder',
    stdin: ({ system }) => `standard input cannot be read (${system})`,
    changed: () => 'the file changed while it was read',
  },
  IO_NO_APK: {
    folder: () => 'the folder holds no APK and no AndroidManifest.xml',
  },
  IO_REMOTE: {
    status: ({ status, said }) => `the server answers with status ${status}${said === '' ? '' : ` (${said})`}`,
    connection: ({ system }) => `the server cannot be reached, or breaks off (${system})`,
    timeout: ({ limit }) => `the server did not answer within ${limit} ms`,
    noRanges: () => 'the server does not give parts of the file',
    noLength: () => 'the server does not say how long the file is',
    noVersion: () => 'the server gives neither a strong ETag nor a date: a change of the file could not be told',
    otherBytes: () => 'the server sends other bytes than it was asked for',
    redirects: ({ limit }) => `the server redirects more than ${limit} times`,
    redirect: () => 'the server redirects to where nobody asked to go',
    listing: () => 'the server does not list its files to the end',
    client: ({ said }) => `the client of S3 cannot ask for it: ${said}`,
  },
  ZIP_NO_EOCD: {
    empty: () => 'the file is empty',
    cutShort: () => 'the archive has no end record: the file is cut short',
    textFile: () => 'this is a text file, not an APK',
    notZip: () => 'this is not a ZIP archive: it has no end record',
    otherFormat: ({ format }) => `this is ${FORMATS[format]}, not an APK`,
    cut: ({ end }) => `the data ends before byte ${end}`,
  },
  ZIP_EOCD_TRAILING: {
    follows: ({ bytes }) => `${bytes} bytes follow the end of the archive`,
    comment: ({ bytes }) => `the archive comment is ${bytes} bytes longer than the file`,
  },
  ZIP_EMPTY: {
    noEntries: () => 'the archive has no entries',
  },
  ZIP_CD_RANGE: {
    doesNotFit: ({ directoryOffset, size }) =>
      `the central directory (offset ${directoryOffset}, ${size} bytes) does not fit before the end record`,
  },
  ZIP_CD_INVALID: {
    endsBefore: ({ record, records }) => `the central directory ends before record ${record} of ${records}`,
    noSignature: ({ record }) => `record ${record} of the central directory has no signature`,
    pastEnd: ({ record }) => `record ${record} of the central directory runs past its end`,
    headerOffset: ({ headerOffset }) => `a local header offset (${headerOffset}) lies behind the central directory`,
    cut: ({ end }) => `the data ends before byte ${end}`,
  },
  ZIP_ZIP64: {
    oneSize: () => 'a local header has one ZIP64 size without the other',
    extraPastEnd: () => 'an extra field runs past its end',
    noNumbers: () => 'a record asks for ZIP64 numbers but has none',
    extraShort: () => 'a ZIP64 extra field is too short',
    extraSize: () => 'a ZIP64 extra field has a wrong size',
    notRead: () => 'the archive is in ZIP64 form, which this Android version does not read',
    noLocator: () => 'a field of the end record asks for ZIP64, but there is no ZIP64 locator before it',
    endRecordOffset: ({ recordOffset }) => `the ZIP64 end record offset ${recordOffset} is out of range`,
    endRecordMissing: () => 'the ZIP64 end record is not where the locator says',
    directoryRange: () => 'the ZIP64 central directory is out of range',
    noV2: () => 'a ZIP64 archive cannot carry the v2 signature that target API 30 and more need',
    cut: ({ end }) => `the data ends before byte ${end}`,
  },
  ZIP_NOT_LFH_START: {
    dataBefore: () => 'the file does not start with a ZIP local header: other data stands before the archive',
    cut: ({ end }) => `the data ends before byte ${end}`,
  },
  ZIP_BAD_NAME: {
    nul: ({ name }) => `the entry name "${name}" holds a NUL byte`,
    notUtf8: ({ name }) => `the entry name "${name}" is not UTF-8`,
  },
  ZIP_DUPLICATE_NAME: {
    twice: ({ name }) => `two entries are named "${name}"`,
  },
  ZIP_LFH_INVALID: {
    missing: () => 'there is no local file header where the directory says',
  },
  ZIP_LFH_NAME: {
    differs: () => 'the local header names another entry than the central directory',
  },
  ZIP_LFH_MISMATCH: {
    differs: ({ field, local, central }) =>
      `the ${HEADER_FIELDS[field]} differs: ${local} in the local header, ${central} in the central directory`,
  },
  ZIP_ENTRY_RANGE: {
    headerOutside: () => 'the local header does not fit before the central directory',
    startsAfter: () => 'the entry starts after the central directory',
    compressedSize: ({ size, room }) => `the compressed size ${size} exceeds the ${room} bytes there are`,
    storedSize: ({ size, room }) => `the stored size ${size} exceeds the ${room} bytes there are`,
    extraField: () => 'an extra field runs into the directory',
    pastEnd: ({ size }) => `the entry's ${size} bytes run past the end of the file`,
    outside: ({ start, end }) => `bytes ${start} to ${end} are outside the archive`,
    cut: ({ end }) => `the data ends before byte ${end}`,
  },
  ZIP_INFLATE: {
    otherSize: ({ size, stated }) => `the entry inflates to ${size} bytes, not to the ${stated} it says`,
    trailing: ({ bytes }) => `${bytes} bytes follow the end of the compressed data`,
    larger: ({ stated }) => `the entry inflates to more than the ${stated} bytes it says`,
    notDeflate: () => 'the entry is not valid deflate data',
    method: ({ method }) => `Android does not extract compression method ${method}`,
    methodUnread: ({ method }) => `the entry is compressed by method ${method}, which is not read`,
  },
  ZIP_SIZE_MISMATCH: {},
  APK_NO_MANIFEST: {
    none: () => 'the archive has no AndroidManifest.xml',
    holdsApks: () => 'the archive has no AndroidManifest.xml',
  },
  APK_IS_SPLIT: {
    split: ({ split, package: packageName }) => `this is the split "${split}" of ${packageName}, not a base APK`,
  },
  APK_IS_BUNDLE: {
    bundle: () => 'this is an Android App Bundle, which no device installs',
  },
  APK_NO_BASE: {
    bundle: () => 'the app bundle has no base module',
    archive: () => 'the archive holds no APK',
    set: () => 'none of the APKs is a base APK',
  },
  APK_SPLITS_DISAGREE: {
    archives: ({ count }) => `the archive holds ${count} archives of APKs`,
    bases: ({ count, first, second }) => `there are ${count} base APKs ("${first}" and "${second}")`,
    package: ({ name, package: packageName, base }) =>
      `"${name}" is of the package ${packageName}, the base of ${base}`,
    version: ({ name, version, base }) => `"${name}" has the version code ${version}, the base ${base}`,
    twice: ({ split }) => `the split "${split}" is there twice`,
    moduleVersion: ({ module, version, base }) =>
      `the module "${module}" has the version code ${version}, the base ${base}`,
    modulePackage: ({ module, package: packageName, base }) =>
      `the module "${module}" has the package ${packageName}, the base ${base}`,
    unsigned: ({ name }) => `"${name}" is not signed, but the base is`,
    otherKey: ({ name }) => `"${name}" is signed by another key than the base`,
  },
  APK_ENCRYPTED: {
    apkm: () => 'this is an encrypted .apkm file, which only its own installer reads',
  },
  APK_SIGNATURE: {
    scheme: ({ scheme, cause }) =>
      `its ${scheme} signature does not hold: ${clauseIn(SCHEME_PROBLEMS_EN, cause) ?? cause.code}`,
    noneForVersion: ({ schemes }) => `it is signed (${schemes.join(', ')}), but not in a way that this version reads`,
    needsV2: ({ targetSdk }) =>
      `an app built for API ${targetSdk} needs a signature of scheme v2 or newer, and it has none`,
    rotations: () => 'there is more than one proof of rotation',
    noCertificate: ({ file }) => `${file} holds no certificate`,
    notDer: ({ file, reason }) => `${file} is not DER: ${BER_FAULTS[reason]}`,
    notPkcs7: ({ file }) => `${file} is not a PKCS #7 signature`,
    noSignedData: ({ file }) => `${file} holds no signed data`,
    structure: ({ file }) => `${file} does not have the structure of a PKCS #7 signature`,
    emptySigner: ({ file }) => `${file} has an empty signer`,
    attributeTwice: ({ file }) => `${file} has a signed attribute twice`,
    noContentType: ({ file }) => `${file} has no content type among its signed attributes`,
    noDigest: ({ file }) => `${file} has no digest among its signed attributes`,
    noOwnCertificate: ({ file }) => `${file} does not hold its signer's certificate`,
    blockSize: ({ size }) => `the signing block says it has ${size} bytes`,
    blockSizes: () => 'the two sizes of the signing block differ',
    pair: () => 'a pair of the signing block runs past its end',
    cut: ({ end }) => `the data ends before byte ${end}`,
  },
  XML_SYNTAX: {
    apktoolYaml: ({ fault }) => `apktool.yml is not YAML: ${fault}`,
    noRoot: () => 'it is not well-formed XML: there is no root element',
    roots: () => 'it is not well-formed XML: there is more than one root element',
    entity: ({ entity }) => `it is not well-formed XML: the entity ${entity} is not declared`,
    tag: () => 'it is not well-formed XML: a tag cannot be read',
    malformed: ({ reason }) => `it is not well-formed XML: ${reason}`,
  },
  XML_UNSUPPORTED: {
    entities: () => 'it declares XML entities of its own, which are not expanded',
    subset: () => 'its DOCTYPE has an internal subset, by which a parser can add what is not written',
    instruction: () => 'a processing instruction holds a quote, about which parsers differ',
  },
  PROTO_CORRUPT: {
    fieldZero: () => 'a field has the number 0',
    fieldLength: ({ length }) => `a field of ${length} bytes runs past its message`,
    wireType: ({ wireType }) => `a field has the wire type ${wireType}, which does not exist`,
    pastEnd: () => 'a field runs past its message',
    notProtobuf: ({ reason }) => `the data is not protobuf (${reason})`,
    noRoot: () => 'it has no root element',
    tocEmpty: () => 'the table of contents lists no APK',
  },
  AXML_CORRUPT: {
    ...POOL,
    noStringPool: () => 'it has no string pool',
    noElements: () => 'it has no elements',
    short: () => 'it is shorter than a chunk header',
    size: ({ stated, header, size }) => `it says it has ${stated} bytes (header ${header}), but there are ${size}`,
    firstNode: () => 'its first node is damaged',
  },
  AXML_BAD_CHUNK: {
    damaged: ({ chunk }) => `chunk 0x${chunk.toString(16)} is damaged`,
  },
  AXML_BAD_NODE: {
    damaged: () => 'a node is damaged',
    short: () => 'a node is too short',
    cut: ({ end }) => `the data ends before byte ${end}`,
  },
  AXML_BAD_STRING: {
    unreadable: ({ index }) => `string ${index} cannot be read`,
  },
  AXML_ROOT_TYPE: {
    type: ({ type }) => `the root chunk has type 0x${type.toString(16)}, not 0x3`,
  },
  AXML_PLAIN_TEXT: {
    text: () => 'it is plain text, not the binary XML Android reads',
  },
  MAN_NO_MANIFEST_TAG: {
    first: () => 'the first element is not <manifest>',
  },
  MAN_BAD_PACKAGE: {
    none: () => 'the manifest names no package that Android can read',
    packageName: ({ name, reason }) => `the package name "${name}" is not valid: ${nameFault(reason)}`,
    splitName: ({ name, reason }) => `the split name "${name}" is not valid: ${nameFault(reason)}`,
    splitType: ({ name, reason }) => `the split type "${name}" is not valid: ${nameFault(reason)}`,
    sharedUserId: ({ name, reason }) => `the sharedUserId "${name}" is not valid: ${nameFault(reason)}`,
  },
  MAN_BAD_NAME: {
    name: ({ element, attribute, name, reason }) =>
      `the ${attribute} "${name}" of <${element}> is not valid: ${nameFault(reason)}`,
  },
  MAN_BAD_VALUE: {
    notNumber: ({ element, attribute }) => `the ${attribute} of <${element}> is no number Android can read`,
    null: ({ element, attribute }) => `the ${attribute} of <${element}> is there without a value`,
  },
  MAN_NO_EXPORTED: {
    missing: ({ element, name }) =>
      `<${element}> "${name}" has an intent filter and does not say whether it is exported, which apps with target 31 and more must`,
  },
  MAN_MIN_SDK: {
    preview: ({ codename }) => `it is built for the platform preview "${codename}"`,
    api: ({ api }) => `it needs Android API level ${api}`,
  },
  MAN_LOW_TARGET: {},
  MAN_NO_APPLICATION: {
    none: () => 'the manifest has no <application> and no <instrumentation>',
  },
  MAN_CONFLICTING_FLAGS: {
    twice: ({ permission }) => `${permission} is requested twice with different usesPermissionFlags`,
  },
  MAN_DUPLICATE_PERMISSION: {
    differs: ({ permission }) =>
      `the permission "${permission}" is defined twice with another protection level or group`,
  },
  MAN_BAD_ELEMENT: {
    noTag: () => 'an element has no name',
    noName: ({ element }) => `<${element}> has no name`,
    noFeature: ({ element }) => `<${element}> names no feature`,
    missing: ({ element, attribute }) => `<${element}> does not state its ${attribute}`,
    emptyClass: ({ element, attribute }) => `the ${attribute} of <${element}> is empty`,
    reservedName: ({ element }) => `<${element}> has a name that Android keeps for itself`,
    noValue: ({ element }) => `<${element}> has neither a value nor a resource`,
    noTarget: ({ name }) => `<activity-alias> stands for "${name}", and no activity before it has that name`,
    treeName: ({ name }) => `the name "${name}" of <permission-tree> has fewer than three segments`,
    protectionLevel: ({ permission, level }) =>
      `the protection level 0x${level.toString(16)} of "${permission}" has flags that only signature permissions may have`,
    mimeType: ({ type }) => `"${type}" is no MIME type`,
    emptyIntent: () => 'an <intent> in <queries> has neither an action nor data',
    severalInIntent: ({ what }) => `an <intent> in <queries> has more than one ${what}`,
    notAllowed: ({ element }) => `<${element}> may not be used by this app`,
    outOfRange: ({ element, attribute }) => `the ${attribute} of <${element}> is out of range`,
    tooLong: ({ element, attribute, limit }) => `the ${attribute} of <${element}> has more than ${limit} characters`,
    childOf: ({ element, child }) => `<${child}> may not stand in <${element}>`,
    attributions: () => 'the <attribution> elements contradict each other',
    keySetNesting: () => 'the elements of <key-sets> are wrongly nested',
    keySetUndefined: ({ name }) => `<upgrade-key-set> names "${name}", which no <key-set> defines`,
    publicKey: ({ name }) => `the public key "${name}" has no value where it is first used`,
    twice: ({ element, name }) => `<${element}> "${name}" stands twice`,
    sharedUserLibrary: () => 'a library may not have a sharedUserId',
    classLoader: ({ name }) => `there is no class loader "${name}"`,
    heavyProcess: ({ element }) => `<${element}> may not run in that process of an app that cannot save its state`,
  },
  MAN_TOO_MANY: {
    elements: ({ limit, element }) => `there are more than ${limit} <${element}> elements`,
  },
  MAN_STRING_TOO_LONG: {
    elementName: ({ element, length, limit }) =>
      `the name of <${element}> has ${length} characters, more than ${limit}`,
    attribute: ({ attribute, length, limit }) => `the ${attribute} has ${length} characters, more than ${limit}`,
    permissionName: ({ length, limit }) => `the name of a permission has ${length} characters, more than ${limit}`,
    requestName: ({ length, limit }) => `the name of a permission request has ${length} characters, more than ${limit}`,
  },
  ARSC_CORRUPT: {
    ...POOL,
    chunkHeader: () => 'a chunk header is damaged',
    packageHeader: () => 'a package header is too short',
    typeIdOffset: () => 'a type id offset is too large',
    specHeader: () => 'a type spec header is too short',
    specZero: () => 'a type spec has id 0',
    typeIdLarge: () => 'a type id is too large',
    specEntries: ({ count }) => `a type spec says it has ${count} entries`,
    specShort: () => 'a type spec is too short for its entries',
    typeHeader: () => 'a type header is too short',
    noSpec: () => 'a type has no type spec before it',
    typeZero: () => 'a type has id 0',
    typeEntries: ({ count }) => `a type says it has ${count} entries`,
    entryOffsets: () => "a type's entry offsets overlap its entries",
    entriesOutside: () => "a type's entries start outside",
    entriesUnaligned: () => "a type's entries are not aligned",
    libraryHeader: () => 'a library header is too short',
    libraryShort: () => 'a library chunk is too short',
    libraryId: ({ id }) => `a library has package id ${id}`,
    aliasHeader: () => 'an alias header is too short',
    aliasShort: () => 'an alias chunk is too short',
    aliasTwice: () => 'an alias chunk names an id twice',
    tableHeader: () => 'the table header is too short',
    morePackages: ({ stated }) => `it has more packages than the ${stated} it says`,
    cut: ({ end }) => `the data ends before byte ${end}`,
  },
  ARSC_COMPRESSED: {
    stored: () => 'resources.arsc must be stored uncompressed and aligned for target API 30 and more',
  },
  ARSC_UNRESOLVED: {},
  DEX_BAD_MAGIC: {
    magic: () => 'this does not begin like a DEX file',
    version: ({ version }) => `Android accepts no DEX version ${version}`,
    nextFile: ({ cause }) => `the next file of the container: ${errorSentence(cause)}`,
  },
  DEX_CHECKSUM: {
    differs: ({ actual, stated }) => `the checksum is ${actual}, the header says ${stated}`,
  },
  DEX_CORRUPT: {
    header: () => 'the DEX header is cut short',
    fileSize: ({ stated, size }) => `the header says ${stated} bytes, there are ${size}`,
    containerSize: ({ stated, size }) => `the container says ${stated} bytes, there are ${size}`,
    headerOffset: ({ stated, at }) => `a header says it stands at ${stated}, it stands at ${at}`,
    headerSize: ({ stated, size }) => `the header says its size is ${stated}, not ${size}`,
    byteOrder: ({ mark }) => `the byte order mark is 0x${mark.toString(16)}`,
    table: ({ stated, table, fitting }) =>
      `the table of ${stated} ${table} ends after the file: ${fitting} can be read`,
    tableSize: ({ count, table, limit }) => `there are ${count} ${table}, more than ${limit}`,
    classData: ({ class: className }) => `the data of class ${className} is damaged`,
    methodCode: ({ method }) => `the code of method ${method} is damaged`,
    stringOrder: ({ index }) => `string ${index} is not in order`,
    nextFile: ({ cause }) => `the next file of the container: ${errorSentence(cause)}`,
  },
  DEX_UNREADABLE: {
    compact: () => 'this is compact DEX, which only an installed app has',
    newer: ({ version }) => `DEX version ${version} is newer than those known`,
    nextFile: ({ cause }) => `the next file of the container: ${errorSentence(cause)}`,
  },
  DEX_GAP: {},
  LIMIT_INPUT: {
    fileSize: ({ size, limit }) => `the file has ${size} bytes, more than the limit of ${limit}`,
    directorySize: ({ size, limit }) => `the central directory has ${size} bytes, more than the limit of ${limit}`,
    entries: ({ count, limit }) => `the archive says it has ${count} entries, more than the limit of ${limit}`,
    modules: ({ count, limit }) => `the bundle has ${count} modules, more than ${limit}`,
    nesting: ({ limit }) => `archives stand more than ${limit} deep in one another`,
    folderApks: ({ count }) => `the folder holds ${count} APKs`,
    apks: ({ limit }) => `the input holds more than ${limit} APKs`,
    stdin: ({ limit }) => `standard input has more than the limit of ${limit} bytes`,
  },
  LIMIT_ENTRY: {
    entrySize: ({ size, limit }) => `the entry says it holds ${size} bytes, more than the limit of ${limit}`,
    extractedSize: ({ size, limit }) => `the entry says it holds ${size} bytes, more than the limit of ${limit}`,
    dexSize: ({ size, limit }) => `the DEX file has ${size} bytes, more than ${limit}`,
    dexTotal: ({ limit }) => `the DEX files have more than ${limit} bytes together`,
    dexStated: ({ size, limit }) => `the DEX file says it has ${size} bytes, more than ${limit}`,
    fileSize: ({ size, limit }) => `the file has ${size} bytes, more than the limit of ${limit}`,
    nestedTotal: ({ limit }) => `the compressed archives in the input hold more than ${limit} MiB`,
    manifestSize: ({ size, limit }) => `the manifest has ${size} bytes, more than the limit of ${limit}`,
    signingBlock: ({ size, limit }) => `the signing block has ${size} bytes, more than the ${limit} that are read`,
    signers: ({ count, limit }) => `there are ${count} signers, more than the ${limit} that are read`,
    signatureParts: ({ limit }) => `a list in the signing block has more than ${limit} values`,
    jarBlocks: ({ count, limit }) => `there are ${count} JAR signature blocks, more than the ${limit} that are read`,
  },
  LIMIT_RATIO: {
    grows: ({ compressed, uncompressed, limit }) =>
      `the entry says it grows from ${compressed} to ${uncompressed} bytes, more than ${limit} times`,
  },
  LIMIT_STRINGS: {
    decoded: ({ limit }) => `the strings used have more than ${limit} bytes`,
    pool: ({ count, size, countLimit, sizeLimit }) =>
      `a string pool has ${count} strings in ${size} bytes, more than the limits of ${countLimit} and ${sizeLimit}`,
    dexStrings: ({ limit }) => `there are more than ${limit} strings`,
    dexOverlap: () => 'the strings of the DEX file overlap and are too long together',
    dexDescriptors: ({ limit }) => `the type names of all DEX files have more than ${limit} bytes together`,
  },
  LIMIT_NODES: {
    xmlNodes: ({ limit }) => `there are more than ${limit} XML nodes`,
    resources: ({ limit }) => `there are more than ${limit} resources`,
    lookups: ({ limit }) => `looking resources up took more than ${limit} steps`,
    tableItems: ({ limit }) => `the resource table has more than ${limit} packages, types, type chunks and names`,
    devices: ({ limit }) => `values that decide something differ on more than ${limit} kinds of devices`,
    attributes: ({ count }) => `an element has ${count} attributes`,
    depth: ({ limit }) => `elements stand more than ${limit} deep in one another`,
    nesting: ({ limit }) => `elements are nested deeper than ${limit} levels`,
    requests: ({ limit }) => `there are more than ${limit} permission requests`,
  },
  LIMIT_CODE: {
    steps: () => 'the code takes more steps than the limits allow',
    containerFiles: ({ limit }) => `there are more than ${limit} files in the container`,
    methodLimit: ({ limit }) => `the code takes more than ${limit} methods`,
    stepLimit: ({ limit }) => `the code takes more than ${limit} steps`,
  },
  LIMIT_TIME: {
    tookLonger: ({ limit }) => `reading took longer than ${limit} ms`,
    notEnded: ({ limit }) => `the audit did not end within ${limit} ms`,
  },
  LIMIT_MEMORY: {
    notEnough: () => 'there is not enough memory to read it',
    tooMuch: () => 'reading needs more memory than one file may take',
  },
  LIMIT_REPORT: {
    tooLarge: ({ format, limit }) => `its ${format} report would have more than ${limit} bytes`,
  },
  INTERNAL_ERROR: {
    bug: ({ detail }) => `internal error: ${detail}`,
  },
  WORKER_DIED: {
    signal: (data) => `the process that read it ended: ${workerEnd({ problem: 'signal', ...data })}`,
    exit: (data) => `the process that read it ended: ${workerEnd({ problem: 'exit', ...data })}`,
    ended: () => `the process that read it ended: ${workerEnd({ problem: 'ended' })}`,
    noMemory: () => `the process that read it ended: ${workerEnd({ problem: 'noMemory' })}`,
    abandoned: () => workerEnd({ problem: 'abandoned' }),
    failed: (data) => `the process that read it ended: ${workerEnd({ problem: 'failed', ...data })}`,
  },
};

/** The sentence of an error that another one tells of. */
export function errorSentence(message: ErrorMessage): string {
  return sentenceIn(ERRORS_EN, message);
}

function nameFault(fault: NameFault): string {
  switch (fault.fault) {
    case 'platform':
      return 'it is the platform itself';
    case 'character':
      return `the character "${fault.character}" may not stand there`;
    case 'fileName':
      return 'it is not a valid file name';
    case 'length':
      return `it is longer than ${fault.limit} characters`;
    case 'noDot':
      return 'it has no "."';
    case 'short':
      return 'it is too short';
  }
}

/** How the process of a worker ended. */
export function workerEnd(told: DataOf<FaultDetails, 'WORKER_DIED'>): string {
  switch (told.problem) {
    case 'signal':
      return told.signal + lastWords(told.said);
    case 'exit':
      return `exit code ${told.exitCode ?? 'unknown'}${lastWords(told.said)}`;
    case 'ended':
      return 'it was ended';
    case 'abandoned':
      return 'worker after worker was lost while it was read';
    case 'noMemory':
      return 'it has no more memory';
    case 'failed':
      return told.reason;
  }
}

/** What the process wrote at its end. */
function lastWords(said: string): string {
  return said === '' ? '' : `: ${said}`;
}
