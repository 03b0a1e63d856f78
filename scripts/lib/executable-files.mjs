/** The files of the package that an executable carries. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Folders whose files the program reads (`readOwnFile`), and which of them. */
const FOLDERS = { 'dist/data': /\.jsonl?$/, 'dist/schemas': /\.br$/, schema: /\.json$/, 'schema/rules': /\.json$/ };

/** Absolute paths by those inside of the package, in order. */
export function ownFiles() {
  const names = Object.entries(FOLDERS).flatMap(([folder, kind]) =>
    readdirSync(join(ROOT, folder))
      .filter((name) => kind.test(name))
      .sort()
      .map((name) => `${folder}/${name}`),
  );
  return Object.fromEntries(['package.json', ...names].map((name) => [name, join(ROOT, name)]));
}
