/** The findings, grouped by data type, worst first. */
import type { Audit, Finding, FindingEvidence } from '../../audit/types.js';
import { columnsOf, padEnd, wrap } from '../view/columns.js';
import { citationLines, type Cited } from './citations.js';
import { requestsOf } from '../view/code-view.js';
import { codeEvidence } from './code.js';
import { labelled, MARGIN, type Page } from './page.js';
import { policyLines } from './policies.js';
import { groupFindings } from '../view/group-findings.js';
import { severityTag } from './theme.js';

const LABEL_COLUMNS = 11;
const BODY_INDENT = `${MARGIN}  `;
const GUTTER = 4;
/** Reasons are shorter than sources. */
const LEFT_SHARE = 0.44;

/** `label   text`, below the finding's title. */
function detail(page: Page, columns: number, label: string, text: string, paint?: (line: string) => string): string[] {
  const layout = { labelColumns: LABEL_COLUMNS, columns, label: page.theme.quiet };
  return labelled(label, text, paint === undefined ? layout : { ...layout, paint });
}

function nameOf(page: Page, { name, divergence }: FindingEvidence): string {
  return divergence === undefined ? page.name(name) : page.words.findings.differs[divergence.what];
}

/** What the finding rests on: each permission or component with its API range and why it is there. */
function evidenceLines(page: Page, finding: Finding, columns: number): string[] {
  const { words } = page;
  const lines: string[] = [];
  const nested = columns - LABEL_COLUMNS - 2;
  for (const [index, item] of requestsOf(finding).entries()) {
    const { divergence } = item;
    const title = divergence === undefined ? words.findings.asksFor : words.findings.seen;
    const label = index === 0 ? title : '';
    lines.push(...detail(page, columns, label, nameOf(page, item), page.theme.strong));
    const ranges = item.apiRanges.length === 0 ? '' : words.apiRanges(item.apiRanges);
    const told = [ranges, page.prose(words.evidence(item)), words.at(item)]
      .filter((part) => part !== '')
      .join(words.semicolon);
    if (told !== '') lines.push(...wrap(told, nested).map((line) => ' '.repeat(LABEL_COLUMNS + 2) + line));
  }
  return lines;
}

/** What the code shows of it. */
function codeLines(page: Page, audit: Pick<Audit, 'code'>, finding: Finding, columns: number): string[] {
  return codeEvidence(page, audit, finding).flatMap(({ text, sub }, index) => {
    if (!sub) return detail(page, columns, index === 0 ? page.words.code.label : '', text);
    return wrap(text, columns - LABEL_COLUMNS - 2).map((line) => ' '.repeat(LABEL_COLUMNS + 2) + line);
  });
}

/** What to use instead: one sentence, or a list. */
function remedyLines(page: Page, remedies: readonly string[], columns: number): string[] {
  const { instead } = page.words.findings;
  const [only = '', ...more] = remedies;
  if (more.length === 0) return only === '' ? [] : detail(page, columns, instead, page.prose(only));
  return remedies.flatMap((remedy, index) =>
    wrap(page.prose(remedy), columns - LABEL_COLUMNS - 2).map((line, row) => {
      const label = page.theme.quiet(padEnd(index === 0 && row === 0 ? instead : '', LABEL_COLUMNS));
      return `${label}${row === 0 ? page.theme.glyphs.bullet : ' '} ${line}`;
    }),
  );
}

