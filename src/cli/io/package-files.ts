/** This package: who it is, and the files beside its code. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

let root: string | null = null;

/** The nearest folder above this module that is this package: it runs from src, from dist, and from dist/bundle. */
function packageRoot(): string {
  if (root !== null) return root;
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'bin/permaudit.js')) && folder !== dirname(folder)) folder = dirname(folder);
  return (root = folder);
}

/** The absolute path of a file or folder of this package, given relative to its root. */
export function packageFile(path: string): string {
  return join(packageRoot(), path);
}

let version: string | null = null;

/** Name and version of this program, as package.json has them. */
export function tool(): { name: string; version: string } {
  if (version === null) {
    const text = readFileSync(packageFile('package.json'), 'utf8');
    version = (JSON.parse(text) as { version: string }).version;
  }
  return { name: 'permaudit', version };
}

/**
 * How a YAML file names a schema of this package for an editor: by its `$id`, the same on every machine.
 * @param schema relative to `schema/`, e.g. `rules/policy.schema.json`
 */
export function schemaAddress(schema: string): string {
  const { $id } = JSON.parse(readFileSync(packageFile(`schema/${schema}`), 'utf8')) as { $id: string };
  return $id;
}
