/**
 * The Gradle recipes of docs/ci/README.md: what their tasks run, run as Gradle would, without a shell and in the folder of the
 * module. Gradle itself is not there: the words of a command are what the recipe's expressions say.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blocksOf, pages } from '../docs/pages.js';
import { ROOT } from '../e2e/run.js';

const PAGE = pages().find(({ path }) => path === 'docs/ci/README.md');
const blocks = PAGE === undefined ? [] : blocksOf(PAGE);
const recipes = blocks.filter(({ info }) => ['kotlin', 'groovy'].includes(info)).map(({ lines }) => lines.join('\n'));

/** A root project with a space in its name, and a module of it. */
const project = join(mkdtempSync(join(tmpdir(), 'permaudit-gradle-')), 'my app');
const module = join(project, 'app');
const built = join(module, 'build');
const APK = join(built, 'outputs/apk/release/app-release.apk');
const MERGED = join(built, 'intermediates/merged_manifest/release/AndroidManifest.xml');
const REPORT = join(built, 'reports/permaudit.html');

beforeAll(() => {
  for (const path of [APK, MERGED, REPORT]) mkdirSync(dirname(path), { recursive: true });
  copyFileSync(join(ROOT, 'fixtures/apk/quick-loan.apk'), APK);
  copyFileSync(join(ROOT, 'fixtures/inputs/decoded/AndroidManifest.xml'), MERGED);
  // Nobody who can change the checkout changes what is judged.
  writeFileSync(join(module, 'permaudit.yaml'), 'fail-on: none\n');
  symlinkSync(ROOT, join(project, 'permaudit'));
});
afterAll(() => {
  rmSync(dirname(project), { recursive: true });
});

/** What the expressions of the recipes are in Gradle. */
const VALUES: readonly (readonly [expression: RegExp, value: (match: string) => string])[] = [
  [/^rootProject\.file\(["'](.+)["']\)\.path$/, (path) => join(project, path)],
  [/^layout\.buildDirectory\.file\(["'](.+)["']\)\.get\(\)\.asFile\.path$/, (path) => join(built, path)],
  [/^(apk)\.get\(\)\.asFile\.path$/, () => APK],
  [/^(manifest)\.get\(\)\.asFile\.path$/, () => MERGED],
  [/^["']([^"'$\\]*)["']$/, (text) => text],
];

function valueOf(expression: string): string {
  for (const [pattern, value] of VALUES) {
    const [, match] = pattern.exec(expression) ?? [];
    if (match !== undefined) return value(match);
  }
  throw new Error(`an expression that this test does not know: ${expression}`);
}

/** The words of a recipe's command line. No text in it has a comma, a plus or a bracket in its quotation marks. */
function commandOf(recipe: string): string[] {
  const [, kotlin, groovy] = /commandLine(?:\(\n([\s\S]*?)\n\s*\)\n| ([\s\S]*?)\n\})/.exec(recipe) ?? [];
  const words = (kotlin ?? groovy ?? '').split(',').map((word) => word.trim());
  return words
    .filter((word) => word !== '')
    .map((word) =>
      word
        .split(' + ')
        .map((part) => valueOf(part))
        .join(''),
    );
}

function run(recipe: string): { status: number | null; stdout: string; stderr: string } {
  const [program = '', ...words] = commandOf(recipe);
  return spawnSync(program, words, {
    cwd: module,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], HOME: project },
  });
}

const [apk = '', manifest = '', groovy = ''] = recipes;

describe('the Gradle recipes', () => {
  it('are three, each with a task that runs permaudit from the folder that was chosen', () => {
    expect(recipes).toHaveLength(3);
    for (const recipe of recipes) {
      const [program, file, command, ...options] = commandOf(recipe);
      expect([program, file, command]).toEqual(['node', join(project, 'permaudit/bin/permaudit.js'), 'audit']);
      // An app's path comes after all options.
      expect(options.at(-2)).toBe('--');
      expect(options).toContain('--no-config');
    }
    expect(() => commandOf('commandLine(\n"node", project.name,\n)\n')).toThrow('project.name');
  });

  it('fail the build for the APK that was built, and write its page', () => {
    // The folder is made before the command runs.
    expect(apk).toContain('doFirst { layout.buildDirectory.dir("reports").get().asFile.mkdirs() }');
    const { status, stderr } = run(apk);
    expect([status, stderr.includes('permaudit.yaml')]).toEqual([1, false]);
    expect(readFileSync(REPORT, 'utf8')).toContain('app-release.apk');
  });

  it('audit the merged manifest', () => {
    const { status, stdout } = run(manifest);
    expect([status, /score|\d+ of 100/i.test(stdout)]).toEqual([1, true]);
  });

  it('do the same in Groovy', () => {
    expect(run(groovy)).toMatchObject({ status: 1, stdout: expect.stringContaining('FAIL') as string });
  });

  it('pass the build for an app that asks for no more than it needs', () => {
    copyFileSync(join(ROOT, 'fixtures/apk/careful-loan.apk'), APK);
    try {
      expect(run(groovy).status).toBe(0);
    } finally {
      copyFileSync(join(ROOT, 'fixtures/apk/quick-loan.apk'), APK);
    }
  });

  it('take the folder from a tarball by the command that stands above them', () => {
    const lines = blocks.filter(({ info }) => info === 'sh').flatMap((block) => block.lines);
    const command = lines.find((line) => line.includes('take-package.cjs')) ?? '';
    mkdirSync(join(project, 'tools'));
    mkdirSync(join(project, 'tarball/package/bin'), { recursive: true });
    writeFileSync(join(project, 'tarball/package/bin/permaudit.js'), '');
    const tgz = join(project, /PERMAUDIT_PACKAGE=(\S+)/.exec(command)?.[1] ?? '');
    execFileSync('tar', ['-czf', tgz, '-C', join(project, 'tarball'), 'package']);
    copyFileSync(join(ROOT, 'docs/ci/take-package.cjs'), join(project, 'tools/take-package.cjs'));
    const own = command.replace('PERMAUDIT_DIR=permaudit ', 'PERMAUDIT_DIR=taken ');
    expect(own).not.toBe(command);
    const digest = createHash('sha256').update(readFileSync(tgz)).digest('hex');
    const env = { PATH: process.env['PATH'], DIGEST: digest };
    expect(spawnSync('sh', ['-c', own], { cwd: project, env }).status).toBe(0);
    expect(existsSync(join(project, 'taken/bin/permaudit.js'))).toBe(true);
  });
});
