/** What to do about an error, in Chinese, where there is something to do. */
import type { HintsLike } from '../sentences.js';
import type { HINTS_EN } from '../en/hints.js';

const BUG = '这是 permaudit 的缺陷，请报告。';

export const HINTS_ZH: HintsLike<typeof HINTS_EN> = {
  IO_NOT_FOUND: {
    file: () => '检查路径',
  },
  IO_READ: {
    folder: () => '指定一个 APK 文件',
    notRegular: () => '指定一个 APK 文件',
    changed: () => '重新审计',
    stdinFolder: () => '用管道传入 APK 或应用的其他形式',
    stdin: () => '用管道传入 APK 或应用的其他形式',
    cannotOpen: ({ system }) => (system === 'EACCES' || system === 'EPERM' ? '没有读取权限：检查文件权限' : '检查路径'),
  },
  IO_NO_APK: {
    folder: () => '指定拆分 APK 所在的文件夹，或 apktool 解码的文件夹',
  },
  IO_REMOTE: {
    noRanges: () => '下载该文件，在本机审计',
    noLength: () => '下载该文件，在本机审计',
    noVersion: () => '下载该文件，在本机审计',
    redirect: () => '提交它所指向的地址',
    client: () => '在环境变量中设置区域和凭据',
  },
  ZIP_NO_EOCD: {
    empty: () => '重新获取该文件：其中没有内容',
    cutShort: () => '重新获取该文件：APK 是 ZIP 文件，而它的结尾缺失',
    otherFormat: () => '指定一个 APK：APK 是 ZIP 文件，而该文件不是',
    textFile: () => '指定一个 APK：APK 是 ZIP 文件，而该文件不是',
    notZip: () => '指定一个 APK：APK 是 ZIP 文件，而该文件不是，或结尾缺失',
  },
  ZIP_NOT_LFH_START: {
    dataBefore: () => 'Android 8.0 及更早版本可能会运行这种文件（Janus 漏洞，CVE-2017-13156）',
  },
  APK_NO_MANIFEST: {
    none: () => '指定一个 APK：这是没有清单文件的 ZIP 文件',
    holdsApks: () => '其中有 APK：解开后审计基础 APK',
  },
  APK_IS_SPLIT: {
    split: () => '审计基础 APK：在 Android 上只有基础 APK 可以申请权限',
  },
  APK_IS_BUNDLE: {
    bundle: () => '用 bundletool 生成 APK，再审计基础 APK',
  },
  APK_NO_BASE: {
    set: () => '加入基础 APK：在 Android 上只有基础 APK 可以申请权限',
  },
  APK_SPLITS_DISAGREE: {
    archives: () => '解开后逐个审计',
    bases: () => '指定同一应用同一次构建的 APK；不同应用请逐个审计',
    package: () => '指定同一应用同一次构建的 APK；不同应用请逐个审计',
    version: () => '指定同一应用同一次构建的 APK；不同应用请逐个审计',
    twice: () => '指定同一应用同一次构建的 APK；不同应用请逐个审计',
    unsigned: () => '指定同一应用同一次构建的 APK；不同应用请逐个审计',
    otherKey: () => '指定同一应用同一次构建的 APK；不同应用请逐个审计',
  },
  APK_SIGNATURE: {
    needsV2: () => '用 apksigner 签名，它会加上 v2 和 v3',
    noneForVersion: () => '用 apksigner 按其 minSdkVersion 签名：Android 7.0 之前只读取 v1',
  },
  APK_ENCRYPTED: {
    apkm: () => '重新下载该应用：较新的 .apkm 是普通压缩包',
  },
  XML_UNSUPPORTED: {
    entities: () => '把实体换成其文本：清单文件不需要实体',
  },
  AXML_PLAIN_TEXT: {
    text: () => '先构建应用：Android 不读取源清单文件',
  },
  ARSC_COMPRESSED: {
    stored: () => '运行 zipalign 后重新签名',
  },
  LIMIT_INPUT: {
    fileSize: () => '用 --max-input 提高上限',
    directorySize: () => '用 --max-directory 提高上限',
    entries: () => '用 --max-entries 提高上限',
    nesting: () => '先解开外层压缩包',
    apks: () => '解开后逐个审计 APK',
    stdin: () => '用 --max-input 提高上限，或指定文件：这样它不会留在内存中',
  },
  LIMIT_ENTRY: {
    entrySize: () => '用 --max-manifest 或 --max-resources 提高上限',
    fileSize: () => '用 --max-manifest 或 --max-resources 提高上限',
    nestedTotal: () => '解开后逐个审计 APK',
    manifestSize: () => '用 --max-manifest 提高上限',
  },
  LIMIT_RATIO: {
    grows: () => '用 --max-ratio 提高上限；正常的应用用不着',
  },
  LIMIT_STRINGS: {
    decoded: () => '用 --max-decoded 提高上限',
    pool: () => '用 --max-strings 提高上限',
    dexDescriptors: () => '用 --max-descriptors 提高上限',
  },
  LIMIT_NODES: {
    xmlNodes: () => '用 --max-nodes 提高上限',
    resources: () => '用 --max-lookups 提高上限',
    lookups: () => '用 --max-lookups 提高上限',
    tableItems: () => '请人工查看：没有真实的应用有这么多',
    nesting: () => '请人工检查该文件：构建工具不会生成这样的清单文件；审计本身没有此上限',
  },
  LIMIT_TIME: {
    tookLonger: () => '用 --max-time 提高上限，或人工查看：它可能是为拖住工具而制作的',
    notEnded: () => '用 --max-time 提高上限，或人工查看：它可能是为拖住工具而制作的',
  },
  LIMIT_MEMORY: {
    notEnough: () => '单独审计它，或提高 --max-memory',
    tooMuch: () => '用 --max-memory 提高上限，或人工查看：它可能是为耗尽工具的内存而制作的',
  },
  LIMIT_REPORT: {
    tooLarge: () => '请人工查看：真实应用不会声明这么多内容',
  },
  INTERNAL_ERROR: {
    bug: () => BUG,
  },
  WORKER_DIED: {
    exit: () => BUG,
    ended: () => BUG,
    noMemory: () => BUG,
    failed: () => BUG,
    signal: ({ signal }) => (signal === 'SIGKILL' ? '它被外部终止，或系统内存已用尽：减少 --jobs 后重试。' : BUG),
  },
};
