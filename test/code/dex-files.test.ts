/** Which files of a package are read as code, and what it means when one cannot be. */
import { readFileSync } from 'node:fs';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildZip } from '../../fixtures/hostile/zip-writer.js';
import { openInput } from '../../src/inputs/open-input.js';
import { openApk, readApk } from '../../src/inputs/open-apk.js';
import { MemoryByteSource, type ByteSource } from '../../src/bytes/byte-source.js';
import type { CodeEvidence } from '../../src/facts/facts.js';
import { Reading } from '../../src/bytes/reading.js';
import { MOST_DEX_FILES } from '../../src/code/dex-sources.js';
import { ZipArchive } from '../../src/zip/archive.js';
import { entrySignature } from '../../src/zip/extract.js';
import { apkOf, codeOf, dexEntry, dexFixture, KNOWLEDGE, of, verdicts } from './helpers.js';
import { ENGLISH } from '../../src/words/messages.js';

const ONE = dexEntry('classes.dex', 'evidence-1');
const TWO = dexEntry('classes2.dex', 'evidence-2');

const listOf = ({ dexFiles }: CodeEvidence): unknown[] =>
  dexFiles.map(({ module, name, loaded, problem }) => [module, name, loaded, problem]);

describe('the DEX files of an APK', () => {
  it('are those up to the first gap, then all others, which are hints', () => {
    const entries = [dexEntry('classes4.dex', 'evidence-gap'), TWO, ONE, dexEntry('assets/x.png', 'evidence-hidden')];
    const code = codeOf(apkOf({ requests: ['GET_ACCOUNTS', 'BLUETOOTH_ADMIN', 'CHANGE_WIFI_STATE'], entries }));
    expect(code.state).toBe('complete');
    expect(listOf(code)).toEqual([
      ['base', 'classes.dex', true, null],
      ['base', 'classes2.dex', true, null],
      ['base', 'classes4.dex', false, null],
      ['base', 'assets/x.png', false, null],
    ]);
    expect(code.dexFiles[0]).toMatchObject({ size: dexFixture('evidence-1').length, version: '035' });
    expect(of(code, 'CHANGE_WIFI_STATE').use).toBe('used');
    expect(of(code, 'GET_ACCOUNTS')).toMatchObject({ use: 'no-evidence', strength: 'weak', totalSites: 1 });
    expect(of(code, 'GET_ACCOUNTS').sites[0]).toMatchObject({ loaded: false, dex: 'classes4.dex', strength: 'weak' });
    expect(of(code, 'BLUETOOTH_ADMIN').sites[0]).toMatchObject({ loaded: false, dex: 'assets/x.png' });
    expect(code.hiding.filter(({ kind }) => kind === 'hidden-dex').map(({ what }) => what)).toEqual([
      'assets/x.png',
      'classes4.dex',
    ]);
  });

  it.each([
    ['assets/plugin.jar', true],
    ['assets/plugin.jar', false],
    ['lib/arm64-v8a/libplugin.apk', true],
  ])('in an archive inside (%s, deflated: %s)', (name, deflate) => {
    const inner = buildZip({ entries: [dexEntry('classes.dex', 'evidence-hidden')] });
    const code = codeOf(apkOf({ requests: ['BLUETOOTH_ADMIN'], entries: [ONE, { name, data: inner, deflate }] }));
    expect(listOf(code).slice(1)).toEqual([['base', `${name}!classes.dex`, false, null]]);
    expect(of(code, 'BLUETOOTH_ADMIN').strength).toBe('weak');
  });

  it('are looked for by content: a name makes no DEX file, and a native library may be one', () => {
    const entries = [
      ONE,
      { name: 'assets/classes.dex', data: Buffer.alloc(500, 'not a dex file') },
      { name: 'assets/empty.jar', data: Buffer.alloc(500, 'PK\u0003\u0004') },
      dexEntry('lib/x86/libreal.so', 'evidence-hidden', { deflate: false }),
      { name: 'lib/x86/libother.so', data: Buffer.alloc(500, '\u007fELF') },
    ];
    const code = codeOf(apkOf({ requests: [], entries }));
    expect(code.state).toBe('complete');
    expect(code.dexFiles.map(({ name }) => name)).toEqual(['classes.dex', 'lib/x86/libreal.so']);
    expect(code.hiding.find(({ what }) => what === 'lib/*.so')).toMatchObject({ kind: 'native-code', count: 2 });
  });

  it('may stand before the archive, where old versions run it in place of the APK: a hint', () => {
    const prefix = dexFixture('evidence-hidden');
    const code = codeOf(apkOf({ requests: ['BLUETOOTH_ADMIN'], entries: [ONE], prefix }));
    expect(listOf(code)).toEqual([
      ['base', 'classes.dex', true, null],
      ['base', '(before the archive)', false, null],
    ]);
    expect(code.dexFiles[1]?.size).toBe(prefix.length);
    expect(of(code, 'BLUETOOTH_ADMIN')).toMatchObject({ use: 'no-evidence', strength: 'weak' });
    expect(code.hiding.map(({ kind }) => kind)).toContain('hidden-dex');
  });

  it('before the archive with a size of its own choice is cut at the end of the file, and at the limit', () => {
    const prefix = Buffer.from(dexFixture('evidence-hidden'));
    prefix.writeUInt32LE(0xffff_fff0, 32);
    const apk = apkOf({ requests: [], entries: [ONE], prefix });
    expect(codeOf(apk).dexFiles[1]).toMatchObject({ name: '(before the archive)', size: apk.length });
    const tight = codeOf(apk, { limits: { dexBytes: 200 } });
    expect(tight.state).not.toBe('complete');
    expect(ENGLISH.codeGap(tight)).toContain('(before the archive): the DEX file says it has');
  });

  it('whose first bytes inflate to very much are looked at all the same, and cost little', () => {
    const bomb = Buffer.alloc(4 << 20);
    bomb.write('dex\n', 0, 'latin1');
    const empty = Buffer.from([0, 0, 0, 0xff, 0xff]);
    // Empty blocks first: of the compressed bytes the first ones give nothing.
    for (const blocks of [0, 1, 80, 200, 1000]) {
      const written = Buffer.concat([...Array.from({ length: blocks }, () => empty), deflateRawSync(bomb)]);
      const both = { method: 8, compressedSize: written.length, uncompressedSize: bomb.length };
      const entries = [ONE, { name: 'assets/a', data: bomb, written, both }];
      const archive = ZipArchive.open(new MemoryByteSource(apkOf({ requests: [], entries })), new Reading(37));
      const record = archive.record('assets/a');
      const dex = Buffer.from('dex\n');
      expect(record === null ? null : entrySignature(archive, record, [dex])).toEqual(dex);
    }
  });

  it('are 2,000 at most', () => {
    const broken = Array.from({ length: MOST_DEX_FILES }, (_, index) => ({
      name: `classes${index + 2}.dex`,
      data: new Uint8Array(112),
    }));
    const code = codeOf(apkOf({ requests: [], entries: [ONE, ...broken, dexEntry('assets/x', 'evidence-1')] }));
    expect(code.dexFiles.map(({ name }) => name).slice(-1)).toEqual([`classes${MOST_DEX_FILES}.dex`]);
    expect(code.dexFiles).toHaveLength(MOST_DEX_FILES);
    expect(code.state).toBe('partial');
  });

  it('none', () => {
    const code = codeOf(apkOf({ requests: ['CAMERA'] }));
    expect(code).toMatchObject({
      state: 'none',
      reason: { code: 'NO_DEX', data: {} },
      dexFiles: [],
    });
    expect(verdicts(code)).toEqual(['CAMERA not-scanned']);
  });

  it('none but one that Android does not load', () => {
    const code = codeOf(
      apkOf({ requests: ['GET_ACCOUNTS', 'CAMERA'], entries: [dexEntry('classes2.dex', 'evidence-gap')] }),
    );
    expect(code.state).toBe('none');
    expect(verdicts(code)).toEqual(['CAMERA not-scanned', 'GET_ACCOUNTS not-scanned']);
  });

  it('marked as encrypted are read: ART does not look at the mark', () => {
    const both = { flags: 0x0801 };
    const code = codeOf(apkOf({ requests: ['SEND_SMS'], entries: [{ ...ONE, both }] }));
    expect(code.state).toBe('complete');
    expect(of(code, 'SEND_SMS').use).toBe('used');
  });
});

