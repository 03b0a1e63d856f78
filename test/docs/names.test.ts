/** Every id that the documentation names in code exists: rules, clauses, sources, categories, features, policies, regions. */
import { describe, expect, it } from 'vitest';
import { categoriesNamed } from '../../src/rulebook/find-category.js';
import { builtinRulebook } from '../../src/rulebook/load.js';
import { withOwnRules } from '../../src/words/own-rules.js';
import { blocksOf, pages, spansOf, type Page } from './pages.js';

const rulebook = withOwnRules(builtinRulebook());

const KNOWN = {
  rule: new Set([
    ...rulebook.categories.flatMap(({ rules }) => rules.map(({ id }) => id)),
    ...rulebook.policies.flatMap(({ clauses }) => clauses.map(({ id }) => id)),
    ...rulebook.sources.map(({ id }) => id),
  ]),
  feature: new Set(rulebook.features.map(({ id }) => id)),
  policy: new Set(rulebook.policies.map(({ id }) => id)),
  region: new Set(rulebook.policies.flatMap(({ regions }) => regions)),
};
type Kind = keyof typeof KNOWN | 'category';

/** Written like the id of a rule, and none. */
const NO_RULES: ReadonlySet<string> = new Set(['SHA-256', 'UTF-8', 'UTF-16']);

const isKnown = (kind: Kind, id: string): boolean =>
  kind === 'category' ? categoriesNamed(rulebook, id).length === 1 : KNOWN[kind].has(id);

/** How ids stand behind an option of a command, and behind a key of YAML or JavaScript. */
const OPTIONS: readonly (readonly [Kind, RegExp])[] = [
  ['category', /(?:--category|(?:^|\s)-c)[ =]([\w-]+)/g],
  ['feature', /--feature[ =]([\w,-]+)/g],
  ['policy', /(?:--polic(?:y|ies)|(?:^|\s)-p)[ =]([\w,-]+)/g],
  ['region', /--region[ =]([\w,]+)/g],
];
const KEYS: readonly (readonly [Kind, RegExp])[] = [
  ['category', /^\s*category: *([^#{]+)/],
  ['feature', /^\s*features?: *([^#{]+)/],
  ['policy', /^\s*policies: *([^#{]+)/],
  ['region', /^\s*regions: *([^#{]+)/],
];

interface Named {
  kind: Kind;
  id: string;
}

const idsIn = (text: string): string[] => text.split(/[\s,[\]'"]+/).filter((id) => id !== '');

function behindOptions(line: string): Named[] {
  return OPTIONS.flatMap(([kind, pattern]) =>
    [...line.matchAll(pattern)].flatMap(([, ids = '']) => idsIn(ids).map((id) => ({ kind, id }))),
  );
}

function behindKeys(line: string): Named[] {
  return KEYS.flatMap(([kind, pattern]) => idsIn(pattern.exec(line)?.[1] ?? '').map((id) => ({ kind, id })));
}

/** The second column of a category map. */
function inMap(lines: readonly string[]): Named[] {
  if (lines[0] !== 'pattern,category') return [];
  return lines.slice(1).map((line) => ({ kind: 'category', id: line.split(',')[1] ?? '' }));
}

function namedOn(page: Page): Named[] {
  const blocks = blocksOf(page);
  const spans = spansOf(page);
  const commands = [...blocks.flatMap(({ lines }) => lines), ...spans].filter((line) => /permaudit|^--/.test(line));
  const settings = blocks.filter(({ info }) => /^(?:ya?ml|js)\b/.test(info)).flatMap(({ lines }) => lines);
  const rules = spans.filter((span) => /^[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+$/.test(span) && !NO_RULES.has(span));
  return [
    ...commands.flatMap(behindOptions),
    ...settings.flatMap(behindKeys),
    ...blocks.flatMap(({ lines }) => inMap(lines)),
    ...rules.map((id): Named => ({ kind: 'rule', id })),
  ];
}

/** What rule files on the page define. */
function definedOn(page: Page): Set<string> {
  const lines = blocksOf(page).flatMap((block) => block.lines);
  return new Set(lines.flatMap((line) => /^\s*-? ?id: *(\S+)/.exec(line)?.[1] ?? []));
}

describe('the documentation', () => {
  const all = pages();

  it('names no id that there is not', () => {
    const wrong = all.flatMap((page) => {
      const own = definedOn(page);
      const unknown = namedOn(page).filter(({ kind, id }) => !own.has(id) && !isKnown(kind, id));
      return unknown.map(({ kind, id }) => `${page.path}: no ${kind} ${id}`);
    });
    expect([...new Set(wrong)]).toEqual([]);
  });

  it('is looked at: ids of every kind are found, and what there is not is told', () => {
    const found = new Set(all.flatMap(namedOn).map(({ kind }) => kind));
    expect([...found].sort()).toEqual(['category', 'feature', 'policy', 'region', 'rule']);
    const text =
      'See `LEND-NOTHING`, `permaudit a.apk -c no_such --feature no-such`.\n\n```yaml\ncategory: no-such\n```\n\n```\npattern,category\n*,none-such\n```\n';
    const told = namedOn({ path: 'x.md', text }).filter(({ kind, id }) => !isKnown(kind, id));
    expect(told.map(({ kind, id }) => `${kind} ${id}`).sort()).toEqual([
      'category no-such',
      'category no_such',
      'category none-such',
      'feature no-such',
      'rule LEND-NOTHING',
    ]);
  });
});
