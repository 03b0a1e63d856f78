/** The difference of two audits for a terminal. */
import type { AuditDiff } from '../../audit/diff.js';
import type { Finding } from '../../audit/types.js';
import { wrap } from '../columns.js';
import { escapeName, escapeText, quoteText } from '../escape.js';
import { headline, rangesText, shortName, signed } from './wording.js';

const INDENT = '  ';

/** Plain text, wrapped at `columns`, ended by a line feed. Signs, not colours, tell additions from removals. */
export function renderDiffText(diff: AuditDiff, columns: number): string {
  const width = Math.max(40, Math.min(columns, 100));
  const { permissions, capabilities, findings } = diff;
  const lines = [
    '',
    ...indent(headline(diff), width),
    '',
    `${INDENT}Before  ${subjectLine(diff.before)}`,
    `${INDENT}After   ${subjectLine(diff.after)}`,
    `${INDENT}Score   ${diff.score.before ?? 'none'} → ${diff.score.after ?? 'none'}${signed(diff.score.delta)}, grade ${diff.grade.before ?? '–'} → ${diff.grade.after ?? '–'}, ${diff.verdict.before ?? '–'} → ${diff.verdict.after ?? '–'}`,
    '',
    ...section('Permissions', width, [
      ...permissions.added.map(
        ({ name, apiRanges, origin, verdict }) =>
          `+ ${escapeName(shortName(name))}: ${rangesText(apiRanges)}, ${origin}${verdict === null ? '' : `, ${verdict}`}`,
      ),
      ...permissions.widened.map(
        ({ name, how, before, after }) =>
          `> ${escapeName(shortName(name))}: ${escapeText(how)}, ${rangesText(before)} → ${rangesText(after)}`,
      ),
      ...permissions.removed.map(({ name }) => `- ${escapeName(shortName(name))}`),
    ]),
    ...section('Capabilities', width, [
      ...capabilities.added.map((id) => `+ ${id}`),
      ...capabilities.removed.map((id) => `- ${id}`),
    ]),
    ...section('Findings', width, [
      ...findings.added.map((finding) => `+ ${findingLine(finding)}`),
      ...findings.worse.map(({ after }) => `> ${findingLine(after)}`),
      ...findings.removed.map((finding) => `- ${findingLine(finding)}`),
    ]),
    ...section(
      'Compare with care',
      width,
      diff.cautions.map((caution) => `! ${escapeText(caution)}`),
    ),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function subjectLine({ package: name, versionName, versionCode, file }: AuditDiff['before']): string {
  const version =
    versionName === null ? `code ${versionCode ?? '?'}` : `${quoteText(versionName)}, code ${versionCode ?? '?'}`;
  return `${escapeName(name ?? '?')} ${version} (${escapeText(file)})`;
}

function findingLine({ ruleId, title, severity, points }: Finding): string {
  return `${ruleId}: ${title} (${severity}, ${points} points)`;
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