describe('what cannot be read', () => {
  const broken = { name: 'classes2.dex', data: Buffer.alloc(600, 7), deflate: true };
  const half = dexFixture('evidence-2').slice(0, 400);
  it.each([
    ['no DEX file', broken, 'this does not begin like a DEX file'],
    ['a cut one', { name: 'classes2.dex', data: half, deflate: true }, 'the header says 840 bytes'],
    ['an unknown method', { ...TWO, both: { method: 12 } }, 'Android does not extract compression method 12'],
    ['damaged data', { ...TWO, written: Buffer.alloc(300, 0xff) }, 'not valid deflate data'],
  ])('%s: no verdict but of what is used', (_, entry, problem) => {
    const code = codeOf(apkOf({ requests: ['SEND_SMS', 'READ_PHONE_STATE', 'VIBRATE'], entries: [ONE, entry] }));
    expect(code.state).toBe('partial');
    expect(ENGLISH.codeGap(code)).toMatch(/^classes2\.dex: /);
    expect(ENGLISH.codeGap(code)).toContain(problem);
    expect(code.dexFiles.map(ENGLISH.dexProblem)[1]).toContain(problem);
    expect(verdicts(code).filter((one) => !one.endsWith('used-undeclared'))).toEqual([
      'READ_PHONE_STATE used',
      'SEND_SMS used',
      'VIBRATE not-scanned',
    ]);
  });

  it('nothing can', () => {
    const code = codeOf(apkOf({ requests: ['CAMERA'], entries: [{ ...broken, name: 'classes.dex' }] }));
    expect([code.state, ENGLISH.codeGap(code)]).toEqual(['none', 'classes.dex: this does not begin like a DEX file']);
  });

  it('a wrong checksum is told, and hides nothing', () => {
    const data = dexFixture('evidence-1');
    data[8] = (data[8] ?? 0) ^ 1;
    const code = codeOf(apkOf({ requests: ['SEND_SMS'], entries: [{ name: 'classes.dex', data }] }));
    expect(code.state).toBe('complete');
    expect(code.dexFiles.map(ENGLISH.dexProblem)[0]).toContain('checksum');
  });

  it.each([
    ['dexBytes', { dexBytes: 1000 }, 'more than the limit of 1000'],
    ['dexTotalBytes', { dexTotalBytes: 5000 }, 'more than 5000 bytes together'],
    ['dexMethods', { dexMethods: 3 }, 'more steps than the limits allow'],
    ['dexUnits', { dexUnits: 20 }, 'more than 20 steps'],
    ['poolStrings', { poolStrings: 20 }, 'more than 20 strings'],
  ])('what is over the limit %s', (_, limits, problem) => {
    const code = codeOf(apkOf({ requests: ['VIBRATE'], entries: [ONE, TWO] }), { limits });
    expect(code.state).not.toBe('complete');
    expect(ENGLISH.codeGap(code)).toContain(problem);
    expect(of(code, 'VIBRATE').use).toBe('not-scanned');
  });

  it('an archive inside with more bytes than may be inflated', () => {
    const inner = { name: 'assets/a.jar', data: Buffer.from('PK\u0003\u0004'.padEnd(200, ' ')), deflate: true };
    const huge = { ...inner, both: { uncompressedSize: 0x7fffffff } };
    const code = codeOf(apkOf({ requests: ['VIBRATE'], entries: [ONE, huge] }));
    expect(code.state).toBe('partial');
    expect(ENGLISH.codeGap(code)).toContain('assets/a.jar');
  });
});

