/** What the recipes of the docs call: code that somebody chose, never what a name leads to today. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const RECIPES = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'action.yml',
  'examples/README.md',
  ...['docs', 'docs/ci', '.github/workflows'].flatMap((folder) =>
    readdirSync(join(ROOT, folder))
      .filter((name) => /\.(?:md|ya?ml)$/.test(name))
      .map((name) => `${folder}/${name}`),
  ),
];

function linesOf(file: string): string[] {
  return readFileSync(join(ROOT, file), 'utf8').split('\n');
}

describe.each(RECIPES)('%s', (file) => {
  it('pins each action by its commit, with the version beside it', () => {
    const used = linesOf(file).filter((line) => /^\s*(?:- )?uses:/.test(line));
    // Of permaudit itself, the reader chooses the commit.
    const pinned = /uses: (?:[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+|permaudit\/permaudit@COMMIT # .+)$/;
    expect(used.filter((line) => !pinned.test(line))).toEqual([]);
  });

  it('has npx and npm fetch nothing of our name, which a registry could give to anybody', () => {
    const fetched = /\bnpx\b.*\bpermaudit\b|\bnpm\b\W+(?:i|install|exec|add|x)\b.*\bpermaudit\b(?![-*\w]*\.tgz)/;
    // What a tarball at hand has just put into the folder, npx takes from there.
    const installs = /\bnpm i \.\/permaudit-\*\.tgz && npx permaudit\b/g;
    expect(linesOf(file).filter((line) => fetched.test(line.replace(installs, '')))).toEqual([]);
  });
});
