/** Third-party software in what permaudit hands out, by what its own folders say: for NOTICE and the bill of materials. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { libraryOf } from './bundle-libraries.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const RECORDS = join(ROOT, 'dist/libraries');

/** What is handed out, by the bundles it is made of. */
const PARTS = {
  'the package': ['bundle', 'schemas'],
  'the executables': ['executable', 'schemas'],
  'the web page': ['web'],
  'the library for browsers': ['web-library', 'schemas'],
};

/** Where a library leaves a choice: the licence it is used under, and where the other one begins in its file. */
const CHOSEN = { jszip: { licence: 'MIT', otherAt: '\nGPL version 3\n' } };

/** For a library that names this licence and comes without its text; as the Open Source Initiative has it. */
const MIT = (holder) => `The library comes without the text of its licence, which is:

Copyright (c) ${holder}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation
files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy,
modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software
is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES
OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE
LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR
IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

/** The text of a licence: the file of that name, or the end of the README, or the standard text. */
function textOf(folder, { name, licence, author }) {
  const names = readdirSync(folder);
  const file = names.find((entry) => /^licen[cs]e/i.test(entry));
  if (file !== undefined) return readFileSync(join(folder, file), 'utf8').split(CHOSEN[name]?.otherAt)[0].trim();
  const readme = names.find((entry) => /^readme/i.test(entry));
  const [, said = ''] = /\n#+ License\s+([\s\S]*)$/i.exec(readFileSync(join(folder, readme), 'utf8')) ?? [];
  if (said.includes('Permission is hereby granted'))
    return said.replace(/&lt;|&gt;/g, (sign) => (sign === '&lt;' ? '<' : '>')).trim();
  if (licence !== 'MIT') throw new Error(`${name} is under ${licence}, and its text is nowhere`);
  return MIT(typeof author === 'string' ? author : author.name);
}

/** Name, version, licence and its text of the library in a folder. Throws where it names no licence. */
export function libraryIn(folder) {
  const { name, version, license, author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (typeof license !== 'string') throw new Error(`${name} is handed out, and names no licence`);
  const licence = CHOSEN[name]?.licence ?? license.replace(/^\((.*)\)$/, '$1');
  return { name, version, licence, text: textOf(folder, { name, licence, author }) };
}

/** Writes down the libraries whose modules are in a bundle: their folders, from the root of the repository. */
export function recordLibraries(bundle, moduleIds) {
  const folders = new Set(moduleIds.map(libraryOf).filter((folder) => folder !== null));
  mkdirSync(RECORDS, { recursive: true });
  const names = [...folders].map((folder) => relative(ROOT, folder).replaceAll('\\', '/')).sort();
  writeFileSync(join(RECORDS, `${bundle}.json`), `${JSON.stringify(names, null, 2)}\n`);
}

/** The libraries in what is handed out, each with where; of a part that was not built, none. */
export function handedOut() {
  const libraries = new Map();
  for (const [part, bundles] of Object.entries(PARTS)) {
    const records = bundles.map((bundle) => join(RECORDS, `${bundle}.json`));
    if (!records.every((path) => existsSync(path))) continue;
    for (const folder of new Set(records.flatMap((path) => JSON.parse(readFileSync(path, 'utf8'))))) {
      const library = libraries.get(folder) ?? { ...libraryIn(join(ROOT, folder)), parts: [] };
      library.parts.push(part);
      libraries.set(folder, library);
    }
  }
  const key = ({ name, version }) => `${name} ${version}`;
  return [...libraries.values()].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

const RULE = '-'.repeat(80);

/** The section of NOTICE on one library. */
export function noticeOf({ name, version, licence, text, parts }) {
  return `${RULE}\n${name} ${version} (${licence})\nIn ${parts.join(', ')}\n\n${text.replace(/\r\n/g, '\n')}\n`;
}
