/** Every page can be reached, leads back, and links to nothing that is not there. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../e2e/run.js';
import { pages, type Page } from './pages.js';

const GENERATED = /^docs\/(?:rules|categories|policies|permissions|sources)\//;
const INDEX = 'docs/README.md';

/** Where the links of a page lead, relative to the repository; with `#anchor` where one is named. */
function targets({ path, text }: Page): string[] {
  const prose = text.replace(/^( *)```[^]*?^\1```/gm, '').replace(/`[^`]*`/g, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => (target.startsWith('#') ? path + target : normalize(join(dirname(path), target))));
}

/** The anchor of a heading, as GitHub makes it. */
function anchorOf(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}

function anchorsOf(path: string): Set<string> {
  const text = readFileSync(join(ROOT, path), 'utf8');
  return new Set([...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => anchorOf(heading)));
}

const written = pages().filter(({ path }) => !GENERATED.test(path));
const guides = written.filter(({ path }) => path.startsWith('docs/') && path !== INDEX && !/\/adr\/\d/.test(path));

describe('the pages', () => {
  it('link to what is there, headings included', () => {
    const dead = written.flatMap((page) =>
      targets(page)
        .filter((target) => {
          const [path = '', anchor] = target.split('#');
          if (!existsSync(join(ROOT, path))) return true;
          return anchor !== undefined && path.endsWith('.md') && !anchorsOf(path).has(anchor);
        })
        .map((target) => `${page.path}: ${target}`),
    );
    expect(dead).toEqual([]);
  });

  it('are all in the list of all pages, and lead back to it', () => {
    const [index] = written.filter(({ path }) => path === INDEX);
    const listed = index === undefined ? [] : targets(index);
    for (const page of guides) {
      expect(listed, page.path).toContain(page.path);
      expect(targets(page), page.path).toContain(INDEX);
    }
    expect(guides.length).toBeGreaterThan(20);
    expect(written.find(({ path }) => path === 'README.md')?.text).toContain('](docs/README.md)');
  });

  it('lead up, those that are generated and the decisions too', () => {
    const below = pages().filter(
      ({ path }) => /^docs\/[^/]+\/./.test(path) && !guides.some((page) => page.path === path),
    );
    const stranded = below.filter((page) => {
      const folder = dirname(page.path);
      const isIndex = /\/(?:index|README)\.md$/.test(page.path);
      const up = isIndex ? [INDEX] : [`${folder}/index.md`, `${folder}/README.md`];
      return !targets(page).some((target) => up.includes(target));
    });
    expect(stranded.map(({ path }) => path)).toEqual([]);
    expect(below.length).toBeGreaterThan(500);
  });
});
