/** The first screen: who the app is, its verdict, what it amounts to, every finding on a line, what to do first. */
import { worstFirst } from '../../audit/score.js';
import type { Audit } from '../../audit/types.js';
import type { Page } from './page.js';
import { withinLines } from './bounded.js';
import { incompleteBanner, refusalSection } from './refusal.js';
import { scoreLines } from './score.js';
import { lastLine, moreLines, notedLines, stepLines, unseenLines } from './screen-closing.js';
import { screenHead } from './screen-head.js';
import { meaningAndVerdict, storyLines } from './screen-story.js';
import { findingsTable } from './screen-table.js';

/** All lines of the first screen; the last one is the verdict with the next step. */
export function screenLines(page: Page, told: Audit): string[] {
  const audit = { ...told, findings: [...told.findings].sort(worstFirst) };
  return withinLines(page, [
    incompleteBanner(page, audit),
    screenHead(page, audit),
    scoreLines(page, audit),
    meaningAndVerdict(page, audit),
    refusalSection(page, audit),
    storyLines(page, audit),
    findingsTable(page, audit),
    stepLines(page, audit),
    notedLines(page, audit),
    unseenLines(page, audit),
    moreLines(page, audit),
    ['', lastLine(page, audit)],
  ]);
}
