/** What the page's script reads: the rows of the ranking, with every text made safe to show. */
import { commonFolder } from '../../report/view/common-folder.js';
import { escapeJsonDocument, escapeName, escapeText } from '../../report/view/escape.js';
import type { DashboardWords } from '../../words/dashboard.js';
import { MOST_SEVERE_FIRST } from '../../rulebook/orders.js';
import type { PageWords } from './words.js';
import type { BatchSummary } from '../summary.js';
import type { BatchRow, OverRequested } from '../types.js';

/** Data type, worst severity, verdict, points, permissions: as places in the lists of {@link DashboardData}. */
type Asked = [dataType: number, severity: number, verdict: string, points: number, permissions: number[]];

/** One app. Short names, since there are thousands of rows. */
export interface DashboardRow {
  /** Label, package, version, file within the folder that all are in. */
  l: string;
  p: string;
  v: string;
  f: string;
  /** Category, outcome. */
  c: string;
  o: string;
  /** Score, grade, verdict, points. */
  s: number | null;
  g: string;
  d: string;
  t: number | null;
  /** Error code and message. */
  e: string;
  m: string;
  /** Anomalies above `info`. */
  a: number;
  /** Findings by severity, worst first. */
  n: number[];
  x: Asked[];
  /** The address of its report, relative to the page; `''` when there is none. */
  r: string;
}

export interface DashboardData {
  /** What the script shows: the script itself is the same in every language. */
  words: DashboardWords['script'];
  /** The categories that are not shown by their ids, with what they are shown as. */
  categories: [id: string, name: string][];
  dataTypes: { id: string; name: string }[];
  permissions: string[];
  rows: DashboardRow[];
}

class Names {
  readonly #places = new Map<string, number>();
  place(name: string): number {
    const known = this.#places.get(name);
    if (known !== undefined) return known;
    this.#places.set(name, this.#places.size);
    return this.#places.size - 1;
  }
  all(): string[] {
    return [...this.#places.keys()];
  }
}

/** @param hrefOf the address of a row's report, percent-encoded; null when it has none */
export function dashboardData(
  words: PageWords,
  { ranking }: BatchSummary,
  hrefOf: (row: BatchRow) => string | null,
): DashboardData {
  const types = new Names();
  const permissions = new Names();
  const titles = new Map<string, string>();
  const askedOf = ({ dataType, name, severity, verdict, points, permissions: names = [] }: OverRequested): Asked => {
    titles.set(dataType, escapeText(name));
    const places = names.map((permission) => permissions.place(escapeName(permission)));
    const worst = severity === undefined ? -1 : MOST_SEVERE_FIRST.indexOf(severity);
    return [types.place(dataType), worst, verdict ?? '', points ?? 0, places];
  };
  const folder = commonFolder(ranking.map(({ file }) => file));
  const rows = ranking.map((row): DashboardRow => ({
    ...plainRow(words, row, folder),
    x: row.overRequested.map(askedOf),
    r: hrefOf(row) ?? '',
  }));
  return {
    words: words.script,
    categories: namedCategories(words, ranking),
    dataTypes: types.all().map((id) => ({ id, name: titles.get(id) ?? id })),
    permissions: permissions.all(),
    rows,
  };
}

function namedCategories(words: PageWords, ranking: readonly BatchRow[]): [string, string][] {
  const ids = new Set(ranking.flatMap(({ category }) => category ?? []));
  return [...ids]
    .sort()
    .map((id): [string, string] => [id, escapeText(words.category(id))])
    .filter(([id, name]) => id !== name);
}

/** Why there is no score, in the language of the page. */
function messageOf({ report }: PageWords, { errorCode, errorMessage, errorData }: BatchRow): string {
  const message = errorMessage ?? '';
  if (errorCode === null || message === '') return message;
  const data = errorData === null || errorData === undefined ? {} : { data: errorData };
  return report.error({ code: errorCode, message, ...data, offset: null, path: '' }).message;
}

function plainRow(words: PageWords, row: BatchRow, folder: string): Omit<DashboardRow, 'x' | 'r'> {
  const { findings } = row;
  return {
    l: escapeText(row.label ?? ''),
    p: row.package === null ? '' : escapeName(row.package),
    v: escapeText(row.versionName ?? ''),
    f: escapeText(row.file.slice(folder.length)),
    c: row.category ?? '',
    o: row.outcome,
    s: row.score,
    g: row.grade ?? '',
    d: row.verdict ?? '',
    t: row.points,
    e: row.errorCode ?? '',
    m: escapeText(messageOf(words, row)),
    a: row.anomalies,
    n: MOST_SEVERE_FIRST.map((severity) => findings[severity]),
  };
}

/** JSON that may stand in a `<script>` element, and in a build's log: nothing in it can end the element or open a comment. */
export function jsonForScript(value: unknown): string {
  return escapeJsonDocument(JSON.stringify(value)).replace(/[<>&]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
