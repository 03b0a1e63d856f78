/** What the whole of an audit amounts to, as first screens tell it: what joins others, what readers are shown differently. */
import type { NoteCode } from '../../../audit/notes-data.js';
import type { Audit, Finding, ToldNote } from '../../../audit/types.js';
import type { SdkPresence } from '../../../facts/facts.js';
import { meaningNotes } from '../meaning.js';

/** Notes that change what everything else means; those on the score itself stand with it. */
const WEIGHTY: ReadonlySet<string> = new Set<NoteCode>(['VERSION_DEPENDENT', 'NEEDS_SPLITS', 'CHOOSE_SUBTYPE']);

/** Whether a finding is told as a sentence above the table: it joins others, or says that readers differ. */
export function isStory({ composite, evidence, severity }: Finding): boolean {
  return severity !== 'info' && (composite || evidence.some(({ kind }) => kind === 'divergence'));
}

/** The known SDKs for risk control in the code. */
export function riskSdks({ code }: Pick<Audit, 'code'>): SdkPresence[] {
  return (code?.sdks ?? []).filter(({ kind }) => kind === 'risk');
}

/** Notes that belong above the table; none without a score. */
export function weightyNotes({ score, notes }: Pick<Audit, 'score' | 'notes'>): ToldNote[] {
  return score === null ? [] : notes.filter(({ code }) => WEIGHTY.has(code));
}

/** The categories that the hint of an audit names, as stored; none where it has no hint, or is of another version. */
export function hintedCategories({ notes }: Pick<Audit, 'notes'>): string[] {
  const hint = notes.find((note) => note.code === 'CATEGORY_HINT' && 'data' in note);
  const { categories = [] }: { categories?: unknown } = hint !== undefined && 'data' in hint ? hint.data : {};
  const stored: unknown[] = Array.isArray(categories) ? categories : [];
  return stored.filter((category) => typeof category === 'string');
}

/** What the score means: a note to tell in its own words, or that nobody says what the app needs. */
export type Meaning = { note: ToldNote } | { noCategoryOf: readonly string[] };

/** The first sentences under the score; the hint at a category is part of the one on none. Empty without a score. */
export function meaningsOf(audit: Audit): Meaning[] {
  const hinted = hintedCategories(audit);
  return meaningNotes(audit).flatMap((note): Meaning[] => {
    if (note.code === 'CATEGORY_HINT' && hinted.length > 0) return [];
    return note.code === 'NO_CATEGORY' ? [{ noCategoryOf: hinted }] : [{ note }];
  });
}
