/** The pages of the library's reference: made by typedoc of the comments in src/, one for each export. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Application } from 'typedoc';
import { DOCS, ROOT } from './paths.mjs';

/** What the reference stands below. */
export const LIBRARY = `${DOCS}/library.md`;
const FOLDER = 'library';
const INDEX = 'README.md';

const OPTIONS = {
  plugin: ['typedoc-plugin-markdown'],
  name: 'permaudit',
  readme: 'none',
  outputFileStrategy: 'members',
  flattenOutputFiles: true,
  hideBreadcrumbs: true,
  hidePageHeader: true,
  disableSources: true,
  excludeExternals: true,
  // `npm run typecheck` does.
  skipErrorChecking: true,
  logLevel: 'Warn',
};

/**
 * Writes the reference of a module as Markdown into a folder, which is emptied first. Throws where typedoc has a warning: a link
 * that leads nowhere, a type without a page.
 */
export async function writeReference(out, entry, tsconfig) {
  const app = await Application.bootstrapWithPlugins({ ...OPTIONS, entryPoints: [entry], tsconfig, out });
  const project = await app.convert();
  if (project !== undefined) {
    app.validate(project);
    await app.generateOutputs(project);
  }
  const { errorCount, warningCount } = app.logger;
  if (errorCount + warningCount > 0) throw new Error(`typedoc has ${errorCount} errors and ${warningCount} warnings`);
}

/**
 * The pages by their place in docs/, where they stand on the site alone, and the list of them, which the page that they stand
 * below ends with.
 */
export async function libraryPages() {
  const out = mkdtempSync(join(tmpdir(), 'permaudit-library-'));
  try {
    await writeReference(out, join(ROOT, 'src/index.ts'), join(ROOT, 'tsconfig.json'));
    const read = (name) => readFileSync(join(out, name), 'utf8');
    const names = readdirSync(out).filter((name) => name.endsWith('.md') && name !== INDEX);
    const [, ...lists] = read(INDEX).split(/^## /m);
    const list = lists.map((section) => `### ${section.replaceAll('](', `](${FOLDER}/`)}`).join('');
    return { pages: new Map(names.sort().map((name) => [`${FOLDER}/${name}`, read(name)])), list };
  } finally {
    rmSync(out, { recursive: true });
  }
}
