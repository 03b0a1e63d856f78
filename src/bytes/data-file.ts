/** The data this package was built with. */
import Module from 'node:module';
import { brotliDecompressSync } from 'node:zlib';
import { readOwnFile } from './own-files.js';

/**
 * What `dist/data/NAME.json` holds, parsed anew: the caller keeps it. `scripts/compile-rules.mjs` writes these files in
 * ASCII, so that they are read byte for byte, which takes half the time of decoding UTF-8.
 * Throws Node's `ENOENT` when permaudit was not built, which is a fault of the installation.
 */
export function readDataFile(name: 'api-map' | 'catalog' | 'rulebook' | 'sdks'): unknown {
  return JSON.parse(readOwnFile(`dist/data/${name}.json`).toString('latin1'));
}

/** What Node.js runs the text of a CommonJS module with, which its types leave out. */
interface CompilableModule {
  readonly exports: unknown;
  _compile(code: string, filename: string): void;
}

/**
 * The validators in `dist/schemas/NAME.cjs.br`, by the name of their schema: `ValidateFunction`s of ajv, which
 * `scripts/compile-schemas.mjs` makes of `schema/`. Throws Node's `ENOENT` when permaudit was not built.
 */
export function loadValidators(name: 'config' | 'newer-report' | 'report' | 'rules'): unknown {
  const file = `dist/schemas/${name}.cjs`;
  const module = new Module(file) as unknown as CompilableModule;
  module._compile(brotliDecompressSync(readOwnFile(`${file}.br`)).toString('utf8'), file);
  return module.exports;
}
