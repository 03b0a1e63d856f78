/** Words that the formats of a difference share. */
import type { AuditDiff } from '../../audit/diff.js';
import type { ApiRange } from '../../bytes/api-range.js';
import type { DiffWords } from '../strings/diff.js';
import type { Strings } from '../strings/en.js';

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
export function headline({ permissions, findings, score }: AuditDiff, words: DiffWords): string {
  const more = permissions.added.length + permissions.widened.length;
  if (score.before === null || score.after === null) return words.noScore;
  if (more === 0 && findings.added.length === 0 && findings.worse.length === 0) {
    return permissions.removed.length > 0 ? words.less : words.same;
  }
  return words.more({
    added: permissions.added.length,
    widened: permissions.widened.length,
    findings: findings.added.length,
    worse: findings.worse.length,
  });
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
