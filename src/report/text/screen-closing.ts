/** The end of the first screen: what to do first, what could not be seen, how to see more, and the verdict again. */
import type { Audit } from '../../audit/types.js';
import { describeVerdict } from '../../words/verdict.js';
import { columnsOf, cut } from '../view/columns.js';
import { listed } from '../view/screen/names.js';
import { describeStep, firstSteps, nextSteps, notedData, unseen } from '../view/screen/steps.js';
import { headLine } from './identity.js';
import { MARGIN, type Page } from './page.js';

const MOST_LINES = 2;

/** Up to three steps, the weightiest first; nothing where the verdict asks for none. */
export function stepLines(page: Page, audit: Audit): string[] {
  const steps = firstSteps(audit, page.words);
  if (steps.length === 0) return [];
  const lines = steps.flatMap((step, index) =>
    page.bullet(describeStep(step, page.words), `${index + 1}.`, MOST_LINES),
  );
  return [MARGIN + page.theme.strong(page.words.screen.first), ...lines, ''];
}

/** What could not be seen, in a line: of the code, of the file, and what no manifest shows. */
export function unseenLines(page: Page, audit: Audit): string[] {
  const parts = unseen(audit, page.words);
  return parts.length === 0 ? [] : headLine(page, page.words.screen.unseen, parts.join(page.words.semicolon));
}

/** What was found and weighs nothing, by the names of the data. */
export function notedLines(page: Page, audit: Audit): string[] {
  const names = notedData(audit, page.words);
  if (names.length === 0) return [];
  const { screen, comma } = page.words;
  const told = listed(
    names.map((name) => page.prose(name)),
    comma,
    screen.andMore,
  );
  return headLine(page, screen.noted, told, MOST_LINES);
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
  const steps = nextSteps(audit, page.words).map((next) => page.prose(next));
  const step = steps.find((next) => columnsOf(told(next)) <= room);
  const line = cut(told(step ?? page.words.screen.details), room, more);
  return MARGIN + line.replace(word, page.theme.verdict[verdict]);
}
