/** `--category-map`: which app is of which category. */
import { compilePattern } from './glob.js';

/** One row of the map: apps whose package or file matches `pattern` are of `category`. */
export interface CategoryRule {
  pattern: string;
  category: string;
}

/** A row that cannot be used; `line` counts from 1. */
export class CategoryMapError extends Error {
  override readonly name = 'CategoryMapError';
  constructor(
    readonly line: number,
    message: string,
  ) {
    super(message);
  }
}

const LONGEST_PATTERN = 1024;

/**
 * Reads the map: CSV with the columns pattern and category, an optional first row `pattern,category`, quotes as in
 * RFC 4180, empty lines ignored.
 * @param idOf the category that a row means; it may refuse
 * @throws CategoryMapError naming the line
 */
export function parseCategoryMap(
  text: string,
  idOf: (category: string, line: number) => string = (category) => category,
): CategoryRule[] {
  const rules: CategoryRule[] = [];
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    if (line.trim() === '') continue;
    const cells = splitRow(line, index + 1);
    const [pattern = '', category = ''] = cells;
    if (rules.length === 0 && pattern.toLowerCase() === 'pattern' && category.toLowerCase() === 'category') continue;
    if (cells.length !== 2 || pattern === '' || category === '') {
      throw new CategoryMapError(index + 1, 'a row is a pattern, a comma and a category');
    }
    if (pattern.length > LONGEST_PATTERN) {
      throw new CategoryMapError(index + 1, `a pattern has at most ${LONGEST_PATTERN} characters`);
    }
    rules.push({ pattern, category: idOf(category, index + 1) });
  }
  return rules;
}

function splitRow(line: string, number: number): string[] {
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < line.length; at++) {
    const character = line.charAt(at);
    if (quoted && character === '"' && line.charAt(at + 1) === '"') {
      cell += '"';
      at++;
    } else if (character === '"') {
      quoted = !quoted;
    } else if (character === ',' && !quoted) {
      cells.push(cell.trim());
      cell = '';
    } else {
      cell += character;
    }
  }
  if (quoted) throw new CategoryMapError(number, 'a quote is not closed');
  return [...cells, cell.trim()];
}

/** What is left to decide about a file once its path is known: rules on its package, then the category without them. */
export interface CategoryChoice {
  packageRules: CategoryRule[];
  otherwise: string | null;
}

const matchers = new Map<string, (text: string) => boolean>();

function matches(pattern: string, text: string): boolean {
  let matcher = matchers.get(pattern);
  if (matcher === undefined) {
    matcher = compilePattern(pattern);
    matchers.set(pattern, matcher);
  }
  return matcher(text);
}

/** A pattern with a slash is for the path or its end; one without is for the package or the file's own name. */
function matchesFile(pattern: string, file: string): boolean {
  if (!pattern.includes('/')) return matches(pattern, file.slice(file.lastIndexOf('/') + 1));
  const anchored =
    pattern.startsWith('/') || pattern.startsWith('**/') ? pattern : `**/${pattern.replace(/^\.\//, '')}`;
  return matches(anchored, file.replace(/^\.\//, ''));
}

/** Decides what can be decided from the path alone; the rest depends on the package. First match wins. */
export function choicesForFile(rules: readonly CategoryRule[], file: string, fallback: string | null): CategoryChoice {
  const packageRules: CategoryRule[] = [];
  for (const rule of rules) {
    if (matchesFile(rule.pattern, file)) return { packageRules, otherwise: rule.category };
    if (!rule.pattern.includes('/')) packageRules.push(rule);
  }
  return { packageRules, otherwise: fallback };
}

/** The category of an app; `packageName` is null when the manifest could not be read. */
export function categoryOf(choice: CategoryChoice, packageName: string | null): string | null {
  const rule =
    packageName === null ? undefined : choice.packageRules.find(({ pattern }) => matches(pattern, packageName));
  return rule?.category ?? choice.otherwise;
}
