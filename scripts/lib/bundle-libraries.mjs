/**
 * The libraries that only some commands or inputs need: each becomes one file beside the program, loaded on first use, so
 * that whoever installs permaudit installs nothing else.
 */
import { realpathSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

/** Where it really is, as for all modules: node_modules may be a link. */
const BUNDLER = realpathSync(fileURLToPath(new URL('../../node_modules/rolldown', import.meta.url)));

/** Files below `dist/bundle/lib/`, by the name under which the sources import what is in them. */
const LIBRARIES = {
  'fast-xml-parser': 'fast-xml-parser',
  jszip: 'jszip',
  'protobufjs/minimal.js': 'protobufjs',
  yaml: 'yaml',
};

/** Packages that those who use a queue install by themselves. */
const OPTIONAL = ['pg', 'pg-boss'];

/** `createRequire(import.meta.url)('name')`: how a module loads a library, or a module of Node's, when, and if, it is needed. */
const LOADED_LATE = /createRequire\(import\.meta\.url\)\('([a-z@][^']*)'\)/g;

/** What libraries load at once and a start has no need of: `from` becomes `to`, all of it at any place in `file`. */
const LATER = [
  {
    // To start the commands of other programs, which permaudit has none of.
    file: /[\\/]commander[\\/]lib[\\/]command\.js$/,
    from: /^const childProcess = require\('node:child_process'\);$|\bchildProcess\b/gm,
    to: (found) => (found.startsWith('const') ? '' : "require('node:child_process')"),
  },
];

function fileOf(name) {
  if (!(name in LIBRARIES)) throw new Error(`${name} is imported and is in no bundle: name it in LIBRARIES`);
  return `./lib/${LIBRARIES[name]}.js`;
}

/** The folder of the library a module belongs to, or null. The bundler's own helpers are of the bundler. */
export function libraryOf(id) {
  if (id.startsWith('\0rolldown/')) return BUNDLER;
  const [, folder = null] = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(id) ?? [];
  return folder;
}

/** A plugin for libraries that load at once what a start has no need of. */
export const loadedLater = {
  name: 'loaded-later',
  transform(code, id) {
    const { from, to } = LATER.find(({ file }) => file.test(id)) ?? {};
    if (from === undefined) return null;
    const later = code.replace(from, to);
    if (later === code) throw new Error(`${id} is not what LATER says of it`);
    return later;
  },
};

/** A plugin that sends imports of these libraries to their files; those of `within` become part of the bundle. */
export function librariesApart(within) {
  return {
    name: 'libraries-apart',
    resolveId(name) {
      if (!/^[a-z@]/.test(name) || name.startsWith('node:') || within.includes(name)) return null;
      return { id: OPTIONAL.includes(name) ? name : fileOf(name), external: true };
    },
    transform(code) {
      if (!code.includes('createRequire(import.meta.url)(')) return null;
      return code.replace(LOADED_LATE, (_, name) =>
        isBuiltin(name) ? `require('${name}')` : `createRequire(import.meta.url)('${fileOf(name)}')`,
      );
    },
  };
}

/**
 * A plugin that makes libraries that are loaded late part of the bundle; they are still run on first use. Of each it takes the
 * modules, as the files beside the program are made of: what `require` finds may be a bundle of other libraries already.
 */
export const librariesWithin = {
  name: 'libraries-within',
  resolveId(name, importer, { kind }) {
    if (kind !== 'require-call' || !(name in LIBRARIES)) return null;
    return this.resolve(name, importer, { kind: 'import-statement', skipSelf: true });
  },
  transform(code) {
    return code.includes('createRequire(import.meta.url)(') ? code.replace(LOADED_LATE, "require('$1')") : null;
  },
};

/** Writes each library to `<out>/lib/`. Returns the chunks, for their licences. */
export async function bundleLibraries(out) {
  const chunks = [];
  for (const [name, file] of Object.entries(LIBRARIES)) {
    const made = await rolldown({ input: { [file]: name }, platform: 'node' });
    const { output } = await made.write({ dir: `${out}/lib`, format: 'cjs', minify: true, cleanDir: false });
    chunks.push(...output);
  }
  return chunks;
}
