/** The difference of two audits as Markdown, made for a pull-request comment. */
import type { AuditDiff } from '../../audit/diff.js';
import type { Finding } from '../../audit/types.js';
import { codeName, markdownText } from '../markdown/escape.js';
import { headline, rangesText, shortName, signed } from './wording.js';

const MARKER = '<!-- permaudit-diff -->';

/** Markdown, ended by a line feed. */
export function renderDiffMarkdown(diff: AuditDiff): string {
  const { permissions, capabilities, findings, cautions } = diff;
  const lines = [
    MARKER,
    '',
    `**${headline(diff)}**`,
    '',
    '| | before | after |',
    '| --- | --- | --- |',
    `| version | ${codeName(diff.before.versionName ?? '')} | ${codeName(diff.after.versionName ?? '')} |`,
    `| score | ${diff.score.before ?? 'none'} | ${diff.score.after ?? 'none'}${signed(diff.score.delta)} |`,
    `| grade | ${diff.grade.before ?? '–'} | ${diff.grade.after ?? '–'} |`,
    `| verdict | ${diff.verdict.before ?? '–'} | ${diff.verdict.after ?? '–'} |`,
    '',
    ...section(
      'Permissions added',
      permissions.added.map(
        ({ name, apiRanges, origin, verdict }) =>
          `${codeName(shortName(name))} (${rangesText(apiRanges)}, ${origin}${verdict === null ? '' : `, ${verdict}`})`,
      ),
    ),
    ...section(
      'Permissions that reach further',
      permissions.widened.map(
        ({ name, how, before, after }) =>
          `${codeName(shortName(name))}: ${markdownText(how)} (${rangesText(before)} → ${rangesText(after)})`,
      ),
    ),
    ...section(
      'Permissions removed',
      permissions.removed.map(({ name }) => codeName(shortName(name))),
    ),
    ...section('Capabilities added', capabilities.added.map(codeName)),
    ...section('Capabilities removed', capabilities.removed.map(codeName)),
    ...section('New findings', findings.added.map(findingLine)),
    ...section(
      'Worse findings',
      findings.worse.map(({ after }) => findingLine(after)),
    ),
    ...section('Findings gone', findings.removed.map(findingLine)),
    ...section('Compare with care', cautions.map(markdownText)),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function section(title: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [`**${title}**`, '', ...items.map((item) => `- ${item}`), ''];
}

function findingLine({ ruleId, title, severity, points, permissions }: Finding): string {
  const names = permissions.map((name) => codeName(shortName(name))).join(' ');
  return `${codeName(ruleId)} ${markdownText(title)} (${severity}, ${points} points) ${names}`.trimEnd();
}
