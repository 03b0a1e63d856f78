/** Which requests are counted as asked for without need. */
import type { Verdict } from '../../rulebook/types.js';

/** What a condition may explain is not without need, and what only joins others costs nothing. */
export function isWithoutNeed({ verdict, points }: { verdict?: Verdict; points?: number }): boolean {
  // Rows of older results files say neither.
  return points !== 0 && (verdict === undefined || verdict === 'unjustified' || verdict === 'prohibited');
}
