/** No report speaks English in Chinese: the tables of every format, and what they come to on the page. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { diffAudits } from '../../src/audit/diff.js';
import type { Audit } from '../../src/audit/types.js';
import { renderDiffHtml } from '../../src/report/diff/html.js';
import { renderDiffMarkdown } from '../../src/report/diff/markdown.js';
import { renderDiffText } from '../../src/report/diff/text.js';
import { explainCategory } from '../../src/report/explain/category.js';
import { explainRule } from '../../src/report/explain/rule.js';
import { renderReport } from '../../src/report/formats.js';
import { DETAILS } from '../report/details.js';
import { renderHtml } from '../../src/report/html/document.js';
import { EN as HTML_EN } from '../../src/words/en/html.js';
import { ZH as HTML_ZH } from '../../src/words/zh/html.js';
import { createPage } from '../../src/report/text/page-of.js';
import { parseReport } from '../../src/report/parse-report.js';
import { CI_WORDS } from '../../src/words/ci.js';
import { BATCH_WORDS } from '../../src/words/batch.js';
import { DASHBOARD_WORDS } from '../../src/words/dashboard.js';
import { DIFF_WORDS } from '../../src/words/diff.js';
import { EN } from '../../src/words/en/report.js';
import { MARKDOWN_WORDS } from '../../src/words/markdown.js';
import { ZH } from '../../src/words/zh/report.js';
import { builtinRulebook } from '../../src/rulebook/load.js';
import type { Lang } from '../../src/rulebook/types.js';
import { cleanAudit } from '../report/samples.js';

const HAN = /\p{Script=Han}/u;

/** Every leaf of a table by its path. */
function leaves(value: unknown, path = ''): [string, unknown][] {
  if (value !== null && typeof value === 'object') {
    return Object.entries(value).flatMap(([key, part]) => leaves(part, `${path}.${key}`));
  }
  return [[path, value]];
}

const TABLES: readonly (readonly [name: string, en: object, zh: object])[] = [
  ['report', EN, ZH],
  ['html', { ...HTML_EN, report: {} }, { ...HTML_ZH, report: {} }],
  ['markdown', MARKDOWN_WORDS.en, MARKDOWN_WORDS.zh],
  ['diff', DIFF_WORDS.en, DIFF_WORDS.zh],
  ['batch', BATCH_WORDS.en, BATCH_WORDS.zh],
  ['dashboard', { ...DASHBOARD_WORDS.en, report: {}, batch: {} }, { ...DASHBOARD_WORDS.zh, report: {}, batch: {} }],
  ['ci', CI_WORDS.en, CI_WORDS.zh],
];

/** Nothing stands between two Chinese sentences, and what the SDK has for every app is not told. */
const MAY_BE_EMPTY: ReadonlySet<string> = new Set(['.sentenceGap', '.explain.visibility.public', '.pageOf.2']);

/** English sentences of the tables: strings of more than three words. */
const SENTENCES = new Set(
  TABLES.flatMap(([, en]) => leaves(en).map(([, value]) => value)).filter(
    (value): value is string => typeof value === 'string' && value.trim().split(/\s+/).length > 3,
  ),
);

/** Where values are put into a string. */
function placesIn(text: unknown): string[] {
  return typeof text === 'string' ? (text.match(/\{\w+\}/g) ?? []).sort() : [];
}

describe.each(TABLES)('the table of words: %s', (_, en, zh) => {
  const [english, chinese] = [new Map(leaves(en)), new Map(leaves(zh))];

  it('has one key set, of the same kinds', () => {
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [path, value] of english) expect(typeof chinese.get(path), path).toBe(typeof value);
  });

  it('has no empty string', () => {
    for (const [path, value] of [...english, ...chinese]) {
      if (typeof value === 'string' && !MAY_BE_EMPTY.has(path)) expect(value.trim() + value, path).not.toBe('');
    }
  });

  it('puts the same values into a string', () => {
    for (const [path, value] of english) expect(placesIn(chinese.get(path)), path).toEqual(placesIn(value));
  });

  it('has every sentence in Chinese', () => {
    for (const [path, value] of english) {
      if (typeof value === 'string' && SENTENCES.has(value)) expect(chinese.get(path), path).toMatch(HAN);
    }
  });
});

const GOLDEN = fileURLToPath(new URL('../golden/over-collecting/report.json', import.meta.url));