describe('packers', () => {
  it('are named by their files and by the application class', () => {
    const entries = [ONE, { name: 'lib/armeabi/libjiagu.so', data: Buffer.alloc(200, 'x') }];
    const code = codeOf(apkOf({ requests: [], entries, application: 'com.stub.StubApp' }));
    expect(code.hiding.find(({ kind }) => kind === 'packer')).toEqual({
      kind: 'packer',
      what: '360 Jiagu',
      count: 2,
      where: ['lib/armeabi/libjiagu.so', 'com.stub.StubApp'],
    });
  });
});

describe('components without code', () => {
  const missing = (application?: string): unknown => {
    const apk = apkOf({ requests: [], entries: [ONE], ...(application === undefined ? {} : { application }) });
    return codeOf(apk).hiding.find(({ kind }) => kind === 'missing-code');
  };

  it('are told: an unknown packer, or a split that is not there, has their code', () => {
    expect(missing('com.shell.Wrapper')).toEqual({
      kind: 'missing-code',
      what: { code: 'COMPONENTS', data: {} },
      count: 1,
      where: ['com.shell.Wrapper'],
    });
  });

  it('are none where a DEX file defines them, or the platform does', () => {
    expect(missing('com.example.evidence.MainActivity')).toBeUndefined();
    expect(missing('android.app.Application')).toBeUndefined();
    expect(missing()).toBeUndefined();
  });

  it('are told where only a file that Android does not load defines them', () => {
    const entries = [dexEntry('classes.dex', 'evidence-2'), dexEntry('assets/x.bin', 'evidence-1')];
    const code = codeOf(apkOf({ requests: [], entries, application: 'com.example.evidence.MainActivity' }));
    expect(code.hiding.map(({ kind }) => kind)).toContain('missing-code');
  });
});

