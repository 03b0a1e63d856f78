/** The site as it is built: every page is there and leads up, every link and anchor holds, and search finds. Needs the build. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeReference } from '../../site/library.mjs';
import { ROOT } from '../e2e/run.js';
import { buildSite } from './build-site.js';
import { pages as sources } from './pages.js';

const site = mkdtempSync(join(tmpdir(), 'permaudit-site-'));
const pages = new Map<string, string>();
beforeAll(() => {
  buildSite(site);
  for (const name of readdirSync(site, { recursive: true, encoding: 'utf8' })) {
    if (name.endsWith('.html')) pages.set(name.replaceAll('\\', '/'), readFileSync(join(site, name), 'utf8'));
  }
}, 240_000);
afterAll(() => {
  rmSync(site, { recursive: true });
});

const decoded = (text: string): string =>
  text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
const hrefsOf = (html: string): string[] =>
  [...html.matchAll(/\s(?:href|src)="([^"]*)"/g)].map(([, href = '']) => decoded(href));
const idsOf = (html: string): string[] => [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id = '']) => decoded(id));
const isElsewhere = (href: string): boolean => /^[a-z]+:/.test(href);

/** Links of a page that lead to nothing. */
function deadOn(path: string, html: string): string[] {
  return hrefsOf(html).filter((href) => {
    if (isElsewhere(href)) return false;
    const [target = '', anchor] = href.split('#');
    const file = target === '' ? path : posix.normalize(posix.join(dirname(path), decodeURI(target)));
    if (file.startsWith('..') || !existsSync(join(site, file))) return true;
    return anchor !== undefined && !idsOf(pages.get(file) ?? '').includes(decodeURIComponent(anchor));
  });
}

