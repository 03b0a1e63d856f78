import JSZip from 'jszip';
import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import type { Audit } from '../../src/audit/types.js';
import { fixture, NODE, permaudit, type Result, ROOT } from './run.js';

const folder = mkdtempSync(join(tmpdir(), 'permaudit-stdin-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const SET = 'fixtures/inputs/files/sai.apks';
const bytes = readFileSync(join(ROOT, SET));

/** With a file as standard input, as `<` makes it. */
function redirected(args: readonly string[], path: string): Result {
  const stdin = openSync(path, 'r');
  try {
    return permaudit(args, { stdin });
  } finally {
    closeSync(stdin);
  }
}

function auditOf({ stdout }: Result): Audit {
  return JSON.parse(stdout) as Audit;
}

describe('standard input', () => {
  const named = auditOf(permaudit([SET, '-f', 'json']));

  it('is audited like the file it came from, piped or redirected', () => {
    for (const result of [
      permaudit(['-', '-f', 'json'], { input: bytes }),
      redirected(['-', '-f', 'json'], join(ROOT, SET)),
    ]) {
      const audit = auditOf(result);
      expect(result.code).toBe(0);
      expect({ ...audit, subject: { ...audit.subject, file: SET } }).toEqual(named);
    }
  });

  it('may come slowly, in pieces', async () => {
    const child = spawn(NODE, ['bin/permaudit.js', '-', '-f', 'json'], { cwd: ROOT });
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (piece: string) => (stdout += piece));
    const ended = new Promise<number | null>((done) => child.on('close', done));
    for (let at = 0; at < bytes.length; at += 8000) {
      await wait(50);
      child.stdin.write(bytes.subarray(at, at + 8000));
    }
    child.stdin.end();
    expect(await ended).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ subject: { sha256: named.subject.sha256 }, score: named.score });
  });

  it('is what the evidence bundle holds the manifest of', async () => {
    const path = join(folder, 'evidence.zip');
    expect(permaudit(['-', '--evidence', path], { input: bytes }).code).toBe(0);
    const zip = await JSZip.loadAsync(readFileSync(path));
    expect(await zip.file('AndroidManifest.xml')?.async('string')).toContain('com.example.splitapp');
    const readme = await zip.file('README.md')?.async('string');
    for (const { sha256 } of named.identity?.apks ?? []) expect(readme).toContain(sha256);
  });

  it('has a manifest to print', () => {
    const { code, stdout } = permaudit(['manifest', '-'], { input: bytes });
    expect([code, stdout]).toEqual([0, permaudit(['manifest', SET]).stdout]);
  });

  it('is one side of a comparison: an app or a report', () => {
    const expected = permaudit(['diff', SET, fixture('quick-loan')]).stdout.replace(SET, '-');
    expect(permaudit(['diff', '-', fixture('quick-loan')], { input: bytes }).stdout).toBe(expected);
    const report = Buffer.from(JSON.stringify(named));
    expect(permaudit(['diff', '-', fixture('quick-loan')], { input: report }).stdout).toMatch(
      new RegExp(`${String(named.score)} → \\d`),
    );
    expect(permaudit(['diff', '-', '-'], { input: bytes })).toMatchObject({ code: 2, stdout: '' });
  });

  it('is a stored report to render', () => {
    const report = Buffer.from(JSON.stringify(named));
    expect(JSON.parse(permaudit(['render', '-', '-f', 'json'], { input: report }).stdout)).toEqual(named);
  });

  it.each([[['-', fixture('quick-loan')]], [['batch', '-']], [['-', '--jobs', '2']]])(
    'is one app, no part of a batch: %j',
    (args) => {
      const { code, stderr, stdout } = permaudit(args, { input: bytes });
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(/standard input is one app/);
    },
  );
});

describe('standard input that cannot be audited', () => {
  it('is empty', () => {
    const { code, stderr } = permaudit(['-'], { input: new Uint8Array() });
    expect(code).toBe(4);
    expect(stderr).toMatch(/^permaudit: -: the file is empty.*\[ZIP_NO_EOCD\]/);
  });

  it('is a folder', () => {
    for (const args of [['-'], ['manifest', '-'], ['diff', '-', fixture('quick-loan')]]) {
      const { code, stdout, stderr } = redirected(args, folder);
      expect([code, stdout]).toEqual([3, '']);
      expect(stderr).toMatch(/^permaudit: -: standard input is a folder \[IO_READ\]\n/);
    }
  });

  it('is more than may be kept in memory', () => {
    const { code, stdout, stderr } = permaudit(['-', '--max-input', '20000', '-f', 'json'], { input: bytes });
    expect(code).toBe(5);
    expect(stderr).toMatch(/\[LIMIT_INPUT\]\n.*--max-input/);
    expect(JSON.parse(stdout)).toMatchObject({ score: null, complete: false, permissions: [] });
  });
});

/** What a terminal of its own (`script` of util-linux) shows until it has shown `enough`, or the command ends. */
async function onTerminal(command: string, enough: RegExp): Promise<string> {
  const env = { PATH: process.env['PATH'] ?? '', LANG: 'C.UTF-8', NO_COLOR: '1' };
  const child = spawn('script', ['-qec', command, '/dev/null'], { cwd: ROOT, env });
  let shown = '';
  await new Promise<void>((done, failed) => {
    child.on('error', failed).on('close', () => {
      done();
    });
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      shown += text;
      // The end of the terminal ends what runs on it.
      if (enough.test(shown)) child.kill();
    });
  });
  return shown;
}

describe('a terminal', () => {
  it.each(['-', 'batch --from -', 'render -'])('is not waited for in silence by %s', async (args) => {
    const told = await onTerminal(`${NODE} bin/permaudit.js ${args}`, /name a file/);
    expect(told).toContain('permaudit: reading standard input, which is a terminal: end with Ctrl-D, or name a file');
  });

  it('is told once why there is no result', async () => {
    const told = await onTerminal(`${NODE} bin/permaudit.js fixtures/apk/split_config.apk`, /(?!)/);
    expect(told.match(/not a base APK/g)).toHaveLength(1);
    const apart = permaudit(['fixtures/apk/split_config.apk']);
    expect([apart.stdout, apart.stderr].map((text) => text.match(/not a base APK/g)?.length)).toEqual([1, 1]);
  });
});
