/** What the whole amounts to: combinations, what readers are shown differently, SDKs that weigh, what to beware of. */
import type { Audit, Finding } from '../../audit/types.js';
import type { NoteCode } from '../../audit/notes-data.js';
import { shortPermissionName } from '../../rulebook/permission-names.js';
import { cut } from '../view/columns.js';
import { meaningNotes } from '../view/meaning.js';
import { subjectsOf } from '../view/subjects.js';
import type { Page } from './page.js';
import { meaningLines, verdictLines } from './score.js';

const MOST_NAMES = 3;
const MOST_LINES = 3;
const LONGEST_NAME = 40;
/** Notes that change what everything else means; those on the score itself stand with it. */
const WEIGHTY: ReadonlySet<string> = new Set<NoteCode>(['VERSION_DEPENDENT', 'NEEDS_SPLITS', 'CHOOSE_SUBTYPE']);

/** Whether a finding is told as a sentence above the table: it joins others, or says that readers differ. */
export function isStory({ composite, evidence, severity }: Finding): boolean {
  return severity !== 'info' && (composite || evidence.some(({ kind }) => kind === 'divergence'));
}

/** A permission, capability or other name, short and safe. */
export function subjectName(page: Page, name: string): string {
  return cut(page.name(shortPermissionName(name)), LONGEST_NAME, page.theme.glyphs.more);
}

function storyOf(page: Page, finding: Finding): string {
  const { screen, severity } = page.words;
  const title = page.prose(page.words.ownFinding(finding).title);
  const told = severity[finding.severity];
  const names = subjectsOf(finding);
  const rule = page.name(finding.ruleId);
  if (names.length === 0) return screen.story(title, told, rule, '');
  const shown = names.slice(0, MOST_NAMES).map((name) => subjectName(page, name));
  const rest = names.length > MOST_NAMES ? ` ${screen.andMore(names.length - MOST_NAMES)}` : '';
  return screen.story(title, told, rule, shown.join(page.words.comma) + rest);
}

function riskSdks(page: Page, { code }: Audit): string[] {
  const names = (code?.sdks ?? []).filter(({ kind }) => kind === 'risk').map(({ name }) => page.prose(name));
  if (names.length === 0) return [];
  const rest = names.length > MOST_NAMES ? ` ${page.words.screen.andMore(names.length - MOST_NAMES)}` : '';
  return [page.words.screen.riskSdks(names.slice(0, MOST_NAMES).join(page.words.comma) + rest)];
}

/** One warning a line or two; nothing where there is nothing to say beside the findings. */
export function storyLines(page: Page, audit: Audit): string[] {
  const told = [
    ...audit.findings.filter(isStory).map((finding) => storyOf(page, finding)),
    ...riskSdks(page, audit),
    ...(audit.score === null
      ? []
      : audit.notes.filter(({ code }) => WEIGHTY.has(code)).map((note) => page.words.note(note))),
  ];
  if (told.length === 0) return [];
  return [...told.flatMap((text) => page.bullet(text, page.theme.glyphs.warn, MOST_LINES)), ''];
}

/** The categories that the hint of an audit names, safe to show; none where it has no hint, or is of another version. */
export function hintedCategories(page: Page, { notes }: Audit): string[] {
  const hint = notes.find((note) => note.code === 'CATEGORY_HINT' && 'data' in note);
  const { categories = [] }: { categories?: unknown } = hint !== undefined && 'data' in hint ? hint.data : {};
  const stored: unknown[] = Array.isArray(categories) ? categories : [];
  return stored.filter((category) => typeof category === 'string').map((category) => page.name(category));
}

/** The first sentences under the score: what it means, and the verdict. */
export function meaningAndVerdict(page: Page, audit: Audit): string[] {
  if (audit.score === null) return [];
  const hinted = hintedCategories(page, audit);
  const told = meaningNotes(audit).flatMap((note) => {
    if (note.code === 'CATEGORY_HINT' && hinted.length > 0) return [];
    if (note.code !== 'NO_CATEGORY') return [page.words.note(note)];
    return [page.words.screen.noCategory(hinted)];
  });
  return [...meaningLines(page, told, MOST_LINES), ...verdictLines(page, audit), ''];
}
