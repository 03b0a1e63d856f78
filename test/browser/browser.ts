/** A real Chromium with a new profile and no network of its own. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import type { Audit } from '../../src/audit/types.js';
import { renderHtml } from '../../src/report/html/document.js';

const EXECUTABLE = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

export const hasChromium = existsSync(EXECUTABLE);
if (!hasChromium) {
  process.stderr.write(
    `\nBROWSER TESTS SKIPPED: there is no Chromium at ${EXECUTABLE}. The HTML report, the site and the pictures of the docs are NOT tested.\n\n`,
  );
}

const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface OpenPage {
  page: Page;
  /** Addresses the page asked for, itself left out. */
  requests: string[];
  /** Errors, and refusals of the page's own security policy. */
  complaints: string[];
}

export interface ViewOptions {
  dark?: boolean;
  width?: number;
}

/** Opens reports; {@link Browser.close} ends it and removes its files. */
export class Browser {
  readonly #directory = mkdtempSync(join(tmpdir(), 'permaudit-browser-'));
  #context: BrowserContext | null = null;
  #count = 0;

  async start(): Promise<void> {
    this.#context = await chromium.launchPersistentContext(join(this.#directory, 'profile'), {
      executablePath: EXECUTABLE,
      headless: true,
      args: ARGUMENTS,
    });
  }

  async open(audit: Audit, options: ViewOptions = {}): Promise<OpenPage> {
    return this.openHtml(renderHtml(audit), options);
  }

  /** Opens a page that is written already. */
  async openHtml(html: string, options: ViewOptions = {}): Promise<OpenPage> {
    const file = join(this.#directory, `report-${this.#count++}.html`);
    writeFileSync(file, html);
    return this.visit(pathToFileURL(file).href, options);
  }

  /** Opens an address. */
  async visit(address: string, options: ViewOptions = {}): Promise<OpenPage> {
    if (this.#context === null) throw new Error('the browser was not started');
    const page = await this.#context.newPage();
    const requests: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => {
      if (request.url() !== address) requests.push(request.url());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => complaints.push(message.text()));
    page.on('dialog', (dialog) => {
      complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    await page.setViewportSize({ width: options.width ?? 1280, height: 900 });
    await page.emulateMedia({ colorScheme: options.dark === true ? 'dark' : 'light' });
    await page.goto(address);
    return { page, requests, complaints };
  }

  async close(): Promise<void> {
    await this.#context?.close();
    rmSync(this.#directory, { recursive: true, force: true, maxRetries: 5 });
  }
}
