/** Whether a filter takes an intent: IntentFilter.match, as far as the facts of a filter go. */
import type { IntentFilter } from '../facts/facts.js';

/** An intent without a host, as Android makes it to see who could hold a role (IntentFilterData.createIntent). */
export interface PlainIntent {
  readonly action: string;
  readonly categories: readonly string[];
  /** The scheme of its data; null: it has no data. */
  readonly scheme: string | null;
  readonly mimeType: string | null;
}

/**
 * Whether the filter takes the intent: matchAction, matchCategories, and matchData over all `data` elements at once.
 * `ssp`, `path` and `mimeGroup` are no facts, so that a filter narrowed by them counts as the wider one.
 */
export function takesIntent(filter: IntentFilter, intent: PlainIntent): boolean {
  return (
    filter.actions.includes(intent.action) &&
    intent.categories.every((category) => filter.categories.includes(category)) &&
    takesData(filter.data, intent)
  );
}

function takesData(data: IntentFilter['data'], { scheme, mimeType }: PlainIntent): boolean {
  const schemes = data.flatMap((one) => one.scheme ?? []);
  const types = data.flatMap((one) => one.mimeType ?? []);
  if (schemes.length === 0 && types.length === 0) return scheme === null && mimeType === null;
  if (schemes.length === 0) {
    // Without a scheme of its own a filter takes content: and file: alone.
    if (scheme !== null && !['', 'content', 'file'].includes(scheme)) return false;
  } else if (!schemes.includes(scheme ?? '') || data.some(({ host }) => host !== null)) {
    return false;
  }
  return mimeType === null ? types.length === 0 : types.some((type) => takesType(type, mimeType));
}

/** IntentFilter.findMimeType, for a type without a wildcard. */
function takesType(type: string, wanted: string): boolean {
  return type === wanted || type === '*/*' || type === `${wanted.slice(0, wanted.indexOf('/'))}/*`;
}
