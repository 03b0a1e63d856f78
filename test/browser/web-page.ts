/** The page of `npm run build:web` in a browser, and the command line to compare it with. */
import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Page } from 'playwright-core';

export const ROOT = resolve(import.meta.dirname, '../..');
const BUILT = join(ROOT, 'dist/web/permaudit.html');

/** The page as it is built now. */
export function builtPage(): string {
  execFileSync(process.execPath, [join(ROOT, 'scripts/build-web.mjs')], { stdio: 'ignore' });
  return readFileSync(BUILT, 'utf8');
}

export interface Asked {
  /** The id of a category, and what is typed to find it. */
  category?: { id: string; typed: string };
  /** Regions by the names that the page shows. */
  regions?: readonly string[];
}

/** Gives the page files, chooses, and starts. */
export async function start(
  page: Page,
  files: readonly string[],
  { category, regions = [] }: Asked = {},
): Promise<void> {
  await page.setInputFiles('#file', [...files]);
  if (category !== undefined) {
    await page.fill('#category', category.typed);
    await page.press('#category', 'Enter');
  }
  for (const name of regions) await page.getByLabel(name, { exact: true }).check();
  await page.click('#start');
}

/** What the page saves; null where it says that the file cannot be audited. */
export async function saved(page: Page, format: 'json' | 'html' = 'json'): Promise<string | null> {
  await page.waitForSelector(`#save-${format}, .failure`, { timeout: 100_000 });
  if ((await page.locator('.failure').count()) > 0) return null;
  const [download] = await Promise.all([page.waitForEvent('download'), page.click(`#save-${format}`)]);
  return readFileSync(await download.path(), 'utf8');
}

/** What the command line writes, run beside the first file, so that names are the same. */
export async function fromCommandLine(
  files: readonly string[],
  args: readonly string[] = [],
  format: 'json' | 'html' = 'json',
): Promise<{ status: number | null; text: string }> {
  const [first = ''] = files;
  const names = files.map((file) => basename(file));
  const child = spawn(process.execPath, [join(ROOT, 'bin/permaudit.js'), ...names, '--format', format, ...args], {
    cwd: dirname(resolve(ROOT, first)),
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const parts: Buffer[] = [];
  child.stdout.on('data', (part: Buffer) => parts.push(part));
  const status = await new Promise<number | null>((end, fail) => child.on('close', end).on('error', fail));
  return { status, text: Buffer.concat(parts).toString('utf8') };
}

/** Where two texts begin to differ, with what stands there in each; null where they are the same. */
export function difference(one: string | null, other: string | null): string | null {
  if (one === other) return null;
  if (one === null || other === null) return `${one === null ? 'only the second' : 'only the first'} is there`;
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  const near = (text: string): string => text.slice(Math.max(0, at - 60), at + 60);
  return `at ${at}:\n${near(one)}\n--- against ---\n${near(other)}`;
}
