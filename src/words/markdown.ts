/** The words of the Markdown report that the terminal report has not. */
import type { Lang } from '../rulebook/types.js';

const EN = {
  title: (app: string): string => `Permission audit of ${app}`,
  incomplete: 'Incomplete: this report may miss something.',
  noScore: (why: string): string => `No score: ${why}.`,
  refused: 'Android would refuse this file',
  unsure: 'this audit cannot be sure',
  at: 'At',
  whatToDo: 'What to do',
  scored: (word: string, score: number, grade: string): string => `${word}, score ${score} of 100, grade ${grade}`,
  accepted: (score: number, grade: string, verdict: string): string =>
    `Without the accepted findings: score ${score}, grade ${grade}, ${verdict}.`,
  unverified: {
    'unverified-high': '**unverified** (from memory, likely)',
    'unverified-medium': '**unverified** (from memory)',
  },
  subject: 'App and options',
  builtFor: 'Built for',
  noCategory: 'none declared',
  judgedAsOf: 'Judged as of',
  acceptedAs: 'accepted',
  noFindings: 'No findings.',
  heads: ['Severity', 'Data', 'Asked for with', 'API', 'Verdict', 'Points'] as readonly string[],
  stories: (count: number): string => `Why, and what to use instead (${count})`,
  policies: 'What each policy says',
  waterfall: (points: number): string => `How the score comes about (${points} points)`,
  waterfallHeads: ['Data', 'Points', 'Score'] as readonly string[],
  permissionHeads: ['Permission', 'API', 'Judged', 'How'] as readonly string[],
  origin: { requested: 'requested', implied: 'implied' } as Record<'requested' | 'implied', string>,
  versions: 'Android versions do not read this file alike:',
  versionHeads: ['API', 'Outcome', 'Reads'] as readonly string[],
};

/** One key set for every language: a missing key does not compile. */
export type MarkdownWords = typeof EN;

const ZH: MarkdownWords = {
  title: (app) => `${app} 的权限审计`,
  incomplete: '不完整：本报告可能有遗漏。',
  noScore: (why) => `无得分：${why}。`,
  refused: 'Android 会拒绝此文件',
  unsure: '此次审计无法确定',
  at: '位置',
  whatToDo: '处理办法',
  scored: (word, score, grade) => `${word}，得分 ${score}（满分 100），等级 ${grade}`,
  accepted: (score, grade, verdict) => `不计已接受的发现：得分 ${score}，等级 ${grade}，${verdict}。`,
  unverified: { 'unverified-high': '**未核实**（凭记忆，较可信）', 'unverified-medium': '**未核实**（凭记忆）' },
  subject: '应用与选项',
  builtFor: '面向',
  noCategory: '未声明',
  judgedAsOf: '判定基准日',
  acceptedAs: '已接受',
  noFindings: '没有发现问题。',
  heads: ['严重程度', '数据', '申请的权限', 'API 级别', '判定', '扣分'],
  stories: (count) => `原因与替代方案（${count}）`,
  policies: '各依据的规定',
  waterfall: (points) => `得分如何得出（扣 ${points} 分）`,
  waterfallHeads: ['数据', '扣分', '余分'],
  permissionHeads: ['权限', 'API 级别', '判定', '来源'],
  origin: { requested: '申请', implied: '由系统加上' },
  versions: '各 Android 版本对此文件的读法不同：',
  versionHeads: ['API 级别', '结果', '读到的内容'],
};

/** By language. */
export const MARKDOWN_WORDS: Readonly<Record<Lang, MarkdownWords>> = { en: EN, zh: ZH };
