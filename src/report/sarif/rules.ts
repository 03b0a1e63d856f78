/** The rules of a run, told from its findings: the report alone is enough to write them. */
import type { Citation, Finding } from '../../audit/types.js';
import { STATED_STRICTEST_FIRST, worstSeverity } from '../../rulebook/orders.js';
import type { Severity } from '../../rulebook/types.js';
import { codeSpan, markdownText } from '../view/markdown-escape.js';
import type { CiWords } from '../../words/ci.js';
import type { Strings } from '../../words/en/report.js';
import { describeCitation } from '../view/citations.js';
import { webAddress } from '../view/web-address.js';
import { levelOf, loudest } from '../view/level.js';
import type { ReportingDescriptor } from './types.js';
import { sarifText } from './text.js';

/** Both tables of words: those of every report, and those of the reports for CI systems. */
export interface SarifWords {
  report: Strings;
  own: CiWords;
}

/** What code scanning takes of one rule: more is refused, or cut without a word. */
const MOST_TAGS = 20;
const MOST_TEXT = 1024;

function cut(text: string): string {
  return text.length <= MOST_TEXT ? text : `${text.slice(0, MOST_TEXT - 1).replace(/[\ud800-\udbff\\]$/, '')}…`;
}

/** The bands that code scanning shows as critical (over 9.0), high (7.0), medium (4.0) and low. */
const SECURITY_SEVERITY: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '2.5',
  info: '0.0',
};

/** e.g. `LEND-SMS-READ` -> `LendSmsRead`. */
function pascalCase(ruleId: string): string {
  return ruleId
    .split(/[^A-Za-z0-9]/)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1).toLowerCase())
    .join('');
}

function worstOf(findings: readonly Finding[]): Severity {
  return worstSeverity(findings.map(({ severity }) => severity));
}

/** A text that names the permission is surer ground than our reading of one that does not. */
function precisionOf(findings: readonly Finding[]): 'very-high' | 'high' | 'medium' {
  const bases = new Set(
    findings.flatMap((finding) =>
      finding.clauses.filter((clause) => clause.verdict === finding.verdict).map((clause) => clause.basis),
    ),
  );
  if (bases.has('explicit')) return 'very-high';
  return bases.has('derived') ? 'high' : 'medium';
}

/** A clause with its words and standing, without its address. */
function citationText({ report, own }: SarifWords, clause: Citation): string {
  const head = own.clause(clause.policy, clause.clauseId, report.verdict[clause.verdict], clause.title);
  const quote = clause.quote === null ? null : `“${clause.quote}”`;
  const ours =
    clause.quoteTranslation === undefined ? null : `(${report.citation.translation}“${clause.quoteTranslation}”)`;
  return [head, quote, ours, describeCitation(clause, report)].filter((part) => part !== null).join(' ');
}

/** In Markdown an address is a link; one that is none to follow is text. */
function citationMarkdown(words: SarifWords, clause: Citation): string {
  const address = webAddress(clause.url);
  return `- ${markdownText(citationText(words, clause))}${address === null ? '' : ` <${address}>`}`;
}

function helpMarkdown(words: SarifWords, finding: Finding, clauses: readonly Citation[]): string {
  const { own } = words;
  const { why, exposes, remediation } = words.report.ownFinding(finding);
  const lines = [markdownText(why), ''];
  if (exposes !== '') lines.push(`**${own.exposesHead}** ${markdownText(exposes)}`, '');
  if (remediation.length > 0) {
    lines.push(`**${own.insteadHead}**`, '', ...remediation.map((remedy) => `- ${markdownText(remedy)}`), '');
  }
  if (finding.features.length > 0) {
    lines.push(own.fineWithHead(finding.features.map(codeSpan).join(own.or)), '');
  }
  if (clauses.length > 0) {
    lines.push(`**${own.citedHead}**`, '');
    lines.push(...clauses.map((clause) => citationMarkdown(words, clause)), '');
  }
  return lines.join('\n');
}

function helpText(words: SarifWords, finding: Finding, clauses: readonly Citation[]): string {
  const { why, remediation } = words.report.ownFinding(finding);
  const parts = [
    why,
    ...remediation.map((remedy) => words.own.instead(remedy) + words.report.fullStop),
    ...clauses.flatMap((clause) => [citationText(words, clause), webAddress(clause.url) ?? '']),
  ];
  return sarifText(parts.filter((part) => part !== '').join(' '));
}

/** Every clause the findings of one rule cite, once. */
function clausesOf(findings: readonly Finding[]): Citation[] {
  const clauses = findings.flatMap((finding) => finding.clauses);
  return [...new Map(clauses.map((clause) => [clause.clauseId, clause])).values()];
}

/** The address of the text that weighs most: the strictest verdict, and an article only where nothing else has an address. */
function addressOf(clauses: readonly Citation[]): string | null {
  const strictest = STATED_STRICTEST_FIRST.flatMap((verdict) => clauses.filter((clause) => clause.verdict === verdict));
  const [articles, others] = [true, false].map((isArticle) =>
    strictest.filter(({ authority }) => (authority === 'article') === isArticle),
  );
  const addresses = [...(others ?? []), ...(articles ?? [])].map(({ url }) => webAddress(url));
  return addresses.find((address) => address !== null) ?? null;
}

/** One rule from all its findings (at least one). */
function describeRule(
  words: SarifWords,
  ruleId: string,
  findings: readonly Finding[],
  docsBase: string | null,
): ReportingDescriptor {
  const [first] = findings as [Finding];
  const { title, why, exposes } = words.report.ownFinding(first);
  const severity = worstOf(findings);
  const clauses = clausesOf(findings);
  const cited = addressOf(clauses);
  const docs = docsBase === null ? null : webAddress(`${docsBase.replace(/\/$/, '')}/${encodeURIComponent(ruleId)}.md`);
  const helpUri = docs ?? cited;
  const dataTypes = [...new Set(findings.map((finding) => finding.dataType))];
  const tags = ['security', 'privacy', 'android', ...dataTypes, ...new Set(clauses.map((clause) => clause.policy))];
  return {
    id: ruleId,
    name: pascalCase(ruleId),
    shortDescription: { text: cut(sarifText(title)) },
    fullDescription: { text: cut(sarifText(exposes === '' ? why : `${why} ${exposes}`)) },
    help: { text: helpText(words, first, clauses), markdown: helpMarkdown(words, first, clauses) },
    ...(helpUri === null ? {} : { helpUri }),
    defaultConfiguration: { level: loudest(findings.map(levelOf)) },
    properties: {
      tags: tags.slice(0, MOST_TAGS),
      precision: precisionOf(findings),
      'security-severity': SECURITY_SEVERITY[severity],
    },
  };
}

/** The rules of these findings in the order they first appear. Severity and level are the worst among a rule's findings. */
export function rulesOf(
  words: SarifWords,
  findings: readonly Finding[],
  docsBase: string | null,
): ReportingDescriptor[] {
  const byRule = new Map<string, Finding[]>();
  for (const finding of findings) {
    const same = byRule.get(finding.ruleId);
    if (same === undefined) byRule.set(finding.ruleId, [finding]);
    else same.push(finding);
  }
  return [...byRule].map(([ruleId, same]) => describeRule(words, ruleId, same, docsBase));
}
