/** The sentences of coded errors in Chinese. A problem without its sentence does not compile. */
import type {
  DexTableName,
  ErrorDetails,
  ErrorMessage,
  FaultDetails,
  ForeignFormat,
  NameFault,
} from '../../bytes/error-details.js';
import { clauseIn } from '../clauses.js';
import { sentenceIn, type Sentences } from '../sentences.js';
import { SCHEME_PROBLEMS_ZH } from './scheme-problems.js';

const FORMATS: Readonly<Record<ForeignFormat, string>> = {
  png: ' PNG 图片',
  jpeg: ' JPEG 图片',
  pdf: ' PDF 文档',
  gzip: ' gzip 压缩包',
  '7z': ' 7-Zip 压缩包',
  rar: ' RAR 压缩包',
  dex: '单独的 DEX 文件',
  elf: ' ELF 程序',
  axml: '单独的二进制 AndroidManifest.xml',
};

const BER_FAULTS = {
  cut: '有值超出其末尾',
  tag: '有标签超过四个八位组',
  length: '有长度超过四个八位组，或缺少长度',
  depth: '值嵌套过深',
  values: '值过多',
};

const HEADER_FIELDS = {
  crc: 'CRC ',
  compressedSize: '压缩后大小',
  uncompressedSize: '未压缩大小',
};

const DEX_TABLES: Readonly<Record<DexTableName, string>> = {
  strings: '字符串',
  types: '类型',
  prototypes: '原型',
  fields: '字段',
  methods: '方法',
  classes: '类',
};

const POOL = {
  poolHeader: () => '字符串池已损坏：头放不下',
  poolCount: ({ count }: { count: number }) => `字符串池已损坏：自称有 ${count} 个字符串`,
  poolStringsOutside: () => '字符串池已损坏：字符串始于池外',
  poolStylesOutside: () => '字符串池已损坏：样式始于池外',
  poolStylesFirst: () => '字符串池已损坏：样式在字符串之前',
  poolNoRoom: () => '字符串池已损坏：没有放字符串的空间',
  poolNoEnd: () => '字符串池已损坏：最后一个字符串没有结尾',
  poolStyleIndex: () => '字符串池已损坏：样式索引放不下',
  poolStylesNoEnd: () => '字符串池已损坏：样式没有结尾',
};

