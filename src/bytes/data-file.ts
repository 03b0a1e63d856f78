/** The data this package was built with. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/**
 * What `dist/data/NAME.json` holds, parsed anew: the caller keeps it. `scripts/compile-rules.mjs` writes these files in
 * ASCII, so that they are read byte for byte, which takes half the time of decoding UTF-8.
 * Throws Node's `ENOENT` when permaudit was not built, which is a fault of the installation.
 */
export function readDataFile(name: 'api-map' | 'catalog' | 'rulebook' | 'sdks'): unknown {
  return JSON.parse(readFileSync(new URL(`../../dist/data/${name}.json`, import.meta.url), 'latin1'));
}

/**
 * The validators in `dist/schemas/NAME.cjs`, by the name of their schema: `ValidateFunction`s of ajv, which
 * `scripts/compile-schemas.mjs` makes of `schema/`. Throws Node's `MODULE_NOT_FOUND` when permaudit was not built.
 */
export function loadValidators(name: 'config' | 'newer-report' | 'report' | 'rules'): unknown {
  return createRequire(import.meta.url)(`../../dist/schemas/${name}.cjs`);
}