/** The main column of a finding: what, why, instead. */
function bodyLines(page: Page, audit: Pick<Audit, 'code'>, finding: Finding, columns: number): string[] {
  const { glyphs } = page.theme;
  const words = page.words.findings;
  const { why, remediation } = page.words.ownFinding(finding);
  const lines = [...evidenceLines(page, finding, columns), ...codeLines(page, audit, finding, columns)];
  lines.push(...detail(page, columns, words.why, page.prose(why)));
  // The clause of the article itself quotes it, with its source.
  const isCited = finding.clauses.some((clause) => clause.quote === finding.articleQuote);
  if (finding.articleQuote !== null && !isCited) {
    const quote = glyphs.openQuote + page.prose(finding.articleQuote) + glyphs.closeQuote;
    lines.push(...detail(page, columns, words.article, quote));
    if (finding.articleTranslation !== undefined) {
      const ours = glyphs.openQuote + page.prose(finding.articleTranslation) + glyphs.closeQuote;
      lines.push(...detail(page, columns, '', page.words.citation.translation + ours));
    }
  }
  lines.push(...remedyLines(page, remediation, columns));
  if (finding.verdict === 'conditional' && finding.features.length > 0) {
    const flags = finding.features.map((feature) => `--feature ${page.name(feature)}`);
    lines.push(...detail(page, columns, words.fineWith, words.ifReal(flags)));
  }
  if (finding.countedIn !== undefined) {
    lines.push(...detail(page, columns, '', words.countedIn(finding.countedIn.map((rule) => page.name(rule)))));
  }
  if (finding.severityReason !== null)
    lines.push(...detail(page, columns, words.severity, page.prose(finding.severityReason)));
  if (finding.suppressedBy !== null) {
    lines.push(...detail(page, columns, words.accepted, page.prose(page.words.suppressed(finding))));
  }
  return lines;
}

/** Two blocks of lines side by side. */
function besides(left: string[], right: string[], leftColumns: number): string[] {
  const rows = Math.max(left.length, right.length);
  return Array.from({ length: rows }, (_, row) =>
    (padEnd(left[row] ?? '', leftColumns) + ' '.repeat(GUTTER) + (right[row] ?? '')).trimEnd(),
  );
}

function titleLine(page: Page, finding: Finding, columns: number): string[] {
  const { words } = page;
  const points = finding.points === 0 ? words.findings.noPoints : words.findings.points(finding.points);
  const tag = severityTag(page.theme, finding.severity, words.severity);
  const title = `${page.name(finding.ruleId)}${words.colon}${page.prose(words.ownFinding(finding).title)}`;
  const indent = MARGIN.length + columnsOf(tag) + 2;
  const room = columns - indent - columnsOf(points) - 2;
  return wrap(title, room).map((line, index) =>
    index === 0
      ? `${MARGIN}${tag}  ${padEnd(page.theme.strong(line), room)}  ${page.theme.strong(points)}`
      : ' '.repeat(indent) + page.theme.strong(line),
  );
}

/** What each policy says, then the texts. */
function sourceLines(page: Page, finding: Finding, columns: number, cited: Cited): string[] {
  const policies = policyLines(page, finding, columns, LABEL_COLUMNS);
  const texts = citationLines(page, finding, columns, LABEL_COLUMNS, cited);
  return policies.length === 0 || texts.length === 0 ? [...policies, ...texts] : [...policies, '', ...texts];
}

function findingLines(page: Page, audit: Pick<Audit, 'code'>, finding: Finding, cited: Cited): string[] {
  const indent = (lines: string[]): string[] => lines.map((line) => (line === '' ? '' : BODY_INDENT + line));
  if (!page.isWide) {
    const columns = page.proseColumns - BODY_INDENT.length;
    const sources = sourceLines(page, finding, columns, cited);
    const body = [...bodyLines(page, audit, finding, columns), ...(sources.length === 0 ? [] : ['', ...sources])];
    return [...titleLine(page, finding, page.proseColumns), ...indent(body), ''];
  }
  const left = Math.floor((page.ruleColumns - BODY_INDENT.length - GUTTER) * LEFT_SHARE);
  const right = page.ruleColumns - BODY_INDENT.length - left - GUTTER;
  const sources = sourceLines(page, finding, right, cited);
  const title = titleLine(page, finding, BODY_INDENT.length + left);
  return [...title, ...indent(besides(bodyLines(page, audit, finding, left), sources, left)), ''];
}

/** All findings. */
export function findingsSection(page: Page, audit: Pick<Audit, 'code' | 'findings'>): string[] {
  const { findings } = audit;
  if (findings.length === 0) return [];
  const cited: Cited = new Set();
  const lines: string[] = [];
  for (const group of groupFindings(findings)) {
    const [first] = group.findings;
    const name = first === undefined ? group.name : page.words.ownFinding(first).dataTypeName;
    lines.push(...page.heading(page.prose(name)));
    if (group.exposes !== '') lines.push(...page.paragraph(group.exposes), '');
    for (const finding of group.findings) lines.push(...findingLines(page, audit, finding, cited));
    if (lines.at(-1) === '') lines.pop();
  }
  return lines;
}
