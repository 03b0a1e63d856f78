import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isEmbedded, readOwnFile } from '../../src/platform/node-own-files.js';

const ROOT = join(import.meta.dirname, '../..');

// Those of an executable are test/executable's.
describe('files of the package', () => {
  it('are found from its root', () => {
    expect(isEmbedded()).toBe(false);
    expect(readOwnFile('schema/config.schema.json')).toEqual(readFileSync(join(ROOT, 'schema/config.schema.json')));
  });

  it('that are not there are told as Node tells them', () => {
    expect(() => readOwnFile('dist/data/none.json')).toThrow(expect.objectContaining({ code: 'ENOENT' }));
  });
});
