/** The YAML files of a rules directory, as the validator takes them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDERS = ['categories', 'policies'];

function yamlNames(directory) {
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
    .map((entry) => entry.name)
    .sort();
}

/** `{ path, text }` of every rule file in `directory`, paths relative to it. rules/catalog/ is data of its own. */
export function readRuleFiles(directory) {
  const inFolders = FOLDERS.filter((folder) => existsSync(join(directory, folder))).flatMap((folder) =>
    yamlNames(join(directory, folder)).map((name) => `${folder}/${name}`),
  );
  return [...yamlNames(directory), ...inFolders].map((path) => ({
    path,
    text: readFileSync(join(directory, path), 'utf8'),
  }));
}
