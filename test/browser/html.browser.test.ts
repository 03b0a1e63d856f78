import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderHtml } from '../../src/report/html/document.js';
import { parseReport } from '../../src/report/parse-report.js';
import { auditWith, harmlessAudit } from '../report/hostile-text.js';
import { HOSTILE, overCollectingAudit, SAMPLES } from '../report/samples.js';
import { violations } from './accessibility.js';
import { Browser, hasChromium } from './browser.js';

const WIDTHS = [1280, 390];
const GOLDEN = fileURLToPath(new URL('../golden/', import.meta.url));

describe.skipIf(!hasChromium)('the HTML report in Chromium', () => {
  const browser = new Browser();
  beforeAll(() => browser.start());
  afterAll(() => browser.close());

  describe.each(Object.keys(SAMPLES))('%s', (name) => {
    it.each([
      ['light', false],
      ['dark', true],
    ])('breaks no accessibility rule, asks for nothing, and complains of nothing: %s', async (_, dark) => {
      for (const width of WIDTHS) {
        const { page, requests, complaints } = await browser.open(SAMPLES[name]!(), { dark, width });
        await page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true");
        expect(await violations(page)).toEqual([]);
        const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
        expect(overflow).toBeLessThanOrEqual(0);
        expect(requests).toEqual([]);
        expect(complaints).toEqual([]);
        await page.close();
      }
    });
  });

  describe.each(['clean', 'over-collecting', 'refused', 'incomplete', 'version-dependent', 'hostile'])(
    'a real audit in Chinese and English: %s',
    (name) => {
      // English, wide and light is what the samples above show.
      it.each([
        ['zh', false, 1280],
        ['zh', true, 390],
        ['en', true, 390],
      ] as const)('breaks no accessibility rule: %s, dark %s, %i wide', async (lang, dark, width) => {
        const parsed = parseReport(readFileSync(join(GOLDEN, name, 'report.json'), 'utf8'));
        if (!parsed.ok) throw new Error(parsed.problem.message);
        const html = renderHtml(parsed.audit, lang);
        const { page, requests, complaints } = await browser.openHtml(html, { dark, width });
        expect(await page.getAttribute('html', 'lang')).toBe(lang === 'zh' ? 'zh-CN' : 'en');
        await page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true");
        expect(await violations(page)).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
        expect([requests, complaints]).toEqual([[], []]);
        await page.close();
      });
    },
  );

  it('searches and filters the permissions, and says how many are left', async () => {
    const { page } = await browser.open(overCollectingAudit());
    const rows = page.locator('#permission-table tbody tr:visible');
    const count = page.locator('#permission-count');
    expect(await rows.count()).toBe(6);
    await page.fill('#permission-search', 'read_');
    expect(await rows.count()).toBe(3);
    expect(await count.textContent()).toContain('3 of 6 shown');
    await page.selectOption('#permission-origin', 'implied');
    expect(await rows.locator('th').allTextContents()).toEqual(['android.permission.RECEIVE_SMS']);
    await page.fill('#permission-search', 'no such thing');
    expect(await rows.count()).toBe(0);
    expect(await page.locator('#permission-none').isVisible()).toBe(true);
    await page.fill('#permission-search', '');
    await page.selectOption('#permission-origin', '');
    await page.selectOption('#permission-verdict', 'prohibited');
    expect(await rows.count()).toBe(2);
    await page.close();
  });

  it('opens and closes all citations, by mouse and by keyboard', async () => {
    const { page } = await browser.open(overCollectingAudit());
    const open = page.locator('details.cites[open]');
    expect(await open.count()).toBe(0);
    await page.click('#toggle-cites');
    expect(await open.count()).toBe(3);
    expect(await page.locator('#toggle-cites').textContent()).toContain('Close all citations');
    await page.focus('#toggle-cites');
    await page.keyboard.press('Enter');
    expect(await open.count()).toBe(0);
    await page.locator('details.cites summary').first().focus();
    await page.keyboard.press('Enter');
    expect(await open.count()).toBe(1);
    await page.close();
  });

  it('changes its colours when asked to, and names them', async () => {
    const { page } = await browser.open(overCollectingAudit());
    const ground = (): Promise<unknown> => page.evaluate('getComputedStyle(document.body).backgroundColor');
    const auto = await ground();
    await page.click('#theme');
    expect(await ground()).toBe(auto);
    await page.click('#theme');
    expect(await ground()).not.toBe(auto);
    expect((await page.locator('#theme').textContent())?.trim()).toBe('Dark');
    await page.click('#theme');
    expect(await ground()).toBe(auto);
    await page.close();
  });

  it('leads from the score to the finding', async () => {
    const { page } = await browser.open(overCollectingAudit());
    await page.click('.waterfall a >> text=Microphone');
    const target = page.locator(':target');
    expect(await target.locator('h3').textContent()).toBe('Microphone');
    expect(await target.isVisible()).toBe(true);
    await page.close();
  });

  it('prints on white, with numbered citations and nothing to click', async () => {
    const { page } = await browser.open(overCollectingAudit(), { dark: true });
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.top-bar').isVisible()).toBe(false);
    expect(await page.locator('.filters').isVisible()).toBe(false);
    expect(await page.locator('.print-tools').isVisible()).toBe(false);
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
    expect(await page.locator('details.cites').first().isVisible()).toBe(false);
    expect(await page.locator('.refs').first().isVisible()).toBe(true);
    await page.close();
  });

  it('has the same elements and runs nothing, whatever the text', async () => {
    const shape = "[...document.querySelectorAll('*')].map((e) => e.tagName + e.getAttributeNames().join()).join(' ')";
    const plain = (seen: unknown): string => String(seen).replace('H1class', 'H1');
    const harmless = await browser.open(harmlessAudit());
    const expected = plain(await harmless.page.evaluate(shape));
    for (const text of [
      '<script>alert(1)</script>',
      '</style><img src=x onerror=alert(1)>',
      '"><svg onload=alert(1)>',
      '</title><script>alert(1)</script>',
      "' autofocus onfocus=alert(1) x='",
      '<!-- ',
      ']]><b>',
      HOSTILE,
    ]) {
      const { page, requests, complaints } = await browser.open(auditWith(text));
      expect(plain(await page.evaluate(shape))).toBe(expected);
      expect([requests, complaints]).toEqual([[], []]);
      await page.close();
    }
  });
});
