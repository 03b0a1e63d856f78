/**
 * Parts of the program that not every start needs: each is a file beside program.js, loaded when something of it is first
 * called, without the sources saying so. What they give the program are functions, named in a module of their own.
 */
import { readFileSync } from 'node:fs';
import { join, resolve, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const DIST = fileURLToPath(new URL('../../dist', import.meta.url));

/** The module of each part, in the output of tsc. */
export const PARTS = { code: join(DIST, 'code/index.js') };

const CALLED = 'called-late:';
const EXPORT = /^export \{ ([^}]*) \} from /gm;

/** The names that a module exports; it has nothing but lines that export from others. */
function exportsOf(path) {
  return [...readFileSync(path, 'utf8').matchAll(EXPORT)].flatMap(([, names]) => names.split(', '));
}

/** A plugin that has the program call the parts in their files. */
export const partsApart = {
  name: 'parts-apart',
  resolveId(name, importer) {
    if (importer === undefined || !name.startsWith('.')) return null;
    if (importer.startsWith(CALLED)) return { id: name, external: true };
    const path = resolve(dirname(importer), name);
    return Object.values(PARTS).includes(path) ? `${CALLED}${path}` : null;
  },
  load(id) {
    if (!id.startsWith(CALLED)) return null;
    const path = id.slice(CALLED.length);
    const [part] = Object.entries(PARTS).find(([, module]) => module === path);
    const late = (name) => `export const ${name} = (...given) => require('./${part}.js').${name}(...given);`;
    return exportsOf(path).map(late).join('\n');
  },
};
