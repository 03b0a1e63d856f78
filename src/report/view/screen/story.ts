/** What the whole of an audit amounts to, as first screens tell it: what joins others, what readers are shown differently. */
import type { NoteCode } from '../../../audit/notes-data.js';
import type { Audit, Finding, ToldNote } from '../../../audit/types.js';
import type { Strings } from '../../../words/en/report.js';
import { meaningNotes } from '../meaning.js';
import { subjectsOf } from '../subjects.js';
import { listed } from './names.js';

/** Notes that change what everything else means; those on the score itself stand with it. */
const WEIGHTY: ReadonlySet<string> = new Set<NoteCode>([
  'VERSION_DEPENDENT',
  'UNSIGNED',
  'NEEDS_SPLITS',
  'CHOOSE_SUBTYPE',
]);

/** Kinds of data that a sentence names. */
const MOST_DATA = 7;

/** Whether a finding is told as a sentence above the table: it joins others, or says that readers differ. */
export function isStory({ composite, evidence, severity }: Finding): boolean {
  return severity !== 'info' && (composite || evidence.some(({ kind }) => kind === 'divergence'));
}

/** What an SDK is for that a reader must know of before anything else, the weightiest first. */
const WEIGHTY_PURPOSES = ['credit-scoring', 'risk', 'location-data'];

/** The SDKs in the code that rate people or pass on where they are, and what each is for. */
function weightySdks({ code }: Pick<Audit, 'code'>): { name: string; purpose: string }[] {
  const sdks = (code?.sdks ?? []).map(({ name, kind, purpose = kind }) => ({ name, purpose }));
  return WEIGHTY_PURPOSES.flatMap((weighty) => sdks.filter(({ purpose }) => purpose === weighty));
}

/** Notes that belong above the table; none without a score. */
function weightyNotes({ score, notes }: Pick<Audit, 'score' | 'notes'>): ToldNote[] {
  return score === null ? [] : notes.filter(({ code }) => WEIGHTY.has(code));
}

/** The categories that the hint of an audit names, as stored; none where it has no hint, or is of another version. */
export function hintedCategories({ notes }: Pick<Audit, 'notes'>): string[] {
  const hint = notes.find((note) => note.code === 'CATEGORY_HINT' && 'data' in note);
  const { categories = [] }: { categories?: unknown } = hint !== undefined && 'data' in hint ? hint.data : {};
  const stored: unknown[] = Array.isArray(categories) ? categories : [];
  return stored.filter((category) => typeof category === 'string');
}

/** How a format makes text safe to stand in a sentence. */
export interface Safe {
  /** The rulebook's own text. */
  prose: (text: string) => string;
  /** An id, such as that of a rule or a category. */
  name: (text: string) => string;
  /** A permission, a capability, or what permaudit.yaml names: short. */
  subject: (text: string) => string;
}

/** What a combination is made of: data by their names, which anybody understands, else what it asks for. */
function partsOf(words: Strings, { findings }: Pick<Audit, 'findings'>, finding: Finding, safe: Safe): string[] {
  const parts = findings.filter(({ composite, dataType }) => !composite && dataType !== finding.dataType);
  const names = subjectsOf(finding).map((subject) => {
    const part = parts.find((one) => subjectsOf(one).includes(subject));
    return part === undefined
      ? safe.subject(subject)
      : safe.prose(words.screen.inSentence(words.ownFinding(part).dataTypeName));
  });
  return [...new Set(names)];
}

function storyOf(words: Strings, audit: Audit, finding: Finding, safe: Safe): string {
  const { screen, severity, comma, semicolon, ownFinding } = words;
  const parts = partsOf(words, audit, finding, safe);
  const between = parts.some((part) => part.includes(comma)) ? semicolon : comma;
  const names = listed(parts, between, screen.andMore, MOST_DATA);
  return screen.story(
    safe.prose(ownFinding(finding).title),
    severity[finding.severity],
    safe.name(finding.ruleId),
    names,
  );
}

/** The SDKs that rate people or pass on where they are, in a sentence; null for none. `prose` makes names safe. */
export function bringsText(words: Strings, audit: Pick<Audit, 'code'>, prose: Safe['prose']): string | null {
  const { screen, code, comma } = words;
  const sdks = weightySdks(audit).map(({ name, purpose }) => screen.sdk(prose(name), code.sdkPurpose(purpose)));
  return sdks.length === 0 ? null : screen.brings(listed(sdks, comma, screen.andMore));
}

/** A sentence for each thing that the whole amounts to; none where there is nothing to say beside the findings. */
export function storyTexts(words: Strings, audit: Audit, safe: Safe): string[] {
  const brings = bringsText(words, audit, safe.prose);
  return [
    ...audit.findings.filter(isStory).map((finding) => storyOf(words, audit, finding, safe)),
    ...(brings === null ? [] : [brings]),
    ...weightyNotes(audit).map((note) => words.note(note)),
  ];
}

/** The first sentences under the score: what it means; the hint at a category is part of the one on none. Empty without a score. */
export function meaningTexts(words: Strings, audit: Audit, safe: Safe): string[] {
  const hinted = hintedCategories(audit);
  return meaningNotes(audit).flatMap((note) => {
    if (note.code === 'CATEGORY_HINT' && hinted.length > 0) return [];
    return note.code === 'NO_CATEGORY' ? [words.screen.noCategory(hinted.map(safe.name))] : [words.note(note)];
  });
}
