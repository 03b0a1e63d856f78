/**
 * The documentation as a static site: `npm run build:site` writes it to dist-site/, which any server can serve and which
 * opens from the disk too. Needs the build. Nothing is fetched, neither when it is built nor when it is read.
 */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { PALETTE_CSS } from '../dist/report/html/palette.js';
import { LIBRARY, libraryPages } from './library.mjs';
import { siteMarkdown } from './markdown.mjs';
import { above, FRONT, navigation } from './navigation.mjs';
import { addMade, DOCS, docsPages, linkedFrom, readSource, ROOT, urlOf } from './paths.mjs';
import { plain, searchIndex } from './search.mjs';

const ASSETS = join(ROOT, 'site/assets');
/** Where Eleventy takes pages to be that lie outside docs/. */
const BESIDE = 'beside/';
const LANGUAGES = { mjs: 'js', json: 'json', yaml: 'yaml', yml: 'yaml', cjs: 'js' };

/** Files outside docs/ that its pages lead to, over other such pages too. */
function filesBeside() {
  const found = new Set(docsPages());
  for (const source of found) {
    if (!source.endsWith('.md')) continue;
    const linked = linkedFrom(source).filter((file) => urlOf(file) !== null && !file.startsWith(`${DOCS}/images/`));
    for (const file of linked) found.add(file);
  }
  return [...found].filter((file) => !file.startsWith(`${DOCS}/`) || !file.endsWith('.md')).sort();
}

/** A file as a page that shows its text. */
function filePage(source) {
  const text = readSource(source);
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const language = LANGUAGES[source.split('.').at(-1)] ?? '';
  return `# ${source}\n\n${fence}${language}\n${text.trimEnd()}\n${fence}\n`;
}

/** The file of the repository that a page is made from. */
const sourceOf = ({ file, page }) => file ?? page.inputPath.replace(/^\.\//, '');

function addPages(config) {
  for (const source of filesBeside()) {
    const isPage = source.endsWith('.md');
    const text = isPage ? readSource(source) : filePage(source);
    config.addTemplate(`${BESIDE}${source}${isPage ? '' : '.md'}`, text, { file: source });
  }
}

/** The reference of the library, and its list below the page on it. */
async function addReference(config) {
  const { pages, list } = await libraryPages();
  for (const [path, text] of pages) {
    addMade(`${DOCS}/${path}`);
    config.addTemplate(path, text);
  }
  config.addPreprocessor('reference', 'md', ({ page }, content) =>
    page.inputPath === `./${LIBRARY}` ? `${content}\n${list}` : undefined,
  );
}

/** What the index takes from a page that is written. */
function searched(sections, { inputPath, url, content }) {
  const source = inputPath.replace(/^\.\//, '').replace(`${DOCS}/${BESIDE}`, '');
  const { section, parent } = above(sections, source);
  const [, article = ''] = /<article>([^]*)<\/article>/.exec(content) ?? [];
  const title = plain(/<title>([^]*?)(?: · permaudit)?<\/title>/.exec(content)?.[1] ?? '');
  return { url: url.slice(1), title, trail: parent === null ? section : `${section} › ${parent.label}`, article };
}

function writeAssets(output, results) {
  const folder = join(output, 'assets');
  const sections = navigation();
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'site.css'), PALETTE_CSS + readFileSync(join(ASSETS, 'site.css'), 'utf8'));
  for (const name of ['site.js', 'search-terms.js', 'icon.svg']) copyFileSync(join(ASSETS, name), join(folder, name));
  const miniSearch = createRequire(import.meta.url)
    .resolve('minisearch')
    .replace(/dist.*$/, 'dist/umd/index.js');
  copyFileSync(miniSearch, join(folder, 'minisearch.js'));
  const pages = results
    .filter(({ inputPath }) => !inputPath.endsWith(FRONT))
    .map((result) => searched(sections, result));
  writeFileSync(join(folder, 'search-index.js'), searchIndex(pages));
}

/** @param {import('@11ty/eleventy').UserConfig} config */
export default async function site(config) {
  const { version } = JSON.parse(readSource('package.json'));
  config.setLibrary('md', siteMarkdown());
  config.addGlobalData('layout', 'page.11ty.mjs');
  config.addGlobalData('version', version);
  config.addGlobalData('eleventyComputed', { source: sourceOf });
  config.addGlobalData('permalink', () => (data) => `/${urlOf(sourceOf(data))}`);
  config.addPassthroughCopy({ [`${DOCS}/images`]: 'images' });
  config.setUseGitIgnore(false);
  addPages(config);
  await addReference(config);
  config.on('eleventy.after', ({ directories, results }) => {
    writeAssets(directories.output, results);
  });
  return {
    dir: { input: DOCS, layouts: '../site/layouts', includes: '../site/layouts', output: 'dist-site' },
    markdownTemplateEngine: false,
    templateFormats: ['md', '11ty.mjs'],
  };
}
