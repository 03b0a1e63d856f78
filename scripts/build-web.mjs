/**
 * Builds dist/web/permaudit.html: the audit in a browser, one file that needs nothing else. Over the sources and dist/data
 * (scripts/compile-rules.mjs). The side of Node.js in src/platform gives way to that of the web.
 *
 *   node scripts/build-web.mjs
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { constants, deflateRawSync } from 'node:zlib';
import { rolldown } from 'rolldown';
import { libraryOf } from './lib/bundle-libraries.mjs';
import { libraryIn, recordLibraries } from './lib/notices.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OUT = join(ROOT, 'dist/web');
/** What is of Node.js alone, and what the web has in its place. */
const SIDES = new Map([
  [join(ROOT, 'src/platform/node.ts'), join(ROOT, 'src/platform/web/side.ts')],
  [join(ROOT, 'src/inputs/folder.ts'), join(ROOT, 'src/web/no-folders.ts')],
]);
const DATA = ['api-map', 'catalog', 'rulebook', 'sdks'];
const ENTRY = '\0permaudit-entry';

/** An entry that is text; and the other side of the platform. */
function plugin(code, side) {
  return {
    name: 'permaudit-web',
    resolveId: {
      order: 'pre',
      async handler(id, importer) {
        if (id === ENTRY) return ENTRY;
        const from = importer === ENTRY ? join(ROOT, 'entry.ts') : importer;
        const resolved = await this.resolve(id, from, { skipSelf: true });
        const other = side === 'web' ? SIDES.get(resolved?.id) : undefined;
        return other === undefined ? resolved : { ...resolved, id: other };
      },
    },
    load: (id) => (id === ENTRY ? { code, moduleType: 'ts' } : null),
  };
}

/** One script of everything that the entry imports, and the modules in it. */
async function bundle(code, side) {
  const made = await rolldown({
    input: ENTRY,
    platform: side === 'web' ? 'browser' : 'node',
    tsconfig: false,
    resolve: { extensionAlias: { '.js': ['.ts', '.js'] } },
    // Nothing here does anything by being loaded but the entries.
    external: /^node:/,

    treeshake: { moduleSideEffects: (id) => id === ENTRY || id.endsWith('/src/web/page.ts') },
    plugins: [plugin(code, side)],
  });
  const { output } = await made.generate({
    format: side === 'web' ? 'iife' : 'esm',
    minify: side === 'web',
    codeSplitting: false,
  });
  const [chunk, ...others] = output;
  if (others.length > 0) throw new Error(`${others.length} more files than one`);
  if (side === 'web' && chunk.imports.length > 0) throw new Error(`no browser has ${chunk.imports.join(', ')}`);
  return { code: chunk.code, modules: chunk.moduleIds };
}

/** A file of dist/data as the worker takes it (src/web/worker.ts). */
function packed(name) {
  const bytes = readFileSync(join(ROOT, `dist/data/${name}.json`));
  const deflated = deflateRawSync(bytes, { level: constants.Z_BEST_COMPRESSION });
  return [bytes.length, deflated.toString('base64')];
}

/** The licences of the libraries in the page, in a comment at its end. */
function licencesOf(modules) {
  const folders = new Set(modules.map(libraryOf).filter((folder) => folder !== null));
  const texts = [...folders].sort().map((folder) => {
    const { name, version, licence, text } = libraryIn(folder);
    return `${name} ${version} (${licence})\n\n${text}`;
  });
  return `<!--\nThis page holds permaudit and these libraries:\n\n${texts.join('\n\n').replaceAll('--', '- -')}\n-->\n`;
}

const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const data = Object.fromEntries(DATA.map((name) => [name, packed(name)]));
const built = JSON.stringify({ version, data });
const worker = await bundle(`import { serve } from './src/web/worker.js';\nserve(${built});\n`, 'web');
const page = await bundle(`import './src/web/page.js';\n`, 'web');
const shell = await bundle(`export { webPage } from './src/web/document.js';\n`, 'node');
const { webPage } = await import(`data:text/javascript;base64,${Buffer.from(shell.code).toString('base64')}`);
const html = webPage({ page: page.code, worker: worker.code, version });
const modules = [...worker.modules, ...page.modules];
recordLibraries('web', modules);
mkdirSync(OUT, { recursive: true });
writeFileSync(join(OUT, 'permaudit.html'), html + licencesOf(modules));
process.stdout.write(`dist/web/permaudit.html: ${Buffer.byteLength(html)} bytes and licences\n`);
