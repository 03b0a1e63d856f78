import { isAbsolute, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageFile, schemaReference } from '../../../src/cli/io/package-files.js';

const ROOT = join(import.meta.dirname, '../../..');
const SCHEMA = join(ROOT, 'schema/config.schema.json');

describe('files of the package', () => {
  it('are found from its root', () => {
    expect(packageFile('schema/config.schema.json')).toBe(SCHEMA);
  });
});

/** The tests run in the root of the package, so that its schemas are below the working directory. */
describe('the schema that a YAML file names', () => {
  it('is relative to a file below the working directory, however that is written', () => {
    expect(schemaReference('permaudit.yaml', 'config.schema.json')).toBe('./schema/config.schema.json');
    expect(schemaReference(join(ROOT, 'a/b/permaudit.yaml'), 'config.schema.json')).toBe(
      '../../schema/config.schema.json',
    );
    expect(schemaReference('own/category/acme', 'rules')).toBe('../../schema/rules');
  });

  it('is absolute for a file elsewhere', () => {
    const reference = schemaReference(join(ROOT, '../elsewhere/permaudit.yaml'), 'config.schema.json');
    expect(isAbsolute(reference)).toBe(true);
    expect(reference).toBe(SCHEMA);
  });
});
