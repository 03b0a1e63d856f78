/** How loud a finding is where a format has three levels: SARIF and the annotations of GitHub Actions. */
import type { Finding } from '../../audit/types.js';
import type { Severity, Verdict } from '../../rulebook/types.js';

export type Level = 'error' | 'warning' | 'note';

const BARRED: Readonly<Record<Severity, Level>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
};
/** What no text bars is for review, however weighty, as the verdict of the app says. */
const FOR_REVIEW: Readonly<Record<Severity, Level>> = { ...BARRED, critical: 'warning', high: 'warning' };

/**
 * The level by verdict and severity. In SARIF's words (2.1.0, 3.27.10): `error`, a serious problem; `warning`, a problem;
 * `note`, a minor one. Its `none` is for results that are no failure (3.27.9, `kind`); permaudit reports none of these.
 */
export const LEVELS: Readonly<Record<Verdict, Readonly<Record<Severity, Level>>>> = {
  prohibited: BARRED,
  unjustified: FOR_REVIEW,
  unexplained: FOR_REVIEW,
  conditional: FOR_REVIEW,
  necessary: FOR_REVIEW,
};

/** The level of a finding. */
export function levelOf({ verdict, severity }: Pick<Finding, 'verdict' | 'severity'>): Level {
  return LEVELS[verdict][severity];
}

/** The loudest of some levels; of none, the least. */
export function loudest(levels: readonly Level[]): Level {
  return (['error', 'warning'] as const).find((level) => levels.includes(level)) ?? 'note';
}
