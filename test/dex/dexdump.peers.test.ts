/** The reader beside `dexdump`, on DEX files that real build tools made: the same classes, methods and calls. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { writeDex } from '../../fixtures/dex/dex-writer.js';
import { FileByteSource } from '../../src/bytes/byte-source.js';
import { Reading } from '../../src/bytes/reading.js';
import type { DexFile } from '../../src/dex/dex-file.js';
import { scanCode, wantNothing } from '../../src/dex/scan.js';
import { ZipArchive } from '../../src/zip/archive.js';
import { readAsset } from '../../src/zip/asset.js';
import { fixture, open } from './helpers.js';

const ROOT = fileURLToPath(new URL('../../node_modules/', import.meta.url));
const APKS = [
  'appium-uiautomator2-server/apks/appium-uiautomator2-server-debug-androidTest.apk',
  'io.appium.settings/apks/settings_apk-debug.apk',
  'android-apidemos/apks/ApiDemos-debug.apk',
].map((path) => join(ROOT, path));
/** Disassembling a larger file takes dexdump minutes of output. */
const MAX_DISASSEMBLED = 8 * 1024 * 1024;

const there = spawnSync('dexdump', []).error === undefined;
if (!there) process.stderr.write('SKIPPED: dexdump is not installed; the DEX reader is not compared with it\n');

const work = mkdtempSync(join(tmpdir(), 'permaudit-dexdump-'));
afterAll(() => {
  rmSync(work, { recursive: true, force: true });
});

function dexdump(bytes: Uint8Array, ...options: string[]): string {
  const file = join(work, 'classes.dex');
  writeFileSync(file, bytes);
  const { status, stdout, stderr } = spawnSync('dexdump', [...options, file], {
    encoding: 'latin1',
    maxBuffer: 2 ** 30,
  });
  if (status !== 0) throw new Error(`dexdump: ${stderr}`);
  return stdout;
}

/** Calls as `<class>.<method>:<descriptor> <opcode's index>` with their number, and what else dexdump lists. */
function peerAnswer(bytes: Uint8Array) {
  const calls = new Map<string, number>();
  const answer = { classes: 0, methods: 0, calls };
  const at = { owner: '', name: '', type: '' };
  let inMethods = false;
  for (const line of dexdump(bytes, '-d').split('\n')) {
    const entry = /^ {4}#\d+ +: \(in (.*)\)$/.exec(line);
    const attribute = /^ {6}(name|type) +: '(.*)'$/.exec(line);
    const call =
      /\|[0-9a-f]{4,}: invoke-(?:virtual|super|direct|static|interface|polymorphic)\b.* \/\/ method@([0-9a-f]+)/.exec(
        line,
      );
    if (/^Class #\d+ /.test(line)) answer.classes++;
    else if (/^ {2}(?:Direct|Virtual) methods/.test(line)) inMethods = true;
    else if (/^ {2}(?:Static|Instance) fields/.test(line)) inMethods = false;
    else if (entry !== null && inMethods) {
      answer.methods++;
      at.owner = entry[1] ?? '';
    } else if (attribute !== null) at[attribute[1] as 'name' | 'type'] = attribute[2] ?? '';
    else if (call !== null) count(calls, `${at.owner}.${at.name}:${at.type} ${parseInt(call[1] ?? '', 16)}`, 1);
  }
  return answer;
}

function ourAnswer(dex: DexFile) {
  const calls = new Map<string, number>();
  const wanted = wantNothing(dex);
  wanted.methods.fill(1);
  const result = scanCode(dex, wanted, {
    call: (target, times, caller) => {
      const { classDescriptor, name, descriptor } = dex.methodRef(caller);
      const text = Buffer.from(`${classDescriptor}.${name}:${descriptor}`, 'utf8').toString('latin1');
      count(calls, `${text} ${target}`, times);
    },
    fieldGet: () => undefined,
    string: () => undefined,
  });
  return { classes: result.classes, methods: result.methods, calls };
}

function count(calls: Map<string, number>, key: string, times: number): void {
  calls.set(key, (calls.get(key) ?? 0) + times);
}

function dexFilesOf(apk: string): Uint8Array[] {
  const reading = new Reading(37);
  const archive = ZipArchive.open(new FileByteSource(apk), reading);
  const names = [...archive.keys()].filter((key) => /^classes\d*\.dex$/.test(key));
  return names.map((name) => readAsset(archive, archive.find(name)!, MAX_DISASSEMBLED, reading));
}

/** Calls through a method handle, which dexdump shows as a handle or a call site and not as a method. */
const BY_HANDLE: Readonly<Record<string, readonly string[]>> = {
  'every-format': ['Lcom/example/dex/Custom;.run:()V 7'],
};

describe.skipIf(!there)('beside dexdump', () => {
  it.each(APKS)('%s: the same classes, methods and calls', (apk) => {
    expect(existsSync(apk)).toBe(true);
    for (const bytes of dexFilesOf(apk)) {
      const dex = open(bytes);
      const [ours, theirs] = [ourAnswer(dex), peerAnswer(bytes)];
      expect(theirs.classes).toBeGreaterThan(0);
      expect({ classes: ours.classes, methods: ours.methods, callers: ours.calls.size }).toEqual({
        classes: theirs.classes,
        methods: theirs.methods,
        callers: theirs.calls.size,
      });
      const different = [...theirs.calls].filter(([key, times]) => ours.calls.get(key) !== times);
      expect(different.slice(0, 5)).toEqual([]);
      expect(dex.problems.kept).toEqual([]);
    }
  });

  it.each(['every-format', 'inherited-1', 'inherited-2'])('%s: the same calls', (name) => {
    const theirs = peerAnswer(fixture(name));
    for (const call of BY_HANDLE[name] ?? []) count(theirs.calls, call, 1);
    expect(ourAnswer(open(fixture(name)))).toEqual(theirs);
  });

  it.each(['035', '037', '038', '039'])('takes what the writer makes for a valid file of version %s', (version) => {
    const { bytes } = writeDex({
      version,
      classes: [
        {
          name: 'LMain;',
          interfaces: ['Ljava/lang/Runnable;'],
          statics: [{ name: 's', value: 'content://sms \u{1d11e}\0' }],
          methods: [
            { name: 'b', code: (pool) => [0x0071, pool.method('LSms;', 'send'), 0, 0x000e] },
            { name: 'c', parameters: ['I'], code: () => [0x000e] },
          ],
        },
      ],
    });
    expect(peerAnswer(bytes)).toEqual(ourAnswer(open(bytes)));
  });
});
