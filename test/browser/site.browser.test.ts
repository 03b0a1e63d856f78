/** The site in Chromium, from a server and from the disk. Needs the build. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSite } from '../docs/build-site.js';
import { violations } from './accessibility.js';
import { Browser, hasChromium } from './browser.js';
import { serve, type Served } from './serve.js';

async function search(page: Page, words: string): Promise<void> {
  await page.keyboard.press('/');
  await page.keyboard.type(words);
  await page.waitForSelector('#search-found li');
}

describe.skipIf(!hasChromium)('the site in Chromium', () => {
  const browser = new Browser();
  const site = mkdtempSync(join(tmpdir(), 'permaudit-site-'));
  let server: Served | null = null;
  let address = '';
  beforeAll(async () => {
    buildSite(site);
    server = await serve(site);
    ({ address } = server);
    await browser.start();
  }, 240_000);
  afterAll(async () => {
    await browser.close();
    server?.close();
    rmSync(site, { recursive: true });
  });

  const SMALL = [390, true] as const;
  const BOTH = [[1280, false] as const, SMALL];
  /** Pages, and how each is looked at; long ones once, since every rule looks at every cell. */
  const PAGES: readonly (readonly [string, readonly (readonly [number, boolean])[]])[] = [
    ['index.html', BOTH],
    ['getting-started.html', BOTH],
    ['reading-a-report.html', BOTH],
    ['score.html', BOTH],
    ['comparison.html', BOTH],
    ['adr/index.html', BOTH],
    ['rules/LEND-MIC.html', BOTH],
    ['project/readme.html', BOTH],
    ['policies/cn-39.html', [SMALL]],
    ['categories/index.html', [SMALL]],
    ['files/schema/report.schema.json.html', [SMALL]],
    ['library/Interface.ReportOptions.html', [SMALL]],
  ];

  it.each(PAGES)('%s breaks no accessibility rule, fits, and asks nobody else', async (name, views) => {
    for (const [width, dark] of views) {
      const { page, requests, complaints } = await browser.visit(address + name, { width, dark });
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
      expect(requests.filter((one) => !one.startsWith(address))).toEqual([]);
      expect(complaints).toEqual([]);
      await page.close();
    }
  });

  it('goes to what is clicked', async () => {
    const { page } = await browser.visit(`${address}index.html`);
    await search(page, 'legal advice');
    await Promise.all([page.waitForURL('**/legal.html*'), page.click('#search-found li:first-child b')]);
    await page.close();
  });

  it('finds by keyboard alone, and goes there', async () => {
    const { page, complaints } = await browser.visit(`${address}rules/LEND-MIC.html`);
    await search(page, 'contacts lending');
    expect(await page.textContent('#search-found li[aria-selected=true] b')).toBe('LEND-CONTACTS-READ');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('ArrowDown');
    expect(await page.textContent('#search-found li[aria-selected=true] b')).toBe('LEND-CONTACTS-WRITE');
    await page.keyboard.press('ArrowUp');
    await Promise.all([page.waitForURL('**/rules/LEND-CONTACTS-READ.html'), page.keyboard.press('Enter')]);
    expect(await page.textContent('h1')).toContain('LEND-CONTACTS-READ');
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('closes what it found with Escape, and says when there is nothing', async () => {
    const { page } = await browser.visit(`${address}score.html`);
    await search(page, 'score');
    await page.keyboard.press('Escape');
    expect(await page.isVisible('#search-found')).toBe(false);
    await page.fill('.search input', 'xqzvkw');
    expect(await page.textContent('.search [role=status]')).toBe('Nothing found for “xqzvkw”');
    await page.fill('.search input', '<img src=x onerror=alert(1)>');
    expect(await page.$('.search img')).toBeNull();
    await page.close();
  });

  it('searches from the disk too', async () => {
    const { page, requests, complaints } = await browser.visit(pathToFileURL(join(site, 'adr/index.html')).href);
    await search(page, 'contacts lending');
    expect(await page.textContent('#search-found li b')).toBe('LEND-CONTACTS-READ');
    expect(requests.every((one) => one.startsWith('file:'))).toBe(true);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('has a menu on a small screen, without a script', async () => {
    const { page } = await browser.visit(`${address}score.html`, { width: 390 });
    expect(await page.isVisible('#menu')).toBe(false);
    await page.click('.to-menu');
    expect(await page.isVisible('#menu')).toBe(true);
    expect(await violations(page)).toEqual([]);
    await page.click('#menu .close');
    expect(await page.isVisible('#menu')).toBe(false);
    await page.close();
  });
});
