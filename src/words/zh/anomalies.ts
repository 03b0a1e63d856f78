/** The sentences of anomalies in Chinese. A problem without its sentence does not compile. */
import type { AnomalyDetails } from '../../bytes/anomaly-details.js';
import type { Sentences } from '../sentences.js';
import { errorSentence } from './errors.js';

export const ANOMALIES_ZH: Sentences<AnomalyDetails> = {
  ANOM_ZIP_METHOD: {
    entries: () => '有条目使用不存在的压缩方法，解包工具会因此失败',
    entry: ({ method }) => `压缩方法 ${method} 不存在，Android 9 及以上按存储读取该条目，多数其他工具会失败`,
  },
  ANOM_ZIP_ENCRYPT_FLAG: {
    entries: () => '有条目带有加密标志，Android 忽略它，解包工具会因此失败',
    entry: () => '条目带有加密标志却并未加密，Android 忽略它，其他工具拒绝该条目',
  },
  ANOM_ZIP_LFH_DIFFERS: {
    method: () => '本地文件头与中央目录的压缩方法不同，Android 以中央目录为准',
    descriptor: () => '只有一个文件头称其后有数据描述符，Android 以本地文件头为准，其他工具以中央目录为准',
    resources: ({ cause }) => `资源表无法打开（${errorSentence(cause)}），Android 不用它继续`,
  },
  ANOM_ZIP_PREFIX: {
    dex: ({ bytes }) =>
      `开头的 ${bytes} 字节是不属于任何条目的 DEX 代码：Android 8.0 及更早版本会运行它而非应用（Janus，CVE-2017-13156）`,
    bytes: ({ bytes }) => `开头的 ${bytes} 字节不属于任何条目`,
  },
  ANOM_ZIP_GAP: {
    gap: ({ bytes }) =>
      `中央目录与结束记录之间有 ${bytes} 字节：这种文件不能带有 v2 或更新的签名，而目标 API 30 及以上的应用需要它`,
  },
  ANOM_ZIP_CD_TAIL: {
    beyond: () => '中央目录的内容多于所计的条目，Android 读到计数为止，其他工具会继续读',
  },
  ANOM_ZIP_MULTI_EOCD: {
    two: () => '有两个完整的中央目录结束记录，Android 取最后一个，其他工具可能取另一个',
  },
  ANOM_ZIP_LOOKALIKE: {
    almost: () => '有条目的名称酷似 Android 读取的文件；Android 逐字节比较名称，不理会它',
  },
  ANOM_ZIP_OVERLAP: {
    share: () => '条目的数据互相重叠：小压缩包可借此解出极多的内容',
  },
  ANOM_ZIP_TRAVERSAL: {
    outside: () => '条目名称指向压缩包之外的路径，对 Android 无害，对解包工具有危险',
  },
  ANOM_ZIP_CRC: {
    differs: () => '条目的 CRC 不符，Android 在此不检查',
  },
  ANOM_ZIP_SIZE: {
    stored: () => '存储的条目有两个不同的大小，Android 取未压缩的大小',
  },
  ANOM_ZIP_NAME_ENCODING: {
    overlong: () => '条目名称使用超长 UTF-8 编码，Android 按字节比较，其他工具会看到别的名称',
  },
  ANOM_AXML_HEADER: {
    rootType: () => '根数据块没有标明是 XML，Android 15 及更早版本不检查',
    headerSize: () => '根数据块的头大小不同寻常',
  },
  ANOM_AXML_UNKNOWN_CHUNK: {
    between: () => '元素之间有未知类型的数据块，Android 跳过它，其他工具读到此处便停下',
    before: () => '第一个元素之前有未知类型的数据块，Android 跳过它，其他工具读到此处便停下',
  },
  ANOM_AXML_EXTRA_POOL: {
    strings: () => '二进制 XML 有多个字符串池，Android 用最后一个，其他工具用第一个',
    resources: () => '二进制 XML 有多个资源映射表，Android 用最后一个，其他工具用第一个',
  },
  ANOM_AXML_ATTR_LAYOUT: {
    layout: ({ tag }) => `<${tag}> 的属性排布不是任何构建工具的写法，Android 照此读取，其他工具会失败`,
  },
  ANOM_AXML_TRAILING: {
    follows: ({ bytes }) => `二进制 XML 结束后还有 ${bytes} 字节，Android 忽略它们`,
  },
  ANOM_STR_NUL: {
    tagHolds: () => '元素名称含有 NUL，Android 把它当作其中一部分，其他工具在此截断',
    tagCut: ({ tag }) => `元素名称在文件中更长，Android 在 NUL 处截断为 <${tag}>`,
    cut: ({ attribute, tag }) => `<${tag}> 的 ${attribute} 在文件中更长，Android 在 NUL 处截断`,
    tagOpen: ({ tag }) => `元素名称末尾没有 NUL，旧版 Android 会一直读到下一个 NUL，得到 <${tag}>`,
    open: ({ attribute, tag }) => `<${tag}> 的 ${attribute} 末尾没有 NUL，旧版 Android 会一直读到下一个 NUL`,
    part: ({ attribute, tag }) => `<${tag}> 的 ${attribute} 含有 NUL，Android 把它当作其中一部分，其他工具在此截断`,
  },
  ANOM_STR_LENGTH: {
    stated: ({ attribute, tag }) => `<${tag}> 的 ${attribute} 写的长度不对，Android 忽略它，其他工具会丢失该字符串`,
  },
  ANOM_STR_ENCODING: {
    utf8: ({ attribute, tag }) => `<${tag}> 的 ${attribute} 不是规范的 UTF-8，Android 照样解码，其他工具会看到别的文本`,
  },
  ANOM_ATTR_NAME_ID: {
    otherName: ({ tag, attribute, name }) => `<${tag}> 的一个属性在 Android 看来是 ${attribute}，名称却是“${name}”`,
    noNamespace: ({ attribute, tag }) => `<${tag}> 的属性 ${attribute} 没有命名空间，Android 只看编号`,
    foreignNamespace: ({ attribute, tag }) =>
      `<${tag}> 的属性 ${attribute} 在别的命名空间中，Android 只看编号，其他工具会漏掉它`,
  },
  ANOM_ATTR_RAW_TYPED: {
    typedOnly: ({ tag }) => `<${tag}> 的名称只有类型值，Android 不需要别的，有些工具会漏掉它`,
    rawFirst: ({ attribute, tag }) => `<${tag}> 的 ${attribute} 有两个值，Android 先读原始值，再读类型值`,
    takesRaw: ({ attribute, tag }) => `<${tag}> 的 ${attribute} 有两个值，Android 取原始值`,
    takesTyped: ({ attribute, tag }) => `<${tag}> 的 ${attribute} 有两个值，Android 取类型值`,
  },
  ANOM_ATTR_UNSORTED: {
    order: ({ attribute, tag }) => `<${tag}> 的属性 ${attribute} 没有按次序排列，Android 看不到它，其他工具看得到`,
  },
  ANOM_ATTR_DUPLICATE: {
    twice: ({ tag, attribute }) => `<${tag}> 的属性 ${attribute} 出现两次，Android 取第一个`,
  },
  ANOM_ATTR_NO_ID: {
    byName: ({ attribute, tag }) =>
      `<${tag}> 的属性 ${attribute} 没有资源 ID：Android 按名称读取它，其他读取工具会漏掉`,
    noId: ({ attribute, tag }) => `<${tag}> 的属性 ${attribute} 没有资源编号，Android 看不到它，其他工具看得到`,
  },
  ANOM_ATTR_TYPE: {
    nameNotString: ({ tag }) => `<${tag}> 的名称不是字符串，Android 忽略该申请，其他工具可能把它算上`,
    noValue: ({ attribute, tag }) => `<${tag}> 的 ${attribute} 有文本却没有值，Android 看不到值`,
    notNumber: ({ attribute, tag }) => `<${tag}> 的 ${attribute} 不是数字，对 Android 不构成限制，其他工具可能以为是`,
  },
  ANOM_PKGID_REMAP: {
    hides: ({ tag }) => `<${tag}> 的一个属性藏在改写过的资源包编号之后，只有 Android 能解析`,
  },
  ANOM_MAN_RESCANNED: {
    inside: ({ tag }) => `<${tag}> 位于不该有此子元素的元素之内，Android 11 及以上仍会读取它`,
  },
  ANOM_MAN_MISPLACED: {
    inside: ({ parent }) => `权限申请位于 <${parent}> 之内，Android 在此忽略它，其他工具可能把它算上`,
  },
  ANOM_MAN_UNBALANCED: {
    follow: () => 'Android 认为清单文件已结束之处以后还有元素，其他工具可能把它们算上',
  },
  ANOM_MAN_SECOND_APPLICATION: {
    second: () => '有第二个 <application>，Android 忽略它，但 11 及以上把其子元素当作顶层元素读取',
  },
  ANOM_MAN_FEATURE_FLAG: {
    flag: () => '权限申请取决于设备的功能开关，按已申请计',
    element: ({ tag }) => `设备的功能开关可关闭 <${tag}>，其中的内容届时按同级读取；两种情况均已读取`,
    refused: ({ cause }) => `打开该功能开关的设备拒绝此文件（${errorSentence(cause)}），按其余设备读取`,
  },
  ANOM_MAN_CONFIG_DEPENDENT: {
    depends: ({ attribute, tag }) => `<${tag}> 的 ${attribute} 取决于设备配置`,
  },
  ANOM_MAN_DUPLICATE: {
    usesSdk: () => '<uses-sdk> 不止一个，Android 取最后一个，其他工具取第一个',
    request: () => '同一权限被多次申请，以第一个生效的为准',
  },
  ANOM_MAN_TAG_NAMESPACE: {
    carries: ({ tag }) => `<${tag}> 带有命名空间，Android 忽略它，其他工具不认识该元素`,
  },
  ANOM_MAN_LOOKALIKE_PERMISSION: {
    readsLike: ({ real }) => `申请的名称酷似 ${real}，但并不是：Android 不授予任何东西`,
  },
  ANOM_MAN_SDK_DISAGREES: {},
  ANOM_MAN_LOW_TARGET: {
    tooOld: ({ targetSdk }) => `targetSdkVersion ${targetSdk} 过低，较新的 Android 不再安装；已安装的设备会保留它`,
  },
  ANOM_SPLIT_PERMISSION: {
    split: ({ name }) => `拆分 APK“${name}”申请了基础 APK 没有的权限，Android 忽略它`,
    feature: ({ name }) => `功能模块“${name}”申请了基础 APK 没有的权限，Android 忽略它`,
  },
  ANOM_INPUT_SKIPPED: {
    expansion: ({ bytes }) => `应用附带 ${bytes} 字节的扩展文件，其数据格式由应用自定，不予读取`,
    otherDevices: ({ count }) => `这组 APK 中有 ${count} 个用于其他设备，不予读取`,
    manifest: () => 'APK 旁边有一个 AndroidManifest.xml：安装的是 APK，审计的也是 APK',
    ownManifest: () => '容器自身带有 AndroidManifest.xml，未予审计：审计的是由此安装的内容',
    otherApk: ({ name }) => `“${name}”的申请或行为与所审计的 APK 不同，未予审计`,
  },
  ANOM_INPUT_DISAGREES: {
    notJson: () => '容器的 manifest.json 不是 JSON',
    missingFile: () => 'manifest.json 列出了容器中没有的文件',
    missingApk: () => '目录表列出了这组 APK 中没有的 APK',
    container: ({ code }) =>
      `Android 的 ZIP 读取器打不开此容器（${code}）；它从不打开容器，只打开其中的 APK，审计的正是它们`,
    package: () => 'manifest.json 的包名与基础 APK 不同，Android 以基础 APK 为准',
  },
  ANOM_SRC_TOOLS: {
    nodeRemove: ({ element }) =>
      `tools:node="remove" 把此 <${element}> 从合并后的清单文件中去掉，无论哪个库加入它：不计入`,
    nodeRemoveAll: ({ element }) => `tools:node="removeAll" 把所有 <${element}> 从合并后的清单文件中去掉：此处不计入`,
    node: ({ element, value }) => `tools:node="${value}" 决定构建时此 <${element}> 如何与各库的合并；按所写计入`,
    remove: ({ element }) => `tools:remove 去掉各库加在此 <${element}> 上的属性`,
    replace: ({ element }) => `tools:replace 使此 <${element}> 的属性优先于各库的`,
    other: ({ element, name }) => `tools:${name} 决定构建时此 <${element}> 如何合并；此处不知道各库的清单文件`,
  },
  ANOM_SRC_PLACEHOLDER: {
    placeholder: () => '占位符代表只有构建时才知道的值，按原样保留',
  },
  ANOM_SRC_NO_SDK: {
    assumed: ({ target }) => `源清单文件没有写 SDK 版本，由构建给出：假定 targetSdkVersion 为 ${target}，没有最低版本`,
  },
  ANOM_SRC_NO_PACKAGE: {
    assumed: ({ package: packageName }) => `源清单文件没有写包名，由构建给出：以“${packageName}”代替`,
  },
  ANOM_SIGNING: {},
  ANOM_DEX_HIDDEN: {
    notLoaded: () => '有 Android 不会自行加载的 DEX 代码：只有应用加载它时才运行',
  },
  ANOM_NOT_COMPARED: {
    stopped: () => '未能确定依照公开格式读取清单文件的工具会读到什么',
  },
};

/** How many more there are of a code than are told one by one. */
export const moreAnomaliesZh = (count: number): string => `另有 ${count} 项同类情况未逐一列出`;
