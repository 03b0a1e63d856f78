import {
  appendFileSync,
  closeSync,
  copyFileSync,
  existsSync,
  ftruncateSync,
  openSync,
  readdirSync,
  readFileSync,
  writeSync,
  mkdtempSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { violations } from './accessibility.js';
import { Browser, hasChromium, type OpenPage, type ViewOptions } from './browser.js';
import { builtPage, difference, fromCommandLine, ROOT, saved, start } from './web-page.js';

const APKS = join(ROOT, 'fixtures/apk');
const INPUTS = join(ROOT, 'fixtures/inputs/files');
const CORPUS = join(ROOT, '../shared/corpus/apks');
const CORPUS_FILES = 50;
const hasCorpus = existsSync(CORPUS);
if (hasChromium && !hasCorpus) {
  process.stderr.write('\nTHE CORPUS IS NOT THERE: the page is NOT compared with the command line over its APKs.\n\n');
}
const LENDING = { id: 'lending', typed: 'loan' };
const QUICK_LOAN = join(APKS, 'quick-loan.apk');

const filesIn = (folder: string): string[] => readdirSync(folder).map((name) => join(folder, name));

/** Every APK of the corpus that is no larger than a test may take, spread over all of it. */
function corpusSample(): string[] {
  const all = readdirSync(CORPUS, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const step = all.length / CORPUS_FILES;
  return Array.from({ length: Math.min(CORPUS_FILES, all.length) }, (_, at) => all[Math.floor(at * step)] ?? '');
}

describe.skipIf(!hasChromium)('the page for the web', () => {
  const browser = new Browser();
  let html = '';
  let open: OpenPage;

  const load = async (options: ViewOptions = {}): Promise<OpenPage['page']> => {
    open = await browser.openHtml(html, options);
    await open.page.waitForSelector('.regions label');
    return open.page;
  };

  beforeAll(async () => {
    html = builtPage();
    await browser.start();
  });
  afterAll(() => browser.close());
  /** Nothing was asked for but what the page made itself, and nothing was refused by its policy. */
  afterEach(async () => {
    expect(open.requests.filter((address) => !address.startsWith('blob:'))).toEqual([]);
    expect(open.complaints).toEqual([]);
    await open.page.close();
  });

  describe('gives the JSON of the command line, byte for byte', () => {
    const compare = async (files: readonly string[]): Promise<void> => {
      const page = await load();
      for (const file of files) {
        const expected = fromCommandLine([file]);
        await start(page, [file]);
        const json = await saved(page);
        const { status, text } = await expected;
        expect(json === null, file).toBe(status === 3);
        if (json === null) continue;
        expect(difference(json, text), file).toBeNull();
        await page.click('#another');
      }
    };

    it('over every APK of the fixtures', { timeout: 600_000 }, () => compare(filesIn(APKS)));
    it('over every other kind of input', { timeout: 600_000 }, () =>
      compare([...filesIn(INPUTS), join(ROOT, 'fixtures/inputs/decoded/AndroidManifest.xml')]),
    );
    it.skipIf(!hasCorpus)('over 50 APKs of the corpus', { timeout: 600_000 }, () => compare(corpusSample()));
  });

  it('holds all it needs, and may load nothing', async () => {
    await load();
    expect(html).toContain(`content="default-src 'none'; script-src 'sha256-`);
    expect(html).not.toMatch(/<(?:link|img|script|iframe)\b[^>]*\b(?:src|href)=/);
  });

  it('asks about the category and regions, and gives the HTML of the command line too', async () => {
    const page = await load();
    await start(page, [QUICK_LOAN], { category: LENDING, regions: ['India', 'Kenya'] });
    const args = ['--category', 'lending', '--region', 'in', '--region', 'ke'];
    expect(difference(await saved(page), (await fromCommandLine([QUICK_LOAN], args)).text)).toBeNull();
    expect(difference(await saved(page, 'html'), (await fromCommandLine([QUICK_LOAN], args, 'html')).text)).toBeNull();
    const frame = page.frameLocator('iframe');
    expect(await frame.locator('h1').textContent()).toContain('Quick');
    await frame.locator('#theme').click();
    expect(await frame.locator('a.url').first().getAttribute('target')).toBe('_blank');
  });

  it('takes the split APKs of one app together', async () => {
    const page = await load();
    const splits = ['split_base.apk', 'split_config.apk', 'split_feature.apk'].map((name) => join(APKS, name));
    await start(page, splits);
    expect(difference(await saved(page), (await fromCommandLine(splits)).text)).toBeNull();
  });

  it('speaks Chinese, and makes the report again in it', async () => {
    const page = await load();
    await start(page, [QUICK_LOAN], { category: LENDING });
    await saved(page);
    await page.click('#language');
    await page.waitForSelector('html[lang=zh-CN]');
    await page.getByText('保存 JSON').waitFor();
    const args = ['--category', 'lending', '--lang', 'zh'];
    expect(difference(await saved(page), (await fromCommandLine([QUICK_LOAN], args)).text)).toBeNull();
    expect(difference(await saved(page, 'html'), (await fromCommandLine([QUICK_LOAN], args, 'html')).text)).toBeNull();
  });

  it('tells of what cannot be audited, and takes the next', async () => {
    const page = await load();
    const work = mkdtempSync(join(tmpdir(), 'permaudit-changed-'));
    const path = join(work, 'changed.apk');
    copyFileSync(QUICK_LOAN, path);
    await page.setInputFiles('#file', path);
    await page.waitForTimeout(50);
    appendFileSync(path, 'more');
    await page.click('#start');
    expect(await page.locator('.failure').textContent()).toContain('IO_READ');
    expect(await violations(page)).toEqual([]);
    rmSync(work, { recursive: true });
    await page.setInputFiles('#file', QUICK_LOAN);
    await page.click('#start');
    expect(difference(await saved(page), (await fromCommandLine([QUICK_LOAN])).text)).toBeNull();
  });

  it('says that a file is missing', async () => {
    const page = await load();
    await page.click('#start');
    expect(await page.locator('#needs-file').textContent()).toBe('Choose an app first.');
  });

  it('says the same where something is dropped that is no file', async () => {
    const page = await load();
    await page.evaluate(`(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.setData('text/uri-list', 'https://example.com/app.apk');
      document.querySelector('footer').dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    })()`);
    expect(await page.locator('#needs-file').textContent()).toBe('Choose an app first.');
  });

  it('tells of a file that is gone since it was chosen', async () => {
    const page = await load();
    const work = mkdtempSync(join(tmpdir(), 'permaudit-gone-'));
    const path = join(work, 'gone.apk');
    copyFileSync(QUICK_LOAN, path);
    await page.setInputFiles('#file', path);
    rmSync(work, { recursive: true });
    await page.click('#start');
    expect(await page.locator('.failure').textContent()).toContain('IO_READ');
  });

  it('takes a file that is dropped anywhere', async () => {
    const page = await load();
    const bytes = readFileSync(QUICK_LOAN).toString('base64');
    await page.evaluate(`(() => {
      const bytes = Uint8Array.from(atob('${bytes}'), (letter) => letter.charCodeAt(0));
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([bytes], 'quick-loan.apk'));
      document.querySelector('footer').dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    })()`);
    await page.getByText('quick-loan.apk (').waitFor();
    await page.click('#start');
    expect(difference(await saved(page), (await fromCommandLine([QUICK_LOAN])).text)).toBeNull();
  });

  it('finds a category by keyboard', async () => {
    const page = await load();
    const field = page.locator('#category');
    await field.focus();
    await page.keyboard.press('ArrowDown');
    expect(await field.getAttribute('aria-expanded')).toBe('true');
    expect(await page.locator('[role=option]').count()).toBeGreaterThan(60);
    await page.keyboard.type('flashlight');
    const active = await field.getAttribute('aria-activedescendant');
    expect(await page.locator(`#${active ?? ''}`).textContent()).toContain('lashlight');
    await page.keyboard.press('Enter');
    expect(await field.inputValue()).toMatch(/flashlight/i);
    expect(await page.locator('[role=listbox]').isVisible()).toBe(false);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    expect(await field.inputValue()).toMatch(/flashlight/i);
    await page.getByText('Clear').click();
    expect(await field.inputValue()).toBe('');
    await field.fill('no such thing');
    await field.blur();
    expect(await field.inputValue()).toBe('');
  });

  it.each([
    [1280, false],
    [390, true],
  ])('breaks no accessibility rule and is no wider than the window: %i wide, dark %s', async (width, dark) => {
    const page = await load({ width, dark });
    for (const language of ['en', 'zh-CN']) {
      await page.waitForSelector(`html[lang=${language}]`);
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
      await page.click('#category');
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await start(page, [QUICK_LOAN]);
      await page.waitForSelector('iframe');
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
      await page.click('#another');
      await page.click('#language');
    }
  });

  describe('of a package of a gigabyte', () => {
    const work = mkdtempSync(join(tmpdir(), 'permaudit-large-'));
    const path = join(work, 'game.xapk');
    beforeAll(() => {
      writeSparse(path);
    });
    afterAll(() => {
      rmSync(work, { recursive: true });
    });

    it('reads what matters, and keeps little of it in memory', { timeout: 300_000 }, async () => {
      const page = await load();
      const before = browserMemory();
      expect(before).toBeGreaterThan(0);
      await start(page, [path]);
      let most = 0;
      while ((await page.locator('#save-json').count()) === 0) {
        most = Math.max(most, browserMemory());
        await page.waitForTimeout(100);
      }
      // Half of the file: on a busy machine the browser frees what was read late.
      expect((most - before) / MIB).toBeLessThan(512);
      expect(difference(await saved(page), (await fromCommandLine([path])).text)).toBeNull();
    });
  });
});

const MIB = 1024 * 1024;
const HOLE = 1024 * MIB;

/** What the browser that this process started holds for itself, in bytes: of all its processes. */
function browserMemory(): number {
  const processes = readdirSync('/proc').flatMap((id) => {
    if (!/^\d+$/.test(id)) return [];
    const status = statusOf(id);
    const [, parent = ''] = /^PPid:\s+(\d+)/m.exec(status) ?? [];
    const [, kibibytes = '0'] = /^RssAnon:\s+(\d+) kB/m.exec(status) ?? [];
    return [{ id, parent, bytes: 1024 * Number(kibibytes), isBrowser: /^Name:\s+chrom/m.test(status) }];
  });
  const own = new Set([String(process.pid)]);
  // Parents have lower numbers nearly always; a second look finds the others.
  for (const { id, parent } of [...processes, ...processes]) if (own.has(parent)) own.add(id);
  return processes.reduce((sum, { id, bytes, isBrowser }) => sum + (isBrowser && own.has(id) ? bytes : 0), 0);
}

/** Empty for a process that ended meanwhile. */
function statusOf(id: string): string {
  try {
    return readFileSync(`/proc/${id}/status`, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && ['ENOENT', 'ESRCH'].includes(String(error.code))) return '';
    throw error;
  }
}

/** An .xapk with an APK and a gigabyte of expansion file, of which the disk holds nothing. */
function writeSparse(path: string): void {
  const apk = readFileSync(QUICK_LOAN);
  const entries = [
    { name: 'base.apk', size: apk.length, at: 0 },
    { name: 'Android/obb/com.example/main.1.com.example.obb', size: HOLE, at: 0 },
  ];
  const handle = openSync(path, 'w');
  let at = 0;
  for (const entry of entries) {
    entry.at = at;
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt32LE(entry.size, 18);
    header.writeUInt32LE(entry.size, 22);
    header.writeUInt16LE(entry.name.length, 26);
    const head = Buffer.concat([header, Buffer.from(entry.name)]);
    writeSync(handle, head, 0, head.length, at);
    at += head.length;
    if (entry.name === 'base.apk') writeSync(handle, apk, 0, apk.length, at);
    at += entry.size;
    ftruncateSync(handle, at);
  }
  const directory = Buffer.concat(
    entries.map(({ name, size, at: offset }) => {
      const record = Buffer.alloc(46);
      record.writeUInt32LE(0x02014b50, 0);
      record.writeUInt32LE(size, 20);
      record.writeUInt32LE(size, 24);
      record.writeUInt16LE(name.length, 28);
      record.writeUInt32LE(offset, 42);
      return Buffer.concat([record, Buffer.from(name)]);
    }),
  );
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  writeSync(handle, directory, 0, directory.length, at);
  writeSync(handle, end, 0, end.length, at + directory.length);
  closeSync(handle);
}
