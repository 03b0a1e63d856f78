/** The ranking: its filters and its head. The rows are made by the script, a few at a time. */
import { markup, type Markup } from '../../report/html/markup.js';
import type { BatchSummary } from '../summary.js';
import { counted, OUTCOME_WORDS } from './words.js';

interface Choice {
  value: string;
  label: string;
}

/** Value of the choice of apps without a grade or a category: no id looks like it. */
const NONE = '-';

function select(id: string, label: string, all: string, choices: readonly Choice[]): Markup {
  return markup`<label>${label}<select id="${id}">
    <option value="">${all}</option>
    ${choices.map((choice) => markup`<option value="${choice.value}">${choice.label}</option>`)}
  </select></label>`;
}

function gradeChoices({ grades, files }: BatchSummary): Choice[] {
  const used = Object.entries(grades).filter(([, apps]) => apps > 0);
  const own = used.map(([grade, apps]) => ({ value: grade, label: `${grade} (${apps})` }));
  const lost = files.audited - files.scored;
  return lost === 0 ? own : [...own, { value: NONE, label: `no grade (${lost})` }];
}

function outcomeChoices({ outcomes }: BatchSummary): Choice[] {
  return (Object.keys(OUTCOME_WORDS) as (keyof typeof OUTCOME_WORDS)[])
    .filter((outcome) => outcomes[outcome] > 0)
    .map((outcome) => ({ value: outcome, label: `${OUTCOME_WORDS[outcome]} (${outcomes[outcome]})` }));
}

function categoryChoices({ ranking }: BatchSummary): Choice[] {
  const ids = [...new Set(ranking.map(({ category }) => category))].sort((a, b) => ((a ?? '') < (b ?? '') ? -1 : 1));
  return ids.map((id) => (id === null ? { value: NONE, label: 'none declared' } : { value: id, label: id }));
}

function dataChoices({ overRequested }: BatchSummary): Choice[] {
  const names = new Map(
    overRequested.flatMap(({ dataTypes }) => dataTypes.map(({ dataType, name }) => [dataType, name])),
  );
  return [...names].map(([value, label]) => ({ value, label })).sort((a, b) => (a.label < b.label ? -1 : 1));
}

/** Sort key of the script, words, and whether the first click sorts upwards. */
const COLUMNS = [
  { key: 'app', title: 'App', first: 'ascending', number: false },
  { key: 'score', title: 'Score', first: 'ascending', number: true },
  { key: 'points', title: 'Points lost', first: 'descending', number: true },
  { key: 'verdict', title: 'Verdict', first: 'descending', number: false },
  { key: 'findings', title: 'Findings', first: 'descending', number: false },
  { key: 'category', title: 'Category', first: 'ascending', number: false },
  { key: 'outcome', title: 'Outcome', first: 'descending', number: false },
] as const;

/** The ranking. */
export function tableSection(summary: BatchSummary): Markup {
  const heads = COLUMNS.map(
    ({ key, title, first, number }) => markup`<th scope="col" class="col-${key}${number ? ' number' : ''}">
      <button type="button" data-key="${key}" data-first="${first}">${title}</button>
    </th>`,
  );
  return markup`<section id="ranking" aria-labelledby="ranking-title">
    <h2 id="ranking-title">Ranking</h2>
    <p class="intro">Worst first: by all points lost, which goes on where the score has reached 0. A heading sorts by its column.</p>
    <noscript><p class="stopped">The table is made by a script. Without one, use the CSV or JSON summary.</p></noscript>
    <div class="filters needs-script" role="search" aria-label="Filter the ranking">
      <label>Search<input id="search" type="search" autocomplete="off" spellcheck="false" placeholder="name, package, file, permission"></label>
      ${select('grade', 'Grade', 'all grades', gradeChoices(summary))}
      ${select('outcome', 'Outcome', 'all outcomes', outcomeChoices(summary))}
      ${select('category', 'Category', 'all categories', categoryChoices(summary))}
      ${select('data', 'Data asked for', 'all data types', dataChoices(summary))}
      <button type="button" id="clear" disabled>Clear</button>
    </div>
    <div class="card table-card needs-script">
      <p id="count" role="status">${counted(summary.ranking.length, 'app')}</p>
      <table id="apps" aria-label="Apps">
        <thead><tr>${heads}</tr></thead>
        <tbody></tbody>
      </table>
      <p id="none" class="empty" hidden>No app fits these filters.</p>
      <p id="more-line" hidden><button type="button" id="more">Show more</button></p>
    </div>
  </section>`;
}
