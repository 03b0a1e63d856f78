/** Needs the build: NOTICE has a section for each library in what is handed out, and for no other. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { libraryOf } from '../../scripts/lib/bundle-libraries.mjs';
import { executableModules } from '../../scripts/lib/executable-bundle.mjs';
import { ROOT } from '../e2e/run.js';

interface Section {
  heading: string;
  parts: string[];
  text: string;
}

const SECTIONS: Section[] = readFileSync(join(ROOT, 'NOTICE'), 'utf8')
  .split(/^-{80}\n/m)
  .slice(1)
  .map((section) => {
    const [heading = '', parts = '', ...text] = section.split('\n');
    return { heading, parts: parts.replace(/^In /, '').split(', '), text: text.join('\n') };
  });

/** The folders of libraries that a build has written down. */
const recorded = (bundle: string): string[] =>
  JSON.parse(readFileSync(join(ROOT, `dist/libraries/${bundle}.json`), 'utf8')) as string[];

const foldersOf = (ids: readonly string[]): string[] =>
  ids.flatMap((id) => libraryOf(id) ?? []).map((folder) => relative(ROOT, folder));

interface Manifest {
  name: string;
  version: string;
  license: string;
}

const manifestOf = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8')) as Manifest;

/** Libraries under a licence of our choice. */
const CHOSEN: Readonly<Record<string, string>> = { jszip: 'MIT' };

function headings(folders: readonly string[]): string[] {
  const told = folders.map((folder) => {
    const { name, version, license } = manifestOf(folder);
    return `${name} ${version} (${CHOSEN[name] ?? license.replace(/[()]/g, '')})`;
  });
  return [...new Set(told)].sort();
}

/**
 * A library may be there in several versions, one below what needs it. Of what this machine has not built, the page and the
 * executables, it is the one that all find.
 */
function folderOf(name: string, version: string): string {
  const records = readdirSync(join(ROOT, 'dist/libraries')).map((file) => file.replace('.json', ''));
  const folder = [...records.flatMap(recorded), `node_modules/${name}`].find((path) => {
    if (!existsSync(join(ROOT, path, 'package.json'))) return false;
    const manifest = manifestOf(path);
    return manifest.name === name && manifest.version === version;
  });
  if (folder === undefined) throw new Error(`${name} ${version} is neither built in nor installed`);
  return folder;
}

const sectionsOf = (part: string): string[] =>
  SECTIONS.filter(({ parts }) => parts.includes(part)).map(({ heading }) => heading);

describe('NOTICE', () => {
  it('has the libraries in the package', () => {
    const folders = [...recorded('bundle'), ...recorded('schemas')];
    expect(folders.length).toBeGreaterThan(20);
    expect(sectionsOf('the package').sort()).toEqual(headings(folders));
  });

  it('has the libraries in the executables', async () => {
    const folders = [...foldersOf(await executableModules()), ...recorded('schemas')];
    expect(folders.length).toBeGreaterThan(20);
    expect(sectionsOf('the executables').sort()).toEqual(headings(folders));
  });

  // Where there is no page, test/web builds it.
  it.runIf(existsSync(join(ROOT, 'dist/libraries/web.json')))(
    'has the libraries in the web page and the library for browsers',
    () => {
      expect(sectionsOf('the web page').sort()).toEqual(headings(recorded('web')));
      const folders = [...recorded('web-library'), ...recorded('schemas')];
      expect(sectionsOf('the library for browsers').sort()).toEqual(headings(folders));
    },
  );

  it('names each once, and what it is in', () => {
    const names = SECTIONS.map(({ heading }) => heading);
    expect(new Set(names).size).toBe(names.length);
    const parts = new Set(SECTIONS.flatMap((section) => section.parts));
    expect(
      [...parts].filter((part) => !/^the (package|executables|web page|library for browsers)$/.test(part)),
    ).toEqual([]);
  });

  it.each(SECTIONS.map((section) => [section.heading, section] as const))('has the text of %s', (heading, { text }) => {
    const [name = '', version = ''] = heading.split(' ');
    const folder = join(ROOT, folderOf(name, version));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    if (file === undefined) {
      expect(text).toContain('Permission is hereby granted, free of charge');
      return;
    }
    const licence = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n');
    // Of a choice, the text of the licence that was chosen.
    const [chosen = ''] = name in CHOSEN ? licence.split('\nGPL version 3\n') : [licence];
    expect(text.trim()).toBe(chosen.trim());
    expect(text).not.toContain('GNU GENERAL PUBLIC LICENSE');
  });
});
