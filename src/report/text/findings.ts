/** The findings, grouped by data type, worst first. */
import type { Audit, Finding, FindingEvidence } from '../../audit/types.js';
import type { ApiRange } from '../../bytes/api-range.js';
import { shortPermissionName } from '../../rulebook/permission-names.js';
import { columnsOf, padEnd, wrap } from '../view/columns.js';
import { requestsOf } from '../view/code-view.js';
import { groupFindings } from '../view/group-findings.js';
import type { Sources } from '../view/sources.js';
import { citationLines, type Line } from './citations.js';
import { codeEvidence } from './code.js';
import { labelled, MARGIN, type Page } from './page.js';
import { severityTag } from './theme.js';

const LABEL_COLUMNS = 10;
/** A request without a condition, or one that the Android versions tell: the list of permissions has all of it. */
const PLAIN_REQUEST = /^uses-permission(?:, maxSdkVersion=\d{1,10}$|, |$)/;

type Audited = Pick<Audit, 'code' | 'findings' | 'options' | 'subject'>;

/** What is found, and what of it was told already. */
interface Telling {
  page: Page;
  audit: Audited;
  sources: Sources;
  /** Permissions and capabilities that a finding of their own tells of: a combination only names them. */
  toldByParts: ReadonlySet<string>;
}

/** `label   text`, below the finding's title. */
function lineOf(page: Page): Line {
  return (label, text, paint) =>
    labelled(MARGIN + label, text, {
      labelColumns: MARGIN.length + LABEL_COLUMNS,
      columns: page.proseColumns,
      label: page.theme.quiet,
      ...(paint === undefined ? {} : { paint }),
    });
}

function nameOf(page: Page, { name, divergence }: FindingEvidence): string {
  return divergence === undefined ? page.name(shortPermissionName(name)) : page.words.findings.differs[divergence.what];
}

function isWhole(ranges: FindingEvidence['apiRanges'], whole: ApiRange | null): boolean {
  const [only, ...more] = ranges;
  if (only === undefined) return true;
  return more.length === 0 && whole !== null && only[0] === whole[0] && only[1] === whole[1];
}

/** What is to be said of one thing that a finding rests on, where that is not what all of them have in common. */
function circumstances({ page, audit }: Telling, item: FindingEvidence): string {
  const { words } = page;
  const isTold = !isWhole(item.apiRanges, audit.options.apiRange);
  const ranges = isTold ? words.permissions.apiLevels(words.shortApiRanges(item.apiRanges)) : '';
  return [ranges, page.prose(words.evidence(item).replace(PLAIN_REQUEST, '')), words.at(item)]
    .filter((part) => part !== '')
    .join(words.semicolon);
}

/** What is seen of one thing that a finding rests on: its circumstances, then the code that uses it. */
function seenOf(telling: Telling, item: FindingEvidence, code: ReadonlyMap<string, string>): string {
  const { findings, semicolon } = telling.page.words;
  const label = item.divergence === undefined ? findings.asksFor : findings.seen;
  const told = [circumstances(telling, item), code.get(item.name) ?? ''].filter((part) => part !== '').join(semicolon);
  return `${label}\n${told}`;
}

/**
 * What the finding rests on: permissions and components, with Android versions and reason where they differ, and the code
 * that uses them. Of a combination only the names: its parts tell the rest.
 */
function evidenceLines(telling: Telling, finding: Finding, line: Line): string[] {
  const { page, audit, toldByParts } = telling;
  const { comma, colon } = page.words;
  const code = codeEvidence(page, audit, finding);
  const groups = new Map<string, string[]>();
  for (const item of requestsOf(finding)) {
    const isPart = finding.composite && toldByParts.has(item.name);
    const key = isPart ? `${page.words.findings.asksFor}\n` : seenOf(telling, item, code);
    groups.set(key, [...(groups.get(key) ?? []), nameOf(page, item)]);
  }
  let before = '';
  return [...groups].flatMap(([key, names]) => {
    const [label = '', told = ''] = key.split('\n');
    const shown = label === before ? '' : label;
    before = label;
    return line(shown, names.join(comma) + (told === '' ? '' : colon + told));
  });
}

