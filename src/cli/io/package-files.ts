/** What files of this package say. */
import { readOwnFile } from '../../platform/node-own-files.js';

/**
 * How a YAML file names a schema of this package for an editor: by its `$id`, the same on every machine.
 * @param schema relative to `schema/`, e.g. `rules/policy.schema.json`
 */
export function schemaAddress(schema: string): string {
  const { $id } = JSON.parse(readOwnFile(`schema/${schema}`).toString('utf8')) as { $id: string };
  return $id;
}
