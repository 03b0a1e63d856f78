/** Markdown shaped for a pull-request comment: the verdict first, one table of findings, the rest folded away. */
import type { Audit, Citation, Finding } from '../audit/types.js';
import type { Severity, Verdict } from '../rulebook/types.js';
import { describeApi, shortApiRanges } from './android-versions.js';
import { describePlace } from './error-text.js';
import { codeName, codeSpan, markdownText } from './markdown/escape.js';
import { describeState } from './text/citations.js';
import { groupFindings } from './text/findings.js';
import { describeVerdict } from './text/score.js';

/** Lets a bot find its own earlier comment. */
const MARKER = '<!-- permaudit -->';

const SEVERITY_SIGN: Readonly<Record<Severity, string>> = {
  critical: '🟥 critical',
  high: '🟧 high',
  medium: '🟨 medium',
  low: '🟦 low',
  info: '⬜ info',
};

const VERDICT_SIGN: Readonly<Record<Verdict, string>> = {
  prohibited: '⛔ prohibited',
  unjustified: '❓ unjustified',
  conditional: '◐ conditional',
  necessary: '✓ necessary',
};

const VERIFIED: Readonly<Record<Citation['verification'], string>> = {
  primary: 'checked in the text itself',
  secondary: 'checked in a secondary source',
  'unverified-high': '**unverified** (from memory, likely)',
  'unverified-medium': '**unverified** (from memory)',
};

/** A row of a table. Cells must be escaped already. */
function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [row(heads), row(heads.map(() => '---')), ...rows.map(row)];
}

function details(summary: string, body: readonly string[]): string[] {
  return ['<details>', `<summary>${summary}</summary>`, '', ...body, '', '</details>', ''];
}

function names(items: readonly string[]): string {
  return items.length === 0 ? '–' : items.map(codeName).join(' ');
}

/** The second score, when findings are justified or known from a baseline. */
function acceptedLines({ accepted }: Audit): string[] {
  if (accepted == null) return [];
  return [`Without the accepted findings: score ${accepted.score}, grade ${accepted.grade}, ${accepted.verdict}.`, ''];
}

function verdictLines(audit: Audit): string[] {
  if (audit.score === null || audit.verdict === null) {
    const { error } = audit;
    const word = audit.outcome === 'refused' ? 'Android would refuse this file' : 'this audit cannot be sure';
    if (error === null) return [`**No score: ${word}.**`, ''];
    const place = describePlace(error, (text) => text);
    const lines = [`**No score: ${word}.** ${codeSpan(error.message)} (${codeSpan(error.code)})`];
    if (place !== '') lines.push(`At: ${codeSpan(place)}`);
    if (error.hint !== null) lines.push(`What to do: ${codeSpan(error.hint)}`);
    return [...lines.flatMap((line) => [line, ''])];
  }
  const { word, sentence } = describeVerdict(audit.verdict, audit.options.category !== null);
  const sign = { fail: '❌', review: '🔎', pass: '✅' }[audit.verdict];
  return [
    `${sign} **${word}, score ${audit.score} of 100, grade ${audit.grade ?? '–'}**: ${sentence}`,
    '',
    ...acceptedLines(audit),
  ];
}

function subjectLines(audit: Audit): string[] {
  const { subject, options } = audit;
  const rows: [string, string][] = [];
  if (subject.package !== null) rows.push(['Package', codeName(subject.package)]);
  if (subject.versionCode !== null) {
    const name = subject.versionName === null ? '' : `${codeSpan(subject.versionName)}, `;
    rows.push(['Version', `${name}code ${subject.versionCode}`]);
  }
  if (subject.targetSdk !== null && subject.targetSdk > 0) rows.push(['Built for', describeApi(subject.targetSdk)]);
  rows.push(['File', codeSpan(subject.file)]);
  if (subject.sha256 !== null) rows.push(['SHA-256', codeSpan(subject.sha256)]);
  rows.push([
    'Category',
    options.category === null ? 'none declared: necessity is not judged' : codeSpan(options.category),
  ]);
  rows.push(['Policies', options.policies.length === 0 ? '–' : options.policies.map(codeSpan).join(' ')]);
  if (options.features.length > 0) rows.push(['Features', options.features.map(codeSpan).join(' ')]);
  rows.push(['Judged as of', codeSpan(options.asOf)]);
  return details('App and options', table(['', ''], rows));
}

function findingRow(finding: Finding): string[] {
  const accepted = finding.suppressedBy === null ? '' : `<br>accepted: ${codeSpan(finding.suppressedBy)}`;
  return [
    SEVERITY_SIGN[finding.severity],
    markdownText(finding.dataTypeName),
    names([...finding.permissions, ...finding.capabilities]),
    finding.apiRange === null ? '–' : shortApiRanges([finding.apiRange]),
    VERDICT_SIGN[finding.verdict] + accepted,
    finding.points === 0 ? '0' : `−${finding.points}`,
  ];
}

