/** The data this package was built with. */
import { createRequire } from 'node:module';
import { readOwnFile } from './own-files.js';

/**
 * What `dist/data/NAME.json` holds, parsed anew: the caller keeps it. `scripts/compile-rules.mjs` writes these files in
 * ASCII, so that they are read byte for byte, which takes half the time of decoding UTF-8.
 * Throws Node's `ENOENT` when permaudit was not built, which is a fault of the installation.
 */
export function readDataFile(name: 'api-map' | 'catalog' | 'rulebook' | 'sdks'): unknown {
  return JSON.parse(readOwnFile(`dist/data/${name}.json`).toString('latin1'));
}

/**
 * The validators in `dist/schemas/NAME.cjs`, by the name of their schema: `ValidateFunction`s of ajv, which
 * `scripts/compile-schemas.mjs` makes of `schema/`. Throws Node's `MODULE_NOT_FOUND` when permaudit was not built.
 */
export function loadValidators(name: 'config' | 'newer-report' | 'report' | 'rules'): unknown {
  return createRequire(import.meta.url)(`../../dist/schemas/${name}.cjs`);
}