/** What the article says of it, where no clause that is cited quotes the same. */
function articleLines(page: Page, finding: Finding, line: Line): string[] {
  const { articleQuote, articleTranslation } = finding;
  if (articleQuote === null || finding.clauses.some(({ quote }) => quote === articleQuote)) return [];
  const { openQuote, closeQuote } = page.theme.glyphs;
  const { citation, findings } = page.words;
  const quote = openQuote + articleQuote + closeQuote;
  const ours =
    articleTranslation === undefined ? '' : ` ${citation.translation}${openQuote}${articleTranslation}${closeQuote}`;
  return line(findings.article, page.prose(quote + ours));
}

/** What to use instead, one sentence after the other. */
function remedyLines(page: Page, remedies: readonly string[], line: Line): string[] {
  if (remedies.length === 0) return [];
  const { findings, fullStop, sentenceGap } = page.words;
  const sentences = remedies.map((remedy) => (/[.。!?！？]$/.test(remedy) ? remedy : remedy + fullStop));
  return line(findings.instead, page.prose(sentences.join(sentenceGap)));
}

/** A finding below its title: what, why, instead, and the texts. */
function bodyLines(telling: Telling, finding: Finding): string[] {
  const { page } = telling;
  const line = lineOf(page);
  const words = page.words.findings;
  const { remediation } = page.words.ownFinding(finding);
  const flags = finding.features.map((feature) => `--feature ${page.name(feature)}`);
  return [
    ...evidenceLines(telling, finding, line),
    ...articleLines(page, finding, line),
    ...remedyLines(page, remediation, line),
    ...(finding.verdict === 'conditional' && flags.length > 0 ? line(words.fineWith, words.ifReal(flags)) : []),
    ...(finding.countedIn === undefined
      ? []
      : line('', words.countedIn(finding.countedIn.map((rule) => page.name(rule))))),
    ...(finding.severityReason === null ? [] : line(words.severity, page.prose(finding.severityReason))),
    ...(finding.suppressedBy === null ? [] : line(words.accepted, page.prose(page.words.suppressed(finding)))),
    ...citationLines(page, finding, telling.sources, line),
  ];
}

/** How bad, which data, by which rule, what it costs; then the title and the reason. */
function titleLines(page: Page, finding: Finding): string[] {
  const { words, theme } = page;
  const { title, dataTypeName, why } = words.ownFinding(finding);
  const points = finding.points === 0 ? words.findings.noPoints : words.findings.points(finding.points);
  const tag = severityTag(theme, finding.severity, words.severity);
  const indent = MARGIN.length + columnsOf(tag) + 2;
  const room = page.proseColumns - indent - columnsOf(points) - 2;
  const name = page.prose(dataTypeName);
  const rule = page.name(finding.ruleId);
  const [first = '', ...more] = wrap(`${name} ${rule}`, room);
  const painted = (line: string): string => {
    const isNamed = line.startsWith(name);
    const rest = isNamed ? line.slice(name.length) : line;
    return (isNamed ? theme.strong(name) : '') + (rest.trimStart() === rule ? rest.replace(rule, theme.quiet) : rest);
  };
  const sentence = page.prose(title);
  const reason = wrap(page.prose(title + words.fullStop + words.sentenceGap + why), page.proseColumns - MARGIN.length);
  return [
    `${MARGIN}${tag}  ${padEnd(painted(first), room)}  ${theme.strong(points)}`,
    ...more.map((line) => ' '.repeat(indent) + painted(line)),
    ...reason.map((line, row) => {
      const isTitle = row === 0 && line.startsWith(sentence);
      return MARGIN + (isTitle ? theme.strong(sentence) + line.slice(sentence.length) : line);
    }),
  ];
}

function toldByFindings(findings: readonly Finding[]): Set<string> {
  const parts = findings.filter(({ composite }) => !composite);
  return new Set(parts.flatMap(({ permissions, capabilities }) => [...permissions, ...capabilities]));
}

/** All findings. `sources`: the numbers of the texts they point at. */
export function findingsSection(page: Page, audit: Audited, sources: Sources): string[] {
  const { findings } = audit;
  if (findings.length === 0) return [];
  const telling: Telling = {
    page,
    audit,
    sources,
    toldByParts: toldByFindings(findings),
  };
  const told = groupFindings(findings).flatMap(({ findings: group }) =>
    group.flatMap((finding) => ['', ...titleLines(page, finding), ...bodyLines(telling, finding)]),
  );
  return [...page.section(page.words.findings.title(findings.length)), ...told.slice(1)];
}
