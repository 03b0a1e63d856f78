/** The report's words in Chinese. */
import { onDevicesZh } from '../devices.js';
import { PREDICATE_ZH } from '../predicates.js';
import type { ApiRange } from '../../bytes/api-range.js';
import { releaseOf } from '../android-versions.js';
import type { Strings } from '../en/report.js';
import { hidingKindInChinese, sdkPurposeInChinese } from './kinds.js';
import { justificationInChinese } from './justifications.js';
import { CHINESE } from './messages.js';
import { SCREEN_ZH } from './screen.js';

function api(level: number): string {
  const release = releaseOf(level);
  return release === null ? `API ${level}` : `Android ${release}（API ${level}）`;
}

function apiRange([from, to]: ApiRange): string {
  if (from === to) return api(from);
  const [first, last] = [releaseOf(from), releaseOf(to)];
  if (first === null || last === null) return `API ${from}-${to}`;
  return `Android ${first} 至 ${last}（API ${from}-${to}）`;
}

function shortApiRanges(ranges: readonly ApiRange[]): string {
  if (ranges.length === 0) return '无';
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join('、');
}

export const ZH: Strings = {
  lang: 'zh',
  comma: '，',
  semicolon: '；',
  colon: '：',
  or: ' 或 ',
  fullStop: '。',
  sentenceGap: '',
  quotes: ['“', '”'],
  parenthesized: (text) => `（${text}）`,

  api,
  apiRange,
  apiRanges: (ranges) => (ranges.length === 0 ? '没有 Android 版本' : ranges.map(apiRange).join('和 ')),
  shortApiRanges,

  severity: { critical: '严重', high: '高', medium: '中', low: '低', info: '提示' },
  sensitivity: { high: '高', medium: '中', low: '低' },
  verdict: {
    prohibited: '禁止',
    unjustified: '缺乏依据',
    unexplained: '未说明',
    conditional: '有条件',
    necessary: '必要',
  },
  appVerdict: { pass: '通过', review: '待审查', fail: '不通过' },
  authority: {
    law: '法律',
    regulation: '规章',
    'normative-document': '规范性文件',
    guidance: '指引',
    standard: '标准',
    platform: '平台规则',
    research: '研究',
    article: '文章',
  },
  status: { 'in-force': null, draft: '征求意见稿', superseded: '已被取代', notice: '通报', published: null },
  sourceStatus: {
    'in-force': '现行有效',
    draft: '征求意见稿',
    superseded: '已被取代',
    notice: '通报',
    published: '已发布',
  },
  basis: { explicit: '明确列明该权限', derived: '明确列明该类信息', inferred: '我们的解读' },
  verification: {
    primary: '已核对原文',
    secondary: '已核对二手来源',
    'unverified-high': '未核实（凭记忆，较可信）',
    'unverified-medium': '未核实（凭记忆）',
  },

  clauseState: (state, effective, enforced) => {
    const dates = [
      effective === null ? null : `${effective} 生效`,
      enforced === null ? null : `${enforced} 起执行`,
    ].filter((part) => part !== null);
    const word = state === 'future' ? '尚未生效' : '已公布';
    return `${word}${dates.length === 0 ? '' : `（${dates.join('，')}）`}：仅作提醒，不扣分`;
  },
  clauseEnd: (until, by) => (by === null ? `自 ${until} 起失效` : `自 ${until} 起由《${by}》取代`),
  clauseSeen: (date) => `${date} 已见该文本`,
  citation: {
    label: { prohibited: '禁止', unjustified: '缺乏依据', conditional: '仅当', necessary: '必要' },
    sentence: (where, standing) => `${where.join('，')}。${standing.join('；')}。`,
    translation: '译文（本工具所译）：',
    texts: '依据',
    ofParts: '同其各组成部分',
    sources: (count) => `依据文本（${count}）`,
    readUnlessSaid: '除条目另有说明外，均已核对原文。',
    context: (count) => `背景资料（不作为判定依据）：${count} 份（permaudit explain <规则>）。`,
    sameWords: (mark) => `文字同 ${mark}。`,
  },
  policies: { title: '各依据', silent: '未涉及', areSilent: (names) => `未涉及：${names}`, finding: '发现' },

  identity: {
    package: '包名',
    version: '版本',
    code: (code) => `版本号 ${code}`,
    runsOn: '运行于',
    anyAndroid: '任何 Android',
    andNewer: (text) => `${text}及以上`,
    builtFor: (from, target) => `${from}；面向 ${target}`,
    noTarget: '未写明的版本',
    sha256: 'SHA-256',
    file: '文件',
    size: (size) => `（${size}）`,
    bytes: (bytes) => `${bytes} 字节`,
    signed: '签名',
    notSigned: '未签名',
    signature: { absent: '无', present: '仅读取，未验证', verified: '已验证', invalid: '无效' },
    signer: '签名者',
    formerKey: (key) => `曾用密钥 ${key}`,
    otherBlock: (id, kind) => {
      const kinds = { 'dependency-info': '依赖信息', frosting: 'Google Play 的 frosting', 'source-stamp': '来源戳' };
      return `签名块中另有${kind === null ? '未知类型的块' : kinds[kind]}（${id}）。`;
    },
    signerProblems: (signer) => CHINESE.signerProblems(signer),
    builtAs: '构建',
    debugKey: '用人人都可能持有的调试密钥签名',
    debuggable: '可调试',
    cleartext: '允许明文流量',
    cleartextByDefault: '默认允许明文流量',
    apk: 'APK 文件',
    testOnly: '仅供测试',
    modules: '模块',
    module: { base: '基础', split: '拆分', feature: '功能', config: '配置', 'asset-pack': '资源包' },
    delivery: { 'install-time': '安装时', conditional: '有条件', 'on-demand': '按需', 'fast-follow': '安装后随即' },
    fused: '并入基础模块',
    adds: (parts, names) => `${parts}；其组件带来：${names}`,
    ignores: (parts, names) => `${parts}；Android 忽略它的申请：${names}`,
    tool: '工具',
    rulebook: (version, digest) => `规则库 ${version}（${digest}）`,
  },
  options: {
    category: '类别',
    noCategory: '未声明',
    role: '角色',
    settings: '设置',
    supplySide: '供给侧（司机、骑手、商户、房东等）',
    policies: '依据',
    features: '功能',
    judged: '判定',
    asOf: (date) => `以 ${date} 为准`,
    on: (range) => `，范围 ${range}`,
    reading: '读取',
    oddities: (count) => `文件中有 ${count} 处异常`,
    differs: (oddities) => `各 Android 版本对此文件的读法不同${oddities === '' ? '' : `，${oddities}`}：见下文`,
    completeWith: (oddities) => `完整，${oddities}：见下文`,
  },

  score: {
    headline: (score, grade) => `得分 ${score}（满分 100），等级 ${grade}`,
    verdictWord: { fail: '不通过', review: '待审查', pass: '通过' },
    verdictSentence: {
      fail: (hasCategory) => `它申请了所引条文对${hasCategory ? '此类应用' : '任何应用'}禁止的权限。`,
      review: (_, isNeedJudged) =>
        isNeedJudged ? '它申请了没有条文支持此类应用使用的权限。' : '它申请了敏感权限，而所声明的内容均未说明其用途。',
      pass: (hasCategory, isNeedJudged) =>
        isNeedJudged
          ? '它没有申请所引条文禁止或缺乏依据的权限。'
          : `它没有申请所引条文对${hasCategory ? '此类应用' : '所有应用'}禁止的权限，敏感权限也很少。`,
    },
    noFindings: '没有发现问题',
    findings: (count, parts) => `${count} 项发现：${parts.join('，')}`,
    count: (count, severity) => `${severity} ${count} 项`,
    accepted: (count, score, grade, verdict) => `不计已接受的 ${count} 项：得分 ${score}，等级 ${grade}，${verdict}。`,
  },

  screen: SCREEN_ZH,

  refusal: {
    noScore: '无得分',
    meaning: {
      refused: {
        title: 'Android 会拒绝此文件',
        sentence:
          '所审计的 Android 版本都不会安装它，因此没有可评分的内容。这既不是好迹象也不是坏迹象：文件可能损坏、未完成，或是为了迷惑其他工具而制作。',
      },
      unreadable: { title: '此文件无法读取', sentence: '没有审计任何内容。' },
      unsure: { title: '此次审计无法确定', sentence: '文件没有读完，得分可能遗漏内容，因此不给出。' },
    },
    error: (message, place, code) => `${message}${place === '' ? '' : `（${place}）`}。代码 ${code}。`,
    whatToDo: (hint) => `处理办法：${hint}。`,
    incomplete: '不完整：此文件没有全部读出，本报告可能有遗漏。',
  },
  error: (error) => ({ message: CHINESE.error(error), hint: CHINESE.hint(error) }),
  at: ({ line, column }) => (line === undefined ? '' : `第 ${line} 行${column === undefined ? '' : `第 ${column} 列`}`),
  place: (entry, offset) =>
    [entry === null ? '' : `读取 ${entry}`, offset === null ? '' : `第 ${offset} 字节（0x${offset.toString(16)}）`]
      .filter((part) => part !== '')
      .join('，'),

  findings: {
    title: (count) => `发现（${count}）`,
    noPoints: '不扣分',
    points: (points) => `-${points} 分`,
    countedIn: (rules) => `不扣分：同一起因已计入 ${rules.join('、')}`,
    asksFor: '申请',
    seen: '不一致',
    differs: { package: '包名', permission: '权限', component: '组件', signer: '签名者' },
    why: '原因',
    article: '文章',
    instead: '改用',
    fineWith: '可接受',
    ifReal: (flags) => `若应用确有此功能：${flags.join(' 或 ')}`,
    severity: '严重程度',
    accepted: '已接受',
  },
  evidence: (item) => CHINESE.evidence(item),
  ownFinding: justificationInChinese,
  suppressed: (finding) => CHINESE.accepted(finding),

  codeOf: {
    used: (owners) => `由${owners}使用`,
    hint: (owners) => `代码中没有确切使用证据，仅有线索：${owners}`,
    noEvidence: '代码中未见使用',
    notScanned: '代码未扫描',
    uncalled: '仅见于未被任何代码调用的代码',
  },
  code: {
    label: '代码证据',
    owner: { app: '应用自身', unattributed: '来源不明的代码' },
    access: { read: '读取', write: '写入', 'read-write': '读写' },
    ownerIn: (packageName, who) => `${who} ${packageName}`,
    places: (count) => `${count} 处`,
    ownerPlaces: (who, count) => `${who}（${count} 处）`,
    moreOwners: (count) => `另有 ${count} 方`,
    used: (permission, owners) => `${permission}：使用者为 ${owners}`,
    hint: (permission, owners) => `${permission}：没有确切使用证据，仅有线索：${owners}`,
    noEvidence: (permission) => `${permission}：未找到使用证据`,
    notScanned: (permission) => `${permission}：未扫描`,
    uncalled: (permission) => `${permission}：仅见于未被任何代码调用的代码`,
    site: (api, caller) => `${caller} 调用 ${api}`,
    remove: (snippet) => `仅第三方库使用；如需去除：${snippet}`,
    sdks: (count) => `代码中的已知 SDK（${count}）`,
    uses: (permissions) => `使用 ${permissions}`,
    sdkColumns: ['名称', '用途', '提供方', '其代码使用的权限'],
    sdkPurpose: sdkPurposeInChinese,
    hidingKind: hidingKindInChinese,
    hidingWhat: (sign) => CHINESE.hiding(sign),
    reason: (code) => CHINESE.codeGap(code),
    moreSdks: (count) => `其余 ${count} 个见 JSON 报告。`,
  },

  waterfall: {
    title: '得分如何得出',
    nothing: '没有扣分：满分 100。',
    start: '起点',
    below: (points) => `合计扣 ${points} 分；得分到 0 为止。`,
    cap: (grade, score) => `等级为 ${grade}，而不是 ${score} 分本应得到的等级：有条文禁止的权限，等级最高为 D。`,
  },

  closing: {
    leftOut: (lines) => `本部分另有 ${lines} 行未列出：见 -f json 和 -f html。`,
    justified: '因已声明功能而可接受',
    justifiedLine: (name, opened, features, why) => `${name}：${opened}。已声明：${features}。${why}`,
    declaration: '声明是审计者的说法：APK 不能证明该功能确实存在。',
    positives: '哪些没有问题，为什么',
    positive: (text) => text,
    versions: '各 Android 版本如何读取',
    versionsTold:
      '各 Android 版本对此文件的读法不同。名称、版本和组件取自接受它的最新版本；权限和得分涵盖所有接受它的版本。',
    versionColumns: ['Android', '结果', '读到的内容'],
    versionOutcome: { accepted: '接受', refused: '拒绝' },
    versionError: (message, place, code) => `${message}${place === '' ? '' : `，${place}`} [${code}]`,
    permissions: (count) => `${count} 项权限`,
    onlyHere: (shared, names) => `${shared}，其中只在此处或并非处处都有：${names}`,
    anomalies: (count) => `文件中的异常（${count}）`,
    archive: '压缩包',
    anomaly: ({ severity, message, code, entry, offset, evidence, android }) => {
      const parts = [code, `位于 ${entry}${offset === null ? '' : ` 第 ${offset} 字节`}`, evidence, android];
      return `${severity}：${message}（${parts.filter((part) => part !== '').join('；')}）`;
    },
    notes: '说明',
    limits: '清单文件不能说明什么',
    cannotShow: [
      '应用是否使用它所申请的权限：清单文件只说明应用可以申请什么，不说明它收集什么。',
      '它何时、如何征求用户同意，隐私政策怎么写，被拒绝后是否还能使用。',
      '它不用任何权限就能收集的内容：用户输入的、设备信息、用户选取的文件、应用内网页。',
      '数据在传输途中和服务器上的去向，以及之后加载的代码。',
    ],
  },
  anomaly: (anomaly) => CHINESE.anomaly(anomaly),
  seen: (anomaly) => CHINESE.seen(anomaly),
  note: (note) => CHINESE.note(note),
  outcome: {
    complete: '完整',
    'complete-with-anomalies': '完整，有异常',
    'version-dependent': '各 Android 版本读法不同',
    refused: '被 Android 拒绝',
    incomplete: '不完整',
    error: '无法读取',
  },

  permissions: {
    title: '全部权限',
    titleCount: (count) => `全部权限（${count}）`,
    none: '应用没有申请任何权限。',
    columns: { permission: '权限', api: 'API', judged: '判定', protection: '保护级别', group: '权限组', how: '来源' },
    implied: '由系统加上',
    impliedBy: (by) => CHINESE.implied(by),
    requested: '申请',
    requestedWith: (parts) => `申请，${parts.join('，')}`,
    max: (level) => `最高 API ${level}`,
    onDevices: (devices) => onDevicesZh(devices),
    min: (level) => `最低 API ${level}`,
    neverForLocation: '声明不用于定位',
    needs: (features) => `需要 ${features}`,
    onlyWithout: (features) => `仅当没有 ${features}`,
    noEffect: (reason) => `不生效：${reason}`,
    inert: (permission) => CHINESE.inert(permission),
    restricted: { hard: '硬受限', soft: '软受限' },
    owner: { app: '自定义', vendor: '厂商', unknown: '未知' },
    wideHint: '不带点的名称以 android.permission. 开头。',
    notJudged: '未判定',
    apiLevels: (range) => `API ${range}`,
    wholeRange: (range) => `未注明范围的：API ${range}。`,
    narrowHint: '不带点的名称以 android.permission. 开头。保护级别和权限组：请用 120 列的终端，或 -f json。',
  },
  capabilities: {
    title: '无需申请权限的能力',
    power: '能力',
    android: 'Android',
    api: 'API',
    through: '途径',
    detail: (item) => CHINESE.capability(item),
  },

  explain: {
    says: { prohibited: '禁止', unjustified: '缺乏依据', conditional: '仅限特定功能', necessary: '必要' },
    everyCategory: '所有类别',
    except: (categories, except) => `${categories}（${except} 除外）`,
    draft: '征求意见稿',
    saysWith: (features) => `仅限 ${features.join(' 或 ')}`,
    predicate: PREDICATE_ZH,
    clause: ({ id, policy, categories, says, title, quote, where }) =>
      `${id}（${policy}），${categories}：${says}。${title}。${quote.trimStart()}（${where}）`,
    labels: {
      category: '类别',
      data: '数据',
      severity: '严重程度',
      looksFor: '查找',
      why: '原因',
      article: '文章（英译文）',
      instead: '改用',
      seeAlso: '另见',
      clauses: '条文',
      kind: '类型',
      exists: '存在于',
      protection: '保护级别',
      group: '权限组',
      restricted: '受限',
      definedBy: '定义者',
      mayHave: '谁能拥有',
      opens: '可获取的数据',
      judged: '判定',
      safer: '更安全',
      exposes: '暴露',
      sensitivity: '敏感度',
      openedBy: '可由以下权限获取',
      rules: '规则',
      what: '内容',
      also: '别名',
      play: 'Play 类别',
      official: '官方类型',
      necessary: '必要',
      conditional: '有条件',
      baseline: '无需关注',
      features: '功能',
      fine: '没有问题',
      regions: '地区',
      standing: '效力',
      policy: '依据',
      says: '内容',
      source: '来源',
      where: '位置',
      quote: '原文',
      names: '涉及',
      dates: '日期',
      lifted: '例外',
      limits: '仅限于',
      note: '说明',
      issuer: '发布者',
      original: '原名',
      authority: '性质',
      status: '状态',
      checked: '核对',
      link: '链接',
      cites: '引用条文',
      justifies: '可作为理由',
    },
    fromTable: (sensitivity) => `由判定和数据敏感度得出${sensitivity === null ? '' : `（${sensitivity}）`}`,
    composite: '自身不计：它为各部分补充背景',
    kind: {
      dangerous: '危险权限',
      special: '特殊访问（由设置中的开关决定）',
      normal: '普通权限',
      signature: '签名权限',
      internal: '内部权限',
      unknown: '未知',
    },
    whoMay: {
      dangerous: '任何应用，经用户同意',
      special: '任何应用，经用户打开开关',
      normal: '任何应用，安装时即得，不询问',
      signature: '仅限平台签名的应用和系统指定的应用',
      internal: '仅限系统自己选定的应用',
      unknown: '不详',
    },
    visibility: { system: 'SDK 中仅供系统', hidden: 'SDK 中隐藏', unknown: 'SDK 中不详', public: '' },
    deprecated: '已弃用',
    removed: '如今已无效',
    since: (text) => `自 ${text}`,
    stretch: (value, range) => `${value}：${range}`,
    installer: (kind) => `${kind === 'hard' ? '硬受限' : '软受限'}：须由安装来源允许`,
    opens: (name, id, exposes) => `${name}（${id}）：${exposes}`,
    needed: (category, why) => `${category}：必要。${why}`,
    onlyWith: (category, features, why) => `${category}：仅限 ${features.join(' 或 ')}。${why}`,
    ruleUse: (category, rule, title, why) => `${category}：${rule}，${title}。${why}`,
    need: (names, why) => `${names}：${why}`,
    needWith: (names, features, why) => `${names}，需 ${features.join(' 或 ')}：${why}`,
    inCategory: (rule, category, title) => `${rule}（${category}）：${title}`,
    named: (id, text) => `${id}：${text}`,
    withId: (name, id) => `${name}（${id}）`,
    official: (number, source, name, basic) => `${source} 第 ${number} 类：${name}。${basic}`,
    default: '（默认）',
    announced: (date) => `${date} 公布`,
    effective: (date) => `${date} 生效`,
    enforced: (date) => `${date} 起执行`,
    issued: (date) => `${date} 发布`,
    notBefore: (date) => `${date} 已见该文本`,
    replaced: (until, by) => (by === undefined ? `自 ${until} 起失效` : `自 ${until} 起由 ${by} 取代`),
    cap: (severity) => `单凭它，任何发现都不高于 ${severity}`,
    notDefault: '按需选用（--policies 或 --region）',
    isDefault: '默认选用',
    clauseLine: (id, says, title) => `${id}：${says}。${title}`,
    withoutTarget: (min, max) =>
      `targetSdkVersion ${min === undefined ? `不高于 ${max ?? ''}` : max === undefined ? `${min} 及以上` : `${min} 至 ${max}`}`,
  },
  categories: {
    columns: ['序号', '类别', '名称', 'Play 分类'],
    official: '官方常见类型（CN-39）',
    further: '其他类别',
    search:
      'permaudit categories <词> 可按英文、中文或应用商店分类名称查找；permaudit explain <id> 说明某类别需要什么，以及哪些功能可作为理由。',
    without: '不加 --category 时',
    withoutTold: '无从得知应用需要什么：敏感权限一律视为未说明，只有适用于所有应用的条文才能禁止。',
    policies: '依据',
    found: (count, words) => `“${words}” 找到 ${count} 个类别`,
    notFound: (words) => `没有找到与 “${words}” 相符的类别。`,
    which: (play, ids) => `Google Play 类别 ${play} 不能确定应用属于哪一类。请选择其一：--category ${ids.join('，')}`,
    pointer: 'permaudit explain <id> 说明其全部内容。',
  },
};
