/** The dashboard of a batch: one HTML file with its own style, script and data, and nothing from elsewhere. */
import { markup, type Markup } from '../../report/html/markup.js';
import { renderPage } from '../../report/html/page.js';
import type { BatchSummary } from '../summary.js';
import type { BatchRow } from '../types.js';
import { gradeBars, percent, scoreChart } from './charts.js';
import { dashboardData, jsonForScript } from './data.js';
import { DASHBOARD_SCRIPT } from './script.js';
import { basis, failuresSection, notesSection, overRequestedSection, sdkSection } from './sections.js';
import { DASHBOARD_STYLES } from './styles.js';
import { tableSection } from './table.js';
import { counted, grouped } from './words.js';

export interface DashboardOptions {
  /** The address of a row's own report, relative to the page and percent-encoded; null when it has none. */
  hrefOf?: (row: BatchRow) => string | null;
}

function tile(value: string, label: string, tone = ''): Markup {
  return markup`<li class="tile ${tone}"><b>${value}</b> <span>${label}</span></li>`;
}

function totals({ files, verdicts, complete }: BatchSummary): Markup {
  const lost = files.audited - files.scored;
  const stopped = complete
    ? null
    : markup`<p class="stopped">Stopped before the end: ${grouped(files.audited)} of ${grouped(files.found)} files are done.</p>`;
  const share = (count: number): string => ` (${percent(count, files.scored)})`;
  return markup`${stopped}<ul class="tiles">
    ${tile(grouped(files.scored), files.scored === 1 ? 'app with a score' : 'apps with a score')}
    ${tile(grouped(verdicts.fail), `fail${share(verdicts.fail)}`, 'bad')}
    ${tile(grouped(verdicts.review), `review${share(verdicts.review)}`, 'fair')}
    ${tile(grouped(verdicts.pass), `pass${share(verdicts.pass)}`, 'good')}
    ${tile(grouped(lost), lost === 1 ? 'file without a score' : 'files without a score')}
  </ul>`;
}

function distributions(summary: BatchSummary): Markup | null {
  if (summary.files.scored === 0) return null;
  return markup`<section id="distribution" aria-labelledby="distribution-title">
    <h2 id="distribution-title">Scores and grades</h2>
    <div class="charts">
      <figure class="card"><figcaption>Apps by score</figcaption>${scoreChart(summary)}</figure>
      <figure class="card"><figcaption>Apps by grade</figcaption>${gradeBars(summary)}</figure>
    </div>
  </section>`;
}

/** The sections that are there, as the bar at the top names them. */
const CONTENTS = [
  ['distribution', 'Scores', (summary: BatchSummary) => summary.files.scored > 0],
  ['ranking', 'Ranking', () => true],
  [
    'over-requested',
    'Without need',
    ({ overRequested }: BatchSummary) => overRequested.some(({ dataTypes }) => dataTypes.length > 0),
  ],
  ['sdks', 'SDKs', ({ sdks = [] }: BatchSummary) => sdks.length > 0],
  ['failures', 'Failures', ({ failures }: BatchSummary) => failures.length > 0],
  ['not-audited', 'Not audited', ({ notes }: BatchSummary) => notes.length > 0],
] as const;

function topBar(summary: BatchSummary): Markup {
  const links = CONTENTS.filter(([, , isThere]) => isThere(summary)).map(
    ([id, word]) => markup`<li><a href="#${id}">${word}</a></li>`,
  );
  return markup`<header class="top-bar">
    <div class="top-inner">
      <a class="brand" href="#top">permaudit</a>
      <nav aria-label="Contents"><ul>${links}</ul></nav>
      <p class="theme needs-script">
        <span id="theme-label">Colours</span>
        <button type="button" id="theme" value="auto" aria-labelledby="theme-label theme">Auto</button>
      </p>
    </div>
  </header>`;
}

/** The page. The same bytes for the same summary; text from apps stands in text nodes and in the data only. */
export function renderDashboard(summary: BatchSummary, { hrefOf = () => null }: DashboardOptions = {}): string {
  const title = `Permissions of ${counted(summary.files.audited, 'app')}`;
  const body = markup`<a class="skip" href="#ranking">Skip to the ranking</a>
${topBar(summary)}
<main id="top">
<div class="hero"><h1>${title}</h1>${basis(summary)}${totals(summary)}</div>
${distributions(summary)}
${tableSection(summary)}
${overRequestedSection(summary)}
${sdkSection(summary)}
${failuresSection(summary)}
${notesSection(summary)}
</main>
<footer><p>Rulebook ${summary.rulebook.version} <code>${summary.rulebook.sha256}</code></p>
<p>An audit tells what an app asks for, not what it does with it.</p></footer>`;
  return renderPage({
    lang: 'en',
    title,
    generator: `${summary.tool.name} ${summary.tool.version}`,
    style: DASHBOARD_STYLES,
    script: DASHBOARD_SCRIPT,
    body,
    data: { id: 'apps-data', json: jsonForScript(dashboardData(summary, hrefOf)) },
  });
}
