/** The score: what each data type costs, line by line, and the grade. Published in docs/score.md. */
import { compareSeverities, compareVerdicts, isAtLeast } from '../rulebook/orders.js';
import type { Rulebook } from '../rulebook/types.js';
import { POINTS } from './severity.js';
import { countedElsewhere, type Held } from './shared-points.js';
import type { AuditVerdict, Finding, Grade, WaterfallLine } from './types.js';
import { JUSTIFICATION } from './words.js';

const GRADES: readonly (readonly [Grade, number])[] = [
  ['A', 90],
  ['B', 75],
  ['C', 60],
  ['D', 40],
];

export interface Score {
  score: number;
  grade: Grade;
  verdict: AuditVerdict;
  /** The sum of what is lost, uncapped. */
  points: number;
  waterfall: WaterfallLine[];
}

/** What a finding costs by itself; a composite costs nothing, its parts do, nor does what is counted elsewhere. */
export function costOf(finding: Finding): number {
  return finding.composite || finding.countedIn !== undefined ? 0 : POINTS[finding.severity];
}

/** The four that the article is about lead among equals, in its order. */
const ARTICLE_DATA_TYPES: readonly string[] = ['microphone', 'contacts', 'sms', 'photos-videos'];

/** What joins several findings is the story, and is told before its parts. A problem of a justification joins nothing. */
function isCombination({ composite, severity, dataType }: Finding): boolean {
  return composite && dataType !== JUSTIFICATION && severity !== 'info';
}

/** Among equals: what the article is about, where its words stand with the finding. */
function rankAmongEquals({ articleQuote, dataType }: Finding): number {
  const at = articleQuote === null ? -1 : ARTICLE_DATA_TYPES.indexOf(dataType);
  return at === -1 ? ARTICLE_DATA_TYPES.length : at;
}

/** By severity; the rule id and data type settle ties, so that the order never depends on the input's. */
function bySeverity(a: Finding, b: Finding): number {
  return (
    compareSeverities(b.severity, a.severity) ||
    rankAmongEquals(a) - rankAmongEquals(b) ||
    costOf(b) - costOf(a) ||
    compareText(a.ruleId, b.ruleId) ||
    compareText(a.dataType, b.dataType)
  );
}

/** The order of a report: combinations first, then what is worst. */
export function worstFirst(a: Finding, b: Finding): number {
  return Number(isCombination(b)) - Number(isCombination(a)) || bySeverity(a, b);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Scores findings that have their points. Each data type counts once, at its worst finding. Sets nothing on them. */
export function scoreOf(findings: readonly Finding[]): Score {
  const byDataType = groupByDataType(findings);
  const lines = [...byDataType.values()].map(lineOf).sort(compareLines);
  const points = lines.reduce((sum, line) => sum + line.points, 0);
  let lost = 0;
  const waterfall = lines.map((line) => {
    lost += line.points;
    return { ...line, scoreAfter: Math.max(0, 100 - lost) };
  });
  const score = Math.max(0, 100 - points);
  const verdict = verdictOf(findings);
  return { score, points, waterfall, grade: gradeOf(score, verdict), verdict };
}

function groupByDataType(findings: readonly Finding[]): Map<string, Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of [...findings].sort(bySeverity)) {
    const group = groups.get(finding.dataType);
    if (group === undefined) groups.set(finding.dataType, [finding]);
    else group.push(finding);
  }
  return groups;
}

function lineOf(group: readonly Finding[]): WaterfallLine {
  const [worst] = group;
  if (worst === undefined) throw new Error('a group has at least one finding');
  return {
    dataType: worst.dataType,
    dataTypeName: worst.dataTypeName,
    ruleIds: group.map(({ ruleId }) => ruleId),
    severity: worst.severity,
    verdict: worst.verdict,
    points: Math.max(...group.map(costOf)),
    scoreAfter: 0,
  };
}

function compareLines(a: WaterfallLine, b: WaterfallLine): number {
  return b.points - a.points || compareSeverities(b.severity, a.severity) || compareText(a.dataType, b.dataType);
}

/**
 * The findings with their points: what fixing each one alone gives back, or, of those that share a cause, what ending the
 * cause does. `countedIn` names the rules that stand for one which therefore costs nothing.
 * @param permissions of the same audit, which tell the causes
 */
export function withPoints(findings: readonly Finding[], permissions: readonly Held[]): Finding[] {
  const elsewhere = countedElsewhere(findings, permissions);
  const counted = findings.map((finding): Finding => {
    const { countedIn: _before, ...rest } = finding;
    const countedIn = elsewhere.get(finding);
    return countedIn === undefined ? rest : { ...rest, countedIn: [...countedIn] };
  });
  return counted.map((finding) => {
    const others = counted.filter((other) => other !== finding && other.dataType === finding.dataType);
    const rest = Math.max(0, ...others.map(costOf));
    return { ...finding, points: Math.max(0, costOf(finding) - rest) };
  });
}

/** The best grade that each verdict allows: what needs review is no A, and what a text bars no more than D. */
const BEST: Readonly<Record<AuditVerdict, Grade>> = { pass: 'A', review: 'B', fail: 'D' };

function gradeOf(score: number, verdict: AuditVerdict): Grade {
  const grade = GRADES.find(([, bound]) => score >= bound)?.[0] ?? 'F';
  // `A` comes before `B`: the later letter is the worse grade.
  return grade < BEST[verdict] ? BEST[verdict] : grade;
}

function verdictOf(findings: readonly Finding[]): AuditVerdict {
  if (findings.some(({ verdict, severity }) => verdict === 'prohibited' && isAtLeast(severity, 'high'))) return 'fail';
  const isGrave = ({ verdict, severity }: Finding): boolean =>
    compareVerdicts(verdict, 'unexplained') >= 0 && isAtLeast(severity, 'medium');
  return findings.some(isGrave) ? 'review' : 'pass';
}

/** The version and hash a report names its rulebook by. */
export function rulebookIdentity({ version, sha256 }: Rulebook): { version: string; sha256: string } {
  return { version, sha256 };
}
