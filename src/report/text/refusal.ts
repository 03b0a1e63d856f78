/** What is said when there is no score, or when a score may miss something. */
import type { Place } from '../../bytes/place.js';
import type { Audit } from '../../audit/types.js';
import { describePlace } from '../view/error-text.js';
import { kindOfError } from '../../bytes/errors.js';
import { MARGIN, type Page } from './page.js';

/** Where an error was met; empty when no place is known. The first byte is no place: it stands for the whole. */
export function placeOf(page: Page, error: Place): string {
  return describePlace(error.offset === 0 ? { ...error, offset: null } : error, (text) => page.name(text), page.words);
}

/** The explanation for an audit without a score. */
export function refusalSection(page: Page, audit: Audit): string[] {
  if (audit.score !== null) return [];
  const { error } = audit;
  const { theme, words } = page;
  const { refusal } = words;
  const kind = error === null ? null : kindOfError(error.code);
  const meaning = refusal.meaning[kind ?? (audit.outcome === 'refused' ? 'refused' : 'unsure')];
  const lines = [
    '',
    `${MARGIN}${theme.strong(refusal.noScore)}  ${theme.verdict.review(`${theme.glyphs.warn} ${meaning.title}`)}`,
    '',
  ];
  if (error === null) return [...lines, ...page.paragraph(meaning.sentence), ''];
  const { message, hint } = words.error(error);
  lines.push(...page.paragraph(refusal.error(message, placeOf(page, error), error.code)));
  lines.push(...page.paragraph(meaning.sentence));
  if (hint !== null) lines.push('', ...page.paragraph(refusal.whatToDo(hint)));
  return [...lines, ''];
}

/** The first line of a report whose reading was cut short. */
export function incompleteBanner(page: Page, audit: Audit): string[] {
  if (audit.complete || audit.outcome === 'refused') return [];
  return ['', ...page.bullet(page.words.refusal.incomplete, page.theme.glyphs.warn).map(page.theme.verdict.review)];
}
