/** What comes along when the library is imported: neither readers nor formats, nor any library but Node's own. */
import { readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Imports of values, by the file that has them. */
const STATIC_IMPORT = /^(?:import|export) (?!type )[^;]*?from '([^']+)';/gm;

function loadedWith(entry: string): { files: string[]; packages: string[] } {
  const files = new Set<string>();
  const packages = new Set<string>();
  const pending = [resolve(entry)];
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    if (files.has(file)) continue;
    files.add(file);
    for (const [, target = ''] of readFileSync(file, 'utf8').matchAll(STATIC_IMPORT)) {
      if (target.startsWith('.')) pending.push(resolve(dirname(file), target.replace(/\.js$/, '.ts')));
      else packages.add(target);
    }
  }
  return { files: [...files].map((file) => relative('src', file)).sort(), packages: [...packages].sort() };
}

describe('the entrance', () => {
  const { files, packages } = loadedWith('src/index.ts');

  it('loads no reader, judge or format', () => {
    const heavy = files.filter((file) => !/^(?:api|bytes|platform|rulebook)\/|^index\.ts$/.test(file));
    expect(heavy).toEqual([
      'report/csv/kinds.ts',
      'report/formats.ts',
      'report/view/columns.ts',
      'report/view/escape.ts',
    ]);
    expect(files.length).toBeLessThan(40);
  });

  it('loads only what Node has', () => {
    expect(packages.filter((name) => !name.startsWith('node:'))).toEqual([]);
  });
});

describe('what a page in a browser needs', () => {
  it('starts no process, and looks for no file', () => {
    for (const entry of ['src/api/audit.ts', 'src/api/render.ts']) {
      const { files } = loadedWith(entry);
      expect(files.filter((file) => /^(?:batch|cli)\/|^rulebook\/load-files|^api\/batch/.test(file))).toEqual([]);
    }
  });
});
