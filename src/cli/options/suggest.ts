/** Near matches for a misspelt word. */
import { editDistance } from '../../knowledge/edit-distance.js';

/** The longest word compared: longer input is not a typing mistake. */
const LONGEST_WORD = 64;
const MOST_SUGGESTIONS = 3;

/** A word that may be meant, and what to print for it. */
export interface Candidate {
  word: string;
  shown: string;
}

/** Whether a part is long enough to tell something: three letters, or two characters that are each a word. */
function isTelling(part: string): boolean {
  return part.length >= 3 || /^\p{Script=Han}{2}$/u.test(part);
}

/** How far a candidate is; null when it is not near: beyond a third of its letters, and not a beginning or a part. */
function nearness(typed: string, word: string): number | null {
  const distance = editDistance(typed, word);
  if (distance <= Math.max(1, Math.floor(Math.max(typed.length, word.length) / 3))) return distance;
  const isPart = isTelling(typed) && isTelling(word) && (word.includes(typed) || typed.includes(word));
  return isPart ? LONGEST_WORD : null;
}

/** What was probably meant, nearest first, at most three; each `shown` once. */
export function suggest(typed: string, candidates: readonly Candidate[]): string[] {
  const word = typed.toLowerCase();
  if (word.length > LONGEST_WORD) return [];
  const best = new Map<string, number>();
  for (const candidate of candidates) {
    const distance = nearness(word, candidate.word.toLowerCase());
    if (distance === null) continue;
    best.set(candidate.shown, Math.min(distance, best.get(candidate.shown) ?? Number.POSITIVE_INFINITY));
  }
  return [...best]
    .sort(([shownA, a], [shownB, b]) => a - b || (shownA < shownB ? -1 : 1))
    .slice(0, MOST_SUGGESTIONS)
    .map(([shown]) => shown);
}

/** e.g. `did you mean lending or banking?`, or `fallback` when nothing is near. */
export function didYouMean(typed: string, candidates: readonly Candidate[], fallback: string): string {
  const near = suggest(typed, candidates);
  if (near.length === 0) return fallback;
  const last = near.at(-1) ?? '';
  return `did you mean ${near.length === 1 ? last : `${near.slice(0, -1).join(', ')} or ${last}`}?`;
}