describe('an app in several files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'permaudit-code-'));
  const path = (name: string): string => join(folder, name);
  beforeAll(() => {
    writeFileSync(path('base.apk'), apkOf({ requests: ['CHANGE_WIFI_STATE', 'BROADCAST_STICKY'], entries: [ONE] }));
    const split = apkOf({ requests: [], split: 'feature', entries: [dexEntry('classes.dex', 'evidence-2')] });
    writeFileSync(path('feature.apk'), split);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('has the code of all its splits', () => {
    const files = [path('feature.apk'), path('base.apk')];
    const code = openInput(files, { code: 'read', codeKnowledge: KNOWLEDGE, identity: 'none' }).code;
    if (code === undefined) throw new Error('no code');
    expect(listOf(code)).toEqual([
      ['base', 'classes.dex', true, null],
      ['feature', 'classes.dex', true, null],
    ]);
    expect(of(code, 'CHANGE_WIFI_STATE').use).toBe('used');
    expect(of(code, 'BROADCAST_STICKY').totalSites).toBe(2);
    const alone = openApk(path('base.apk'), { code: 'read', codeKnowledge: KNOWLEDGE }).code;
    expect(alone && of(alone, 'CHANGE_WIFI_STATE').use).toBe('no-evidence');
  });

  it('has the code of all modules of a bundle', () => {
    const bundle = readFileSync('fixtures/inputs/files/install-time.aab');
    const archive = ZipArchive.open(new MemoryByteSource(bundle), new Reading(37));
    const entries = [...archive.keys()].map((key) => {
      const entry = archive.find(key);
      if (entry === null) throw new Error(key);
      const written = bundle.subarray(entry.dataOffset, entry.dataOffset + entry.compressedSize);
      const { method, crc32, uncompressedSize } = entry;
      return { name: key, data: written, both: { method, crc32, uncompressedSize } };
    });
    const code = codeOf(
      buildZip({
        entries: [
          ...entries.filter(({ name }) => !name.endsWith('.dex')),
          dexEntry('base/dex/classes.dex', 'evidence-1'),
          dexEntry('chat/dex/classes.dex', 'evidence-2'),
          dexEntry('chat/assets/more.bin', 'evidence-hidden'),
        ],
      }),
    );
    expect(listOf(code)).toEqual([
      ['base', 'base/dex/classes.dex', true, null],
      ['chat', 'chat/dex/classes.dex', true, null],
      ['chat', 'chat/assets/more.bin', false, null],
    ]);
    // An SDK's code: the bundle's own package is another one.
    expect(verdicts(code)).toContain('ACCESS_FINE_LOCATION used-undeclared');
  });
});

describe('without the code', () => {
  /** Counts the bytes read of each stretch of the file. */
  class CountingSource implements ByteSource {
    readonly reads: [number, number][] = [];

    constructor(private readonly bytes: Uint8Array) {}

    get size(): number {
      return this.bytes.length;
    }

    read(offset: number, length: number): Uint8Array {
      this.reads.push([offset, offset + length]);
      return this.bytes.subarray(offset, offset + length);
    }
  }

  // The look for a signing block reads the last bytes before the directory, which are another entry's here.
  const last = { ...TWO, name: 'assets/last.bin', data: new Uint8Array(64) };
  const bytes = apkOf({ requests: ['CAMERA'], entries: [ONE, TWO, last] });
  const archive = ZipArchive.open(new MemoryByteSource(bytes), new Reading(37));
  const dex = ['classes.dex', 'classes2.dex'].map((name) => archive.find(name));
  const touched = (code: 'none' | 'read' | undefined): boolean[] => {
    const source = new CountingSource(bytes);
    const facts = readApk(source, 'x.apk', code === undefined ? {} : { code, codeKnowledge: KNOWLEDGE });
    expect(facts.code === undefined).toBe(code !== 'read');
    // The last reads hash the file from its beginning to its end.
    const reads = source.reads.filter(([start, end]) => !(start === 0 && end === bytes.length));
    return dex.map((entry) => {
      const from = entry?.dataOffset ?? 0;
      return reads.some(([start, end]) => start < from + (entry?.compressedSize ?? 0) && end > from);
    });
  };

  it('no byte of a DEX file is read', () => {
    expect(touched(undefined)).toEqual([false, false]);
    expect(touched('none')).toEqual([false, false]);
    expect(touched('read')).toEqual([true, true]);
  });
});
