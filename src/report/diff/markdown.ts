/** The difference of two audits as Markdown, made for a pull-request comment. */
import type { AuditDiff } from '../../audit/diff.js';
import type { AuditVerdict, Finding } from '../../audit/types.js';
import { codeName, markdownText } from '../markdown/escape.js';
import { DIFF_WORDS, type DiffWords } from '../strings/diff.js';
import { EN, type Strings } from '../strings/en.js';
import { headline, rangesText, shortName, signed, standingOf } from './wording.js';

const MARKER = '<!-- permaudit-diff -->';

/** Markdown, ended by a line feed. */
export function renderDiffMarkdown(diff: AuditDiff, report: Strings = EN): string {
  const words = DIFF_WORDS[report.lang];
  const verdict = (one: AuditVerdict | null): string => (one === null ? '–' : report.appVerdict[one]);
  const { permissions, capabilities, findings, cautions } = diff;
  const line = (finding: Finding): string => findingLine(finding, words, report);
  const lines = [
    MARKER,
    '',
    `**${headline(diff, words)}**`,
    '',
    `| | ${words.before} | ${words.after} |`,
    '| --- | --- | --- |',
    `| ${words.version} | ${codeName(diff.before.versionName ?? '')} | ${codeName(diff.after.versionName ?? '')} |`,
    `| ${words.score} | ${diff.score.before ?? words.none} | ${diff.score.after ?? words.none}${signed(diff.score.delta)} |`,
    `| ${words.grade} | ${diff.grade.before ?? '–'} | ${diff.grade.after ?? '–'} |`,
    `| ${words.verdict} | ${verdict(diff.verdict.before)} | ${verdict(diff.verdict.after)} |`,
    '',
    ...section(
      words.added,
      permissions.added.map(
        (permission) =>
          codeName(shortName(permission.name)) + report.parenthesized(standingOf(permission, words, report)),
      ),
    ),
    ...section(
      words.widened,
      permissions.widened.map(
        ({ name, how, before, after }) =>
          `${codeName(shortName(name))}${report.colon}${markdownText(words.how(how))}${report.parenthesized(`${rangesText(before)} → ${rangesText(after)}`)}`,
      ),
    ),
    ...section(
      words.removed,
      permissions.removed.map(({ name }) => codeName(shortName(name))),
    ),
    ...section(words.capabilitiesAdded, capabilities.added.map(codeName)),
    ...section(words.capabilitiesRemoved, capabilities.removed.map(codeName)),
    ...section(words.newFindings, findings.added.map(line)),
    ...section(
      words.worseFindings,
      findings.worse.map(({ after }) => line(after)),
    ),
    ...section(words.goneFindings, findings.removed.map(line)),
    ...section(
      words.nowUsed,
      (diff.code?.nowUsed ?? []).map((name) => codeName(shortName(name))),
    ),
    ...section(
      words.noLongerUsed,
      (diff.code?.noLongerUsed ?? []).map((name) => codeName(shortName(name))),
    ),
    ...section(words.sdksAdded, (diff.code?.sdksAdded ?? []).map(markdownText)),
    ...section(words.sdksRemoved, (diff.code?.sdksRemoved ?? []).map(markdownText)),
    ...section(
      words.cautions,
      cautions.map((caution) => markdownText(words.caution(caution))),
    ),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function section(title: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [`**${title}**`, '', ...items.map((item) => `- ${item}`), ''];
}

function findingLine(finding: Finding, words: DiffWords, report: Strings): string {
  const { ruleId, severity, points, permissions } = finding;
  const { title } = report.ownFinding(finding);
  const names = permissions.map((name) => codeName(shortName(name))).join(' ');
  return `${codeName(ruleId)} ${markdownText(title)}${words.points(report.severity[severity], points)} ${names}`.trimEnd();
}