function citationLine(clause: Citation): string {
  const where = [clause.issuer, clause.sourceTitle, clause.locator, clause.date].filter((part) => part !== null);
  const quote = clause.quote === null ? '' : ` “${markdownText(clause.quote)}”`;
  const state = describeState(clause);
  const standing = [clause.authority, VERIFIED[clause.verification], ...(state === null ? [] : [state])].join('; ');
  return `  - ${markdownText(clause.title)}.${quote} ${markdownText(where.join(', '))}. _${standing}_`;
}

/** A finding in full: why, what instead, and the texts. */
function storyLines(finding: Finding): string[] {
  const lines = [`- **${markdownText(finding.title)}** (${codeSpan(finding.ruleId)})`, ''];
  lines.push(`  ${markdownText(finding.why)}`, '');
  for (const remedy of finding.remediation) lines.push(`  - Instead: ${markdownText(remedy)}`);
  if (finding.verdict === 'conditional' && finding.features.length > 0) {
    lines.push(`  - Fine with: ${finding.features.map(codeSpan).join(' or ')}, if the app has it`);
  }
  return [...lines, ...finding.clauses.map(citationLine), ''];
}

function findingLines(audit: Audit): string[] {
  if (audit.score === null) return [];
  if (audit.findings.length === 0) return ['No findings.', ''];
  const findings = groupFindings(audit.findings).flatMap((group) => group.findings);
  const heads = ['Severity', 'Data', 'Asked for with', 'API', 'Verdict', 'Points'];
  return [
    ...table(heads, findings.map(findingRow)),
    '',
    ...details(`Why, and what to use instead (${findings.length})`, findings.flatMap(storyLines)),
  ];
}

function waterfallLines(audit: Audit): string[] {
  const losses = audit.waterfall.filter((line) => line.points > 0);
  if (losses.length === 0) return [];
  const rows = losses.map((line) => [markdownText(line.dataTypeName), `−${line.points}`, String(line.scoreAfter)]);
  return details(
    `How the score comes about (${audit.points ?? 0} points)`,
    table(['Data', 'Points', 'Score'], [['start', '', '100'], ...rows]),
  );
}

function permissionLines(audit: Audit): string[] {
  if (audit.permissions.length === 0) return [];
  const rows = audit.permissions.map((permission) => [
    codeName(permission.name),
    shortApiRanges(permission.apiRanges),
    permission.verdict === null ? '–' : VERDICT_SIGN[permission.verdict],
    permission.origin,
  ]);
  return details(`All permissions (${audit.permissions.length})`, table(['Permission', 'API', 'Judged', 'How'], rows));
}

function anomalyLines(audit: Audit): string[] {
  const lines = audit.anomalies.map(
    (anomaly) => `- ${anomaly.severity}: ${codeSpan(anomaly.message)} (${codeSpan(anomaly.code)})`,
  );
  if (lines.length === 0) return [];
  return details(`Oddities in the file (${lines.length})`, lines);
}

function versionLines(audit: Audit): string[] {
  if (audit.versions.length < 2) return [];
  const rows = audit.versions.map((version) => [
    shortApiRanges([version.apiRange]),
    version.outcome,
    version.error === null ? names(version.permissions) : codeSpan(version.error.message),
  ]);
  return ['Android versions do not read this file alike:', '', ...table(['API', 'Outcome', 'Reads'], rows), ''];
}

/**
 * GitHub-flavoured Markdown. Text from the APK stands in code spans only, so that it can be no link, mention, markup or
 * HTML; prose of the rulebook is escaped.
 */
export function renderMarkdown(audit: Audit): string {
  const { subject, tool, rulebook } = audit;
  const title = codeSpan(subject.label ?? subject.file);
  const made = `${tool.name} ${tool.version}, rulebook ${rulebook.version} (${rulebook.sha256.slice(0, 12)})`;
  const lines = [
    MARKER,
    `### Permission audit of ${title}`,
    '',
    ...(audit.complete || audit.outcome === 'refused' ? [] : ['**Incomplete: this report may miss something.**', '']),
    ...verdictLines(audit),
    ...findingLines(audit),
    ...versionLines(audit),
    ...waterfallLines(audit),
    ...permissionLines(audit),
    ...anomalyLines(audit),
    ...subjectLines(audit),
    `_${markdownText(made)}_`,
  ];
  return `${lines.join('\n')}\n`;
}
