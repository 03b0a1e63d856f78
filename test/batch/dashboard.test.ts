/** The dashboard's words; what its script makes of them is tested in a browser. */
import { describe, expect, it } from 'vitest';
import { renderDashboard } from '../../src/batch/dashboard/document.js';
import type { BatchRow } from '../../src/batch/types.js';
import { BATCH_WORDS } from '../../src/words/batch.js';
import { DASHBOARD_WORDS, fill } from '../../src/words/dashboard.js';
import { builtinRulebook } from '../../src/rulebook/load.js';
import type { Lang, Verdict } from '../../src/rulebook/types.js';
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

describe('what nobody explains', () => {
  type Asked = BatchRow['overRequested'][number];
  const data = (id: string, verdict: Verdict = 'unexplained'): Asked => ({
    ...{ dataType: id, name: `Name of ${id}`, severity: 'medium', verdict, points: 8, permissions: [] },
  });
  const app = (category: string | null, ...overRequested: Asked[]): Partial<BatchRow> => ({ category, overRequested });
  const page = (rows: Partial<BatchRow>[], lang: Lang = 'en'): string =>
    renderDashboard(sampleSummary(0, rows), { lang, categories });
  const sectionOf = (html: string, id = 'unexplained'): string =>
    new RegExp(`<section id="${id}"[^]*?</section>`).exec(html)?.[0] ?? '';
  /** Each card as its heading and its rows, in plain text. */
  const cardsIn = (html: string): string[][] =>
    [...sectionOf(html).matchAll(/<article class="card">([^]*?)<\/article>/g)].map(([, card = '']) =>
      [...card.matchAll(/<(h3|li|p)\b[^]*?<\/\1>/g)].map(([text]) =>
        text
          .replace(/<[^>]*>/g, ' ')
          .replace(/\s+/g, ' ')
          .trim(),
      ),
    );

  it('is shown by category, what most of its apps ask for first, with their share', () => {
    const html = page([
      app('tools', data('sms'), data('contacts')),
      app('tools', data('sms')),
      app('tools'),
      app(null, data('camera')),
    ]);
    expect(cardsIn(html)).toEqual([
      ['No category declared 1 app', 'Name of camera 1 100 %'],
      ['tools 3 apps', 'Name of sms 2 67 %', 'Name of contacts 1 33 %'],
    ]);
    expect(sectionOf(html)).toContain(DASHBOARD_WORDS.en.unexplained.intro);
    expect(html).toContain('href="#unexplained"');
  });

  it('is apart from what is asked for without need, of the same app too', () => {
    const html = page([app('tools', data('sms'), data('contacts', 'unjustified'), data('camera', 'conditional'))]);
    expect(cardsIn(html)).toEqual([['tools 1 app', 'Name of sms 1 100 %']]);
    const without = sectionOf(html, 'over-requested');
    expect([without.includes('Name of contacts'), without.includes('Name of sms')]).toEqual([true, false]);
    // Both can be looked for in the table; what a condition may explain is in neither.
    const choices = [...html.matchAll(/<option value="(sms|contacts|camera)">/g)].map(([, id]) => id);
    expect(choices).toEqual(['contacts', 'sms']);
  });

  it('has no section and no link where everything is explained', () => {
    for (const html of [page([]), page([app('tools')]), page([app('tools', data('contacts', 'unjustified'))])]) {
      expect(sectionOf(html)).toBe('');
      expect(html).not.toContain('href="#unexplained"');
    }
  });

  it.each<[kinds: number, more: string[]]>([
    [8, []],
    [9, ['and 1 more data type']],
    [11, ['and 3 more data types']],
  ])('shows eight kinds of a category, and says how many more there are: of %i', (kinds, more) => {
    const asked = Array.from({ length: kinds }, (_, at) => data(`d${String(at).padStart(2, '0')}`));
    const [[, ...rows] = []] = cardsIn(page([app('tools', ...asked)]));
    expect(rows.slice(0, 8).map((text) => text.slice(0, 11))).toEqual(asked.slice(0, 8).map(({ name }) => name));
    expect(rows.slice(8)).toEqual(more);
  });

  it('is told in Chinese, by the names of the categories', () => {
    const html = page([app('lending', data('sms')), app(null, data('sms'))], 'zh');
    expect(cardsIn(html).map(([head]) => head)).toEqual(['未声明类别 1 个应用', '网络借贷 1 个应用']);
    expect(sectionOf(html)).toContain(DASHBOARD_WORDS.zh.unexplained.intro);
    expect(sectionOf(html)).toContain(BATCH_WORDS.zh.unexplained);
  });

  it('lets no name out of its place', () => {
    const hostile = { ...data('sms'), name: '<img src=x onerror=alert(1)>&"' };
    const section = sectionOf(page([app('<b>x', hostile)]));
    expect(section).not.toMatch(/<img|<b>x/);
    expect(section).toContain('&lt;img src=x onerror=alert(1)&gt;&amp;');
  });
});

describe('fill', () => {
  it('puts values in once, whatever they look like', () => {
    expect(fill('{a} of {b}', { a: '{b}', b: '$&' })).toBe('{b} of $&');
    expect(fill('{a} of {unknown}', { a: '1' })).toBe('1 of {unknown}');
  });
});