describe('the site', () => {
  it('has every page of the documentation', () => {
    const docs = sources().filter(({ path }) => path.startsWith('docs/'));
    const missing = docs
      .map(({ path }) =>
        path
          .replace(/^docs\//, '')
          .replace(/(?:README|index)\.md$/, 'index.md')
          .replace(/\.md$/, '.html'),
      )
      .filter((path) => !pages.has(path));
    expect(missing).toEqual([]);
    expect(docs.length).toBeGreaterThan(550);
    for (const page of ['readme', 'changelog', 'contributing', 'security', 'fixtures']) {
      expect(pages.has(`project/${page}.html`), page).toBe(true);
    }
  });

  it('has no dead link and no dead anchor', () => {
    const dead = [...pages].flatMap(([path, html]) => deadOn(path, html).map((href) => `${path}: ${href}`));
    expect(dead).toEqual([]);
    const all = [...pages.values()].flatMap(hrefsOf);
    expect(all.length).toBeGreaterThan(20_000);
    expect(all.filter((href) => href.includes('#') && !isElsewhere(href)).length).toBeGreaterThan(2_000);
  });

  it('tells dead links: to a page, to an anchor, out of the site', () => {
    const html =
      '<a href="nothing.html">a</a><a href="score.html#nothing">b</a><a href="../../README.md">c</a><a href="score.html#grades-and-verdict">d</a>';
    expect(deadOn('x.html', html)).toEqual(['nothing.html', 'score.html#nothing', '../../README.md']);
  });

  it('leads up from every page', () => {
    for (const [path, html] of pages) {
      if (path === 'index.html') continue;
      const [trail = ''] = /<nav class="trail"[^]*?<\/nav>/.exec(html) ?? [];
      const up = hrefsOf(trail).map((href) => posix.normalize(posix.join(dirname(path), href)));
      expect(up[0], path).toBe('index.html');
      const isBelow = /^(?:rules|categories|policies|permissions|sources|adr)\/(?!index)/.test(path);
      if (path.startsWith('library/')) expect(up[1], path).toBe('library.html');
      if (isBelow) expect(up[1], path).toBe(`${dirname(path)}/index.html`);
    }
  });

  it('has one heading, one title and ids of its own on every page', () => {
    for (const [path, html] of pages) {
      expect(html.match(/<h1[ >]/g)?.length, path).toBe(1);
      expect(/<title>(.+)<\/title>/.exec(html)?.[1], path).toMatch(
        path === 'index.html' ? /^permaudit$/ : /^.+ · permaudit$/,
      );
      const ids = idsOf(html);
      expect(
        ids.filter((id, at) => ids.indexOf(id) !== at),
        path,
      ).toEqual([]);
    }
  });

  it('needs nothing from elsewhere, and no script or style but its own files', () => {
    const own = /^(?:\.\.\/)*(?:assets\/site\.(?:js|css)|assets\/icon\.svg|(?:images\/)?[\w-]+\.(?:png|svg))$/;
    for (const [path, html] of pages) {
      expect(html, path).toContain("default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'");
      const loaded = [...html.matchAll(/<(?:link|script|img|iframe|source)[^>]*?\s(?:href|src)="([^"]*)"/g)];
      for (const [, address = ''] of loaded) expect(address, path).toMatch(own);
      expect(html, path).not.toMatch(/<script(?![^>]*\ssrc=)|<style|<[^>]+\s(?:style|on\w+)=/);
    }
  });

  it('has a page for each export of the library, which the page on it lists', async () => {
    const library = (await import(join(ROOT, 'dist/bundle/index.mjs'))) as Record<string, unknown>;
    const listed = hrefsOf(pages.get('library.html') ?? '');
    const names = [...pages.keys()].filter((path) => path.startsWith('library/'));
    const ends = names.map((path) => path.replace(/^library\/\w+\./, '').replace('.html', ''));
    expect(Object.keys(library).filter((name) => !ends.includes(name))).toEqual([]);
    expect(names.length).toBeGreaterThan(200);
    expect(names.filter((path) => !listed.includes(path))).toEqual([]);
  });

  it('is not built where a comment leads nowhere, or a type has no page', { timeout: 60_000 }, async () => {
    const work = mkdtempSync(join(tmpdir(), 'permaudit-reference-'));
    const write = (comment: string, type: string): void => {
      const text = `interface Hidden { a: string }\n/** ${comment} */\nexport function one(): ${type} { throw new Error(); }\n`;
      writeFileSync(join(work, 'index.ts'), text);
    };
    writeFileSync(join(work, 'package.json'), '{ "name": "x", "version": "1.0.0" }');
    writeFileSync(join(work, 'tsconfig.json'), '{ "compilerOptions": { "types": [] }, "include": ["*.ts"] }');
    const made = (): Promise<void> =>
      writeReference(join(work, 'out'), join(work, 'index.ts'), join(work, 'tsconfig.json'));
    write('As it should be.', 'string');
    await made();
    expect(readdirSync(join(work, 'out'))).toContain('Function.one.md');
    write('As {@link Nothing}.', 'string');
    await expect(made()).rejects.toThrow('0 errors and 1 warnings');
    write('What nobody can name.', 'Hidden');
    await expect(made()).rejects.toThrow('0 errors and 1 warnings');
    rmSync(work, { recursive: true });
  });

  it('has the sections of the navigation in their order', () => {
    const [menu = ''] = /<nav id="menu"[^]*?<\/nav>/.exec(pages.get('score.html') ?? '') ?? [];
    const order = hrefsOf(menu).map((href) => href.split('#')[0]);
    const wanted = [
      'getting-started.html',
      'reading-a-report.html',
      'score.html',
      'rules/index.html',
      'categories/index.html',
      'policies/index.html',
      'permissions/index.html',
      'exit-codes.html',
      'errors.html',
      'ci/index.html',
      'batch.html',
      'report-format.html',
      'tutorial-rules.html',
      'how-it-reads.html',
      'where-the-tools-differ.html',
      'legal.html',
      'comparison.html',
    ];
    expect(order.filter((href) => href !== undefined && wanted.includes(href))).toEqual(wanted);
  });
});

describe('the search of the site', () => {
  interface Found {
    id: string;
    title: string;
  }
  let find: (question: string) => Found[] = () => [];
  beforeAll(() => {
    const scripts = ['minisearch.js', 'search-terms.js', 'search-index.js'].map((name) =>
      readFileSync(join(site, 'assets', name), 'utf8'),
    );
    const ask = runInNewContext(
      `${scripts.join('\n')}
const index = MiniSearch.loadJS(globalThis.permauditIndex, globalThis.permauditSearch.options);
(question) => JSON.stringify(globalThis.permauditSearch.find(index, question, 10));`,
    ) as (question: string) => string;
    find = (question) => JSON.parse(ask(question)) as Found[];
  });

  it.each([
    ['contacts lending', 'rules/LEND-CONTACTS-READ.html'],
    ['READ_CONTACTS', 'permissions/READ_CONTACTS.html'],
    ['exit code 4', 'exit-codes.html'],
    ['getting started', 'getting-started.html'],
    ['legal advice', 'legal.html'],
    ['ZIP_DUPLICATE_NAME', 'errors.html#zip_duplicate_name'],
    ['androguard', 'comparison.html#androguard'],
    ['flashlight', 'categories/tools_flashlight.html'],
    ['借贷应用申请麦克风权限', 'rules/LEND-MIC.html'],
    ['gooogle paly', 'policies/google-play.html'],
  ])('finds %s', (question, page) => {
    expect(find(question).map(({ id }) => id)).toContain(page);
  });

  it('puts what has all words first, and finds nothing for what is nowhere', () => {
    expect(find('contacts lending')[0]?.id).toBe('rules/LEND-CONTACTS-READ.html');
    expect(find('xqzvkw')).toEqual([]);
  });
});
