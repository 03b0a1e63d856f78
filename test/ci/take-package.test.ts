/** docs/ci/take-package.cjs: where the package comes from, that it is checked, and how npm is called. */
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../e2e/run.js';

const SCRIPT = join(ROOT, 'docs/ci/take-package.cjs');

interface Packing {
  file: string;
  args: string[];
  options: { env: Record<string, string>; shell: boolean };
}
interface TakePackage {
  EXACT: RegExp;
  packing: (name: string, folder: string, of: { platform: string; env: Record<string, string> }) => Packing;
}
const { EXACT, packing } = createRequire(import.meta.url)(SCRIPT) as TakePackage;

const folder = mkdtempSync(join(tmpdir(), 'permaudit-take-'));
let server: Server | null = null;
let address = '';
/** Answers by path; any other is 404. */
const answers = new Map<string, Buffer>();

beforeAll(async () => {
  const made = createServer((request, response) => {
    const body = answers.get(decodeURIComponent(request.url ?? ''));
    response.writeHead(body === undefined ? 404 : 200).end(body);
  });
  server = made;
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${String((made.address() as AddressInfo).port)}`;
});
afterAll(() => {
  server?.close();
  rmSync(folder, { recursive: true });
});

/** A tarball of the form that `npm pack` gives, with one file in it. */
function tarball(name: string, file = 'bin/permaudit.js'): { path: string; bytes: Buffer; sha256: string } {
  const source = join(folder, name, 'package');
  mkdirSync(join(source, 'bin'), { recursive: true });
  writeFileSync(join(source, 'package.json'), JSON.stringify({ name: 'permaudit', version: '1.0.0' }));
  writeFileSync(join(source, file), '');
  const path = join(folder, `${name}.tgz`);
  execFileSync('tar', ['-czf', path, '-C', join(folder, name), 'package']);
  const bytes = readFileSync(path);
  return { path, bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}

let count = 0;
/** Runs the script beside the server that it may ask. */
async function take(env: Record<string, string>): Promise<{ code: number | null; stderr: string; home: string }> {
  const home = join(folder, `home ${count++}`);
  const child = spawn(process.execPath, [SCRIPT], {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: folder, PERMAUDIT_DIR: home, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const code = await new Promise<number | null>((end) => child.on('close', end));
  return { code, stderr, home };
}

describe('a package from npm', () => {
  const registry = (made: { bytes: Buffer }): Record<string, string> => {
    const tgz = '/permaudit/-/permaudit-1.0.0.tgz';
    const integrity = `sha512-${createHash('sha512').update(made.bytes).digest('base64')}`;
    const version = { name: 'permaudit', version: '1.0.0', dist: { tarball: address + tgz, integrity } };
    const document = { name: 'permaudit', 'dist-tags': { latest: '1.0.0' }, versions: { '1.0.0': version } };
    answers.set('/permaudit', Buffer.from(JSON.stringify(document)));
    answers.set(tgz, made.bytes);
    return { PERMAUDIT_PACKAGE: 'permaudit@1.0.0', npm_config_registry: address, npm_config_audit: 'false' };
  };

  it('is packed by npm itself, checked and unpacked', { timeout: 60_000 }, async () => {
    const made = tarball('published');
    const right = await take({ ...registry(made), PERMAUDIT_SHA256: made.sha256 });
    expect([right.code, existsSync(join(right.home, 'bin/permaudit.js'))]).toEqual([0, true]);
    const wrong = await take({ ...registry(made), PERMAUDIT_SHA256: '0'.repeat(64) });
    expect([wrong.code, existsSync(wrong.home)]).toEqual([2, false]);
    expect(wrong.stderr).toContain(`has the SHA-256 ${made.sha256}, which is not the one wanted`);
  });

  it.each(['permaudit@1.0.0', '@a.b/c_d-e@10.20.30'])('is called so that a shell finds nothing in it: %s', (name) => {
    expect(EXACT.test(name)).toBe(true);
    const target = 'C:\\Users\\A & B "x" %PATH%\\Temp';
    const env = { Path: 'C:\\node' };
    const windows = packing(name, target, { platform: 'win32', env });
    expect(windows).toEqual({
      file: 'npm.cmd',
      args: ['pack', '--json', '--ignore-scripts', name],
      options: {
        env: { ...env, npm_config_pack_destination: target, NoDefaultCurrentDirectoryInExePath: '1' },
        shell: true,
      },
    });
    for (const word of [windows.file, ...windows.args]) expect(word).toMatch(/^[\w@./-]+$/);
    const others = packing(name, target, { platform: 'linux', env });
    expect(others).toMatchObject({ file: 'npm', args: windows.args, options: { shell: false } });
    expect(others.options.env).toEqual({ ...env, npm_config_pack_destination: target });
  });

  it.each(['a@1.0.0&calc', 'a@1.0.0 b', 'a@1.0.0\n', '%PATH%@1.0.0', 'a^@1.0.0', '@/a@1.0.0', 'A@1.0.0', 'a@1.0.0-x'])(
    'has a name that no shell can misread, unlike %j',
    (name) => {
      expect(EXACT.test(name)).toBe(false);
    },
  );
});

describe('a package from an address', () => {
  /** Takes the server of this test for that of the address: no machine has a certificate for one. */
  const fetching = (): Record<string, string> => {
    const hook = join(folder, 'fetch.cjs');
    writeFileSync(
      hook,
      `const asked = globalThis.fetch;
globalThis.fetch = (address) => asked(address.replace('https://release.example', ${JSON.stringify(address)}));\n`,
    );
    return { NODE_OPTIONS: `--require=${hook}`, PERMAUDIT_PACKAGE: 'https://release.example/p.tgz' };
  };

  it('is fetched, checked and unpacked', async () => {
    const made = tarball('fetched');
    answers.set('/p.tgz', made.bytes);
    const right = await take({ ...fetching(), PERMAUDIT_SHA256: made.sha256 });
    expect([right.stderr, right.code, existsSync(join(right.home, 'bin/permaudit.js'))]).toEqual(['', 0, true]);
    const wrong = await take({ ...fetching(), PERMAUDIT_SHA256: '1'.repeat(64) });
    expect([wrong.code, existsSync(wrong.home)]).toEqual([2, false]);
  });

  it('that is not there stops it', async () => {
    answers.delete('/p.tgz');
    const { code, stderr } = await take({ ...fetching(), PERMAUDIT_SHA256: '1'.repeat(64) });
    expect([code, stderr]).toEqual([2, 'permaudit: the package cannot be fetched: HTTP 404\n']);
  });
});

it('refuses a tarball of another program, whatever its digest', async () => {
  const made = tarball('other', 'bin/other.js');
  const { code, stderr } = await take({ PERMAUDIT_PACKAGE: made.path, PERMAUDIT_SHA256: made.sha256 });
  expect([code, stderr]).toEqual([2, 'permaudit: the package is none of permaudit\n']);
});
