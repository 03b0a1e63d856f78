/** `npm run release`: what it hands out, and that the same source gives the same bytes wherever it is built. */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ROOT } from '../e2e/run.js';
import { executableName } from '../executable/build.js';
import { executableIn } from './formats.js';

const NO_BINARY = 3;
const SYSTEMS = ['linux-x64', 'linux-arm64', 'windows-x64', 'macos-arm64', 'macos-x64'] as const;
/** One of each format: what is built twice. */
const TWICE = ['linux-x64', 'windows-x64', 'macos-arm64'] as const;

const work = mkdtempSync(join(tmpdir(), 'permaudit-release-'));
afterAll(() => {
  rmSync(work, { recursive: true });
  // A gigabyte.
}, 300_000);

const git = (...args: string[]): string[] =>
  execFileSync('git', ['-C', ROOT, ...args], { encoding: 'utf8' })
    .split('\0')
    .filter(Boolean);

/** The repository as it stands here, uncommitted changes too, at another place. */
function copyOfSource(): string {
  const copy = join(work, 'another place');
  execFileSync('git', ['clone', '--quiet', '--no-checkout', ROOT, copy]);
  execFileSync('git', ['-C', copy, 'read-tree', 'HEAD']);
  const removed = new Set(git('ls-files', '-z', '--deleted'));
  for (const path of git('ls-files', '-z', '--cached', '--others', '--exclude-standard')) {
    if (!removed.has(path)) cpSync(join(ROOT, path), join(copy, path), { recursive: true, verbatimSymlinks: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

/** Builds a release of the source in a folder. Returns false, and says so loudly, where the build machine cannot. */
function release(root: string, out: string, systems: readonly string[], env: NodeJS.ProcessEnv = {}): boolean {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/release.mjs', '--out', out, ...systems], {
    cwd: root,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  if (status === 0) return true;
  if (status !== NO_BINARY) throw new Error(`the release ended with ${status}: ${stderr}`);
  process.stderr.write(`SKIPPED: no release is tested:\n${stderr}\n`);
  return false;
}

const first = join(work, 'first');
const second = join(work, 'second');
// At another place, in another time zone and language, and in a process with fewer threads.
const OTHERWISE = { TZ: 'Asia/Shanghai', LANG: 'zh_CN.UTF-8', UV_THREADPOOL_SIZE: '1', SOURCE_DATE_EPOCH: undefined };
const source = copyOfSource();
const isBuilt = release(source, first, SYSTEMS) && release(copyAgain(source), second, TWICE, OTHERWISE);

/** The same source at a third place: this repository's own dist is not touched. */
function copyAgain(from: string): string {
  const to = join(work, 'a', 'third');
  cpSync(from, to, { recursive: true, verbatimSymlinks: true });
  rmSync(join(to, 'dist'), { recursive: true });
  return to;
}

const read = (name: string): Buffer => readFileSync(join(first, name));
const digest = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

interface Component {
  'bom-ref': string;
  name: string;
  version: string;
  purl?: string;
  components?: Component[];
}

interface Bill {
  bomFormat: string;
  serialNumber: string;
  metadata: { component: Component };
  components: Component[];
  dependencies: { ref: string; dependsOn: string[] }[];
}

describe.skipIf(!isBuilt)('a release', () => {
  const names = readdirSync(isBuilt ? first : work);

  it('holds the package, what is for browsers, the executables, NOTICE, the bill of materials and the digests', () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
    expect(names).toEqual(
      expect.arrayContaining([
        ...SYSTEMS.map(executableName),
        ...['tgz', 'html', 'mjs', 'cdx.json'].map((end) => `permaudit-${version}.${end}`),
        ...['NOTICE', 'SHA256SUMS', 'VERIFY.md'],
      ]),
    );
  });

  it('names the digest and the size of every file', () => {
    const files = names.filter((name) => !['SHA256SUMS', 'VERIFY.md'].includes(name)).sort();
    const expected = files.map((name) => ({ name, digest: digest(read(name)), bytes: read(name).length }));
    expect(read('SHA256SUMS').toString()).toBe(expected.map((file) => `${file.digest}  ${file.name}\n`).join(''));
    const page = read('VERIFY.md').toString();
    for (const file of expected) expect(page).toContain(`| ${file.name} | ${file.bytes} | ${file.digest} |`);
  });

  it('is the same, byte for byte, when it is built again elsewhere', () => {
    const again = readdirSync(second).filter((name) => !['SHA256SUMS', 'VERIFY.md'].includes(name));
    expect(again.length).toBeGreaterThanOrEqual(TWICE.length + 3);
    const differ = again.filter((name) => !read(name).equals(readFileSync(join(second, name))));
    expect(differ).toEqual([]);
  });

  it.each(SYSTEMS)('has an executable for %s that holds the program and no broken signature', (system) => {
    const bytes = read(executableName(system));
    const [os, processor] = system.split('-');
    expect(executableIn(bytes)).toEqual({
      format: { linux: 'elf', windows: 'pe', macos: 'mach-o' }[os ?? ''],
      processor,
      hasProgram: true,
      isSigned: false,
      isLit: true,
    });
    for (const file of ['dist/data/rulebook.jsonl', 'dist/data/catalog.jsonl', 'dist/schemas/rules.cjs.br']) {
      expect(bytes.includes(readFileSync(join(source, file))), file).toBe(true);
    }
  });

  it('has a NOTICE with the licences of the libraries and of Node.js', () => {
    const notice = read('NOTICE').toString();
    expect(notice.startsWith(readFileSync(join(ROOT, 'NOTICE'), 'utf8'))).toBe(true);
    expect(notice).toMatch(/^Node\.js \d+\.\d+\.\d+\nIn the executables\n\nNode\.js is licensed for use as follows:$/m);
    expect(notice).toContain('OpenSSL');
  });

  it('has a bill of materials of what NOTICE names', () => {
    const bill = JSON.parse(read(names.find((name) => name.endsWith('.cdx.json')) ?? '').toString()) as Bill;
    expect(bill.bomFormat).toBe('CycloneDX');
    expect(bill.serialNumber).toMatch(/^urn:uuid:[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-a[\da-f]{3}-[\da-f]{12}$/);
    const notice = read('NOTICE').toString();
    const noticed = [...notice.matchAll(/^-{80}\n(\S+) (\S+)/gm)].map(([, name, version]) => `${name} ${version}`);
    expect(bill.components.map(({ name, version }) => `${name} ${version}`).sort()).toEqual(noticed.sort());
    const all = bill.components.flatMap((one) => [one, ...(one.components ?? [])]);
    const refs = [bill.metadata.component, ...all].map((one) => one['bom-ref']);
    expect(new Set(refs).size).toBe(refs.length);
    const named = bill.dependencies.flatMap(({ ref, dependsOn }) => [ref, ...dependsOn]);
    expect(named.filter((ref) => !refs.includes(ref))).toEqual([]);
    expect(all.find(({ name }) => name === 'openssl')?.version).toMatch(/^\d+\.\d+/);
    expect(read('VERIFY.md').toString()).not.toContain(dirname(source));
  });
});
