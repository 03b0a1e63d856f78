/** What the HTML report is on paper: few pages, each numbered and with the digest, none half empty. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Audit } from '../../src/audit/types.js';
import { renderHtml } from '../../src/report/html/document.js';
import { parseReport } from '../../src/report/parse-report.js';
import type { Lang } from '../../src/rulebook/types.js';
import { overCollectingAudit, SAMPLES } from '../report/samples.js';
import { Browser, hasChromium } from './browser.js';
import { pagesOf, type PrintedPage } from './pdf.js';

const GOLDEN = fileURLToPath(new URL('../golden/', import.meta.url));
const SHA256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const MOST_PAGES = 9;
/** The half of a page, its margins left out: what a page before the last must reach. */
const HALF = 0.5;

function golden(name: string): Audit {
  const parsed = parseReport(readFileSync(join(GOLDEN, name, 'report.json'), 'utf8'));
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return parsed.audit;
}

function sample(name: string): Audit {
  const make = SAMPLES[name];
  if (make === undefined) throw new Error(`there is no sample ${name}`);
  return make();
}

const REAL = ['clean', 'over-collecting', 'refused', 'incomplete', 'version-dependent', 'hostile'];
const AUDITS: readonly (readonly [string, () => Audit])[] = [
  ...REAL.map((name) => [`${name}, a real audit`, () => golden(name)] as const),
  ...(['with code', 'hostile'] as const).map((name) => [`${name}, a sample`, () => sample(name)] as const),
];

describe.skipIf(!hasChromium)('the HTML report on paper', () => {
  const browser = new Browser();
  beforeAll(() => browser.start());
  afterAll(() => browser.close());

  async function print(audit: Audit, lang: Lang = 'en', hash = ''): Promise<PrintedPage[]> {
    const { page } = await browser.openHtml(renderHtml(audit, lang));
    if (hash !== '') await page.goto(`${page.url()}#${hash}`);
    await page.emulateMedia({ media: null });
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
    await page.close();
    return pagesOf(pdf);
  }

  it.each(AUDITS)('has no half-empty page but the last, and numbers every page: %s', async (_, make) => {
    for (const lang of ['en', 'zh'] as const) {
      const pages = await print(make(), lang);
      expect(pages.length).toBeLessThanOrEqual(MOST_PAGES);
      expect(pages.slice(0, -1).filter(({ filled }) => filled < HALF)).toEqual([]);
      const all = String(pages.length);
      const numbers = pages.map((_page, at) => (lang === 'zh' ? `第${at + 1}页，共${all}页` : `Page${at + 1}of${all}`));
      // A font without Chinese signs has the numbers alone.
      const told = pages.map(({ text }, at) => text.includes(lang === 'zh' ? String(at + 1) : (numbers[at] ?? '')));
      expect(told).toEqual(pages.map(() => true));
    }
  });

  it('has the digest of the file on every page, and nothing in its place that is none', async () => {
    const audit = overCollectingAudit();
    const pagesWith = (sha256: string): Promise<PrintedPage[]> =>
      print({ ...audit, subject: { ...audit.subject, sha256 } });
    const pages = await pagesWith(SHA256);
    expect(pages.map(({ text }) => text.includes(`SHA-256${SHA256}`))).toEqual(pages.map(() => true));
    const hostile = await pagesWith('"}} body{display:none');
    expect(hostile.length).toBe(pages.length);
    expect(hostile.filter(({ text }) => text.includes('body{')).length).toBe(1);
  });

  it('begins with what the first screen of a terminal tells', async () => {
    const [first] = await print(golden('over-collecting'));
    const told = [
      'QuickLoan',
      'com.example.quickloan',
      'Onlinelendinglending',
      'GooglePlaypoliciesgoogle-play',
      'FAIL:itasksforwhatacitedtextbars',
      "Everythingneededtoharasstheborrower'scircle",
      'SeverityDataPermissionUsedbyBarredbyPoints',
      'ContactsREAD_CONTACTS',
      'CameraCAMERA',
      'Whattodofirst',
      'RemoveREAD_CONTACTS+25points',
      'Notseen',
      'permauditexplainLEND-HARASSMENT-KIT',
    ];
    expect(told.filter((text) => first?.text.includes(text) !== true)).toEqual([]);
  });

  it('gives each source once, by the number that findings name it by', async () => {
    const pages = await print(golden('over-collecting'));
    const all = pages.map(({ text }) => text).join('');
    const [, sources = ''] = all.split(/Sources\d+Eachtextonce/);
    const address = 'https://support.google.com/googleplay/android-developer/answer/9876821';
    expect(all.split(address)).toHaveLength(2);
    expect(sources).toContain(address);
    const cited = [...all.matchAll(/\[(\d+)[a-z]*\]/g)].map(([, number]) => Number(number));
    const listed = [...sources.matchAll(/\[(\d+)\]/g)].map(([, number]) => Number(number));
    expect(listed).toEqual(listed.map((_number, at) => at + 1));
    expect([...new Set(cited)].sort((a, b) => a - b)).toEqual(listed);
  });

  it.each(AUDITS)('prints the summary alone on one page: %s', async (_, make) => {
    const pages = await print(make(), 'en', 'print-summary');
    expect(pages).toHaveLength(1);
    expect(pages[0]?.text).toContain('Page1of1');
    expect(pages[0]?.text).not.toContain('Thesamefile');
  });

  it('prints the summary at the press of a button, and everything afterwards', async () => {
    const { page, complaints } = await browser.open(overCollectingAudit());
    await page.evaluate(
      "window.shown = []; window.print = () => shown.push(document.documentElement.classList.contains('summary-alone'))",
    );
    await page.click('#print-summary');
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    await page.click('#print-all');
    expect(await page.evaluate('shown')).toEqual([true, false]);
    await page.click('#print-summary');
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('#findings').isVisible()).toBe(false);
    expect(await page.locator('#summary').isVisible()).toBe(true);
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    expect(await page.locator('#findings').isVisible()).toBe(true);
    expect(complaints).toEqual([]);
    await page.close();
  });
});
