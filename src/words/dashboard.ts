/** The words of the dashboard of a batch. `{count}` and the like in a string stand for what is put in, by {@link fill}. */
import type { Outcome } from '../audit/types.js';
import type { Category, Lang } from '../rulebook/types.js';
import { EN as HTML_EN } from './en/html.js';
import { ZH as HTML_ZH } from './zh/html.js';
import { BATCH_WORDS } from './batch.js';
import { EN as REPORT_EN } from './en/report.js';
import { ZH as REPORT_ZH } from './zh/report.js';

/** The forms of a counted thing. */
export interface Forms {
  one: string;
  other: string;
}

/** Puts values in the places of a string, once: a value that looks like a place is none. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place);
}

const EN = {
  /** For the `lang` attribute of the page. */
  lang: HTML_EN.lang,
  /** The words of the terminal report and summary, for what all tell alike. */
  report: REPORT_EN,
  batch: BATCH_WORDS.en,
  categoryName: ({ id }: Pick<Category, 'id' | 'name'>): string => id,
  title: 'Permissions of {apps}',
  skip: 'Skip to the ranking',
  contents: HTML_EN.contents,
  colours: HTML_EN.theme.label,
  short: {
    distribution: 'Scores',
    ranking: 'Ranking',
    'over-requested': 'Without need',
    unexplained: 'Unexplained',
    sdks: 'SDKs',
    failures: 'Failures',
    'not-audited': 'Not audited',
  },
  basis: {
    rulebook: 'Rulebook {version}',
    asOf: 'as of {date}',
    policies: 'policies {ids}',
    noPolicies: 'none',
    features: 'features {ids}',
    category: 'category unless mapped: {name}',
    noCategory: 'none, so that what is sensitive counts as unexplained',
    settings: 'settings {file}',
    tool: 'made by {tool}',
  },
  folder: 'Files in',
  stopped: 'Stopped before the end: {audited} of {found} files are done.',
  totals: {
    scored: { one: 'app with a score', other: 'apps with a score' },
    lost: { one: 'file without a score', other: 'files without a score' },
    share: '{verdict} ({share})',
  },
  distribution: {
    title: 'Scores and grades',
    scores: 'Apps by score',
    grades: 'Apps by grade',
    told: 'Apps by score. {steps}',
    range: '{from} to {to}',
    step: '{range}: {apps}',
  },
  ranking: {
    title: 'Ranking',
    intro:
      'Worst first: by verdict, then by all points lost, which go on where the score has reached 0, then by name. A heading sorts by its column.',
    noScript: 'The table is made by a script. Without one, use the CSV or JSON summary.',
    filters: 'Filter the ranking',
    search: 'Search',
    searchHint: 'name, package, file, permission',
    allVerdicts: 'all verdicts',
    grade: 'Grade',
    allGrades: 'all grades',
    noGrade: 'no grade',
    allOutcomes: 'all outcomes',
    allCategories: 'all categories',
    noCategory: 'none declared',
    data: 'Data asked for',
    allData: 'all data types',
    choice: '{name} ({count})',
    clear: 'Clear',
    apps: 'Apps',
    none: 'No app fits these filters.',
    more: 'Show more',
  },
  overRequested: {
    title: 'Asked for without need',
    intro:
      'Of the apps of a category, how many request access to data that a cited text bars for it, or that it does not need. What a condition may allow is not counted. The bar is the share of the category.',
    noCategory: 'No category declared',
  },
  unexplained: {
    intro:
      'Of the apps of a category, how many request access to sensitive data of which no category says that it is needed, and of which no text speaks.',
  },
  sdks: {
    intro: 'Known SDKs whose own code uses permissions, with the number of apps in which each of them does.',
    apps: 'Apps',
  },
  failures: {
    intro: 'By error code, with examples. They are in the table above too: choose the outcome there.',
    code: 'Code',
    files: 'Files',
    examples: 'Examples',
  },
  notes: {
    intro: 'What was met on the way and is not an app that could be audited.',
    more: 'and {count} more',
  },
  footer: 'An audit tells what an app asks for, not what it does with it.',
  /** What the page's script shows: it reads this part from the page's data. Strings only. */
  script: {
    theme: { auto: HTML_EN.theme.auto, light: HTML_EN.theme.light, dark: HTML_EN.theme.dark },
    columns: {
      app: 'App',
      score: 'Score',
      points: 'Points lost',
      verdict: 'Verdict',
      findings: 'Findings',
      category: 'Category',
      outcome: 'Outcome',
    },
    outcomes: {
      complete: 'read completely',
      'complete-with-anomalies': 'read, with oddities',
      'version-dependent': 'differs by Android version',
      refused: 'Android would refuse it',
      incomplete: 'not all could be read',
      error: 'could not be read',
    } satisfies Record<Outcome, string>,
    severities: REPORT_EN.severity,
    /** Of an app, and of one thing that it asks for. */
    verdicts: REPORT_EN.appVerdict,
    judged: REPORT_EN.verdict,
    comma: REPORT_EN.comma,
    /** Between ids and names. */
    list: ', ',
    apps: { one: '{count} app', other: '{count} apps' },
    shown: '{count} of {apps}',
    more: 'Show {count} more of {all}',
    details: 'Details of {app}',
    /** The count stands in bold: what is around it does not. */
    badge: '{count} {severity}',
    noFindings: 'none',
    noScore: 'no score',
    noCategory: 'none',
    points: { one: '{count} point', other: '{count} points' },
    nothing: 'Nothing it asks for costs points.',
    facts: { file: 'File', package: 'Package', version: 'Version', read: 'Read', oddities: 'Oddities in the file' },
    report: 'Open the report',
  },
};