export const ERRORS_ZH: Sentences<ErrorDetails & FaultDetails> = {
  IO_NOT_FOUND: {
    file: () => '文件不存在',
    entryGone: () => '条目已不在',
    entry: ({ name }) => `压缩包没有条目“${name}”`,
  },
  IO_READ: {
    outside: ({ start, end, size }) => `第 ${start} 到 ${end} 字节超出文件的 ${size} 字节`,
    folder: () => '这是文件夹',
    notRegular: () => '这不是普通文件',
    shrank: () => '读取时文件变短了',
    cannotRead: ({ system }) => `文件无法读取（${system}）`,
    cannotOpen: ({ system }) => `文件无法打开（${system}）`,
    folderUnreadable: ({ system }) => `文件夹无法读取（${system}）`,
    outsideEntry: ({ start, end }) => `第 ${start} 到 ${end} 字节超出条目`,
    stdinFolder: () => '标准输入是文件夹',
    stdin: ({ system }) => `标准输入无法读取（${system}）`,
    changed: () => '读取时文件发生了变化',
  },
  IO_NO_APK: {
    folder: () => '文件夹中没有 APK，也没有 AndroidManifest.xml',
  },
  IO_REMOTE: {
    status: ({ status, said }) => `服务器返回状态 ${status}${said === '' ? '' : `（${said}）`}`,
    connection: ({ system }) => `无法连接服务器，或连接中断（${system}）`,
    timeout: ({ limit }) => `服务器在 ${limit} 毫秒内没有回应`,
    noRanges: () => '服务器不提供文件的部分内容',
    noLength: () => '服务器没有说明文件的长度',
    noVersion: () => '服务器既没有给出强 ETag，也没有给出日期：无法得知文件是否发生变化',
    otherBytes: () => '服务器发来的字节与所请求的不同',
    redirects: ({ limit }) => `服务器重定向超过 ${limit} 次`,
    redirect: () => '服务器重定向到了没有人要求访问的地方',
    listing: () => '服务器没有把文件列完',
    client: ({ said }) => `S3 客户端无法请求：${said}`,
  },
  ZIP_NO_EOCD: {
    empty: () => '文件是空的',
    cutShort: () => '压缩包没有结束记录：文件不完整',
    textFile: () => '这是文本文件，不是 APK',
    notZip: () => '这不是 ZIP 压缩包：没有结束记录',
    otherFormat: ({ format }) => `这是${FORMATS[format]}，不是 APK`,
    cut: ({ end }) => `数据在第 ${end} 字节之前结束`,
  },
  ZIP_EOCD_TRAILING: {
    follows: ({ bytes }) => `压缩包结束后还有 ${bytes} 字节`,
    comment: ({ bytes }) => `压缩包的注释比文件长 ${bytes} 字节`,
  },
  ZIP_EMPTY: {
    noEntries: () => 'ZIP 中没有任何条目',
  },
  ZIP_CD_RANGE: {
    doesNotFit: ({ directoryOffset, size }) => `中央目录（位置 ${directoryOffset}，${size} 字节）在结束记录之前放不下`,
  },
  ZIP_CD_INVALID: {
    endsBefore: ({ record, records }) => `中央目录在第 ${record} 条记录（共 ${records} 条）之前结束`,
    noSignature: ({ record }) => `中央目录的第 ${record} 条记录没有签名标识`,
    pastEnd: ({ record }) => `中央目录的第 ${record} 条记录超出其末尾`,
    headerOffset: ({ headerOffset }) => `本地文件头的位置（${headerOffset}）在中央目录之后`,
    cut: ({ end }) => `数据在第 ${end} 字节之前结束`,
  },
  ZIP_ZIP64: {
    oneSize: () => '本地文件头只有一个 ZIP64 大小',
    extraPastEnd: () => '附加字段超出其末尾',
    noNumbers: () => '记录要求 ZIP64 数值却没有',
    extraShort: () => 'ZIP64 附加字段过短',
    extraSize: () => 'ZIP64 附加字段的大小不对',
    notRead: () => '压缩包是 ZIP64 格式，该 Android 版本不读取',
    noLocator: () => '结束记录的字段要求 ZIP64，但其前没有 ZIP64 定位记录',
    endRecordOffset: ({ recordOffset }) => `ZIP64 结束记录的位置 ${recordOffset} 超出范围`,
    endRecordMissing: () => '定位记录所指之处没有 ZIP64 结束记录',
    directoryRange: () => 'ZIP64 中央目录超出范围',
    noV2: () => 'ZIP64 压缩包不能带有目标 API 30 及以上所需的 v2 签名',
    cut: ({ end }) => `数据在第 ${end} 字节之前结束`,
  },
  ZIP_NOT_LFH_START: {
    dataBefore: () => '文件开头不是 ZIP 本地文件头：压缩包之前有其他数据',
    cut: ({ end }) => `数据在第 ${end} 字节之前结束`,
  },
  ZIP_BAD_NAME: {
    nul: ({ name }) => `条目名称“${name}”含有 NUL 字节`,
    notUtf8: ({ name }) => `条目名称“${name}”不是 UTF-8`,
  },
  ZIP_DUPLICATE_NAME: {
    twice: ({ name }) => `两个条目同名：“${name}”`,
  },
  ZIP_LFH_INVALID: {
    missing: () => '中央目录所指之处没有本地文件头',
  },
  ZIP_LFH_NAME: {
    differs: () => '本地文件头的名称与中央目录不一致',
  },
  ZIP_LFH_MISMATCH: {
    differs: ({ field, local, central }) =>
      `${HEADER_FIELDS[field]}不一致：本地文件头为 ${local}，中央目录为 ${central}`,
  },
  ZIP_ENTRY_RANGE: {
    headerOutside: () => '本地文件头在中央目录之前放不下',
    startsAfter: () => '条目数据始于中央目录之后',
    compressedSize: ({ size, room }) => `压缩后大小 ${size} 超出现有的 ${room} 字节`,
    storedSize: ({ size, room }) => `存储大小 ${size} 超出现有的 ${room} 字节`,
    extraField: () => '附加字段伸入中央目录',
    pastEnd: ({ size }) => `条目的 ${size} 字节超出文件末尾`,
    outside: ({ start, end }) => `第 ${start} 到 ${end} 字节超出压缩包`,
    cut: ({ end }) => `数据在第 ${end} 字节之前结束`,
  },
  ZIP_INFLATE: {
    otherSize: ({ size, stated }) => `条目解压后有 ${size} 字节，而非所称的 ${stated} 字节`,
    trailing: ({ bytes }) => `压缩数据结束后还有 ${bytes} 字节`,
    larger: ({ stated }) => `条目解压后超过所称的 ${stated} 字节`,
    notDeflate: () => '条目不是有效的 deflate 数据',
    method: ({ method }) => `Android 不解压压缩方法 ${method}`,
    methodUnread: ({ method }) => `条目以方法 ${method} 压缩，不予读取`,
  },
  ZIP_SIZE_MISMATCH: {},
  APK_NO_MANIFEST: {
    none: () => '没有 AndroidManifest.xml',
    holdsApks: () => '没有 AndroidManifest.xml',
  },
  APK_IS_SPLIT: {
    split: ({ split, package: packageName }) => `这是 ${packageName} 的拆分 APK“${split}”，不是基础 APK`,
  },
  APK_IS_BUNDLE: {
    bundle: () => '这是 Android App Bundle，任何设备都不会安装它',
  },
  APK_NO_BASE: {
    bundle: () => 'App Bundle 没有 base 模块',
    archive: () => '压缩包中没有 APK',
    set: () => '这些 APK 中没有基础 APK',
  },
  APK_SPLITS_DISAGREE: {
    archives: ({ count }) => `压缩包中有 ${count} 个 APK 压缩包`,
    bases: ({ count, first, second }) => `有 ${count} 个基础 APK（“${first}”和“${second}”）`,
    package: ({ name, package: packageName, base }) => `“${name}”的包名是 ${packageName}，基础 APK 的是 ${base}`,
    version: ({ name, version, base }) => `“${name}”的版本号是 ${version}，基础 APK 的是 ${base}`,
    twice: ({ split }) => `拆分 APK“${split}”出现两次`,
    moduleVersion: ({ module, version, base }) => `模块“${module}”的版本号是 ${version}，base 的是 ${base}`,
    modulePackage: ({ module, package: packageName, base }) =>
      `模块“${module}”的包名是 ${packageName}，base 的是 ${base}`,
    unsigned: ({ name }) => `“${name}”没有签名，而基础 APK 有`,
    otherKey: ({ name }) => `“${name}”的签名密钥与基础 APK 不同`,
  },
  APK_ENCRYPTED: {
    apkm: () => '这是加密的 .apkm 文件，只有其自带的安装器能读取',
  },
  APK_SIGNATURE: {
    scheme: ({ scheme, cause }) => `${scheme} 签名不成立：${clauseIn(SCHEME_PROBLEMS_ZH, cause) ?? cause.code}`,
    noneForVersion: ({ schemes }) => `文件有签名（${schemes.join('、')}），但不是该版本会读取的`,
    needsV2: ({ targetSdk }) => `面向 API ${targetSdk} 的应用须有 v2 或更新方案的签名，而文件没有`,
    rotations: () => '密钥轮换证明不止一个',
    noCertificate: ({ file }) => `${file} 中没有证书`,
    notDer: ({ file, reason }) => `${file} 不是 DER：${BER_FAULTS[reason]}`,
    notPkcs7: ({ file }) => `${file} 不是 PKCS #7 签名`,
    noSignedData: ({ file }) => `${file} 中没有已签名的数据`,
    structure: ({ file }) => `${file} 不具有 PKCS #7 签名的结构`,
    emptySigner: ({ file }) => `${file} 有空的签名者`,
    attributeTwice: ({ file }) => `${file} 的签名属性出现两次`,
    noContentType: ({ file }) => `${file} 的签名属性中没有内容类型`,
    noDigest: ({ file }) => `${file} 的签名属性中没有摘要`,
    noOwnCertificate: ({ file }) => `${file} 中没有其签名者的证书`,
    blockSize: ({ size }) => `签名块自称有 ${size} 字节`,
    blockSizes: () => '签名块的两个大小不一致',
    pair: () => '签名块中的一项超出其末尾',
    cut: ({ end }) => `数据在第 ${end} 字节之前结束`,
  },
  XML_SYNTAX: {
    apktoolYaml: ({ fault }) => `apktool.yml 不是 YAML：${fault}`,
    noRoot: () => 'XML 格式不正确：没有根元素',
    roots: () => 'XML 格式不正确：根元素不止一个',
    entity: ({ entity }) => `XML 格式不正确：实体 ${entity} 未声明`,
    tag: () => 'XML 格式不正确：有标签无法读取',
    malformed: ({ reason }) => `XML 格式不正确：${reason}`,
  },
  XML_UNSUPPORTED: {
    entities: () => 'XML 自行声明了实体，不予展开',
    subset: () => 'DOCTYPE 带有内部子集，解析器可据此加入未写出的内容',
    instruction: () => '处理指令中有引号，各解析器读法不一',
  },
  PROTO_CORRUPT: {
    fieldZero: () => '有字段的编号为 0',
    fieldLength: ({ length }) => `${length} 字节的字段超出其消息`,
    wireType: ({ wireType }) => `字段的线型 ${wireType} 不存在`,
    pastEnd: () => '字段超出其消息',
    notProtobuf: ({ reason }) => `数据不是 Protobuf（${reason}）`,
    noRoot: () => '没有根元素',
    tocEmpty: () => '目录表没有列出 APK',
  },
  AXML_CORRUPT: {
    ...POOL,
    noStringPool: () => '没有字符串池',
    noElements: () => '没有元素',
    short: () => '比数据块的头还短',
    size: ({ stated, header, size }) => `自称有 ${stated} 字节（头 ${header} 字节），实际有 ${size} 字节`,
    firstNode: () => '第一个节点已损坏',
  },
  AXML_BAD_CHUNK: {
    damaged: ({ chunk }) => `数据块 0x${chunk.toString(16)} 已损坏`,
  },
  AXML_BAD_NODE: {
    damaged: () => '节点已损坏',
    short: () => '节点过短',
    cut: ({ end }) => `数据在第 ${end} 字节之前结束`,
  },
  AXML_BAD_STRING: {
    unreadable: ({ index }) => `第 ${index} 个字符串无法读取`,
  },
  AXML_ROOT_TYPE: {
    type: ({ type }) => `根数据块的类型是 0x${type.toString(16)}，不是 0x3`,
  },
  AXML_PLAIN_TEXT: {
    text: () => '清单文件是纯文本，不是 Android 读取的二进制 XML',
  },
  MAN_NO_MANIFEST_TAG: {
    first: () => '第一个元素不是 <manifest>',
  },
  MAN_BAD_PACKAGE: {
    none: () => '清单文件没有写 Android 能读取的包名',
    packageName: ({ name, reason }) => `包名“${name}”无效：${nameFault(reason)}`,
    splitName: ({ name, reason }) => `拆分 APK 的名称“${name}”无效：${nameFault(reason)}`,
    splitType: ({ name, reason }) => `拆分类型“${name}”无效：${nameFault(reason)}`,
    sharedUserId: ({ name, reason }) => `sharedUserId“${name}”无效：${nameFault(reason)}`,
  },
  MAN_BAD_NAME: {
    name: ({ element, attribute, name, reason }) => `<${element}> 的 ${attribute}“${name}”无效：${nameFault(reason)}`,
  },
  MAN_BAD_VALUE: {
    notNumber: ({ element, attribute }) => `<${element}> 的 ${attribute} 不是 Android 能读取的数字`,
    null: ({ element, attribute }) => `<${element}> 的 ${attribute} 没有值`,
  },
  MAN_NO_EXPORTED: {
    missing: ({ element, name }) =>
      `<${element}>“${name}”有 intent 过滤器，却没有写明是否导出，而目标 API 31 及以上的应用必须写明`,
  },
  MAN_MIN_SDK: {
    preview: ({ codename }) => `为平台预览版“${codename}”而构建`,
    api: ({ api }) => `需要 Android API 级别 ${api}`,
  },
  MAN_LOW_TARGET: {},
  MAN_NO_APPLICATION: {
    none: () => '清单文件没有 <application>，也没有 <instrumentation>',
  },
  MAN_CONFLICTING_FLAGS: {
    twice: ({ permission }) => `${permission} 被申请两次，usesPermissionFlags 不同`,
  },
  MAN_DUPLICATE_PERMISSION: {
    differs: ({ permission }) => `权限“${permission}”被定义两次，保护级别或权限组不同`,
  },
  MAN_BAD_ELEMENT: {
    noTag: () => '有元素没有名称',
    noName: ({ element }) => `<${element}> 没有名称`,
    noFeature: ({ element }) => `<${element}> 没有写功能`,
    missing: ({ element, attribute }) => `<${element}> 没有写 ${attribute}`,
    emptyClass: ({ element, attribute }) => `<${element}> 的 ${attribute} 是空的`,
    reservedName: ({ element }) => `<${element}> 使用了 Android 保留的名称`,
    noValue: ({ element }) => `<${element}> 既没有值，也没有资源`,
    noTarget: ({ name }) => `<activity-alias> 指向“${name}”，但在它之前没有这个名称的 activity`,
    treeName: ({ name }) => `<permission-tree> 的名称“${name}”少于三段`,
    protectionLevel: ({ permission, level }) =>
      `“${permission}”的保护级别 0x${level.toString(16)} 带有只有签名权限才能使用的标志`,
    mimeType: ({ type }) => `“${type}”不是 MIME 类型`,
    emptyIntent: () => '<queries> 中的 <intent> 既没有 action，也没有 data',
    severalInIntent: ({ what }) => `<queries> 中的 <intent> 有不止一个 ${what}`,
    notAllowed: ({ element }) => `该应用不得使用 <${element}>`,
    outOfRange: ({ element, attribute }) => `<${element}> 的 ${attribute} 超出范围`,
    tooLong: ({ element, attribute, limit }) => `<${element}> 的 ${attribute} 超过 ${limit} 个字符`,
    childOf: ({ element, child }) => `<${element}> 中不得有 <${child}>`,
    attributions: () => '各 <attribution> 元素互相矛盾',
    keySetNesting: () => '<key-sets> 中的元素嵌套有误',
    keySetUndefined: ({ name }) => `<upgrade-key-set> 写了“${name}”，但没有 <key-set> 定义它`,
    publicKey: ({ name }) => `公钥“${name}”在首次使用处没有值`,
    twice: ({ element, name }) => `<${element}>“${name}”出现两次`,
    sharedUserLibrary: () => '库不得有 sharedUserId',
    classLoader: ({ name }) => `没有类加载器“${name}”`,
    heavyProcess: ({ element }) => `应用不能保存状态，其 <${element}> 不得在该进程中运行`,
  },
  MAN_TOO_MANY: {
    elements: ({ limit, element }) => `<${element}> 元素超过 ${limit} 个`,
  },
  MAN_STRING_TOO_LONG: {
    elementName: ({ element, length, limit }) => `<${element}> 的名称有 ${length} 个字符，超过 ${limit} 个`,
    attribute: ({ attribute, length, limit }) => `${attribute} 有 ${length} 个字符，超过 ${limit} 个`,
    permissionName: ({ length, limit }) => `权限的名称有 ${length} 个字符，超过 ${limit} 个`,
    requestName: ({ length, limit }) => `所申请权限的名称有 ${length} 个字符，超过 ${limit} 个`,
  },
  ARSC_CORRUPT: {
    ...POOL,
    chunkHeader: () => '数据块的头已损坏',
    packageHeader: () => '资源包的头过短',
    typeIdOffset: () => '类型编号的偏移过大',
    specHeader: () => '类型说明的头过短',
    specZero: () => '类型说明的编号为 0',
    typeIdLarge: () => '类型编号过大',
    specEntries: ({ count }) => `类型说明自称有 ${count} 个条目`,
    specShort: () => '类型说明放不下其条目',
    typeHeader: () => '类型的头过短',
    noSpec: () => '类型之前没有类型说明',
    typeZero: () => '类型的编号为 0',
    typeEntries: ({ count }) => `类型自称有 ${count} 个条目`,
    entryOffsets: () => '类型的条目偏移与条目重叠',
    entriesOutside: () => '类型的条目始于其外',
    entriesUnaligned: () => '类型的条目没有对齐',
    libraryHeader: () => '库的头过短',
    libraryShort: () => '库的数据块过短',
    libraryId: ({ id }) => `库的资源包编号为 ${id}`,
    aliasHeader: () => '别名的头过短',
    aliasShort: () => '别名的数据块过短',
    aliasTwice: () => '别名的数据块两次给出同一编号',
    tableHeader: () => '资源表的头过短',
    morePackages: ({ stated }) => `资源包多于所称的 ${stated} 个`,
    cut: ({ end }) => `数据在第 ${end} 字节之前结束`,
  },
  ARSC_COMPRESSED: {
    stored: () => '目标 API 30 及以上要求 resources.arsc 不压缩且对齐',
  },
  ARSC_UNRESOLVED: {},
  DEX_BAD_MAGIC: {
    magic: () => '开头不是 DEX 文件',
    version: ({ version }) => `Android 不接受 DEX 版本 ${version}`,
    nextFile: ({ cause }) => `容器的下一个文件：${errorSentence(cause)}`,
  },
  DEX_CHECKSUM: {
    differs: ({ actual, stated }) => `校验和是 ${actual}，文件头称 ${stated}`,
  },
  DEX_CORRUPT: {
    header: () => 'DEX 文件头不完整',
    fileSize: ({ stated, size }) => `文件头称有 ${stated} 字节，实际有 ${size} 字节`,
    containerSize: ({ stated, size }) => `容器称有 ${stated} 字节，实际有 ${size} 字节`,
    headerOffset: ({ stated, at }) => `文件头称位于 ${stated}，实际位于 ${at}`,
    headerSize: ({ stated, size }) => `文件头称其大小为 ${stated}，而非 ${size}`,
    byteOrder: ({ mark }) => `字节序标记是 0x${mark.toString(16)}`,
    table: ({ stated, table, fitting }) => `${DEX_TABLES[table]}表有 ${stated} 项，超出文件末尾：可读 ${fitting} 项`,
    tableSize: ({ count, table, limit }) => `有 ${count} 个${DEX_TABLES[table]}，超过 ${limit}`,
    classData: ({ class: className }) => `类 ${className} 的数据已损坏`,
    methodCode: ({ method }) => `方法 ${method} 的代码已损坏`,
    stringOrder: ({ index }) => `第 ${index} 个字符串不在应有的次序`,
    nextFile: ({ cause }) => `容器的下一个文件：${errorSentence(cause)}`,
  },
  DEX_UNREADABLE: {
    compact: () => '这是 compact DEX，只有已安装的应用才有',
    newer: ({ version }) => `DEX 版本 ${version} 比已知的更新`,
    nextFile: ({ cause }) => `容器的下一个文件：${errorSentence(cause)}`,
  },
  DEX_GAP: {},
  LIMIT_INPUT: {
    fileSize: ({ size, limit }) => `文件有 ${size} 字节，超过上限 ${limit}`,
    directorySize: ({ size, limit }) => `中央目录有 ${size} 字节，超过上限 ${limit}`,
    entries: ({ count, limit }) => `压缩包自称有 ${count} 个条目，超过上限 ${limit}`,
    modules: ({ count, limit }) => `App Bundle 有 ${count} 个模块，超过 ${limit} 个`,
    nesting: ({ limit }) => `压缩包嵌套超过 ${limit} 层`,
    folderApks: ({ count }) => `文件夹中有 ${count} 个 APK`,
    apks: ({ limit }) => `输入中的 APK 超过 ${limit} 个`,
    stdin: ({ limit }) => `标准输入超过上限 ${limit} 字节`,
  },
  LIMIT_ENTRY: {
    entrySize: ({ size, limit }) => `条目自称有 ${size} 字节，超过上限 ${limit}`,
    extractedSize: ({ size, limit }) => `条目自称有 ${size} 字节，超过上限 ${limit}`,
    dexSize: ({ size, limit }) => `DEX 文件有 ${size} 字节，超过 ${limit}`,
    dexTotal: ({ limit }) => `DEX 文件合计超过 ${limit} 字节`,
    dexStated: ({ size, limit }) => `DEX 文件自称有 ${size} 字节，超过 ${limit}`,
    fileSize: ({ size, limit }) => `文件有 ${size} 字节，超过上限 ${limit}`,
    nestedTotal: ({ limit }) => `输入中压缩的压缩包合计超过 ${limit} MiB`,
    manifestSize: ({ size, limit }) => `清单文件有 ${size} 字节，超过上限 ${limit}`,
    signingBlock: ({ size, limit }) => `签名块有 ${size} 字节，超过读取的 ${limit} 字节`,
    signers: ({ count, limit }) => `有 ${count} 个签名者，超过读取的 ${limit} 个`,
    signatureParts: ({ limit }) => `签名块中的一个列表超过 ${limit} 个值`,
    jarBlocks: ({ count, limit }) => `有 ${count} 个 JAR 签名块，超过读取的 ${limit} 个`,
  },
  LIMIT_RATIO: {
    grows: ({ compressed, uncompressed, limit }) =>
      `条目自称由 ${compressed} 字节膨胀到 ${uncompressed} 字节，超过 ${limit} 倍`,
  },
  LIMIT_STRINGS: {
    decoded: ({ limit }) => `用到的字符串超过 ${limit} 字节`,
    pool: ({ count, size, countLimit, sizeLimit }) =>
      `字符串池有 ${count} 个字符串、${size} 字节，超过上限 ${countLimit} 和 ${sizeLimit}`,
    dexStrings: ({ limit }) => `字符串超过 ${limit} 个`,
    dexOverlap: () => 'DEX 文件的字符串互相重叠，合计过长',
    dexDescriptors: ({ limit }) => `所有 DEX 文件的类型名合计超过 ${limit} 字节`,
  },
  LIMIT_NODES: {
    xmlNodes: ({ limit }) => `XML 节点超过 ${limit} 个`,
    resources: ({ limit }) => `资源超过 ${limit} 个`,
    lookups: ({ limit }) => `查找资源超过 ${limit} 步`,
    tableItems: ({ limit }) => `资源表中的包、类型、类型块和名称超过 ${limit} 个`,
    devices: ({ limit }) => `起决定作用的值在超过 ${limit} 种设备上各不相同`,
    attributes: ({ count }) => `一个元素有 ${count} 个属性`,
    depth: ({ limit }) => `元素嵌套超过 ${limit} 层`,
    nesting: ({ limit }) => `元素嵌套超过 ${limit} 层`,
    requests: ({ limit }) => `权限申请超过 ${limit} 个`,
  },
  LIMIT_CODE: {
    steps: () => '代码所需的步数超过上限',
    containerFiles: ({ limit }) => `容器中的文件超过 ${limit} 个`,
    methodLimit: ({ limit }) => `代码超过 ${limit} 个方法`,
    stepLimit: ({ limit }) => `代码超过 ${limit} 步`,
  },
  LIMIT_TIME: {
    tookLonger: ({ limit }) => `读取超过 ${limit} 毫秒`,
    notEnded: ({ limit }) => `审计在 ${limit} 毫秒内没有结束`,
  },
  LIMIT_MEMORY: {
    notEnough: () => '内存不足，无法读取',
    tooMuch: () => '读取所需的内存超过单个文件的上限',
  },
  LIMIT_REPORT: {
    tooLarge: ({ format, limit }) => `其 ${format} 报告将超过 ${limit} 字节`,
  },
  INTERNAL_ERROR: {
    bug: ({ detail }) => `内部错误：${detail}`,
  },
  WORKER_DIED: {
    signal: ({ signal, said }) => `读取它的进程已结束：${signal}${lastWords(said)}`,
    exit: ({ exitCode, said }) => `读取它的进程已结束：退出代码 ${exitCode ?? '未知'}${lastWords(said)}`,
    ended: () => '读取它的进程已结束：被终止',
    noMemory: () => '读取它的进程已结束：内存已用尽',
    abandoned: () => '读取它时，多个工作进程相继失去',
    failed: ({ reason }) => `读取它的进程已结束：${reason}`,
  },
};

/** The sentence of an error that another one tells of. */
export function errorSentence(message: ErrorMessage): string {
  return sentenceIn(ERRORS_ZH, message);
}

function nameFault(fault: NameFault): string {
  switch (fault.fault) {
    case 'platform':
      return '这是平台自身';
    case 'character':
      return `字符“${fault.character}”不得出现在此处`;
    case 'fileName':
      return '不是有效的文件名';
    case 'length':
      return `超过 ${fault.limit} 个字符`;
    case 'noDot':
      return '其中没有“.”';
    case 'short':
      return '过短';
  }
}

/** What the process wrote at its end. */
function lastWords(said: string): string {
  return said === '' ? '' : `：${said}`;
}
