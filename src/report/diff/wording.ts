/** Words that the formats of a difference share. */
import type { AuditDiff } from '../../audit/diff.js';
import type { ApiRange } from '../../bytes/api-range.js';

const PLATFORM = 'android.permission.';

/** Without the prefix that nearly every permission has. */
export function shortName(name: string): string {
  return name.startsWith(PLATFORM) ? name.slice(PLATFORM.length) : name;
}

/** `API 24-32, 34`. */
export function rangesText(ranges: readonly ApiRange[]): string {
  return `API ${ranges.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(', ')}`;
}

/** ` (+3)`, ` (-12)`, nothing for no change. */
export function signed(delta: number | null): string {
  if (delta === null || delta === 0) return '';
  return ` (${delta > 0 ? '+' : ''}${delta})`;
}

/** The change in one sentence. */
export function headline({ permissions, findings, score }: AuditDiff): string {
  const more = permissions.added.length + permissions.widened.length;
  if (score.before === null || score.after === null)
    return 'One of the two has no score: it could not be read as Android reads it.';
  if (more === 0 && findings.added.length === 0 && findings.worse.length === 0) {
    return permissions.removed.length > 0
      ? 'The app asks for less than before.'
      : 'The app asks for no more than before.';
  }
  const parts = [
    count(permissions.added.length, 'permission', 'added'),
    count(permissions.widened.length, 'permission', 'reaching further'),
    count(findings.added.length, 'new finding', ''),
    count(findings.worse.length, 'worse finding', ''),
  ].filter((part) => part !== '');
  return `The app asks for more than before: ${parts.join(', ')}.`;
}

function count(number: number, noun: string, tail: string): string {
  if (number === 0) return '';
  return `${number} ${noun}${number === 1 ? '' : 's'}${tail === '' ? '' : ` ${tail}`}`;
}
