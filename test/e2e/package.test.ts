/** The package as strangers get it: what `npm pack` puts into it, and what it does in an empty folder. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withoutDeadLinks } from '../../scripts/lib/package-pages.mjs';
import { NODE, ROOT } from './run.js';

interface Packed {
  readonly filename: string;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string }[];
}

const WORK = mkdtempSync(join(tmpdir(), 'permaudit-package-'));
const CLONE = join(WORK, 'clone');
const APP = join(WORK, 'app');
const APK = join(ROOT, 'fixtures/apk/quick-loan.apk');
// npm with the settings of nobody: a cache of its own, and no network.
const ENV = {
  PATH: process.env['PATH'] ?? '',
  HOME: WORK,
  npm_config_cache: join(WORK, 'npm'),
  npm_config_offline: 'true',
  npm_config_update_notifier: 'false',
};
let packed: Packed;

function run(command: string, args: readonly string[], cwd: string) {
  const { stdout, stderr, status } = spawnSync(command, args, { cwd, env: ENV, encoding: 'utf8', maxBuffer: 1 << 26 });
  return { stdout, stderr, status };
}

beforeAll(() => {
  for (const path of ['bin', 'dist/bundle', 'dist/data', 'dist/schemas', 'docs', 'schema', 'scripts', 'package.json']) {
    cpSync(join(ROOT, path), join(CLONE, path), { recursive: true });
  }
  for (const name of ['CHANGELOG.md', 'LICENSE', 'NOTICE', 'README.md', 'SECURITY.md']) {
    cpSync(join(ROOT, name), join(CLONE, name));
  }
  const manifest = (step: string) =>
    execFileSync(process.execPath, ['scripts/pack-manifest.mjs', step], { cwd: CLONE });
  const before = ['package.json', 'README.md'].map((name) => readFileSync(join(CLONE, name), 'utf8'));
  manifest('strip');
  const said = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', WORK], {
    cwd: CLONE,
    env: ENV,
    encoding: 'utf8',
  });
  packed = (JSON.parse(said) as [Packed])[0];
  manifest('restore');
  expect(['package.json', 'README.md'].map((name) => readFileSync(join(CLONE, name), 'utf8'))).toEqual(before);
  mkdirSync(APP);
  writeFileSync(join(APP, 'package.json'), '{}');
}, 120_000);

afterAll(() => {
  rmSync(WORK, { recursive: true });
});

describe('npm pack', () => {
  test('gives at most 4 MB and 250 files', () => {
    expect(packed.unpackedSize).toBeLessThanOrEqual(4_000_000);
    expect(packed.files.length).toBeLessThanOrEqual(250);
  });

  test('gives no source, no test, no cache of the machine that packed', () => {
    const paths = packed.files.map(({ path }) => path);
    const roots = new Set(paths.map((path) => path.split('/')[0]));
    expect([...roots].sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'NOTICE',
      'README.md',
      'SECURITY.md',
      'bin',
      'dist',
      'docs',
      'package.json',
      'schema',
    ]);
    expect(paths.filter((path) => path.endsWith('.ts'))).toEqual(['dist/bundle/index.d.ts']);
    expect(paths.filter((path) => /\.(cache|node|map)$/.test(path))).toEqual([]);
  });
});

describe('the pages of the package', () => {
  test('keep what leads somewhere, and code as it is', () => {
    const page =
      'a [b](b.md#c), [d](e/f.md), ![g `h`](i.png), [`j`](#k), [l](https://m.n)\n\n```\n[o](p.md)\n```\n`[q](r.md)`\n';
    expect(withoutDeadLinks(page, (href) => href === 'b.md')).toBe(
      'a [b](b.md#c), d, g `h`, [`j`](#k), [l](https://m.n)\n\n```\n[o](p.md)\n```\n`[q](r.md)`\n',
    );
  });

  test('lead to nothing that is not in it', () => {
    const paths = packed.files.map(({ path }) => path);
    const there = new Set(paths);
    execFileSync('tar', ['-xzf', join(WORK, packed.filename), '-C', WORK]);
    let links = 0;
    const dead = paths
      .filter((path) => path.endsWith('.md'))
      .flatMap((path) => {
        const text = readFileSync(join(WORK, 'package', path), 'utf8').replace(/^( *)```[^]*?^\1```$|`[^`\n]*`/gm, '');
        const hrefs = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, href = '']) => href);
        links += hrefs.length;
        const inside = hrefs.filter((href) => !/^(?:[a-z]+:|#)/.test(href));
        return inside
          .filter((href) => !there.has(posix.normalize(posix.join(posix.dirname(path), href.split('#')[0] ?? ''))))
          .map((href) => `${path}: ${href}`);
      });
    expect(dead).toEqual([]);
    expect(links).toBeGreaterThan(100);
  });
});

describe('in an empty folder, without a network', () => {
  beforeAll(() => {
    const { stderr, status } = run('npm', ['install', '--no-fund', '--no-audit', join(WORK, packed.filename)], APP);
    expect([stderr, status]).toEqual(['', 0]);
  }, 120_000);

  test('nothing else is installed, and nothing runs at the installation', () => {
    const tree = run('npm', ['ls', '--all', '--parseable'], APP).stdout.trim().split('\n');
    expect(tree.map((path) => path.slice(APP.length))).toEqual(['', '/node_modules/permaudit']);
    const manifest = JSON.parse(readFileSync(join(APP, 'node_modules/permaudit/package.json'), 'utf8')) as object;
    // Who uses a queue installs its packages by himself.
    const optional = ['peerDependencies', 'peerDependenciesMeta'];
    expect(Object.keys(manifest).filter((key) => /scripts|dependencies/i.test(key))).toEqual(optional);
  });

  test.each([
    ['s3://bucket/a.apk', 'an s3:// address needs the package @aws-sdk/client-s3', 'npm install @aws-sdk/client-s3@3'],
    ['https://example.com/a.apk', 'a queue needs the packages pg and pg-boss', 'npm install pg@8 pg-boss@10'],
  ])('what %s needs is named, and not there', (address, told, hint) => {
    const queue = ['--queue', 'postgres://127.0.0.1:1/none', '--no-config'];
    const { stdout, stderr, status } = run('npx', ['permaudit', 'submit', address, ...queue], APP);
    expect([stdout, stderr, status]).toEqual([
      '',
      `permaudit: ${told}, which ${told.startsWith('a queue') ? 'are' : 'is'} not installed\n  ${hint}\n`,
      2,
    ]);
  });

  test('npx permaudit audits as the clone does', () => {
    const args = [APK, '--category', 'lending', '--as-of', '2026-11-01', '--format', 'json'];
    const { stdout, stderr, status } = run('npx', ['permaudit', ...args], APP);
    expect([stderr, status]).toEqual(['', 0]);
    expect(stdout).toBe(run(NODE, [join(ROOT, 'bin/permaudit.js'), ...args], APP).stdout);
  });

  test.each<[string, string, string[]]>([
    ['a text manifest', 'AndroidManifest.xml', ['-c', 'lending', '-q']],
    ['a report as HTML', 'report.json', ['--format', 'html']],
  ])('the libraries that only some inputs need are there: %s', (_, name, options) => {
    writeFileSync(
      join(APP, 'AndroidManifest.xml'),
      '<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="a.b"><application/></manifest>',
    );
    const report = run('npx', ['permaudit', APK, '-c', 'lending', '--format', 'json'], APP).stdout;
    writeFileSync(join(APP, 'report.json'), report);
    const command = name.endsWith('.json') ? ['render', name] : [name];
    expect(run('npx', ['permaudit', ...command, ...options], APP)).toMatchObject({ stderr: '', status: 0 });
  });

  test('init writes a settings file, and settings and rules are read', () => {
    expect(run('npx', ['permaudit', 'init', '-c', 'lending'], APP)).toMatchObject({ status: 0 });
    expect(run('npx', ['permaudit', APK, '-q'], APP)).toMatchObject({ stderr: '', status: 0 });
    expect(run('npx', ['permaudit', APK, '-q', '--evidence', 'bundle.zip'], APP)).toMatchObject({ status: 0 });
  });

  test('a batch starts its workers', () => {
    const apps = [APK, join(ROOT, 'fixtures/apk/careful-loan.apk')];
    const { stdout, stderr, status } = run(
      'npx',
      ['permaudit', 'batch', ...apps, '--no-config', '--jobs', '1', '-f', 'ndjson'],
      APP,
    );
    expect([stderr, status]).toEqual(['', 0]);
    expect(stdout.trim().split('\n')).toHaveLength(2);
  });

  test('npm i -g puts permaudit on the PATH', () => {
    const prefix = join(WORK, 'global');
    const options = ['--global', '--prefix', prefix, '--no-fund', '--no-audit'];
    const { stderr, status } = run('npm', ['install', ...options, join(WORK, packed.filename)], WORK);
    expect([stderr, status]).toEqual(['', 0]);
    const command = join(prefix, 'bin/permaudit');
    expect(run(command, ['--version'], WORK)).toMatchObject({ stderr: '', status: 0 });
    expect(run(command, [APK, '-c', 'lending', '--summary'], WORK).stdout).toContain('com.example.quickloan');
  });

  test('the library is imported by name, and by require', () => {
    const use = '(await audit(process.argv[1])).permissions.length > 5';
    const imported = `import { audit } from 'permaudit'; console.log(${use});`;
    expect(run(NODE, ['--input-type=module', '-e', imported, APK], APP)).toMatchObject({
      stdout: 'true\n',
    });
  });

  test('its types hold where nothing is skipped', () => {
    cpSync(join(ROOT, 'node_modules/@types/node'), join(APP, 'node_modules/@types/node'), { recursive: true });
    cpSync(join(ROOT, 'node_modules/undici-types'), join(APP, 'node_modules/undici-types'), { recursive: true });
    writeFileSync(
      join(APP, 'use.mts'),
      "import { audit, PermauditError } from 'permaudit';\nexport const made: Promise<{ readonly permissions: readonly unknown[] }> = audit('a.apk');\nexport const error = PermauditError;\n",
    );
    const options = [
      '--strict',
      '--noEmit',
      '--module',
      'nodenext',
      '--target',
      'es2022',
      '--skipLibCheck',
      'false',
      '--types',
      'node',
    ];
    const { stdout, status } = run(
      process.execPath,
      [join(ROOT, 'node_modules/typescript/bin/tsc'), ...options, 'use.mts'],
      APP,
    );
    expect([stdout, status]).toEqual(['', 0]);
  });
});
