/** What the whole amounts to: combinations, what readers are shown differently, SDKs that weigh, what to beware of. */
import type { Audit, Finding } from '../../audit/types.js';
import { shortPermissionName } from '../../rulebook/permission-names.js';
import { cut } from '../view/columns.js';
import { isStory, meaningsOf, riskSdks, weightyNotes } from '../view/screen/story.js';
import { firstOf } from '../view/screen/steps.js';
import { subjectsOf } from '../view/subjects.js';
import type { Page } from './page.js';
import { meaningLines, verdictLines } from './score.js';

const MOST_NAMES = 3;
const MOST_LINES = 3;
const LONGEST_NAME = 40;

/** A permission, capability or other name, short and safe. */
export function subjectName(page: Page, name: string): string {
  return cut(page.name(shortPermissionName(name)), LONGEST_NAME, page.theme.glyphs.more);
}

/** The first of some names that are safe to show, and how many more there are. */
function listed(page: Page, names: readonly string[]): string {
  const { shown, more } = firstOf(names, MOST_NAMES);
  return shown.join(page.words.comma) + (more === 0 ? '' : ` ${page.words.screen.andMore(more)}`);
}

function storyOf(page: Page, finding: Finding): string {
  const { screen, severity } = page.words;
  const title = page.prose(page.words.ownFinding(finding).title);
  const names = subjectsOf(finding).map((name) => subjectName(page, name));
  return screen.story(title, severity[finding.severity], page.name(finding.ruleId), listed(page, names));
}

function riskSdkLines(page: Page, audit: Audit): string[] {
  const names = riskSdks(audit).map(({ name }) => page.prose(name));
  return names.length === 0 ? [] : [page.words.screen.riskSdks(listed(page, names))];
}

/** One warning a line or two; nothing where there is nothing to say beside the findings. */
export function storyLines(page: Page, audit: Audit): string[] {
  const told = [
    ...audit.findings.filter(isStory).map((finding) => storyOf(page, finding)),
    ...riskSdkLines(page, audit),
    ...weightyNotes(audit).map((note) => page.words.note(note)),
  ];
  if (told.length === 0) return [];
  return [...told.flatMap((text) => page.bullet(text, page.theme.glyphs.warn, MOST_LINES)), ''];
}

/** The first sentences under the score: what it means, and the verdict. */
export function meaningAndVerdict(page: Page, audit: Audit): string[] {
  if (audit.score === null) return [];
  const told = meaningsOf(audit).map((meaning) =>
    'note' in meaning
      ? page.words.note(meaning.note)
      : page.words.screen.noCategory(meaning.noCategoryOf.map((category) => page.name(category))),
  );
  return [...meaningLines(page, told, MOST_LINES), ...verdictLines(page, audit), ''];
}