/** One key set for every language: a missing key does not compile. */
export type DashboardWords = typeof EN;

const ZH: DashboardWords = {
  lang: HTML_ZH.lang,
  report: REPORT_ZH,
  batch: BATCH_WORDS.zh,
  categoryName: ({ name }) => name.zh ?? name.en,
  title: '{apps}的权限审计',
  skip: '跳至排名',
  contents: HTML_ZH.contents,
  colours: HTML_ZH.theme.label,
  short: {
    distribution: HTML_ZH.short.score,
    ranking: '排名',
    'over-requested': '非必要',
    unexplained: '未说明',
    sdks: 'SDK',
    failures: '无得分',
    'not-audited': BATCH_WORDS.zh.notes,
  },
  basis: {
    rulebook: '规则库 {version}',
    asOf: '以 {date} 为准',
    policies: '依据 {ids}',
    noPolicies: '无',
    features: '功能 {ids}',
    category: '未映射时的类别：{name}',
    noCategory: BATCH_WORDS.zh.noDefaultCategory,
    settings: '设置 {file}',
    tool: '由 {tool} 生成',
  },
  folder: '文件位于',
  stopped: '提前停止：{found} 个文件中已完成 {audited} 个。',
  totals: {
    scored: { one: '个应用有得分', other: '个应用有得分' },
    lost: { one: '个文件没有得分', other: '个文件没有得分' },
    share: '{verdict}（{share}）',
  },
  distribution: {
    title: '得分与等级',
    scores: '各得分段的应用数',
    grades: '各等级的应用数',
    told: '各得分段的应用数。{steps}',
    range: '{from} 至 {to}',
    step: '{range} 分：{apps}',
  },
  ranking: {
    title: '排名',
    intro:
      '问题最严重的在前：先按结论，再按全部扣分（得分到 0 之后的扣分也计算在内），最后按名称排列。点击表头即按该列排序。',
    noScript: '此表由脚本生成。脚本未运行时，请使用 CSV 或 JSON 汇总。',
    filters: '筛选排名',
    search: HTML_ZH.permissions.search,
    searchHint: '名称、包名、文件、权限',
    allVerdicts: '全部结论',
    grade: BATCH_WORDS.zh.ranking.grade,
    allGrades: '全部等级',
    noGrade: '无等级',
    allOutcomes: '全部读取情况',
    allCategories: '全部类别',
    noCategory: HTML_ZH.identity.noCategory,
    data: '申请的数据',
    allData: '全部数据类型',
    choice: '{name}（{count}）',
    clear: '清除',
    apps: '应用',
    none: '没有符合筛选条件的应用。',
    more: '显示更多',
  },
  overRequested: {
    title: '非必要申请的数据',
    intro:
      '各类别的应用中，有多少应用申请访问所引条文禁止或者该类别并不需要的数据。符合条件即可接受的不计在内。条形表示其占该类别应用的比例。',
    noCategory: BATCH_WORDS.zh.noCategory,
  },
  unexplained: {
    intro: '各类别的应用中，有多少应用申请访问未说明用途、所依据的文本也未涉及的敏感数据。',
  },
  sdks: {
    intro: '自身代码使用权限的已知 SDK，以及其使用各项权限的应用数。',
    apps: '应用数',
  },
  failures: {
    intro: '按错误代码列出，并附示例。上表中也有这些文件：可在该处按读取情况筛选。',
    code: HTML_ZH.errorCode,
    files: '文件数',
    examples: '示例',
  },
  notes: {
    intro: '查找文件时遇到的、无法作为应用审计的内容。',
    more: '另有 {count} 项',
  },
  footer: '审计说明应用申请了什么，不说明应用如何使用。',
  script: {
    theme: { auto: HTML_ZH.theme.auto, light: HTML_ZH.theme.light, dark: HTML_ZH.theme.dark },
    columns: {
      app: BATCH_WORDS.zh.ranking.app,
      score: BATCH_WORDS.zh.ranking.score,
      points: BATCH_WORDS.zh.ranking.points,
      verdict: BATCH_WORDS.zh.ranking.verdict,
      findings: HTML_ZH.short.findings,
      category: BATCH_WORDS.zh.ranking.category,
      outcome: HTML_ZH.reading,
    },
    outcomes: HTML_ZH.outcome,
    severities: REPORT_ZH.severity,
    verdicts: REPORT_ZH.appVerdict,
    judged: REPORT_ZH.verdict,
    comma: REPORT_ZH.comma,
    list: '、',
    apps: { one: '{count} 个应用', other: '{count} 个应用' },
    shown: '{apps}中的 {count} 个',
    more: '再显示 {count} 个（尚余 {all} 个）',
    details: '{app} 的详情',
    badge: '{severity} {count}',
    noFindings: '无',
    noScore: HTML_ZH.dial.none,
    noCategory: HTML_ZH.identity.noCategory,
    points: { one: '扣 {count} 分', other: '扣 {count} 分' },
    nothing: '所申请的权限均不扣分。',
    facts: {
      file: HTML_ZH.identity.file,
      package: HTML_ZH.identity.package,
      version: HTML_ZH.identity.version,
      read: HTML_ZH.reading,
      oddities: HTML_ZH.sections.anomalies,
    },
    report: '打开报告',
  },
};

/** By language. */
export const DASHBOARD_WORDS: Readonly<Record<Lang, DashboardWords>> = { en: EN, zh: ZH };
