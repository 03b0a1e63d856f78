/** The dashboard's words; what its script makes of them is tested in a browser. */
import { describe, expect, it } from 'vitest';
import { renderDashboard } from '../../src/batch/dashboard/document.js';
import { DASHBOARD_WORDS, fill } from '../../src/words/dashboard.js';
import { builtinRulebook } from '../../src/rulebook/load.js';
import type { Lang } from '../../src/rulebook/types.js';
import { chineseSummary, sampleSummary } from '../browser/dashboard-sample.js';
import { englishIn } from '../browser/dashboard-words.js';

const { categories } = builtinRulebook();
const LOST = { score: null, grade: null, verdict: null, points: null, overRequested: [] };
const EXTRA = [
  {
    ...LOST,
    outcome: 'error' as const,
    errorCode: 'IO_READ',
    errorMessage: 'the file cannot be read (EIO)',
    errorData: { problem: 'cannotRead', system: 'EIO' },
  },
  { ...LOST, outcome: 'error' as const, errorCode: 'NEW_CODE', errorMessage: '未知' },
  { outcome: 'version-dependent' as const, anomalies: 2 },
];

function pageIn(lang: Lang): string {
  const summary = lang === 'zh' ? chineseSummary(200, EXTRA) : sampleSummary(200, EXTRA);
  return renderDashboard(summary, { lang, categories, hrefOf: () => 'reports/a.html' });
}

/** What a reader meets of the page before its script runs: texts, and the attributes that are read out or shown. */
function shownBy(html: string): string[] {
  const page = html.replace(/<(style|script)\b[^]*?<\/\1>/g, '');
  const attributes = [...page.matchAll(/ (?:aria-label|placeholder|title|alt)="([^"]*)"/g)].map(
    ([, text]) => text ?? '',
  );
  return [page.replace(/<[^>]*>/g, '\n'), ...attributes];
}

function dataOf(html: string): { words: unknown; categories: unknown; rows: { c: string; e: string; m: string }[] } {
  const [, json] = /<script type="application\/json" id="apps-data">(.*)<\/script>/.exec(html) ?? [];
  return JSON.parse(json ?? '') as ReturnType<typeof dataOf>;
}

function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value.replace(/\{\w+\}/g, '')];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(strings) : [];
}

describe('the dashboard in Chinese', () => {
  const [english, chinese] = [pageIn('en'), pageIn('zh')];

  it('names its language', () => {
    expect(english).toContain('<html lang="en">');
    expect(chinese).toContain('<html lang="zh-CN">');
  });

  it('has no English word, where the English one has many', () => {
    expect(englishIn(shownBy(chinese))).toEqual([]);
    expect(englishIn(shownBy(english)).length).toBeGreaterThan(100);
  });

  it('gives its script no English word', () => {
    expect(englishIn(strings(dataOf(chinese).words))).toEqual([]);
    expect(dataOf(english).words).toEqual(DASHBOARD_WORDS.en.script);
  });

  it('runs the same script in both languages, by the same digest', () => {
    const scriptOf = (html: string): unknown[] => [
      /script-src '([^']+)'/.exec(html)?.[1],
      /<script>([^]*)<\/script>/.exec(html)?.[1],
    ];
    expect(scriptOf(chinese)).toEqual(scriptOf(english));
    expect(scriptOf(chinese)).not.toContain(undefined);
  });

  it('calls categories by their names, and in English by their ids', () => {
    expect(dataOf(english).categories).toEqual([]);
    expect(english).toContain('<option value="lending">lending</option>');
    expect(dataOf(chinese).categories).toContainEqual(['lending', '网络借贷']);
    expect(chinese).toContain('<option value="lending">网络借贷</option>');
    expect(new Set(dataOf(chinese).rows.map(({ c }) => c))).toContain('lending');
  });

  it('says why a file could not be read, and shows what it does not know as it is', () => {
    const messages = new Map(dataOf(chinese).rows.map(({ e, m }) => [e, m]));
    expect(messages.get('IO_READ')).toBe('文件无法读取（EIO）');
    expect(messages.get('NEW_CODE')).toBe('未知');
    expect(new Map(dataOf(english).rows.map(({ e, m }) => [e, m])).get('IO_READ')).toBe(
      'the file cannot be read (EIO)',
    );
  });

  it('shows a category that the rulebook does not know by its id', () => {
    const page = renderDashboard(chineseSummary(1, [{ category: 'own-kind' }]), { lang: 'zh', categories });
    expect(page).toContain('<option value="own-kind">own-kind</option>');
  });
});

describe('fill', () => {
  it('puts values in once, whatever they look like', () => {
    expect(fill('{a} of {b}', { a: '{b}', b: '$&' })).toBe('{b} of $&');
    expect(fill('{a} of {unknown}', { a: '1' })).toBe('1 of {unknown}');
  });
});
