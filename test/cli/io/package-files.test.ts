import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { schemaAddress } from '../../../src/cli/io/package-files.js';
import { starterFiles } from '../../../src/cli/rule-files/starters.js';
import { STARTERS } from '../../../src/cli/options/values.js';

const ROOT = join(import.meta.dirname, '../../..');

describe('the schemas that YAML files name', () => {
  const schemas = ['config.schema.json', ...readdirSync(join(ROOT, 'schema/rules')).map((name) => join('rules', name))];

  it.each(schemas)('%s: by an address that is the same on every machine', (schema) => {
    expect(schemaAddress(schema)).toBe(`https://permaudit.dev/schema/${schema.replaceAll('\\', '/')}`);
  });

  it('are there for every file that `rules new` writes', () => {
    for (const { path, text } of STARTERS.flatMap((kind) => starterFiles(kind, 'acme', schemaAddress))) {
      const [, address = ''] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(text) ?? [];
      const schema = address.replace('https://permaudit.dev/schema/', '');
      expect(JSON.parse(readFileSync(join(ROOT, 'schema', schema), 'utf8')), path).toMatchObject({ $id: address });
    }
  });
});
