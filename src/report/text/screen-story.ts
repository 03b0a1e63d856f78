/** What the whole amounts to: combinations, what readers are shown differently, SDKs that weigh, what to beware of. */
import type { Audit } from '../../audit/types.js';
import { shortPermissionName } from '../../rulebook/permission-names.js';
import { cut } from '../view/columns.js';
import { meaningTexts, storyTexts, type Safe } from '../view/screen/story.js';
import type { Page } from './page.js';
import { meaningLines, verdictLines } from './score.js';

const MOST_LINES = 3;
const LONGEST_NAME = 40;

/** A permission, capability or other name, short and safe. */
export function subjectName(page: Page, name: string): string {
  return cut(page.name(shortPermissionName(name)), LONGEST_NAME, page.theme.glyphs.more);
}

function safeOn(page: Page): Safe {
  return {
    prose: (text) => page.prose(text),
    name: (text) => page.name(text),
    subject: (text) => subjectName(page, text),
  };
}

/** One warning a line or two; nothing where there is nothing to say beside the findings. */
export function storyLines(page: Page, audit: Audit): string[] {
  const told = storyTexts(page.words, audit, safeOn(page));
  if (told.length === 0) return [];
  return [...told.flatMap((text) => page.bullet(text, page.theme.glyphs.warn, MOST_LINES)), ''];
}

/** The first sentences under the score: what it means, and the verdict. */
export function meaningAndVerdict(page: Page, audit: Audit): string[] {
  if (audit.score === null) return [];
  const told = meaningTexts(page.words, audit, safeOn(page));
  return [...meaningLines(page, told, MOST_LINES), ...verdictLines(page, audit), ''];
}
