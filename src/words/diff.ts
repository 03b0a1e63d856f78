/** The words of a difference of two audits. */
import type { MoreCounts } from '../audit/diff.js';
import type { Lang } from '../rulebook/types.js';
import type { CautionClause, WidenedClause } from '../audit/clauses.js';
import { ENGLISH } from './messages.js';
import { CHINESE } from './zh/messages.js';

function count(number: number, noun: string, tail: string): string {
  if (number === 0) return '';
  return `${number} ${noun}${number === 1 ? '' : 's'}${tail === '' ? '' : ` ${tail}`}`;
}

const EN = {
  noScore: 'One of the two has no score: it could not be read as Android reads it.',
  less: 'The app asks for less than before.',
  same: 'The app asks for no more than before.',
  more: ({ added, widened, capabilities, findings, worse }: MoreCounts): string => {
    const parts = [
      count(added, 'permission', 'added'),
      count(widened, 'permission', 'reaching further'),
      capabilities === 0 ? '' : `${capabilities} more ${capabilities === 1 ? 'capability' : 'capabilities'}`,
      count(findings, 'new finding', ''),
      count(worse, 'worse finding', ''),
    ].filter((part) => part !== '');
    return `The app asks for more than before: ${parts.join(', ')}.`;
  },
  documentTitle: (app: string): string => `What changed: ${app}`,
  kicker: 'What a new version asks for',
  skip: 'Skip to what changed',
  again: 'The same two files, rulebook, options and date give this page again, byte for byte.',
  compared: 'The two versions',
  change: 'Change',
  changes: { added: 'new', widened: 'wider', removed: 'gone' },
  before: 'Before',
  after: 'After',
  version: 'Version',
  score: 'Score',
  accepted: 'Without accepted findings',
  isAccepted: 'accepted',
  grade: 'Grade',
  grades: (before: string, after: string): string => `grade ${before} → ${after}`,
  verdict: 'Verdict',
  none: 'none',
  code: (code: number | string): string => `code ${code}`,
  points: (severity: string, points: number): string => ` (${severity}, ${points} points)`,
  origin: { requested: 'requested', implied: 'implied' } as Record<'requested' | 'implied', string>,
  permissions: 'Permissions',
  capabilities: 'Capabilities',
  findings: 'Findings',
  permissionsAndCapabilities: 'Permissions and capabilities',
  permissionHeads: ['Name', 'In force on', 'How'] as readonly string[],
  findingHeads: ['Severity', 'Finding', 'Asked for with', 'Points'] as readonly string[],
  capability: 'capability',
  isRemoved: 'removed',
  newFindings: 'New findings',
  worseFindings: 'Worse findings',
  goneFindings: 'Findings gone',
  codeTitle: 'Code',
  nowUsed: 'Used by code now',
  noLongerUsed: 'No longer used by code',
  sdksAdded: 'SDKs added',
  sdksRemoved: 'SDKs removed',
  cautions: 'Compare with care',
  /** What made a permission reach further. */
  how: (how: WidenedClause): string => ENGLISH.widened(how),
  caution: (caution: CautionClause): string => ENGLISH.caution(caution),
};

/** One key set for every language: a missing key does not compile. */
export type DiffWords = typeof EN;

const ZH: DiffWords = {
  noScore: '两者之一没有得分：无法按 Android 的方式读取。',
  less: '该应用申请的权限少于此前。',
  same: '该应用申请的权限没有多于此前。',
  more: ({ added, widened, capabilities, findings, worse }) => {
    const parts = [
      added === 0 ? '' : `新增权限 ${added} 项`,
      widened === 0 ? '' : `范围扩大的权限 ${widened} 项`,
      capabilities === 0 ? '' : `新增或扩大的能力 ${capabilities} 项`,
      findings === 0 ? '' : `新发现 ${findings} 项`,
      worse === 0 ? '' : `加重的发现 ${worse} 项`,
    ].filter((part) => part !== '');
    return `该应用申请的权限多于此前：${parts.join('，')}。`;
  },
  documentTitle: (app) => `变化：${app}`,
  kicker: '新版本申请了什么',
  skip: '跳到变化内容',
  again: '相同的两个文件、规则库、选项和日期会逐字节得到同一页面。',
  compared: '两个版本',
  change: '变化',
  changes: { added: '新增', widened: '扩大', removed: '已消除' },
  before: '此前',
  after: '此后',
  version: '版本',
  score: '得分',
  accepted: '不计已接受的发现',
  isAccepted: '已接受',
  grade: '等级',
  grades: (before, after) => `等级 ${before} → ${after}`,
  verdict: '结论',
  none: '无',
  code: (code) => `版本号 ${code}`,
  points: (severity, points) => `（${severity}，${points} 分）`,
  origin: { requested: '申请', implied: '由系统加上' },
  permissions: '权限',
  capabilities: '能力',
  findings: '发现',
  permissionsAndCapabilities: '权限与能力',
  permissionHeads: ['名称', '生效版本', '方式'],
  findingHeads: ['严重程度', '发现', '涉及的权限', '扣分'],
  capability: '能力',
  isRemoved: '已删除',
  newFindings: '新发现',
  worseFindings: '加重的发现',
  goneFindings: '已消除的发现',
  codeTitle: '代码',
  nowUsed: '代码开始使用',
  noLongerUsed: '代码不再使用',
  sdksAdded: '新增的 SDK',
  sdksRemoved: '移除的 SDK',
  cautions: '比较时请注意',
  how: (how) => CHINESE.widened(how),
  caution: (caution) => CHINESE.caution(caution),
};

/** By language. */
export const DIFF_WORDS: Readonly<Record<Lang, DiffWords>> = { en: EN, zh: ZH };
