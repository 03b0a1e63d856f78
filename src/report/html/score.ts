/** The sum behind the score, as a table whose last column draws the waterfall. */
import type { Audit, WaterfallLine } from '../../audit/types.js';
import { severityBadge } from './icons.js';
import { markup, type Markup } from './markup.js';
import { scrollable, section, type Section } from './section.js';
import type { Strings } from '../../words/html.js';
import { table } from './table.js';
import { findingPlaces } from './targets.js';

const FULL_SCORE = 100;
const BAR_HEIGHT = 20;

/** The scale of all bars: from 100 down to 0, or below it when more than 100 points are lost. */
interface Scale {
  low: number;
  width: number;
}

function scaleOf(points: number): Scale {
  const low = Math.min(0, FULL_SCORE - points);
  return { low, width: FULL_SCORE - low };
}

function rectangle(scale: Scale, from: number, to: number, kind: string): Markup | null {
  if (to <= from) return null;
  return markup`<rect class="${kind}" x="${from - scale.low}" y="3" width="${to - from}" height="${BAR_HEIGHT - 6}" />`;
}

/** What is left as a quiet bar, what this line takes as a strong one; pale where it goes below zero. */
function bar(scale: Scale, before: number, after: number, kind: string): Markup {
  const zero = -scale.low;
  const axis =
    scale.low === 0
      ? null
      : markup`<line
          class="zero"
          x1="${zero}"
          x2="${zero}"
          y1="0"
          y2="${BAR_HEIGHT}"
          vector-effect="non-scaling-stroke"
        />`;
  return markup`<svg
    class="bar"
    viewBox="0 0 ${scale.width} ${BAR_HEIGHT}"
    preserveAspectRatio="none"
    aria-hidden="true"
    focusable="false"
  >
    ${rectangle(scale, 0, after, 'left')}${rectangle(scale, Math.max(after, 0), before, `loss ${kind}`)}${rectangle(scale, after, Math.min(before, 0), `loss below ${kind}`)}${axis}
  </svg>`;
}

function lossRow(strings: Strings, scale: Scale, line: WaterfallLine, before: number, target: string | null): Markup {
  const after = before - line.points;
  const name = target === null ? line.dataTypeName : markup`<a href="#${target}">${line.dataTypeName}</a>`;
  return markup`<tr>
    <th scope="row">${name}</th>
    <td class="severity">${severityBadge(strings, line.severity)}</td>
    <td class="number loss-points">${strings.pointsShort(line.points)}</td>
    <td class="number">${line.scoreAfter}</td>
    <td class="bar-cell">${bar(scale, before, after, `fill-${line.severity}`)}</td>
  </tr>`;
}

function rows(strings: Strings, audit: Audit, losses: readonly WaterfallLine[], scale: Scale): Markup[] {
  const links = findingPlaces(audit);
  let before = FULL_SCORE;
  return losses.map((line) => {
    const row = lossRow(strings, scale, line, before, links.get(line.dataType) ?? null);
    before -= line.points;
    return row;
  });
}

/** Why the grade is lower than the score alone would give. */
function gradeCap(strings: Strings, audit: Audit): Markup | null {
  const { score, grade, verdict } = audit;
  if (score === null || verdict !== 'fail' || score < 60 || (grade !== 'D' && grade !== 'F')) return null;
  return markup`<p class="note">${strings.waterfall.cap(grade, score)}</p>`;
}

/** The waterfall from 100. Null without a score. */
export function scoreSection(strings: Strings, audit: Audit): Section | null {
  if (audit.score === null) return null;
  const words = strings.waterfall;
  const losses = audit.waterfall.filter((line) => line.points > 0);
  if (losses.length === 0) return section(strings, 'score', null, markup`<p class="card empty">${words.nothing}</p>`);
  const total = losses.reduce((sum, line) => sum + line.points, 0);
  const scale = scaleOf(total);
  const heads = [
    words.data,
    words.severity,
    { content: words.loss, kind: 'number' },
    { content: words.score, kind: 'number' },
    { content: words.bar, kind: 'bar-cell' },
  ];
  const start = markup`<tr class="start">
    <th scope="row">${words.start}</th>
    <td class="severity"></td>
    <td></td>
    <td class="number">${FULL_SCORE}</td>
    <td class="bar-cell">${bar(scale, FULL_SCORE, FULL_SCORE, '')}</td>
  </tr>`;
  const waterfall = table({ kind: 'waterfall', heads, rows: [start, ...rows(strings, audit, losses, scale)] });
  const intro =
    total > FULL_SCORE ? `${words.intro}${strings.report.sentenceGap}${words.introBelow(total)}` : words.intro;
  const content = markup`<div class="card">${scrollable(strings.sections.score, waterfall)}${gradeCap(strings, audit)}</div>`;
  return section(strings, 'score', intro, content);
}
