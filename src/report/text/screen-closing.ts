/** The end of the first screen: what to do first, what could not be seen, how to see more, and the verdict again. */
import type { Audit } from '../../audit/types.js';
import { describeVerdict } from '../../words/verdict.js';
import { columnsOf, cut } from '../view/columns.js';
import { listed } from '../view/screen/names.js';
import {
  describeStep,
  firstSteps,
  nextSteps,
  notedData,
  oddities,
  stepOfHint,
  unseen,
  type Step,
} from '../view/screen/steps.js';
import { headLine, LABEL_COLUMNS } from './identity.js';
import { MARGIN, type Page } from './page.js';

const MOST_LINES = 2;

/** A step in at most two lines. What it gives back is told even where its text has to be cut. */
function stepText(page: Page, step: Step, sign: string): string {
  const { more } = page.theme.glyphs;
  const fits = (told: string): boolean => page.bullet(told, sign).length <= MOST_LINES;
  const whole = describeStep(step, page.words);
  if (fits(whole)) return whole;
  let most = MOST_LINES * page.proseColumns;
  let told = whole;
  while (most > 0 && !fits(told)) {
    most -= 1;
    told = describeStep({ ...step, text: cut(step.text, most, more) }, page.words);
  }
  return told;
}

/** Up to three steps, the weightiest first; nothing where the verdict asks for none. */
export function stepLines(page: Page, audit: Audit): string[] {
  const steps = firstSteps(audit, page.words);
  if (steps.length === 0) return [];
  const lines = steps.flatMap((step, index) => {
    const sign = `${index + 1}.`;
    return page.bullet(stepText(page, step, sign), sign);
  });
  return [MARGIN + page.theme.strong(page.words.screen.first), ...lines, ''];
}

/** What could not be seen, in a line: of the code, of the file, and what no manifest shows. */
export function unseenLines(page: Page, audit: Audit): string[] {
  const parts = unseen(audit, page.words);
  return parts.length === 0 ? [] : headLine(page, page.words.screen.unseen, parts.join(page.words.semicolon));
}

/** What was found and weighs nothing, by the names of the data, and that the file is odd. */
export function notedLines(page: Page, audit: Audit): string[] {
  const names = notedData(audit, page.words).map((name) => page.prose(name));
  const { screen, comma, semicolon } = page.words;
  const told = [...(names.length === 0 ? [] : [listed(names, comma, screen.andMore)]), ...oddities(audit, page.words)];
  return told.length === 0 ? [] : headLine(page, screen.noted, told.join(semicolon), MOST_LINES);
}

/** How to see more. */
export function moreLines(page: Page, audit: Audit): string[] {
  const { screen, comma } = page.words;
  const worst = audit.findings.find(({ severity }) => severity !== 'info');
  const ways = [screen.details, ...(worst === undefined ? [] : [screen.explain(page.name(worst.ruleId))]), screen.html];
  const room = page.proseColumns - LABEL_COLUMNS;
  const lines: string[] = [];
  // A command that is broken in two cannot be copied.
  for (const way of ways) {
    const last = lines.at(-1);
    const together = last === undefined ? way : last + comma + way;
    if (columnsOf(together + comma) <= room) lines.splice(-1, 1, together);
    else lines.push(way);
  }
  return lines.flatMap((line, index) => {
    const end = index < lines.length - 1 ? comma.trimEnd() : '';
    return headLine(page, index === 0 ? screen.more : '', line + end);
  });
}

/** The verdict again, with the next step: what stays in sight when everything else has scrolled away. */
export function lastLine(page: Page, audit: Audit): string {
  const { screen, outcome, error } = page.words;
  const room = page.columns - MARGIN.length;
  const { more } = page.theme.glyphs;
  const { score, grade, verdict } = audit;
  if (score === null || grade === null || verdict === null) {
    const whole = audit.error === null ? null : error(audit.error).hint;
    const hint = whole === null ? null : stepOfHint(whole);
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
