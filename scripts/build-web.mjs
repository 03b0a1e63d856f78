/**
 * Builds the audit for browsers in dist/web/, each one file that needs nothing else: permaudit.html, a page for people, and
 * permaudit.mjs, the library for pages of your own. Over the sources, dist/data (scripts/compile-rules.mjs) and dist/schemas
 * (scripts/compile-schemas.mjs). The side of Node.js in src/platform gives way to that of the web.
 *
 *   node scripts/build-web.mjs
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync, constants, deflateRawSync } from 'node:zlib';
import { rolldown } from 'rolldown';
import { libraryOf } from './lib/bundle-libraries.mjs';
import { libraryIn, recordLibraries } from './lib/notices.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OUT = join(ROOT, 'dist/web');
/** What is of Node.js alone, and what the web has in its place. */
const SIDES = new Map([
  [join(ROOT, 'src/platform/node.ts'), join(ROOT, 'src/platform/web/side.ts')],
  [join(ROOT, 'src/inputs/folder.ts'), join(ROOT, 'src/web/no-folders.ts')],
  [join(ROOT, 'src/rulebook/load-files.ts'), join(ROOT, 'src/web/no-rule-files.ts')],
  [join(ROOT, 'src/api/batch.ts'), join(ROOT, 'src/api/no-batch.ts')],
  [join(ROOT, 'src/api/tool.ts'), join(ROOT, 'src/api/given-tool.ts')],
]);
const DATA = ['api-map.json', 'catalog.jsonl', 'rulebook.jsonl', 'sdks.jsonl'];
const ENTRY = '\0permaudit-entry';
/** Before the name of a file in dist/schemas, in an import of the entry. */
const VALIDATORS = 'permaudit-validators:';

/** An entry that is text; and the other side of the platform. */
function plugin(code, side) {
  return {
    name: 'permaudit-web',
    resolveId: {
      order: 'pre',
      async handler(id, importer) {
        if (id === ENTRY || id.startsWith(VALIDATORS)) return id;
        const from = importer === ENTRY ? join(ROOT, 'entry.ts') : importer;
        const resolved = await this.resolve(id, from, { skipSelf: true });
        const other = side === 'web' ? SIDES.get(resolved?.id) : undefined;
        return other === undefined ? resolved : { ...resolved, id: other };
      },
    },
    load(id) {
      if (id === ENTRY) return { code, moduleType: 'ts' };
      return id.startsWith(VALIDATORS) ? { code: validators(id.slice(VALIDATORS.length)), moduleType: 'js' } : null;
    },
  };
}

/** A module of dist/schemas. */
function validators(name) {
  return brotliDecompressSync(readFileSync(join(ROOT, `dist/schemas/${name}.cjs.br`))).toString('utf8');
}

/** One script (or module) of everything that the entry imports, and the modules in it. */
async function bundle(code, side, format = side === 'web' ? 'iife' : 'esm') {
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
    format,
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
  const bytes = readFileSync(join(ROOT, 'dist/data', name));
  const deflated = deflateRawSync(bytes, { level: constants.Z_BEST_COMPRESSION });
  return [bytes.length, deflated.toString('base64')];
}

/** The licences of the libraries in these folders. */
function licencesOf(folders) {
  const texts = [...folders].sort().map((folder) => {
    const { name, version, licence, text } = libraryIn(folder);
    return `${name} ${version} (${licence})\n\n${text}`;
  });
  return `This file holds permaudit and these libraries:\n\n${texts.join('\n\n')}`;
}

const foldersOf = (modules) => new Set(modules.map(libraryOf).filter((folder) => folder !== null));

/** The page for people. */
async function buildPage(built) {
  const worker = await bundle(
    `import { serve } from './src/web/worker.js';\nserve(${JSON.stringify(built)});\n`,
    'web',
  );
  const page = await bundle(`import './src/web/page.js';\n`, 'web');
  const shell = await bundle(`export { webPage } from './src/web/document.js';\n`, 'node');
  const { webPage } = await import(`data:text/javascript;base64,${Buffer.from(shell.code).toString('base64')}`);
  const modules = [...worker.modules, ...page.modules];
  recordLibraries('web', modules);
  const html = webPage({ page: page.code, worker: worker.code, version: built.version });
  write('permaudit.html', html, `<!--\n${licencesOf(foldersOf(modules)).replaceAll('--', '- -')}\n-->\n`);
}

/** The library for pages of your own: all that `permaudit` exports. */
async function buildLibrary(built) {
  const { code, modules } = await bundle(
    `import { provideVersion } from './src/api/given-tool.js';
import { provideBuilt } from './src/web/built.js';
import newer from '${VALIDATORS}newer-report';
import report from '${VALIDATORS}report';
const built = ${JSON.stringify(built)};
provideBuilt(built, { 'newer-report': newer, report });
provideVersion(built.version);
export * from './src/index.js';
`,
    'web',
    'esm',
  );
  recordLibraries('web-library', modules);
  // The validators have libraries of their own in them.
  const within = JSON.parse(readFileSync(join(ROOT, 'dist/libraries/schemas.json'), 'utf8'));
  const folders = new Set([...foldersOf(modules), ...within.map((folder) => join(ROOT, folder))]);
  write('permaudit.mjs', code, `/*!\n${licencesOf(folders).replaceAll('*/', '* /')}\n*/\n`);
}

function write(name, made, licences) {
  writeFileSync(join(OUT, name), made + licences);
  process.stdout.write(`dist/web/${name}: ${Buffer.byteLength(made)} bytes and licences\n`);
}

const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const built = { version, data: Object.fromEntries(DATA.map((name) => [name, packed(name)])) };
mkdirSync(OUT, { recursive: true });
await buildPage(built);
await buildLibrary(built);
