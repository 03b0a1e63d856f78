/** The HTML page of a difference in a real browser, on a screen and on paper. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diffAudits } from '../../src/audit/diff.js';
import type { Audit } from '../../src/audit/types.js';
import { renderDiffHtml } from '../../src/report/diff/html.js';
import { parseReport } from '../../src/report/parse-report.js';
import type { Lang } from '../../src/rulebook/types.js';
import { auditWith, harmlessAudit } from '../report/hostile-text.js';
import { cleanAudit, codeAudit, HOSTILE, SAMPLES } from '../report/samples.js';
import { violations } from './accessibility.js';
import { Browser, hasChromium } from './browser.js';
import { pagesOf } from './pdf.js';

const GOLDEN = fileURLToPath(new URL('../golden/', import.meta.url));

function golden(name: string): Audit {
  const parsed = parseReport(readFileSync(join(GOLDEN, name, 'report.json'), 'utf8'));
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return parsed.audit;
}

const page = (before: Audit, after: Audit, lang: Lang = 'en'): string =>
  renderDiffHtml(diffAudits(before, after), lang);

describe.skipIf(!hasChromium)('the HTML page of a difference in Chromium', () => {
  const browser = new Browser();
  beforeAll(() => browser.start());
  afterAll(() => browser.close());

  const pairs: readonly (readonly [string, () => [Audit, Audit]])[] = [
    ['more', () => [golden('clean'), golden('over-collecting')]],
    ['less', () => [golden('over-collecting'), golden('clean')]],
    ['hostile', () => [golden('clean'), golden('hostile')]],
    ['nothing', () => [cleanAudit(), cleanAudit()]],
    ['code', () => [cleanAudit(), codeAudit()]],
    ['hostile samples', () => [cleanAudit(), (SAMPLES['hostile'] ?? cleanAudit)()]],
  ];

  it.each(pairs)('breaks no accessibility rule, asks for nothing, and fits every width: %s', async (_, make) => {
    for (const [lang, dark, width] of [
      ['en', false, 1280],
      ['en', true, 390],
      ['zh', true, 1280],
      ['zh', false, 390],
    ] as const) {
      const opened = await browser.openHtml(page(...make(), lang), { dark, width });
      expect(await violations(opened.page)).toEqual([]);
      expect(await opened.page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
      expect([opened.requests, opened.complaints]).toEqual([[], []]);
      await opened.page.close();
    }
  });

  it('has the same elements and runs nothing, whatever the text', async () => {
    const shape = "[...document.querySelectorAll('*')].map((e) => e.tagName + e.getAttributeNames().join()).join(' ')";
    const plain = (seen: unknown): string => String(seen).replace('H1class', 'H1');
    const expected = await browser.openHtml(page(cleanAudit(), harmlessAudit()));
    const elements = plain(await expected.page.evaluate(shape));
    for (const text of [
      '<script>alert(1)</script>',
      '</style><img src=x onerror=alert(1)>',
      '"><svg onload=x>',
      HOSTILE,
    ]) {
      const opened = await browser.openHtml(page(cleanAudit(), auditWith(text)));
      expect(plain(await opened.page.evaluate(shape))).toBe(elements);
      expect([opened.requests, opened.complaints]).toEqual([[], []]);
      await opened.page.close();
    }
  });

  it('leads from its bar to its parts, and changes its colours', async () => {
    const opened = await browser.openHtml(page(golden('clean'), golden('over-collecting')));
    await opened.page.click('.top-bar nav a >> text=Permissions');
    expect(await opened.page.locator(':target h2').textContent()).toContain('Permissions and capabilities');
    const ground = (): Promise<unknown> => opened.page.evaluate('getComputedStyle(document.body).backgroundColor');
    const auto = await ground();
    await opened.page.click('#theme');
    await opened.page.click('#theme');
    expect(await ground()).not.toBe(auto);
    expect(opened.complaints).toEqual([]);
    await opened.page.close();
  });

  it.each(['en', 'zh'] as const)(
    'prints on few pages, numbered and with the digest of the new file: %s',
    async (lang) => {
      const after = golden('over-collecting');
      const opened = await browser.openHtml(page(golden('clean'), after, lang), { dark: true });
      await opened.page.emulateMedia({ media: 'print' });
      expect(await opened.page.locator('.top-bar').isVisible()).toBe(false);
      expect(await opened.page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
      const pages = pagesOf(await opened.page.pdf({ preferCSSPageSize: true, printBackground: true }));
      expect(pages.length).toBeLessThanOrEqual(3);
      expect(pages.slice(0, -1).filter(({ filled }) => filled < 0.5)).toEqual([]);
      const digest = `SHA-256${after.subject.sha256 ?? ''}`;
      expect(pages.map(({ text }) => text.includes(digest))).toEqual(pages.map(() => true));
      if (lang === 'en') {
        const [first] = pages;
        for (const told of ['QuickLoan', 'Theappasksformorethanbefore', 'Newfindings', `Page1of${pages.length}`]) {
          expect(first?.text).toContain(told);
        }
      }
      await opened.page.close();
    },
  );
});
