/** The difference of two audits for a terminal. */
import type { AuditDiff } from '../../audit/diff.js';
import type { AuditVerdict, Finding } from '../../audit/types.js';
import { padEnd, wrap } from '../view/columns.js';
import { escapeName, escapeText, quoteText } from '../view/escape.js';
import { DIFF_WORDS, type DiffWords } from '../../words/diff.js';
import { EN, type Strings } from '../../words/en/report.js';
import { headline, rangesText, signed, standingOf } from './wording.js';
import { shortPermissionName } from '../../rulebook/permission-names.js';

const INDENT = '  ';
const LABEL_COLUMNS = 8;

/** Plain text, wrapped at `columns`, ended by a line feed. Signs, not colours, tell additions from removals. */
export function renderDiffText(diff: AuditDiff, columns: number, report: Strings = EN): string {
  const words = DIFF_WORDS[report.lang];
  const width = Math.max(40, Math.min(columns, 100));
  const { permissions, capabilities, findings } = diff;
  const lines = [
    '',
    ...indent(headline(diff, words), width),
    '',
    headLine(words.before, subjectLine(diff.before, words, report)),
    headLine(words.after, subjectLine(diff.after, words, report)),
    headLine(words.score, scoreLine(diff, words, report)),
    ...acceptedLine(diff, words, report),
    '',
    ...section(words.permissions, width, [
      ...permissions.added.map(
        (permission) =>
          `+ ${escapeName(shortPermissionName(permission.name))}${report.colon}${standingOf(permission, words, report)}`,
      ),
      ...permissions.widened.map(
        ({ name, how, before, after }) =>
          `> ${escapeName(shortPermissionName(name))}${report.colon}${escapeText(words.how(how))}${report.comma}${rangesText(before)} → ${rangesText(after)}`,
      ),
      ...permissions.removed.map(({ name }) => `- ${escapeName(shortPermissionName(name))}`),
    ]),
    ...section(words.capabilities, width, [
      ...capabilities.added.map((id) => `+ ${id}`),
      ...capabilities.widened.map(
        ({ id, before, after }) => `> ${id}${report.colon}${rangesText([before])} → ${rangesText([after])}`,
      ),
      ...capabilities.removed.map((id) => `- ${id}`),
    ]),
    ...section(words.findings, width, [
      ...findings.added.map((finding) => `+ ${findingLine(finding, words, report)}`),
      ...findings.worse.map(({ after }) => `> ${findingLine(after, words, report)}`),
      ...findings.removed.map((finding) => `- ${findingLine(finding, words, report)}`),
    ]),
    ...section(words.codeTitle, width, codeLines(diff, words, report)),
    ...section(
      words.cautions,
      width,
      diff.cautions.map((caution) => `! ${escapeText(words.caution(caution))}`),
    ),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

/** Permissions that code uses now or no more, and SDKs that came or went. */
function codeLines({ code }: AuditDiff, words: DiffWords, report: Strings): string[] {
  if (code === null) return [];
  const line = (sign: string, title: string, names: readonly string[]): string[] =>
    names.length === 0 ? [] : [`${sign} ${title}${report.colon}${names.join(report.comma)}`];
  return [
    ...line(
      '+',
      words.nowUsed,
      code.nowUsed.map((name) => escapeName(shortPermissionName(name))),
    ),
    ...line(
      '-',
      words.noLongerUsed,
      code.noLongerUsed.map((name) => escapeName(shortPermissionName(name))),
    ),
    ...line(
      '+',
      words.sdksAdded,
      code.sdksAdded.map((name) => escapeText(name)),
    ),
    ...line(
      '-',
      words.sdksRemoved,
      code.sdksRemoved.map((name) => escapeText(name)),
    ),
  ];
}

/** The labels stand in a column of their own, as wide in every language. */
function headLine(label: string, text: string): string {
  return `${INDENT}${padEnd(label, LABEL_COLUMNS)}${text}`;
}

function scoreLine({ score, grade, verdict }: AuditDiff, words: DiffWords, report: Strings): string {
  const told = (one: AuditVerdict | null): string => (one === null ? '–' : report.appVerdict[one]);
  return [
    `${score.before ?? words.none} → ${score.after ?? words.none}${signed(score.delta)}`,
    words.grades(grade.before ?? '–', grade.after ?? '–'),
    `${told(verdict.before)} → ${told(verdict.after)}`,
  ].join(report.comma);
}

/** The second pair of scores, under the first, where findings are accepted. */
function acceptedLine({ accepted }: AuditDiff, words: DiffWords, report: Strings): string[] {
  if (accepted.before === null && accepted.after === null) return [];
  const change = `${accepted.before ?? words.none} → ${accepted.after ?? words.none}`;
  return [headLine('', `${words.accepted}${report.colon}${change}`)];
}

function subjectLine(subject: AuditDiff['before'], words: DiffWords, report: Strings): string {
  const { package: name, versionName, versionCode, file } = subject;
  const code = words.code(versionCode ?? '?');
  const version = versionName === null ? code : `${quoteText(versionName)}${report.comma}${code}`;
  return `${escapeName(name ?? '?')} ${version}${report.parenthesized(escapeText(file))}`;
}

function findingLine(finding: Finding, words: DiffWords, report: Strings): string {
  const { ruleId, severity, points, suppressedBy } = finding;
  const { title } = report.ownFinding(finding);
  const accepted = suppressedBy === null ? '' : `${report.comma}${words.isAccepted}`;
  return `${ruleId}${report.colon}${title}${words.points(report.severity[severity], points)}${accepted}`;
}

function section(title: string, width: number, items: readonly string[]): string[] {
  if (items.length === 0) return [];
  return [`${INDENT}${title}`, ...items.flatMap((item) => hang(item, width)), ''];
}

function indent(text: string, width: number): string[] {
  return wrap(text, width - INDENT.length).map((line) => INDENT + line);
}

/** Later lines of an item stand under its text, not under its sign. */
function hang(item: string, width: number): string[] {
  return wrap(item, width - 6).map((line, index) => `${INDENT}${INDENT}${index === 0 ? '' : '  '}${line}`);
}
