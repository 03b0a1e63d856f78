/** The distributions as inline SVG. Sizes are attributes: the page's policy allows no inline style. */
import { constant, markup, type Markup } from '../../report/html/markup.js';
import type { BatchSummary } from '../summary.js';
import { fill } from '../../words/dashboard.js';
import { counted, grouped, type PageWords } from './words.js';

const HEIGHT = 120;
const STEP = 40;
const BASE = HEIGHT + 18;

/** How many apps have which score. The last column is a score of 100 alone. */
export function scoreChart(words: PageWords, { scores }: BatchSummary): Markup {
  const most = Math.max(1, ...scores.map(({ apps }) => apps));
  const width = scores.length * STEP;
  const told = scores
    .filter(({ apps }) => apps > 0)
    .map(({ from, to, apps }) => {
      const range = from === to ? String(from) : fill(words.distribution.range, { from: String(from), to: String(to) });
      return fill(words.distribution.step, { range, apps: counted(apps, words.script.apps) });
    });
  const columns = scores.map(({ from, to, apps }, index) => {
    const height = apps === 0 ? 0 : Math.max(2, Math.round((apps / most) * HEIGHT));
    const x = index * STEP;
    const middle = x + STEP / 2;
    return markup`<g class="${toneOf(from)}">
      <rect x="${x + 4}" y="${BASE - height}" width="${STEP - 8}" height="${height}" rx="2" />
      <text class="value" x="${middle}" y="${BASE - height - 5}">${apps === 0 ? '' : grouped(apps)}</text>
      <text class="tick" x="${middle}" y="${BASE + 15}">${from === to ? String(from) : `${from}–`}</text>
    </g>`;
  });
  const label = fill(words.distribution.told, { steps: told.join(words.report.comma) });
  return markup`<svg class="columns" viewBox="0 0 ${width} ${BASE + 20}" role="img" aria-label="${label}">
    <line x1="0" x2="${width}" y1="${BASE}" y2="${BASE}" />${columns}
  </svg>`;
}

/** The grades' own bounds are the rulebook's; the colours only lead the eye. */
function toneOf(from: number): string {
  if (from >= 80) return 'good';
  return from >= 50 ? 'fair' : 'bad';
}

const GRADE_TONES: Readonly<Record<string, string>> = { A: 'good', B: 'good', C: 'fair', D: 'bad', F: 'bad' };

/** How many apps have which grade. */
export function gradeBars({ grades, files }: BatchSummary): Markup {
  const most = Math.max(1, ...Object.values(grades));
  return markup`<ul class="bars">
    ${Object.entries(grades).map(
      ([grade, apps]) => markup`<li>
        <b class="grade ${GRADE_TONES[grade] ?? 'fair'}">${grade}</b>${shareBar(apps / most, GRADE_TONES[grade] ?? 'fair')}
        <span class="count">${grouped(apps)}</span> <span class="share">${percent(apps, files.scored)}</span>
      </li>`,
    )}
  </ul>`;
}

/** A bar of a share between 0 and 1; it repeats what is written beside it. */
export function shareBar(share: number, tone: string): Markup {
  const width = share <= 0 ? 0 : Math.max(1, Math.round(share * 1000) / 10);
  return markup`<svg class="bar ${tone}" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
    ${constant('<rect class="track" width="100" height="10"/>')}<rect width="${width}" height="10" />
  </svg>`;
}

/** `30 %`; never 0 or 100 for a share that is neither. */
export function percent(count: number, all: number): string {
  if (count === 0 || all === 0) return '0 %';
  const share = Math.round((count / all) * 100);
  if (share === 0) return '< 1 %';
  return share === 100 && count < all ? '> 99 %' : `${share} %`;
}
