import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import MarkdownIt from 'markdown-it';
import { afterAll, describe, expect, it } from 'vitest';
import { ROOT } from '../e2e/run.js';
import { code, link, text } from '../../scripts/lib/markdown.mjs';
import { ERROR_KINDS } from '../../src/bytes/errors.js';
import { ANOMALIES_EN } from '../../src/words/en/anomalies.js';
import { builtinRulebook } from '../../src/rulebook/load.js';

const SCRIPT = join(ROOT, 'scripts/build-docs.mjs');
const FOLDERS = ['rules', 'categories', 'policies', 'permissions', 'sources'];

function build(...args: string[]): { code: number | null; stderr: string } {
  const { status, stderr } = spawnSync(process.execPath, [SCRIPT, ...args], { encoding: 'utf8' });
  return { code: status, stderr };
}

const work = mkdtempSync(join(tmpdir(), 'permaudit-docs-'));
afterAll(() => {
  rmSync(work, { recursive: true });
});

describe('the generated pages', () => {
  it('are up to date', () => {
    expect(build('--check')).toEqual({ code: 0, stderr: '' });
  });

  it('are one for each rule, category, policy and source', () => {
    const { categories, policies, sources } = builtinRulebook();
    const paths = [
      ...categories.flatMap(({ id, rules }) => [`categories/${id}`, ...rules.map((rule) => `rules/${rule.id}`)]),
      ...policies.map(({ id }) => `policies/${id}`),
      ...sources.map(({ id }) => `sources/${id}`),
      'permissions/READ_SMS',
    ];
    for (const path of paths) expect(existsSync(join(ROOT, 'docs', `${path}.md`)), path).toBe(true);
  });

  it('say every error code, what it says, and nothing of how that is made', () => {
    const errors = readFileSync(join(ROOT, 'docs/errors.md'), 'utf8');
    const headings = [...errors.matchAll(/^### (.*)$/gm)].map(([, code]) => code);
    expect(headings).toEqual(expect.arrayContaining(Object.keys(ERROR_KINDS)));
    expect(headings).toEqual(expect.arrayContaining(Object.keys(ANOMALIES_EN)));
    expect(errors).toContain('two entries are named "…"');
    expect(errors).toContain('- this is a folder. _name an APK file_');
    expect(errors).not.toMatch(/undefined|\[object|=>|NaN/);
  });

  it('have no dead link', () => {
    const markdown = new MarkdownIt();
    const dead: string[] = [];
    for (const folder of FOLDERS) {
      for (const name of readdirSync(join(ROOT, 'docs', folder))) {
        const file = join(ROOT, 'docs', folder, name);
        const html = markdown.render(readFileSync(file, 'utf8'));
        for (const [, target = ''] of html.matchAll(/<a href="([^"]*)"/g)) {
          if (/^https?:/.test(target)) continue;
          const [path = '', anchor] = target.split('#');
          const other = resolve(dirname(file), decodeURI(path));
          const isThere = existsSync(other);
          const heading = anchor === undefined || !isThere ? '' : readFileSync(other, 'utf8').toLowerCase();
          if (!isThere || (anchor !== undefined && !heading.includes(`### ${anchor}\n`)))
            dead.push(`${name}: ${target}`);
        }
      }
    }
    expect(dead).toEqual([]);
  });

  it('are found stale, missing and left over', () => {
    expect(build('--out', work).code).toBe(0);
    expect(build('--out', work, '--check').code).toBe(0);
    writeFileSync(join(work, 'rules/LEND-MIC.md'), 'changed\n');
    writeFileSync(join(work, 'rules/NOT-A-RULE.md'), 'left\n');
    rmSync(join(work, 'sources/ARTICLE.md'));
    const { code, stderr } = build('--out', work, '--check');
    expect(code).toBe(1);
    expect(stderr).toContain('docs/rules/LEND-MIC.md: stale');
    expect(stderr).toContain('docs/rules/NOT-A-RULE.md: no longer belongs there');
    expect(stderr).toContain('docs/sources/ARTICLE.md: missing');
    expect(build('--out', work).code).toBe(0);
    expect(existsSync(join(work, 'rules/NOT-A-RULE.md'))).toBe(false);
  });
});

describe('Markdown from data', () => {
  const hostile = '1. <b>x</b> [a](http://e.com) `c` *d* _e_ | f & g\n# h https://e.com \\ ~i~';

  it('keeps text as text', () => {
    const html = new MarkdownIt({ html: true, linkify: true }).renderInline(text(hostile));
    expect(html).not.toMatch(/<(?:b|a|code|em|strong|s|h1)[ >]/);
    const shown = html
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&')
      .replaceAll('&quot;', '"');
    expect(shown).toBe(hostile.replace('\n', ' '));
    expect(new MarkdownIt().render(text('2.1 scene'))).toBe('<p>2.1 scene</p>\n');
    expect(new MarkdownIt().render(text('- no list'))).toBe('<p>- no list</p>\n');
    expect(new MarkdownIt().renderInline(code('a`b'))).toBe('<code>a`b</code>');
    expect(link('x', 'a (b).md')).toBe('[x](a%20%28b%29.md)');
  });
});
