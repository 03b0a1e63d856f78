/** What to do first, what could not be seen, and what was found that weighs nothing. */
import type { Audit } from '../../../audit/types.js';
import type { Strings } from '../../../words/en/report.js';
import { hintedCategories, isStory } from './story.js';

const MOST_STEPS = 3;

/** An advice, and the points that following it gives back. */
export interface Step {
  text: string;
  points: number;
}

/** The first advice of each of the worst findings that somebody has to answer for: at most three. */
export function worstSteps({ findings }: Pick<Audit, 'findings'>, words: Strings): Step[] {
  const steps = new Map<string, Step>();
  for (const finding of findings) {
    if (finding.severity === 'info' || finding.suppressedBy !== null || isStory(finding)) continue;
    const [text] = words.ownFinding(finding).remediation;
    if (text === undefined) continue;
    const before = steps.get(text);
    steps.set(text, { text, points: (before?.points ?? 0) + finding.points });
  }
  return [...steps.values()].slice(0, MOST_STEPS);
}

/** {@link worstSteps} where the verdict asks for any. */
export function firstSteps(audit: Audit, words: Strings): Step[] {
  return audit.verdict === 'pass' ? [] : worstSteps(audit, words);
}

/** The beginning of a hint that says what to do, without the reason that follows. */
export function stepOfHint(hint: string): string {
  return hint.split(/[:;：；]/, 1)[0] ?? hint;
}

/** A step in words, with what it gives back. */
export function describeStep({ text, points }: Step, { screen }: Strings): string {
  return points === 0 ? text : screen.gives(text, points);
}

/** What the last line may tell to do, what says most first. Empty without a verdict. */
export function nextSteps(audit: Audit, words: Strings): string[] {
  const { verdict, options } = audit;
  const { screen } = words;
  if (verdict === null) return [];
  if (verdict === 'pass') return [screen.next.pass];
  if (verdict === 'review' && options.category === null) {
    const [hinted, another] = hintedCategories(audit);
    const category = hinted === undefined || another !== undefined ? screen.anyCategory : hinted;
    return [screen.declare(category), screen.next.review];
  }
  const [step] = worstSteps(audit, words);
  return [...(step === undefined ? [] : [step.text]), screen.next[verdict]];
}

/** What could not be seen: of the code, and what no manifest shows. Empty without a score. */
export function unseen(audit: Audit, { screen }: Strings): string[] {
  if (audit.score === null) return [];
  const state = audit.code?.state ?? 'not-read';
  const code = state === 'complete' ? [] : [state === 'partial' ? screen.partialCode : screen.noCode];
  return [...code, screen.always];
}

/** That the file has oddities, and how many; empty where it has none that weigh. */
export function oddities({ anomalies }: Pick<Audit, 'anomalies'>, { screen }: Strings): string[] {
  const odd = anomalies.filter(({ severity }) => severity !== 'info').length;
  return odd === 0 ? [] : [screen.oddities(odd)];
}

/** The names of the data of what was found and weighs nothing, each once. */
export function notedData({ findings }: Pick<Audit, 'findings'>, words: Strings): string[] {
  const noted = findings.filter(({ severity }) => severity === 'info');
  return [...new Set(noted.map((finding) => words.ownFinding(finding).dataTypeName))];
}
