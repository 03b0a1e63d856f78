/** Signs drawn inline, so that a verdict or severity is read from a shape and a word, and colour only helps. */
import type { AuditVerdict } from '../../audit/types.js';
import { SEVERITIES } from '../../rulebook/orders.js';
import type { Severity, Verdict } from '../../rulebook/types.js';
import { constant, markup, type Markup } from './markup.js';
import type { Strings } from '../../words/html.js';

function icon(shape: string): Markup {
  return constant(`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">${shape}</svg>`);
}

const RING = '<circle cx="8" cy="8" r="6.4" fill="none" stroke="currentColor" stroke-width="1.8"/>';
const CHECK =
  '<path d="M4.6 8.3l2.4 2.4 4.4-5" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"/>';
const QUESTION =
  '<path d="M6.1 6.3a1.95 1.95 0 1 1 2.7 1.8c-.6.3-.8.6-.8 1.3" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round"/><circle cx="8" cy="11.6" r=".95" fill="currentColor"/>';

const VERDICT_ICONS: Readonly<Record<Verdict, Markup>> = {
  prohibited: icon(`${RING}<path d="M3.6 12.4l8.8-8.8" stroke="currentColor" stroke-width="1.8"/>`),
  unjustified: icon(RING + QUESTION),
  unexplained: icon(
    `<circle cx="8" cy="8" r="6.4" fill="none" stroke="currentColor" stroke-width="1.8" stroke-dasharray="2.6 2"/>${QUESTION}`,
  ),
  conditional: icon(`${RING}<path d="M8 3.4a4.6 4.6 0 0 1 0 9.2z" fill="currentColor"/>`),
  necessary: icon(RING + CHECK),
};

const APP_ICONS: Readonly<Record<AuditVerdict | 'none', Markup>> = {
  fail: icon(
    '<path d="M5.1 1.2h5.8l3.9 3.9v5.8l-3.9 3.9H5.1L1.2 10.9V5.1z" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linejoin="round"/><path d="M8 4.4v4.4" stroke="currentColor" stroke-width="1.8" stroke-linecap="round"/><circle cx="8" cy="11.4" r="1" fill="currentColor"/>',
  ),
  review: icon(
    '<circle cx="7" cy="7" r="4.6" fill="none" stroke="currentColor" stroke-width="1.7"/><path d="M10.5 10.5l4 4" stroke="currentColor" stroke-width="1.9" stroke-linecap="round"/>',
  ),
  pass: icon(RING + CHECK),
  none: icon(
    '<path d="M8 1.8l6.6 12H1.4z" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linejoin="round"/><path d="M8 6.2v3.4" stroke="currentColor" stroke-width="1.6" stroke-linecap="round"/><circle cx="8" cy="11.7" r=".9" fill="currentColor"/>',
  ),
};

/** How bad a severity is: 4 for critical to 0 for info. */
export function rankOf(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}

/** Four bars, as many filled as the severity is high. */
function meter(severity: Severity): Markup {
  const bars = [0, 1, 2, 3].map((index) => {
    const height = 4 + index * 3;
    const opacity = index < rankOf(severity) ? '1' : '.25';
    return `<rect x="${index * 4 + 0.5}" y="${14.5 - height}" width="3" height="${height}" rx=".8" fill="currentColor" opacity="${opacity}"/>`;
  });
  return icon(bars.join(''));
}

/** e.g. a full meter and `critical`. */
export function severityBadge(strings: Strings, severity: Severity): Markup {
  return markup`<span class="badge sev-${severity}">${meter(severity)}${strings.severity[severity]}</span>`;
}

/** e.g. a barred ring and `prohibited`. */
export function verdictBadge(strings: Strings, verdict: Verdict): Markup {
  return markup`<span class="verdict ver-${verdict}">${VERDICT_ICONS[verdict]}${strings.verdict[verdict]}</span>`;
}

/** The sign of the whole audit. */
export function appIcon(verdict: AuditVerdict | null): Markup {
  return APP_ICONS[verdict ?? 'none'];
}

/** A tick, for what is in order. */
export const TICK = icon(RING + CHECK);
