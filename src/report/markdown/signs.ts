/** Signs that tell severities and verdicts apart without colour or words. */
import type { AuditVerdict } from '../../audit/types.js';
import type { Severity, Verdict } from '../../rulebook/types.js';

export const SEVERITY_SIGN: Readonly<Record<Severity, string>> = {
  critical: '🟥',
  high: '🟧',
  medium: '🟨',
  low: '🟦',
  info: '⬜',
};

export const VERDICT_SIGN: Readonly<Record<Verdict, string>> = {
  prohibited: '⛔',
  unjustified: '❓',
  unexplained: '❔',
  conditional: '◐',
  necessary: '✓',
};

export const APP_VERDICT_SIGN: Readonly<Record<AuditVerdict, string>> = { fail: '❌', review: '🔎', pass: '✅' };
