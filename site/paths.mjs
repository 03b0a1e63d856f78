/** Where each page of the repository stands on the site, and what links from one to another become. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));
export const DOCS = 'docs';

export const readSource = (source) => readFileSync(join(ROOT, source), 'utf8');

/** Every Markdown file below docs/, by its path in the repository. */
export function docsPages(folder = DOCS) {
  const entries = readdirSync(join(ROOT, folder), { withFileTypes: true });
  return entries
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return docsPages(path);
      return path.endsWith('.md') ? [path] : [];
    })
    .sort();
}

/** Pages below docs/ that are made with the site, and are nowhere else. */
const made = new Set();

/** From now on there is such a page, by the path that it would have in the repository. */
export function addMade(source) {
  made.add(source);
}

const isFile = (source) => existsSync(join(ROOT, source)) && statSync(join(ROOT, source)).isFile();

/** Pages outside docs/, such as the changelog. */
function projectUrl(source) {
  const name = source.replace(/\/README\.md$/, '').replace(/\.md$/, '');
  return `project/${name.replaceAll('/', '-').toLowerCase()}.html`;
}

/**
 * The address of a file of the repository on the site, from the site's root and without a slash in front; null where the
 * site has no place for it (a folder, or nothing at all).
 */
export function urlOf(source) {
  if (!made.has(source) && !isFile(source)) return null;
  if (source.startsWith(`${DOCS}/images/`)) return source.slice(DOCS.length + 1);
  if (!source.endsWith('.md')) return `files/${source}.html`;
  if (!source.startsWith(`${DOCS}/`)) return projectUrl(source);
  return source
    .slice(DOCS.length + 1)
    .replace(/(?:README|index)\.md$/, 'index.md')
    .replace(/\.md$/, '.html');
}

/** `../` as often as it takes from a page to the root of the site; empty from the root. */
export const upFrom = (url) => '../'.repeat(url.split('/').length - 1);

/** Splits a link of a page into the file of the repository that it leads to and its anchor; null for other addresses. */
export function targetOf(source, href) {
  if (/^(?:[a-z][a-z+.-]*:|\/\/)/i.test(href)) return null;
  const [path = '', anchor] = href.split('#');
  const file = path === '' ? source : posix.normalize(posix.join(dirname(source), decodeURI(path)));
  return { file, anchor };
}

/** The link as the site has it. A link to what is not there is an error. */
export function linkOf(source, href) {
  const target = targetOf(source, href);
  if (target === null) return href;
  const url = urlOf(target.file);
  if (url === null) throw new Error(`${source}: ${href} leads to nothing that the site has`);
  const from = urlOf(source);
  const path = url === from && target.anchor !== undefined ? '' : posix.relative(posix.dirname(from), url);
  return encodeURI(path) + (target.anchor === undefined ? '' : `#${target.anchor}`);
}

/** What a page links to, by its path in the repository; there or not. */
export function linkedFrom(source) {
  const prose = readSource(source)
    .replace(/^( *)```[^]*?^\1```/gm, '')
    .replace(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, href]) => targetOf(source, href)?.file ?? []);
}
