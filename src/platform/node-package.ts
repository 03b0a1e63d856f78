/** The data that this package was built with, and the libraries that few inputs need: those are loaded when asked for. */
import Module, { createRequire } from 'node:module';
import { brotliDecompressSync } from 'node:zlib';
import { readOwnFile } from './node-own-files.js';
import type { DataLinesName, DataName, DataText, Platform, ValidatorsName } from './platform.js';

/**
 * `scripts/compile-rules.mjs` writes these files in ASCII, so that they are read byte for byte, which takes half the time of
 * decoding UTF-8. Throws Node's `ENOENT` when permaudit was not built, which is a fault of the installation.
 */
export function readDataFile(name: DataName): unknown {
  return JSON.parse(readOwnFile(`dist/data/${name}`).toString('latin1'));
}

/** Bytes of ASCII as a text: what nobody asks for becomes no string. */
class AsciiText implements DataText {
  constructor(private readonly bytes: Buffer) {}

  get length(): number {
    return this.bytes.length;
  }

  slice(start: number, end?: number): string {
    return this.bytes.toString('latin1', start, end);
  }

  indexOf(letter: string): number {
    return this.bytes.indexOf(letter, 0, 'latin1');
  }
}

export function readDataLines(name: DataLinesName): DataText {
  return new AsciiText(readOwnFile(`dist/data/${name}`));
}

/** What Node.js runs the text of a CommonJS module with, which its types leave out. */
interface CompilableModule {
  readonly exports: unknown;
  _compile(code: string, filename: string): void;
}

/** Out of `dist/schemas/NAME.cjs.br`. Throws Node's `ENOENT` when permaudit was not built. */
export function loadValidators(name: ValidatorsName): unknown {
  const file = `dist/schemas/${name}.cjs`;
  const module = new Module(file) as unknown as CompilableModule;
  module._compile(brotliDecompressSync(readOwnFile(`${file}.br`)).toString('utf8'), file);
  return module.exports;
}

export function loadProtobuf(): ReturnType<Platform['loadProtobuf']> {
  return createRequire(import.meta.url)('protobufjs/minimal.js') as ReturnType<Platform['loadProtobuf']>;
}

export function loadXmlParser(): ReturnType<Platform['loadXmlParser']> {
  return createRequire(import.meta.url)('fast-xml-parser') as ReturnType<Platform['loadXmlParser']>;
}