function goldenAudit(): Audit {
  const parsed = parseReport(readFileSync(GOLDEN, 'utf8'));
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return parsed.audit;
}

/** With whitespace as one space, so that wrapped and indented sentences are found. */
function flat(text: string): string {
  return text
    .replace(/<(style|script)>[^]*?<\/\1>/g, '')
    .replaceAll('&#39;', "'")
    .replace(/\s+/g, ' ');
}

async function explained(lang: Lang): Promise<string> {
  const rulebook = builtinRulebook();
  const category = rulebook.categories.find(({ id }) => id === 'lending')!;
  const page = createPage({ columns: 10_000, colorLevel: 0, unicode: true, strings: lang === 'zh' ? ZH : EN });
  const rules = category.rules.flatMap((rule) => explainRule(page, rulebook, category, rule));
  return Promise.resolve([...explainCategory(page, rulebook, category), ...rules].join('\n'));
}

/** Every rendering, and how many sentences of the tables the English one has at least. */
const RENDERINGS: Readonly<Record<string, { least: number; render: (audit: Audit, lang: Lang) => Promise<string> }>> = {
  'text on one screen': { least: 2, render: (audit, lang) => renderReport(audit, 'text', { lang }) },
  'text in detail': {
    least: 5,
    render: (audit, lang) => renderReport(audit, 'text', { ...DETAILS, lang }),
  },
  html: { least: 15, render: (audit, lang) => renderReport(audit, 'html', { lang }) },
  markdown: { least: 1, render: (audit, lang) => renderReport(audit, 'markdown', { lang }) },
  junit: { least: 1, render: (audit, lang) => renderReport(audit, 'junit', { lang }) },
  sarif: { least: 2, render: (audit, lang) => renderReport(audit, 'sarif', { lang }) },
  'diff as text': {
    least: 1,
    render: (audit, lang) =>
      Promise.resolve(
        renderDiffText(diffAudits(audit, cleanAudit()), {
          columns: 100,
          colorLevel: 0,
          unicode: true,
          strings: lang === 'zh' ? ZH : EN,
        }),
      ),
  },
  'diff as HTML': {
    least: 3,
    render: (audit, lang) => Promise.resolve(renderDiffHtml(diffAudits(cleanAudit(), audit), lang)),
  },
  'diff as Markdown': {
    least: 1,
    render: (audit, lang) =>
      Promise.resolve(renderDiffMarkdown(diffAudits(audit, cleanAudit()), lang === 'zh' ? ZH : EN)),
  },
  explain: { least: 1, render: (_, lang) => explained(lang) },
};

describe.each(Object.entries(RENDERINGS))('%s in Chinese', (name, { least, render }) => {
  let audit: Audit;
  beforeAll(() => {
    audit = goldenAudit();
  });

  it('has no sentence of the English tables, where the English one has', async () => {
    const [english, chinese] = [flat(await render(audit, 'en')), flat(await render(audit, 'zh'))];
    const inEnglish = [...SENTENCES].filter((sentence) => english.includes(sentence));
    expect(inEnglish.length, name).toBeGreaterThanOrEqual(least);
    expect([...SENTENCES].filter((sentence) => chinese.includes(sentence))).toEqual([]);
    expect(chinese).toMatch(HAN);
  });
});

describe('the reports for CI systems', () => {
  it.each(['junit', 'sarif'] as const)('%s has no English label in Chinese', async (format) => {
    // The texts of the rulebook are English in both: the stored audit is.
    const labels = /Asks for: |Why: |Instead[:*]|Cited|Points: |What it exposes|; checked in/;
    const audit = goldenAudit();
    expect(await renderReport(audit, format, { lang: 'en' })).toMatch(labels);
    expect(await renderReport(audit, format, { lang: 'zh' })).not.toMatch(labels);
  });
});

describe('the page', () => {
  it('names its language', () => {
    expect(renderHtml(cleanAudit(), 'zh')).toContain('<html lang="zh-CN">');
    expect(renderHtml(cleanAudit(), 'en')).toContain('<html lang="en">');
  });

  it('gives the script a count to replace first', () => {
    for (const { permissions } of [HTML_EN, HTML_ZH]) {
      expect(permissions.shown(12).replace(/[0-9]+/, '3')).toBe(permissions.shown(12).replace('12', '3'));
      expect(permissions.shown(12).match(/[0-9]+/g)).toEqual(['12', '12']);
    }
  });
});
