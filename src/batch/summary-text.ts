/** The summary of a batch for people, in a terminal. */
import { RANKING_ROWS } from './ranking-rows.js';
import { columnsOf, padEnd, padStart } from '../report/columns.js';
import { Page } from '../report/text/page.js';
import { tableLines } from '../report/text/table.js';
import { createTheme } from '../report/text/theme.js';
import type { TextReportOptions } from '../report/text.js';
import type { BatchSummary } from './summary.js';
import type { BatchRow } from './types.js';

const MOST_DATA_TYPES = 8;
const MOST_NOTES = 20;
const BAR_COLUMNS = 30;

/** The summary: what was audited, the worst apps, distributions, over-requested data, failures, notes. */
export function renderSummaryText(summary: BatchSummary, options: TextReportOptions, top = RANKING_ROWS): string {
  const page = new Page(options.columns, createTheme(options.colorLevel, options.unicode));
  const lines = [
    ...headSection(page, summary),
    ...rankingSection(page, summary, top),
    ...distributionSection(page, summary),
    ...overRequestedSection(page, summary),
    ...failuresSection(page, summary),
    ...notesSection(page, summary),
  ];
  return `${lines.join('\n')}\n\n`;
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

function headSection(page: Page, { complete, files, options, rulebook }: BatchSummary): string[] {
  const stopped = complete
    ? []
    : page.paragraph(`STOPPED before the end: ${files.audited} of ${files.found} files are done.`);
  const reused = [
    files.cached === 0 ? '' : `${files.cached} from the cache`,
    files.resumed === 0 ? '' : `${files.resumed} from the earlier run`,
  ].filter((part) => part !== '');
  const told = `${counted(files.audited, 'file')} audited, ${files.scored} with a score${reused.length === 0 ? '' : ` (${reused.join(', ')})`}.`;
  const category = options.defaultCategory ?? 'none: necessity is not judged';
  const judged = `Rulebook ${rulebook.version}, as of ${options.asOf}, policies ${options.policies.join(', ')}; category unless mapped: ${category}.`;
  return ['', ...stopped, ...page.paragraph(told, undefined, page.theme.strong), ...page.paragraph(judged)];
}

const RANKING_COLUMNS = [
  { title: 'Points', most: 6 },
  { title: 'Score', most: 5 },
  { title: 'Grade', most: 5 },
  { title: 'Verdict', most: 7 },
  { title: 'App', most: 44 },
  { title: 'Category', most: 18 },
  { title: 'File', most: 80 },
];

function rankingRow(page: Page, row: BatchRow): string[] {
  return [
    String(row.points ?? ''),
    String(row.score ?? ''),
    row.grade ?? '',
    row.verdict ?? '',
    row.package === null ? '' : page.name(row.package),
    row.category === null ? '' : page.name(row.category),
    page.path(row.file),
  ];
}

function rankingSection(page: Page, { ranking, files }: BatchSummary, top: number): string[] {
  const shown = ranking.filter(({ score }) => score !== null).slice(0, top);
  if (shown.length === 0) return [];
  const title = files.scored > shown.length ? `Worst ${shown.length} of ${files.scored} apps` : 'Apps, worst first';
  const paint = (text: string, column: number, index: number): string => {
    const row = shown[index];
    if (column === 2 && row?.grade != null) return page.theme.grade[row.grade](text);
    return column === 3 && row?.verdict != null ? page.theme.verdict[row.verdict](text) : text;
  };
  const rows = shown.map((row) => rankingRow(page, row));
  return [...page.heading(title), ...tableLines(page, RANKING_COLUMNS, rows, paint)];
}

/** `label  ███····  12` with the bar in proportion to the most frequent. */
function barLine(page: Page, label: string, count: number, most: number): string {
  const { full, empty } = page.theme.glyphs;
  const filled = most === 0 ? 0 : Math.ceil((count / most) * BAR_COLUMNS);
  const bar = full.repeat(filled) + page.theme.quiet(empty.repeat(BAR_COLUMNS - filled));
  return `  ${padEnd(label, 8)}  ${bar}  ${padStart(String(count), 6)}`;
}

function distributionSection(page: Page, { grades, scores, verdicts, files }: BatchSummary): string[] {
  if (files.scored === 0) return [];
  const mostGrade = Math.max(...Object.values(grades));
  const mostScore = Math.max(...scores.map(({ apps }) => apps));
  return [
    ...page.heading('Grades and scores'),
    ...Object.entries(grades).map(([grade, count]) => barLine(page, grade, count, mostGrade)),
    '',
    ...scores.map(({ from, to, apps }) => barLine(page, from === to ? `${from}` : `${from}-${to}`, apps, mostScore)),
    '',
    `  fail ${verdicts.fail}, review ${verdicts.review}, pass ${verdicts.pass}`,
  ];
}

function overRequestedSection(page: Page, { overRequested }: BatchSummary): string[] {
  const shown = overRequested.filter(({ dataTypes }) => dataTypes.length > 0);
  if (shown.length === 0) return [];
  const lines = page.heading('Asked for without need, by category');
  for (const [index, { category, apps, dataTypes }] of shown.entries()) {
    const name = category === null ? 'no category declared' : page.name(category);
    lines.push(...(index === 0 ? [] : ['']), `  ${page.theme.strong(name)} (${counted(apps, 'app')})`);
    for (const { name: data, apps: asking } of dataTypes.slice(0, MOST_DATA_TYPES)) {
      const share = `${Math.round((asking / apps) * 100)} %`;
      lines.push(`  ${padStart(String(asking), 6)}  ${padStart(share, 5)}  ${page.prose(data)}`);
    }
    const more = dataTypes.length - MOST_DATA_TYPES;
    if (more > 0) lines.push(`  ${' '.repeat(15)}and ${counted(more, 'more data type')}`);
  }
  return lines;
}

function failuresSection(page: Page, { failures }: BatchSummary): string[] {
  if (failures.length === 0) return [];
  const lines = page.heading('Files without a score');
  const widest = Math.max(...failures.map(({ code }) => columnsOf(code)));
  for (const { code, files, examples } of failures) {
    lines.push(`  ${padStart(String(files), 6)}  ${padEnd(page.name(code), widest)}  ${page.path(examples[0] ?? '')}`);
    for (const example of examples.slice(1)) lines.push(`${' '.repeat(12 + widest)}${page.path(example)}`);
  }
  return lines;
}

function notesSection(page: Page, { notes }: BatchSummary): string[] {
  if (notes.length === 0) return [];
  const shown = notes.slice(0, MOST_NOTES);
  const more = notes.length - shown.length;
  return [
    ...page.heading('Not audited'),
    ...shown.map(({ kind, file, message }) => `  ${page.path(file)}: ${page.prose(message)} [${kind}]`),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}
