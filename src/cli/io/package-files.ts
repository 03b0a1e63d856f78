/** This package: who it is, and what its files say. */
import { readOwnFile } from '../../platform/node-own-files.js';

let version: string | null = null;

/** Name and version of this program, as package.json has them. */
export function tool(): { name: string; version: string } {
  version ??= (JSON.parse(readOwnFile('package.json').toString('utf8')) as { version: string }).version;
  return { name: 'permaudit', version };
}

/**
 * How a YAML file names a schema of this package for an editor: by its `$id`, the same on every machine.
 * @param schema relative to `schema/`, e.g. `rules/policy.schema.json`
 */
export function schemaAddress(schema: string): string {
  const { $id } = JSON.parse(readOwnFile(`schema/${schema}`).toString('utf8')) as { $id: string };
  return $id;
}
