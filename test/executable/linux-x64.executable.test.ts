/**
 * The executable for Linux does what the command line does, where there is nothing but it: no Node.js, no file beside it, no
 * variable in its environment. Both are run in that way, and what they say is compared.
 */
import { spawn, spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Audit } from '../../src/audit/types.js';
import { withEntry } from '../e2e/large-entry.js';
import { childrenOf, runs, until } from '../e2e/process-table.js';
import { buildExecutables, executableName, ROOT } from './build.js';

const SYSTEM = 'linux-x64';
const folder = mkdtempSync(join(tmpdir(), 'permaudit-executable-'));
const alone = join(folder, 'alone');
const files = join(folder, 'files');
mkdirSync(alone);
mkdirSync(files);
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const EXECUTABLE = join(alone, executableName(SYSTEM));
const APK = join(ROOT, 'fixtures/apk');
const APP = join(APK, 'quick-loan.apk');
const OTHER = join(APK, 'careful-loan.apk');
const AUDIT = [APP, '--category', 'lending', '--as-of', '2026-11-01'];

type Run = Pick<SpawnSyncReturns<string>, 'status' | 'stdout' | 'stderr'>;

function run(program: readonly string[], args: readonly string[], env: NodeJS.ProcessEnv): Run {
  const [command = '', ...before] = program;
  const child = spawnSync(command, [...before, ...args], { cwd: alone, env, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (child.error !== undefined) throw child.error;
  const { status, stdout, stderr } = child;
  return { status, stdout, stderr };
}

const executable = (args: readonly string[], env = {}): Run => run([EXECUTABLE], args, { PATH: '', ...env });
const commandLine = (args: readonly string[]): Run =>
  run([process.execPath, join(ROOT, 'bin/permaudit.js')], args, { PATH: '' });

/** Both do the same; returns what. */
function same(args: readonly string[]): Run {
  const expected = commandLine(args);
  expect(executable(args)).toEqual(expected);
  return expected;
}

/** A stored report, made by the command line. */
function report(app: string, ...more: string[]): string {
  const path = join(files, `${more.length}-report.json`);
  commandLine([app, '--category', 'lending', '--as-of', '2026-11-01', '-f', 'json', '-q', '-o', path, ...more]);
  return path;
}

const isBuilt = process.platform === 'linux' && process.arch === 'x64' && buildExecutables([SYSTEM], alone);

describe.skipIf(!isBuilt)('an executable', () => {
  it.each([
    ['text', []],
    ['JSON', ['-f', 'json']],
    ['HTML', ['-f', 'html']],
    ['SARIF', ['-f', 'sarif']],
    ['JUnit', ['-f', 'junit']],
    ['CSV', ['-f', 'csv']],
    ['Chinese', ['--lang', 'zh', '--details']],
    ['a gate', ['--fail-on', 'high']],
    ['no code', ['--no-code']],
  ])('audits an app as the command line does: %s', (_, more) => {
    expect(same([...AUDIT, ...more]).stdout).not.toBe('');
  });

  it.each([
    ['--version'],
    ['--help'],
    ['--help-limits'],
    ['completion', 'bash'],
    ['categories'],
    ['explain', 'SPECIAL_CATEGORY'],
    ['audit', 'nothing.apk'],
    ['manifest', APP],
    ['--node-options=--version'],
    // The first argument of a worker process, from somebody who is none.
    ['permaudit:worker'],
    ['permaudit:worker', '512'],
  ])('says what the command line says: %s %s', (...args) => {
    same(args);
  });

  it('reads every kind of input, with the libraries that some need', () => {
    const decoded = join(ROOT, 'fixtures/inputs/decoded');
    const containers = join(ROOT, 'fixtures/inputs/files');
    const names = ['base-only.aab', 'bundletool.apks', 'stored.xapk', 'deflated.xapk', 'plain.apkm', 'sai.apks'];
    const inputs = [decoded, join(decoded, 'AndroidManifest.xml'), ...names.map((name) => join(containers, name))];
    for (const input of inputs) same([input, '--category', 'lending', '--as-of', '2026-11-01', '-f', 'json']);
  });

  it('renders, compares and takes as a baseline what was stored', () => {
    const [before, after] = [report(OTHER), report(APP, '--no-code')];
    for (const format of ['text', 'html', 'markdown']) same(['render', before, '-f', format]);
    same(['diff', before, after]);
    same(['diff', before, after, '-f', 'json']);
    same([...AUDIT, '--baseline', after, '--fail-on', 'new']);
    writeFileSync(join(files, 'broken.json'), readFileSync(before, 'utf8').replace('"schemaVersion"', '"version"'));
    expect(same(['render', join(files, 'broken.json')]).status).not.toBe(0);
  });

  it('checks and uses rules and settings of the user', () => {
    const [rules, started] = [join(files, 'rules'), join(files, 'started')];
    expect(executable(['rules', 'new', 'policy', 'acme', '--dir', rules])).toEqual(
      expect.objectContaining({ status: 0, stderr: '' }),
    );
    commandLine(['rules', 'new', 'policy', 'acme', '--dir', started]);
    const tree = (root: string): string[][] =>
      readdirSync(root, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => [entry.name, readFileSync(join(entry.parentPath, entry.name), 'utf8')]);
    expect(tree(rules)).toEqual(tree(started));
    same(['rules', 'validate', rules]);
    const settings = join(files, 'permaudit.yaml');
    writeFileSync(settings, 'category: lending\nunknown: 1\n');
    expect(same([APP, '--config', settings]).status).toBe(2);
    writeFileSync(settings, 'category: lending\n');
    expect(same([APP, '--config', settings, '--as-of', '2026-11-01']).status).toBe(0);
  });

  it('audits a batch in processes of its own', () => {
    const apps = join(files, 'apps');
    for (const app of [APP, OTHER]) cpSync(app, join(apps, app.slice(APK.length)));
    const args = ['batch', apps, '--category', 'lending', '--as-of', '2026-11-01', '-j', '2', '--no-cache'];
    for (const format of ['json', 'csv']) expect(same([...args, '-f', format]).stdout).toContain('careful-loan');
    // Whether files are splits of one app is read in a process, too.
    same([
      'audit',
      join(apps, 'quick-loan.apk'),
      join(apps, 'careful-loan.apk'),
      '--as-of',
      '2026-11-01',
      '--no-cache',
    ]);
  });

  it('keeps to the memory that it may take, alone and in a batch', () => {
    const table = withEntry(files, 'resources.arsc', 90);
    const code = withEntry(files, 'classes.dex', 90);
    const told = (args: readonly string[]): [number | null, string | undefined] => {
      const { status, stdout } = executable([...args, '--no-config', '--max-memory', '128', '-f', 'json']);
      return [status, (JSON.parse(stdout) as Audit).error?.code];
    };
    expect(told([table])).toEqual([5, 'LIMIT_MEMORY']);
    expect(told([code])).toEqual([0, undefined]);
    const batch = [
      'batch',
      table,
      OTHER,
      '--no-cache',
      '-j',
      '1',
      '--max-memory',
      '192',
      '-f',
      'ndjson',
      '--no-config',
    ];
    const { status, stdout } = executable(batch);
    const audits = stdout.trim().split('\n');
    const codes = audits.map((line) => (JSON.parse(line) as { audit: Audit }).audit.error?.code ?? null);
    expect([status, codes.sort()]).toEqual([5, ['LIMIT_MEMORY', null].sort()]);
  });

  it('leaves no process behind when it is killed', async () => {
    const args = ['batch', APK, '--category', 'lending', '-j', '2', '--no-cache', '-f', 'ndjson'];
    const child = spawn(EXECUTABLE, args, { cwd: alone, env: {}, stdio: 'ignore' });
    const ended = new Promise((resolve) => child.once('close', resolve));
    const { pid = -1 } = child;
    const workers = await until('two processes', () => {
      const started = childrenOf(pid);
      return started.length === 2 && started;
    });
    child.kill('SIGKILL');
    await ended;
    await until('the end of both', () => !workers.some(runs));
  });

  it('takes the code cache that the build made', () => {
    const debug = { PERMAUDIT_DEBUG: '1' };
    const told = 'permaudit: the code cache was not taken\n';
    expect(executable(['--version'], debug).stderr).toBe('');
    expect(executable(['--version'], { ...debug, NODE_OPTIONS: '--stack-trace-limit=5' }).stderr).toBe(told);
  });

  it('writes nothing to where it stands', () => {
    expect(readdirSync(alone)).toEqual([executableName(SYSTEM)]);
  });
});
