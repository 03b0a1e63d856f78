/** The dashboard of a batch: one HTML file with its own style, script and data, and nothing from elsewhere. */
import type { AuditVerdict } from '../../audit/types.js';
import { markup, type Markup } from '../../report/html/markup.js';
import { renderPage } from '../../report/html/page.js';
import { topBar } from '../../report/html/top-bar.js';
import { fill } from '../../words/dashboard.js';
import type { Category, Lang } from '../../rulebook/types.js';
import type { BatchSummary } from '../summary.js';
import type { BatchRow } from '../types.js';
import { gradeBars, percent, scoreChart } from './charts.js';
import { dashboardData, jsonForScript } from './data.js';
import { DASHBOARD_SCRIPT } from './script.js';
import {
  basis,
  failuresSection,
  notesSection,
  overRequestedSection,
  sdkSection,
  unexplainedSection,
  withData,
} from './sections.js';
import { DASHBOARD_STYLES } from './styles.js';
import { tableSection } from './table.js';
import { counted, grouped, pageWords, type PageWords } from './words.js';

export interface DashboardOptions {
  /** The address of a row's own report, relative to the page and percent-encoded; null when it has none. */
  hrefOf?: (row: BatchRow) => string | null;
  /** The language of the page; the texts of the rulebook are in that of the audits. Default: English. */
  lang?: Lang;
  /** The rulebook's categories, whose names stand in the page where it does not speak English. */
  categories?: readonly Pick<Category, 'id' | 'name'>[];
}

function tile(value: string, label: string, tone = ''): Markup {
  return markup`<li class="tile ${tone}"><b>${value}</b> <span>${label}</span></li>`;
}

function totals(words: PageWords, { files, verdicts, complete }: BatchSummary): Markup {
  const { scored, lost, share } = words.totals;
  const without = files.audited - files.scored;
  const done = { audited: grouped(files.audited), found: grouped(files.found) };
  const stopped = complete ? null : markup`<p class="stopped">${fill(words.stopped, done)}</p>`;
  const told = (verdict: AuditVerdict): string =>
    fill(share, { verdict: words.script.verdicts[verdict], share: percent(verdicts[verdict], files.scored) });
  return markup`${stopped}<ul class="tiles">
    ${tile(grouped(files.scored), files.scored === 1 ? scored.one : scored.other)}
    ${tile(grouped(verdicts.fail), told('fail'), 'bad')}
    ${tile(grouped(verdicts.review), told('review'), 'fair')}
    ${tile(grouped(verdicts.pass), told('pass'), 'good')}
    ${tile(grouped(without), without === 1 ? lost.one : lost.other)}
  </ul>`;
}

function distributions(words: PageWords, summary: BatchSummary): Markup | null {
  if (summary.files.scored === 0) return null;
  const { title, scores, grades } = words.distribution;
  return markup`<section id="distribution" aria-labelledby="distribution-title">
    <h2 id="distribution-title">${title}</h2>
    <div class="charts">
      <figure class="card"><figcaption>${scores}</figcaption>${scoreChart(words, summary)}</figure>
      <figure class="card"><figcaption>${grades}</figcaption>${gradeBars(summary)}</figure>
    </div>
  </section>`;
}

/** The sections that are there, as the bar at the top names them. */
const CONTENTS = [
  ['distribution', (summary: BatchSummary) => summary.files.scored > 0],
  ['ranking', () => true],
  ['over-requested', ({ overRequested }: BatchSummary) => withData(overRequested).length > 0],
  ['unexplained', ({ unexplained }: BatchSummary) => withData(unexplained).length > 0],
  ['sdks', ({ sdks = [] }: BatchSummary) => sdks.length > 0],
  ['failures', ({ failures }: BatchSummary) => failures.length > 0],
  ['not-audited', ({ notes }: BatchSummary) => notes.length > 0],
] as const;

function topBarOf(words: PageWords, summary: BatchSummary): Markup {
  const links = CONTENTS.filter(([, isThere]) => isThere(summary)).map(([id]) => ({ id, name: words.short[id] }));
  const theme = { label: words.colours, auto: words.script.theme.auto };
  return topBar({ contents: words.contents, links, theme });
}

/** The page. The same bytes for the same summary; text from apps stands in text nodes and in the data only. */
export function renderDashboard(
  summary: BatchSummary,
  { hrefOf = () => null, lang = 'en', categories = [] }: DashboardOptions = {},
): string {
  const words = pageWords(lang, categories);
  const title = fill(words.title, { apps: counted(summary.files.audited, words.script.apps) });
  const { version, sha256 } = summary.rulebook;
  const body = markup`<a class="skip" href="#ranking">${words.skip}</a>
${topBarOf(words, summary)}
<main id="top">
<div class="hero"><h1>${title}</h1>${basis(words, summary)}${totals(words, summary)}</div>
${distributions(words, summary)}
${tableSection(words, summary)}
${overRequestedSection(words, summary)}
${unexplainedSection(words, summary)}
${sdkSection(words, summary)}
${failuresSection(words, summary)}
${notesSection(words, summary)}
</main>
<footer><p>${fill(words.basis.rulebook, { version })} <code>${sha256}</code></p>
<p>${words.footer}</p></footer>`;
  return renderPage({
    lang: words.lang,
    title,
    generator: `${summary.tool.name} ${summary.tool.version}`,
    style: DASHBOARD_STYLES,
    script: DASHBOARD_SCRIPT,
    body,
    data: { id: 'apps-data', json: jsonForScript(dashboardData(words, summary, hrefOf)) },
  });
}
