/** The difference of two audits as Markdown, made for a pull-request comment. */
import { hasMore, type AuditDiff } from '../../audit/diff.js';
import type { AuditVerdict, Finding } from '../../audit/types.js';
import { codeName, markdownText } from '../view/markdown-escape.js';
import { details, table } from '../markdown/layout.js';
import { APP_VERDICT_SIGN, SEVERITY_SIGN, VERDICT_SIGN } from '../markdown/signs.js';
import { DIFF_WORDS, type DiffWords } from '../../words/diff.js';
import { EN, type Strings } from '../../words/en/report.js';
import { subjectsOf } from '../view/subjects.js';
import { headline, rangesText, signed } from './wording.js';
import { shortPermissionName } from '../../rulebook/permission-names.js';

const MARKER = '<!-- permaudit-diff -->';

/** Both tables of words: those of every report, and those of a difference. */
interface Words {
  words: DiffWords;
  report: Strings;
}

/** Markdown, ended by a line feed: what is new first, what is gone and what the code shows folded away. */
export function renderDiffMarkdown(diff: AuditDiff, report: Strings = EN): string {
  const words: Words = { words: DIFF_WORDS[report.lang], report };
  const lines = [
    MARKER,
    '',
    `${signOf(diff)} **${headline(diff, words.words)}**`,
    '',
    ...scoreTable(diff, words),
    ...cautionLines(diff, words),
    ...permissionTable(diff, words),
    ...findingTable(words.words.newFindings, diff.findings.added, words),
    ...findingTable(
      words.words.worseFindings,
      diff.findings.worse.map(({ after }) => after),
      words,
    ),
    ...findingTable(words.words.goneFindings, diff.findings.removed, words),
    ...codeLines(diff, words),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

/** The later verdict where the app asks for more, else a tick. */
function signOf(diff: AuditDiff): string {
  if (diff.verdict.after === null || diff.score.before === null) return '❔';
  const isMore = hasMore(diff);
  return isMore && diff.verdict.after === 'pass' ? '🔼' : APP_VERDICT_SIGN[isMore ? diff.verdict.after : 'pass'];
}

function scoreTable(diff: AuditDiff, { words, report }: Words): string[] {
  const { before, after, score, accepted, grade, verdict } = diff;
  const told = (one: AuditVerdict | null): string =>
    one === null ? '–' : `${APP_VERDICT_SIGN[one]} ${report.appVerdict[one]}`;
  const none = words.none;
  const hasAccepted = accepted.before !== null || accepted.after !== null;
  return [
    ...table(
      ['', words.before, words.after],
      [
        [words.version, codeName(before.versionName ?? none), codeName(after.versionName ?? none)],
        [words.score, String(score.before ?? none), `${score.after ?? none}${signed(score.delta)}`],
        ...(hasAccepted ? [[words.accepted, String(accepted.before ?? none), String(accepted.after ?? none)]] : []),
        [words.grade, grade.before ?? '–', grade.after ?? '–'],
        [words.verdict, told(verdict.before), told(verdict.after)],
      ],
    ),
    '',
  ];
}

function cautionLines({ cautions }: AuditDiff, { words }: Words): string[] {
  if (cautions.length === 0) return [];
  return [`⚠️ **${words.cautions}**`, '', ...cautions.map((text) => `- ${markdownText(words.caution(text))}`), ''];
}

/** Permissions and capabilities in one table: a sign says what happened to each. */
function permissionTable({ permissions, capabilities }: AuditDiff, { words, report }: Words): string[] {
  const change = (before: string, after: string): string => `${before} → ${after}`;
  const added = permissions.added.map(({ name, apiRanges, origin, verdict }) => [
    '➕',
    codeName(shortPermissionName(name)),
    rangesText(apiRanges),
    [words.origin[origin], ...(verdict === null ? [] : [`${VERDICT_SIGN[verdict]} ${report.verdict[verdict]}`])].join(
      report.comma,
    ),
  ]);
  const widened = permissions.widened.map(({ name, how, before, after }) => [
    '🔼',
    codeName(shortPermissionName(name)),
    change(rangesText(before), rangesText(after)),
    markdownText(words.how(how)),
  ]);
  const rows = [
    ...added,
    ...widened,
    ...capabilities.added.map((id) => ['➕', codeName(id), '', words.capability]),
    ...capabilities.widened.map(({ id, before, after }) => [
      '🔼',
      codeName(id),
      change(rangesText([before]), rangesText([after])),
      words.capability,
    ]),
    ...permissions.removed.map(({ name }) => ['➖', codeName(shortPermissionName(name)), '', words.isRemoved]),
    ...capabilities.removed.map((id) => [
      '➖',
      codeName(id),
      '',
      `${words.capability}${report.comma}${words.isRemoved}`,
    ]),
  ];
  if (rows.length === 0) return [];
  return [`**${words.permissionsAndCapabilities}**`, '', ...table(['', ...words.permissionHeads], rows), ''];
}

function findingTable(title: string, findings: readonly Finding[], { words, report }: Words): string[] {
  if (findings.length === 0) return [];
  const rows = findings.map((finding) => {
    const { severity, points, suppressedBy, ruleId } = finding;
    const names = subjectsOf(finding).map(shortPermissionName).map(codeName).join(' ');
    const accepted = suppressedBy === null ? '' : report.parenthesized(words.isAccepted);
    return [
      `${SEVERITY_SIGN[severity]} ${report.severity[severity]}`,
      `${markdownText(report.ownFinding(finding).title)}${accepted}<br>${codeName(ruleId)}`,
      names === '' ? '–' : names,
      points === 0 ? '0' : `−${points}`,
    ];
  });
  return [`**${title}**`, '', ...table(words.findingHeads, rows), ''];
}

/** What the code shows: folded, since it explains and decides nothing. */
function codeLines({ code }: AuditDiff, { words, report }: Words): string[] {
  if (code === null) return [];
  const line = (title: string, names: readonly string[]): string[] =>
    names.length === 0 ? [] : [`- ${title}${report.colon}${names.join(report.comma)}`];
  const permissions = (names: readonly string[]): string[] => names.map((name) => codeName(shortPermissionName(name)));
  const lines = [
    ...line(words.nowUsed, permissions(code.nowUsed)),
    ...line(words.noLongerUsed, permissions(code.noLongerUsed)),
    ...line(words.sdksAdded, code.sdksAdded.map(markdownText)),
    ...line(words.sdksRemoved, code.sdksRemoved.map(markdownText)),
  ];
  return lines.length === 0 ? [] : details(words.codeTitle, lines);
}
