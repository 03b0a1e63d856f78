/** The summary of a batch for people, in a terminal. */
import { RANKING_ROWS } from './ranking-rows.js';
import { columnsOf, padEnd, padStart } from '../report/view/columns.js';
import { settingsText } from '../report/view/settings-file.js';
import { BATCH_WORDS } from '../words/batch.js';
import { Page } from '../report/text/page.js';
import { rankingLines } from './ranking-text.js';
import { createTheme } from '../report/text/theme.js';
import type { TextReportOptions } from '../report/text/report.js';
import type { BatchSummary } from './summary.js';

const MOST_DATA_TYPES = 8;
const MOST_NOTES = 20;
const MOST_SDKS = 10;
const BAR_COLUMNS = 30;

/** The summary: what was audited, the worst apps, distributions, over-requested data, failures, notes. */
export function renderSummaryText(summary: BatchSummary, options: TextReportOptions, top = RANKING_ROWS): string {
  const page = new Page(options.columns, createTheme(options.colorLevel, options.unicode), options.strings);
  const lines = [
    ...headSection(page, summary),
    ...rankingSection(page, summary, top),
    ...distributionSection(page, summary),
    ...dataTypesSection(page, BATCH_WORDS[page.words.lang].overRequested, summary.overRequested),
    ...dataTypesSection(page, BATCH_WORDS[page.words.lang].unexplained, summary.unexplained),
    ...sdkSection(page, summary),
    ...failuresSection(page, summary),
    ...notesSection(page, summary),
  ];
  return `${lines.join('\n')}\n\n`;
}

function headSection(page: Page, { complete, files, options, rulebook }: BatchSummary): string[] {
  const words = BATCH_WORDS[page.words.lang];
  const stopped = complete ? [] : page.paragraph(words.stopped(files.audited, files.found));
  const reused = [
    files.cached === 0 ? '' : words.cached(files.cached),
    files.resumed === 0 ? '' : words.resumed(files.resumed),
  ].filter((part) => part !== '');
  const told = words.audited(files.audited, files.scored, reused);
  const category = options.defaultCategory ?? words.noDefaultCategory;
  const judged = words.judged(rulebook.version, options.asOf, options.policies, category);
  const { settings } = options;
  const file =
    settings === undefined ? '' : `${page.words.options.settings}${page.words.colon}${settingsText(settings, 16)}`;
  return [
    '',
    ...stopped,
    ...page.paragraph(told, undefined, page.theme.strong),
    ...page.paragraph(judged),
    ...(file === '' ? [] : page.paragraph(page.prose(file))),
  ];
}

function rankingSection(page: Page, { ranking, files }: BatchSummary, top: number): string[] {
  const shown = ranking.filter(({ score }) => score !== null).slice(0, top);
  if (shown.length === 0) return [];
  const words = BATCH_WORDS[page.words.lang];
  const title = files.scored > shown.length ? words.worst(shown.length, files.scored) : words.worstFirst;
  return [...page.heading(title), ...rankingLines(page, shown)];
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
  const words = BATCH_WORDS[page.words.lang];
  const mostGrade = Math.max(...Object.values(grades));
  const mostScore = Math.max(...scores.map(({ apps }) => apps));
  return [
    ...page.heading(words.distribution),
    ...Object.entries(grades).map(([grade, count]) => barLine(page, grade, count, mostGrade)),
    '',
    ...scores.map(({ from, to, apps }) => barLine(page, from === to ? `${from}` : `${from}-${to}`, apps, mostScore)),
    '',
    `  ${words.verdicts(verdicts.fail, verdicts.review, verdicts.pass)}`,
  ];
}

function dataTypesSection(page: Page, heading: string, counted: BatchSummary['overRequested']): string[] {
  const shown = counted.filter(({ dataTypes }) => dataTypes.length > 0);
  if (shown.length === 0) return [];
  const words = BATCH_WORDS[page.words.lang];
  const lines = page.heading(heading);
  for (const [index, { category, apps, dataTypes }] of shown.entries()) {
    const name = category === null ? words.noCategory : page.name(category);
    lines.push(...(index === 0 ? [] : ['']), `  ${page.theme.strong(name)}${words.apps(apps)}`);
    for (const { name: data, apps: asking } of dataTypes.slice(0, MOST_DATA_TYPES)) {
      const share = `${Math.round((asking / apps) * 100)} %`;
      lines.push(`  ${padStart(String(asking), 6)}  ${padStart(share, 5)}  ${page.prose(data)}`);
    }
    const more = dataTypes.length - MOST_DATA_TYPES;
    if (more > 0) lines.push(`  ${' '.repeat(15)}${words.moreData(more)}`);
  }
  return lines;
}

/** Nothing when no app's code was looked at. */
function sdkSection(page: Page, { sdks = [] }: BatchSummary): string[] {
  if (sdks.length === 0) return [];
  const words = BATCH_WORDS[page.words.lang];
  const lines = page.heading(words.sdks);
  for (const { name, apps, permissions } of sdks.slice(0, MOST_SDKS)) {
    lines.push(`  ${padStart(String(apps), 6)}  ${page.prose(name)}`);
    lines.push(...permissions.map((one) => `          ${page.name(one.name)} (${one.apps})`));
  }
  const more = sdks.length - MOST_SDKS;
  return more > 0 ? [...lines, `          ${words.moreSdks(more)}`] : lines;
}

function failuresSection(page: Page, { failures }: BatchSummary): string[] {
  if (failures.length === 0) return [];
  const lines = page.heading(BATCH_WORDS[page.words.lang].failures);
  const widest = Math.max(...failures.map(({ code }) => columnsOf(code)));
  for (const { code, files, examples } of failures) {
    lines.push(`  ${padStart(String(files), 6)}  ${padEnd(page.name(code), widest)}  ${page.path(examples[0] ?? '')}`);
    for (const example of examples.slice(1)) lines.push(`${' '.repeat(12 + widest)}${page.path(example)}`);
  }
  return lines;
}

function notesSection(page: Page, { notes }: BatchSummary): string[] {
  if (notes.length === 0) return [];
  const words = BATCH_WORDS[page.words.lang];
  const shown = notes.slice(0, MOST_NOTES);
  const more = notes.length - shown.length;
  return [
    ...page.heading(words.notes),
    ...shown.map((note) => `  ${page.path(note.file)}: ${page.prose(words.note(note))} [${note.kind}]`),
    ...(more > 0 ? [`  ${words.moreNotes(more)}`] : []),
  ];
}
