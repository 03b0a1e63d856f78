import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderDashboard } from '../../src/batch/dashboard/document.js';
import { HOSTILE } from '../report/samples.js';
import { Browser, hasChromium } from './browser.js';
import { builtinRulebook } from '../../src/rulebook/load.js';
import { chineseSummary, sampleSummary } from './dashboard-sample.js';
import { englishIn } from './dashboard-words.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const APPS = 5000;

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const results = await page.evaluate<AxeResults>('axe.run()');
  expect(results.passes.length).toBeGreaterThan(10);
  return results.violations.map((rule) => `${rule.id}: ${rule.nodes.map(({ html }) => html).join('\n')}`);
}

const many = renderDashboard(sampleSummary(APPS), { hrefOf: ({ file }) => `reports/${file.slice(5, 10)}.html` });
const inline = renderDashboard(sampleSummary(300));
const chinese = renderDashboard(chineseSummary(120, [{ anomalies: 2, points: 10_000 }, { overRequested: [] }]), {
  lang: 'zh',
  categories: builtinRulebook().categories,
  hrefOf: () => 'reports/a.html',
});

describe.skipIf(!hasChromium)('the dashboard of 5,000 apps in Chromium', () => {
  const browser = new Browser();
  beforeAll(() => browser.start());
  afterAll(() => browser.close());

  it.each([
    ['light', false, 1280],
    ['dark', true, 1280],
    ['light', false, 400],
    ['dark', true, 400],
  ])('breaks no accessibility rule, asks for nothing and complains of nothing: %s, %s, %i', async (_, dark, width) => {
    const { page, requests, complaints } = await browser.openHtml(many, { dark, width });
    await page.locator('.toggle').first().click();
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    expect([requests, complaints]).toEqual([[], []]);
    await page.close();
  });

  it('makes rows as they are asked for, not all at once', async () => {
    const { page } = await browser.openHtml(many);
    const lines = page.locator('#apps tr.line');
    expect(await lines.count()).toBe(50);
    await page.focus('#more');
    await page.keyboard.press('Enter');
    expect(await lines.count()).toBe(100);
    // The keyboard goes on at the first of the new rows.
    expect(
      await page.evaluate('document.activeElement.closest("tr") === document.querySelectorAll("tr.line")[50]'),
    ).toBe(true);
    await page.close();
  });

  it('sorts by every heading, both ways, and says so', async () => {
    const { page } = await browser.openHtml(many);
    const heads = page.locator('#apps thead th');
    const first = (): Promise<string[]> => page.locator('tr.line td.col-points').allTextContents();
    // Worst first to begin with: by verdict, then by points.
    expect(await page.locator('th[aria-sort]').getAttribute('class')).toContain('col-verdict');
    expect(new Set(await page.locator('tr.line td.col-verdict').allTextContents())).toEqual(new Set(['fail']));
    const descending = (await first()).map(Number);
    expect(descending).toEqual([...descending].sort((a, b) => b - a));
    await page.click('#apps thead button[data-key=points]');
    await page.click('#apps thead button[data-key=points]');
    expect(await page.locator('th[aria-sort]').getAttribute('aria-sort')).toBe('ascending');
    const ascending = (await first()).map(Number);
    expect(ascending[0]).toBe(0);
    for (let index = 0; index < (await heads.count()); index++) {
      const button = heads.nth(index).locator('button');
      await button.focus();
      await page.keyboard.press('Enter');
      expect(await heads.nth(index).getAttribute('aria-sort')).not.toBeNull();
      expect(await page.locator('th[aria-sort]').count()).toBe(1);
      expect(await page.locator('tr.line').count()).toBe(50);
    }
    await page.click('#apps thead button[data-key=app]');
    const names = (await page.locator('tr.line .name').allTextContents()).map((name) => name.toLowerCase());
    expect(names).toEqual([...names].sort((a, b) => (a < b ? -1 : 1)));
    await page.close();
  });

  it('filters by text, verdict, grade, outcome, category and data type, and counts', async () => {
    const { page } = await browser.openHtml(many);
    const count = (): Promise<string | null> => page.locator('#count').textContent();
    expect(await count()).toBe('5,000 apps');
    await page.fill('#search', 'com.example.app123');
    await expect.poll(() => page.textContent('#count')).toMatch(/^11 of/);
    await page.click('#clear');
    expect(await count()).toBe('5,000 apps');
    for (const [field, value, cell] of [
      ['#verdict', 'fail', 'td.col-verdict'],
      ['#verdict', 'pass', 'td.col-verdict'],
      ['#verdict', '-', 'td.col-verdict'],
      ['#grade', 'A', '.score .grade'],
      ['#category', 'banking', 'td.col-category'],
      ['#outcome', 'complete', 'td.col-outcome'],
    ] as const) {
      await page.selectOption(field, value);
      expect(await count()).toMatch(/^[0-9,]+ of 5,000 apps$/);
      const shown = new Set(await page.locator(`tr.line ${cell}`).allTextContents());
      const told: Readonly<Record<string, string>> = {
        complete: 'read completely',
        '-': 'no score',
      };
      expect([...shown]).toEqual([told[value] ?? value]);
      await page.click('#clear');
    }
    await page.selectOption('#data', 'sms');
    await page.selectOption('#outcome', 'refused');
    expect(await page.locator('#none').isVisible()).toBe(true);
    expect(await page.locator('#apps').isVisible()).toBe(false);
    await page.close();
  });

  it('opens a row by keyboard, keeps it open, and leads to the report', async () => {
    const { page } = await browser.openHtml(many);
    const toggle = page.locator('.toggle').first();
    await toggle.focus();
    await page.keyboard.press('Space');
    expect(await toggle.getAttribute('aria-expanded')).toBe('true');
    expect(await page.locator('tr.detail').textContent()).toContain('android.permission.');
    await page.click('#apps thead button[data-key=verdict]');
    await page.click('#apps thead button[data-key=verdict]');
    expect(await page.locator('tr.detail').count()).toBe(1);
    expect(await page.locator('tr.line a.name').first().getAttribute('href')).toMatch(/^reports\/\d{5}\.html$/);
    await page.close();
    const without = await browser.openHtml(inline);
    expect(await without.page.locator('tr.line a').count()).toBe(0);
    await without.page.close();
  });

  it('prints every row that fits the filters, and nothing to click', async () => {
    const { page } = await browser.openHtml(inline, { dark: true });
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(await page.locator('tr.line').count()).toBe(300);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.filters').isVisible()).toBe(false);
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
    await page.close();
  });

  it('has the same elements and runs nothing, whatever the text', async () => {
    const shape = "[...document.querySelectorAll('*')].map((e) => e.tagName + e.getAttributeNames().join()).join(' ')";
    const pageWith = (text: string): string => {
      const sdk = { id: 'x', name: text, kind: text, permissions: [text] };
      const asked = { dataType: 'sms', name: 'Text messages', points: 900, permissions: [text] };
      const row = {
        file: text,
        package: text,
        label: text,
        versionName: text,
        points: 900,
        sdks: [sdk],
        overRequested: [asked],
      };
      const lost = {
        ...row,
        score: null,
        points: null,
        errorCode: 'IO_READ',
        errorMessage: text,
        outcome: 'error' as const,
      };
      return renderDashboard(sampleSummary(3, [row, lost]));
    };
    const seen = async (text: string): Promise<unknown> => {
      const { page, requests, complaints } = await browser.openHtml(pageWith(text));
      for (const toggle of await page.locator('.toggle').all()) await toggle.click();
      expect([requests, complaints]).toEqual([[], []]);
      expect(await page.locator('body').innerText()).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200e\u200f]/);
      const elements = await page.evaluate(shape);
      await page.close();
      return elements;
    };
    const expected = await seen('harmless');
    for (const text of [
      '</script><script>alert(1)</script>',
      '<!--<script>',
      '</style><img src=x onerror=alert(1)>',
      '"><svg onload=alert(1)>',
      'javascript:alert(1)',
      HOSTILE,
    ]) {
      expect(await seen(text)).toEqual(expected);
    }
  });
});

