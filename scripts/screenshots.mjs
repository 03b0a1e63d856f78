/**
 * Takes the pictures of docs/images that need a browser: the HTML report of a fixture, and the dashboard of all of them.
 * Same report, same Chromium and same fonts give the same picture.
 *
 *   node scripts/screenshots.mjs [--out <directory>]
 *
 * Needs the build, and Chromium (`apt-get install chromium`, or CHROMIUM=/path/to/it).
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const EXECUTABLE = process.env.CHROMIUM ?? '/usr/bin/chromium';
const SIZE = { width: 1120, height: 820 };
const SETTINGS = ['-c', 'lending', '--as-of', '2026-11-28', '--lang', 'en', '--no-config'];

/** Each picture: what is audited, and what is written. */
const PICTURES = [
  { name: 'report.png', args: ['fixtures/apk/quick-loan.apk'] },
  { name: 'dashboard.png', args: ['fixtures/apk', '--no-cache', '--jobs', '1'] },
];

function write(args, file) {
  const run = spawnSync(
    process.execPath,
    [join(ROOT, 'bin/permaudit.js'), ...args, ...SETTINGS, '-q', '--report', `html=${file}`],
    { cwd: ROOT, encoding: 'utf8' },
  );
  if (!existsSync(file)) throw new Error(`no report was written:\n${run.stderr}`);
}

async function main() {
  const { values } = parseArgs({ options: { out: { type: 'string' } } });
  const out = values.out ?? join(ROOT, 'docs/images');
  if (!existsSync(EXECUTABLE)) {
    process.stderr.write(`there is no Chromium at ${EXECUTABLE}: set CHROMIUM\n`);
    process.exit(1);
  }
  mkdirSync(out, { recursive: true });
  const work = mkdtempSync(join(tmpdir(), 'permaudit-screenshots-'));
  const browser = await chromium.launch({ executablePath: EXECUTABLE, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    for (const { name, args } of PICTURES) {
      const file = join(work, `${name}.html`);
      write(args, file);
      const page = await browser.newPage({ viewport: SIZE, colorScheme: 'light', reducedMotion: 'reduce' });
      await page.goto(pathToFileURL(file).href);
      await page.screenshot({ path: join(out, name) });
      await page.close();
      process.stdout.write(`${name}\n`);
    }
  } finally {
    await browser.close();
    rmSync(work, { recursive: true });
  }
}

await main();
