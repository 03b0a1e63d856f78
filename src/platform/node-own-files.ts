/**
 * Where this program's own files come from: the folder of its package, or the single executable that it is part of
 * (`scripts/build-exe.mjs`). Whatever belongs to the program and is not code of its bundle is read here. Paths are those
 * inside of the package, such as `dist/data/catalog.jsonl`.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The files inside of an executable. */
interface EmbeddedFiles {
  /** The bytes of a file, which must not be written to. Throws where there is no such file. */
  read: (path: string) => Buffer;
}

let embedded: EmbeddedFiles | null = null;

/**
 * For an executable, before anything else is done: from now on files come out of it, and none from the disk.
 * @public `scripts/lib/executable-program.mjs` imports it from the output of tsc
 */
export function embed(files: EmbeddedFiles): void {
  embedded = files;
}

/** Whether this is a single executable: there are no files beside the code, and `process.execPath` is this program. */
export function isEmbedded(): boolean {
  return embedded !== null;
}

let root: string | null = null;

/** The nearest folder above this module that is this package: it runs from src, from dist, and from a bundle in dist. */
function packageRoot(): string {
  if (root !== null) return root;
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'bin/permaudit.js')) && folder !== dirname(folder)) folder = dirname(folder);
  return (root = folder);
}

/** The bytes of a file of this package. Throws Node's `ENOENT` where the installation is not whole. */
export function readOwnFile(path: string): Buffer {
  return embedded?.read(path) ?? readFileSync(join(packageRoot(), path));
}