/** Everything that a reader of the page meets: texts, and what is read out or shown of elements. */
const SHOWN = `[
  document.title,
  document.body.innerText,
  ...[...document.querySelectorAll('option')].map((element) => element.textContent),
  ...[...document.querySelectorAll('*')].flatMap((element) =>
    ['aria-label', 'placeholder', 'title', 'data-label'].map((name) => element.getAttribute(name) ?? '')),
]`;

describe.skipIf(!hasChromium)('the dashboard in Chinese in Chromium', () => {
  const browser = new Browser();
  beforeAll(() => browser.start());
  afterAll(() => browser.close());

  it.each([
    ['light', false, 1280],
    ['dark', true, 400],
  ])('breaks no accessibility rule and complains of nothing: %s, %s, %i', async (_, dark, width) => {
    const { page, requests, complaints } = await browser.openHtml(chinese, { dark, width });
    await page.locator('.toggle').first().click();
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.lang')).toBe('zh-CN');
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    expect([requests, complaints]).toEqual([[], []]);
    await page.close();
  });

  it('shows no English word, whatever is opened', async () => {
    const { page } = await browser.openHtml(chinese);
    const shown = async (): Promise<string[]> => englishIn(await page.evaluate<string[]>(SHOWN));
    while (await page.locator('#more').isVisible()) {
      expect(await page.locator('#more').textContent()).toMatch(/^再显示 \d+ 个（尚余 \d+ 个）$/);
      await page.click('#more');
    }
    await page.evaluate("for (const toggle of document.querySelectorAll('.toggle')) toggle.click()");
    expect(await page.locator('tr.detail').count()).toBe(122);
    expect(await shown()).toEqual([]);
    for (const theme of ['浅色', '深色', '自动']) {
      await page.click('#theme');
      expect(await page.locator('#theme').textContent()).toBe(theme);
    }
    await page.fill('#search', 'no such app');
    await page.locator('#none').waitFor();
    expect(await shown()).toEqual([]);
    await page.close();
    const english = await browser.openHtml(inline);
    expect(englishIn(await english.page.evaluate<string[]>(SHOWN)).length).toBeGreaterThan(100);
    await english.page.close();
  });

  it('filters and searches by what it shows, and counts', async () => {
    const { page } = await browser.openHtml(chinese);
    const count = (): Promise<string | null> => page.locator('#count').textContent();
    const cells = async (cell: string): Promise<string[]> => [
      ...new Set(await page.locator(`tr.line ${cell}`).allTextContents()),
    ];
    expect(await count()).toBe('122 个应用');
    for (const [field, label, cell] of [
      ['#category', '网络借贷', 'td.col-category'],
      ['#category', '未声明', 'td.col-category'],
      ['#outcome', '已完整读取，有异常', 'td.col-outcome'],
    ] as const) {
      await page.selectOption(field, { label: await optionNamed(page, field, label) });
      expect(await count()).toMatch(/^122 个应用中的 \d+ 个$/);
      expect(await cells(cell)).toEqual([label]);
      await page.click('#clear');
    }
    // The space of a Chinese keyboard parts words too.
    for (const words of ['网络借贷 短信', '网络借贷\u3000短信']) {
      await page.fill('#search', words);
      await expect.poll(() => page.textContent('#count')).not.toBe('122 个应用');
      expect(await cells('td.col-category')).toEqual(['网络借贷']);
      await page.click('#clear');
      expect(await count()).toBe('122 个应用');
    }
    await page.close();
  });

  it('sorts by verdict, and by outcome', async () => {
    const { page } = await browser.openHtml(chinese);
    while (await page.locator('#more').isVisible()) await page.click('#more');
    const sorted = async (key: string): Promise<string[]> => {
      await page.click(`#apps thead button[data-key=${key}]`);
      while (await page.locator('#more').isVisible()) await page.click('#more');
      const texts = await page.locator(`tr.line td.col-${key}`).allTextContents();
      return texts.filter((text, place) => text !== texts[place - 1]);
    };
    expect(await sorted('verdict')).toEqual(['通过', '无得分', '待审查', '不通过']);
    expect((await sorted('outcome')).slice(-2)).toEqual(['已完整读取，有异常', '已完整读取']);
    await page.close();
  });
});

/** The whole text of the option that begins with `label`, such as `未声明` or `F（12）`. */
async function optionNamed(page: Page, field: string, label: string): Promise<string> {
  const options = await page.locator(`${field} option`).allTextContents();
  const named = options.filter((text) => text === label || text.startsWith(`${label}（`));
  expect(named).toHaveLength(1);
  return named[0] ?? '';
}
