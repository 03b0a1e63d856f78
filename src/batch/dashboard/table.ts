/** The ranking: its filters and its head. The rows are made by the script, a few at a time. */
import { markup, type Markup } from '../../report/html/markup.js';
import { select, type Choice } from '../../report/html/select.js';
import { table } from '../../report/html/table.js';
import { fill } from '../../words/dashboard.js';
import type { BatchSummary } from '../summary.js';
import { counted, OUTCOMES, type PageWords } from './words.js';

/** Value of the choice of apps without a verdict, a grade or a category: no id looks like it. */
const NONE = '-';

function countedChoice(words: PageWords, value: string, name: string, count: number): Choice {
  return { value, label: fill(words.ranking.choice, { name, count: String(count) }) };
}

/** In the order of the rows. */
function verdictChoices(
  { script }: PageWords,
  { verdicts, files }: BatchSummary,
): [value: string, name: string, apps: number][] {
  return [
    ['fail', script.verdicts.fail, verdicts.fail],
    ['review', script.verdicts.review, verdicts.review],
    [NONE, script.noScore, files.audited - files.scored],
    ['pass', script.verdicts.pass, verdicts.pass],
  ];
}

function gradeChoices(words: PageWords, { grades, files }: BatchSummary): Choice[] {
  const used = Object.entries(grades).filter(([, apps]) => apps > 0);
  const own = used.map(([grade, apps]) => countedChoice(words, grade, grade, apps));
  const lost = files.audited - files.scored;
  return lost === 0 ? own : [...own, countedChoice(words, NONE, words.ranking.noGrade, lost)];
}

function outcomeChoices(words: PageWords, { outcomes }: BatchSummary): Choice[] {
  return OUTCOMES.filter((outcome) => outcomes[outcome] > 0).map((outcome) =>
    countedChoice(words, outcome, words.script.outcomes[outcome], outcomes[outcome]),
  );
}

function categoryChoices(words: PageWords, { ranking }: BatchSummary): Choice[] {
  const ids = [...new Set(ranking.map(({ category }) => category))].sort((a, b) => ((a ?? '') < (b ?? '') ? -1 : 1));
  return ids.map((id) =>
    id === null ? { value: NONE, label: words.ranking.noCategory } : { value: id, label: words.category(id) },
  );
}

function dataChoices({ overRequested, unexplained }: BatchSummary): Choice[] {
  const names = new Map(
    [...overRequested, ...unexplained].flatMap(({ dataTypes }) =>
      dataTypes.map(({ dataType, name }) => [dataType, name]),
    ),
  );
  return [...names].map(([value, label]) => ({ value, label })).sort((a, b) => (a.label < b.label ? -1 : 1));
}

/** Sort key of the script, and whether the first click sorts upwards. */
const COLUMNS = [
  { key: 'app', first: 'ascending', number: false },
  { key: 'score', first: 'ascending', number: true },
  { key: 'points', first: 'descending', number: true },
  { key: 'verdict', first: 'descending', number: false },
  { key: 'findings', first: 'descending', number: false },
  { key: 'category', first: 'ascending', number: false },
  { key: 'outcome', first: 'descending', number: false },
] as const;

function filters(words: PageWords, summary: BatchSummary): Markup {
  const { ranking, script } = words;
  const { category, outcome } = script.columns;
  const verdicts = verdictChoices(words, summary)
    .filter(([, , apps]) => apps > 0)
    .map(([value, name, apps]) => countedChoice(words, value, name, apps));
  return markup`<div class="filters needs-script" role="search" aria-label="${ranking.filters}">
      <label>${ranking.search}<input id="search" type="search" autocomplete="off" spellcheck="false" placeholder="${ranking.searchHint}"></label>
      <label>${script.columns.verdict}${select('verdict', ranking.allVerdicts, verdicts)}</label>
      <label>${ranking.grade}${select('grade', ranking.allGrades, gradeChoices(words, summary))}</label>
      <label>${outcome}${select('outcome', ranking.allOutcomes, outcomeChoices(words, summary))}</label>
      <label>${category}${select('category', ranking.allCategories, categoryChoices(words, summary))}</label>
      <label>${ranking.data}${select('data', ranking.allData, dataChoices(summary))}</label>
      <button type="button" id="clear" disabled>${ranking.clear}</button>
    </div>`;
}

/** The ranking. */
export function tableSection(words: PageWords, summary: BatchSummary): Markup {
  const { ranking, script } = words;
  const heads = COLUMNS.map(({ key, first, number }) => ({
    content: markup`<button type="button" data-key="${key}" data-first="${first}">${script.columns[key]}</button>`,
    kind: `col-${key}${number ? ' number' : ''}`,
  }));
  return markup`<section id="ranking" aria-labelledby="ranking-title">
    <h2 id="ranking-title">${ranking.title}</h2>
    <p class="intro">${ranking.intro}</p>
    <noscript><p class="stopped">${ranking.noScript}</p></noscript>
    ${filters(words, summary)}
    <div class="card table-card needs-script">
      <p id="count" role="status">${counted(summary.ranking.length, script.apps)}</p>
      ${table({ id: 'apps', label: ranking.apps, heads, rows: [] })}
      <p id="none" class="empty" hidden>${ranking.none}</p>
      <p id="more-line" hidden><button type="button" id="more">${ranking.more}</button></p>
    </div>
  </section>`;
}
