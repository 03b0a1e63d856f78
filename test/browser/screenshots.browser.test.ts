/** The pictures of the docs that a browser took show what it shows today. Needs the build. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../e2e/run.js';
import { Browser, hasChromium } from './browser.js';

const STORED = join(ROOT, 'docs/images');
/** Another Chromium and other fonts move letters; another report changes more. */
const MOST = 0.06;

interface Compared {
  sizes: [number, number][];
  differing: number;
}

/** Runs in the page: the share of pixels that differ clearly. */
const COMPARE = `async ([a, b]) => {
  const pictures = await Promise.all([a, b].map(async (data) => {
    const image = new Image();
    image.src = data;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.width;
    canvas.height = image.height;
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    return context.getImageData(0, 0, image.width, image.height);
  }));
  const [one, two] = pictures;
  let count = 0;
  for (let at = 0; at < one.data.length; at += 4) {
    const far = [0, 1, 2].some((part) => Math.abs(one.data[at + part] - two.data[at + part]) > 48);
    if (far) count += 1;
  }
  return { sizes: pictures.map(({ width, height }) => [width, height]), differing: count / (one.data.length / 4) };
}`;

const dataOf = (file: string): string => `data:image/png;base64,${readFileSync(file).toString('base64')}`;

describe.skipIf(!hasChromium)('the screenshots', () => {
  const taken = mkdtempSync(join(tmpdir(), 'permaudit-screenshots-'));
  const browser = new Browser();
  const stored = readdirSync(STORED).filter((name) => name.endsWith('.png'));
  beforeAll(async () => {
    const script = join(ROOT, 'scripts/screenshots.mjs');
    const { status, stderr } = spawnSync(process.execPath, [script, '--out', taken], { encoding: 'utf8' });
    expect(status, stderr).toBe(0);
    await browser.start();
  }, 240_000);
  afterAll(async () => {
    await browser.close();
    rmSync(taken, { recursive: true });
  });

  async function compare(a: string, b: string): Promise<Compared> {
    const { page } = await browser.openHtml('<!doctype html><title>pictures</title>');
    const data = JSON.stringify([dataOf(a), dataOf(b)]);
    const compared = await page.evaluate<Compared>(`(${COMPARE})(${data})`);
    await page.close();
    return compared;
  }

  it('are those that the script takes, and small', () => {
    expect(readdirSync(taken).sort()).toEqual(stored.sort());
    expect(stored.length).toBeGreaterThan(1);
    for (const name of stored) expect(readFileSync(join(STORED, name)).length, name).toBeLessThan(200_000);
  });

  it.each(stored)('%s is up to date: else node scripts/screenshots.mjs', async (name) => {
    const { sizes, differing } = await compare(join(STORED, name), join(taken, name));
    expect(sizes[0]).toEqual(sizes[1]);
    expect(differing).toBeLessThan(MOST);
  });

  it('are told apart', async () => {
    const [one = '', two = ''] = stored;
    expect((await compare(join(STORED, one), join(STORED, two))).differing).toBeGreaterThan(MOST);
  });
});
