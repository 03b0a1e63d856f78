/** The end of the first screen: what to do first, what could not be seen, how to see more, and the verdict again. */
import type { Audit, Finding } from '../../audit/types.js';
import { describeVerdict } from '../../words/verdict.js';
import { columnsOf, cut } from '../view/columns.js';
import { headLine } from './identity.js';
import { MARGIN, type Page } from './page.js';
import { hintedCategories, isStory } from './screen-story.js';

const MOST_STEPS = 3;
const MOST_LINES = 2;
const MOST_NOTED = 3;

interface Step {
  text: string;
  points: number;
}

/** The first advice of each of the worst findings that somebody has to answer for. */
function stepsOf(page: Page, findings: readonly Finding[]): Step[] {
  const steps = new Map<string, Step>();
  for (const finding of findings) {
    if (finding.severity === 'info' || finding.suppressedBy !== null || isStory(finding)) continue;
    const [text] = page.words.ownFinding(finding).remediation;
    if (text === undefined) continue;
    const before = steps.get(text);
    steps.set(text, { text: page.prose(text), points: (before?.points ?? 0) + finding.points });
  }
  return [...steps.values()].slice(0, MOST_STEPS);
}

/** Up to three steps, the weightiest first; nothing where the verdict asks for none. */
export function firstSteps(page: Page, audit: Audit): string[] {
  if (audit.verdict === 'pass') return [];
  const steps = stepsOf(page, audit.findings);
  if (steps.length === 0) return [];
  const { first, gives } = page.words.screen;
  const lines = steps.flatMap(({ text, points }, index) =>
    page.bullet(points === 0 ? text : gives(text, points), `${index + 1}.`, MOST_LINES),
  );
  return [MARGIN + page.theme.strong(first), ...lines, ''];
}

/** What could not be seen, in a line: of the code, of the file, and what no manifest shows. */
export function unseenLines(page: Page, audit: Audit): string[] {
  if (audit.score === null) return [];
  const { screen, semicolon } = page.words;
  const state = audit.code?.state ?? 'not-read';
  const code = state === 'complete' ? [] : [state === 'partial' ? screen.partialCode : screen.noCode];
  const odd = audit.anomalies.filter(({ severity }) => severity !== 'info').length;
  const oddities = odd === 0 ? [] : [screen.oddities(odd)];
  return headLine(page, screen.unseen, [...code, screen.always, ...oddities].join(semicolon));
}

/** What was found and weighs nothing, by the names of the data. */
export function notedLines(page: Page, { findings }: Audit): string[] {
  const noted = findings.filter(({ severity }) => severity === 'info');
  if (noted.length === 0) return [];
  const { screen, comma, ownFinding } = page.words;
  const names = [...new Set(noted.map((finding) => page.prose(ownFinding(finding).dataTypeName)))];
  const rest = names.length > MOST_NOTED ? ` ${screen.andMore(names.length - MOST_NOTED)}` : '';
  return headLine(page, screen.noted, names.slice(0, MOST_NOTED).join(comma) + rest, MOST_LINES);
}

/** How to see more. */
export function moreLines(page: Page, audit: Audit): string[] {
  const { screen, comma } = page.words;
  const worst = audit.findings.find(({ severity }) => severity !== 'info');
  const ways = [screen.details, ...(worst === undefined ? [] : [screen.explain(page.name(worst.ruleId))]), screen.html];
  return headLine(page, screen.more, ways.join(comma));
}

/** The verdict again, with the next step: what stays in sight when everything else has scrolled away. */
export function lastLine(page: Page, audit: Audit): string {
  const { screen, outcome, error } = page.words;
  const room = page.columns - MARGIN.length;
  const { more } = page.theme.glyphs;
  const { score, grade, verdict } = audit;
  if (score === null || grade === null || verdict === null) {
    const hint = audit.error === null ? null : error(audit.error).hint;
    const told = (next: string): string => screen.lastWithoutScore(outcome[audit.outcome], page.prose(next));
    const own = screen.nextWithoutScore[audit.outcome] ?? screen.nextUnknown;
    const line = hint !== null && columnsOf(told(hint)) <= room ? told(hint) : cut(told(own), room, more);
    return MARGIN + page.theme.verdict.review(line);
  }
  const { word } = describeVerdict(audit, page.words);
  const told = (next: string): string => screen.last(word, score, grade, next);
  const [step] = nextSteps(page, audit).filter((next) => columnsOf(told(next)) <= room);
  const line = cut(told(step ?? page.words.screen.details), room, more);
  return MARGIN + line.replace(word, page.theme.verdict[verdict]);
}

/** What the last line may tell to do, what says most first. */
function nextSteps(page: Page, audit: Audit): string[] {
  const { screen } = page.words;
  const { verdict, options } = audit;
  if (verdict === null) return [];
  if (verdict === 'pass') return [screen.next.pass];
  if (verdict === 'review' && options.category === null) {
    const [hinted, another] = hintedCategories(page, audit);
    const category = hinted === undefined || another !== undefined ? screen.anyCategory : hinted;
    return [screen.declare(category), screen.next.review];
  }
  const [step] = stepsOf(page, audit.findings);
  return [...(step === undefined ? [] : [step.text]), screen.next[verdict]];
}
