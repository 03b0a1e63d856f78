/** Words that the formats of a difference share. */
import { hasMore, moreOf, type AuditDiff } from '../../audit/diff.js';
import type { ApiRange } from '../../bytes/api-range.js';
import type { DiffWords } from '../../words/diff.js';
import type { Strings } from '../../words/en/report.js';

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
export function headline(diff: AuditDiff, words: DiffWords): string {
  const { permissions, capabilities, score } = diff;
  if (score.before === null || score.after === null) return words.noScore;
  if (hasMore(diff)) return words.more(moreOf(diff));
  return permissions.removed.length + capabilities.removed.length > 0 ? words.less : words.same;
}

/** `API 24-37, requested, prohibited`. */
export function standingOf(
  { apiRanges, origin, verdict }: AuditDiff['permissions']['added'][number],
  words: DiffWords,
  report: Strings,
): string {
  const parts = [rangesText(apiRanges), words.origin[origin], ...(verdict === null ? [] : [report.verdict[verdict]])];
  return parts.join(report.comma);
}
