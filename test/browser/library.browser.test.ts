/** The library with the side of the web, in a page: the example over it, and what it exports. Needs the build. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser, hasChromium, type OpenPage } from './browser.js';
import { serve, type Served } from './serve.js';
import { builtPage, difference, ROOT } from './web-page.js';

const QUICK_LOAN = 'fixtures/apk/quick-loan.apk';
const EXAMPLE = 'examples/in-the-browser.html';

/** The bundle of Node.js, to compare with. */
interface Library {
  audit: (input: Uint8Array, options: unknown) => Promise<unknown>;
  render: (audit: unknown, format: string) => Promise<string>;
}

describe.skipIf(!hasChromium)('the library in a browser', () => {
  const browser = new Browser();
  let server: Served | null = null;
  let address = '';
  let library: Library;
  let open: OpenPage;

  beforeAll(async () => {
    builtPage();
    execFileSync(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', 'examples/tsconfig.json'], {
      cwd: ROOT,
    });
    library = (await import(join(ROOT, 'dist/bundle/index.mjs'))) as Library;
    server = await serve(ROOT);
    ({ address } = server);
    await browser.start();
  });
  afterAll(async () => {
    await browser.close();
    server?.close();
  });

  /** What a function gives in the page, whose first parameter is the library. */
  const inPage = async <T>(body: string): Promise<T> => {
    open = await browser.visit(address + EXAMPLE);
    const bytes = readFileSync(join(ROOT, QUICK_LOAN)).toString('base64');
    const given = `Uint8Array.from(atob('${bytes}'), (letter) => letter.charCodeAt(0))`;
    const made = await open.page.evaluate<T>(
      `import('permaudit').then(async (library) => { const bytes = ${given}; ${body} })`,
    );
    expect(open.complaints).toEqual([]);
    await open.page.close();
    return made;
  };

  it('runs the example: a chosen file has the report that Node.js makes of it', async () => {
    const { page, requests, complaints } = await browser.visit(address + EXAMPLE);
    await page.setInputFiles('input[type=file]', join(ROOT, QUICK_LOAN));
    await page.getByText('0 of 100, fail').waitFor();
    const made = await library.audit(readFileSync(join(ROOT, QUICK_LOAN)), {
      name: 'quick-loan.apk',
      category: 'lending',
    });
    const html = await page.getAttribute('iframe', 'srcdoc');
    expect(difference(html, await library.render(made, 'html'))).toBeNull();
    expect(await page.frameLocator('iframe').locator('h1').textContent()).toContain('Quick');

    await page.setInputFiles('input[type=file]', join(ROOT, 'README.md'));
    await page.getByText('no score: refused').waitFor();
    const refused = page.frameLocator('iframe').getByText('this is a text file, not an APK').first();
    await refused.waitFor();

    expect(complaints).toEqual([]);
    const modules = ['.cache/examples/in-the-browser.js', 'dist/web/permaudit.mjs'].map((path) => address + path);
    expect(requests.filter((one) => one !== 'about:srcdoc').sort()).toEqual(modules);
    await page.close();
  });

  it('exports what it exports in Node.js', async () => {
    const names = await inPage<string[]>('return Object.keys(library).sort();');
    expect(names).toEqual(Object.keys(library).sort());
    expect(names.length).toBeGreaterThan(20);
  });

  it('makes every document that Node.js makes, and reads a report back', async () => {
    const options = { name: 'quick-loan.apk', category: 'lending', regions: ['in'], lang: 'zh' };
    const made = await inPage<Record<string, string>>(`
      const made = await library.audit(new Blob([bytes]), ${JSON.stringify(options)});
      const documents = {};
      for (const format of library.FORMAT_IDS) documents[format] = await library.render(made, format);
      const again = await library.readReport(documents.json);
      documents.again = await library.render(again, 'json');
      return documents;
    `);
    const audit = await library.audit(readFileSync(join(ROOT, QUICK_LOAN)), options);
    const { again, ...documents } = made;
    expect(again).toBe(documents['json']);
    expect(Object.keys(documents).length).toBeGreaterThan(8);
    for (const [format, text] of Object.entries(documents)) {
      expect(difference(text, await library.render(audit, format)), format).toBeNull();
    }
  });

  it('says by its class what a browser cannot do', async () => {
    const told = await inPage<Record<string, unknown>>(`
      const nameOf = (work) => work().then(() => null, (error) => [error.name, error.code, error.message]);
      const path = await library.audit('app.apk');
      return {
        batch: await nameOf(async () => { for await (const record of library.batch(['app.apk'])) void record; }),
        rules: await nameOf(() => library.loadRules(['own.yaml'])),
        none: (await library.loadRules([])) === library.builtinRulebook(),
        path: [path.outcome, path.error.code, path.score],
      };
    `);
    expect(told).toMatchObject({
      batch: ['BatchError', 'BATCH_CANNOT_START', 'a browser starts no processes'],
      rules: ['RulesError', 'RULES_INVALID', expect.stringContaining('own.yaml: RULE_FILE cannot be read')],
      none: true,
      path: ['error', 'IO_NOT_FOUND', null],
    });
  });
});
