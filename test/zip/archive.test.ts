import { describe, expect, it } from 'vitest';
import { MemoryByteSource } from '../../src/bytes/byte-source.js';
import { DEFAULT_LIMITS } from '../../src/bytes/limits.js';
import { Reading } from '../../src/bytes/reading.js';
import { ZipArchive } from '../../src/zip/archive.js';
import { noteArchive } from '../../src/zip/archive-oddities.js';
import { fill, utf8 } from '../../fixtures/hostile/bytes.js';
import { buildZip, zip64Extra, type ZipEntrySpec } from '../../fixtures/hostile/zip-writer.js';

const data = utf8('hello');
const open = (entries: readonly ZipEntrySpec[], reading = new Reading(37)): ZipArchive =>
  ZipArchive.open(new MemoryByteSource(buildZip({ entries })), reading);
const one = (more: Partial<ZipEntrySpec>, api = 37): ReturnType<ZipArchive['find']> =>
  open([{ name: 'a', data, ...more }], new Reading(api)).find('a');

describe('ZipArchive', () => {
  it('lists names in order and finds entries by their exact bytes', () => {
    const archive = open([{ name: 'b', data }, { name: 'a' }]);
    expect([...archive.keys()]).toEqual(['b', 'a']);
    expect(archive.entryCount).toBe(2);
    expect(archive.find('B')).toBeNull();
    expect(archive.find('b')).toMatchObject({ method: 0, compressedSize: 5, uncompressedSize: 5, dataOffset: 31 });
  });

  it('keeps names of Object.prototype apart', () => {
    const archive = open([{ name: '__proto__', data }, { name: 'constructor' }]);
    expect(archive.record('__proto__')?.uncompressedSize).toBe(5);
    expect(archive.record('toString')).toBeNull();
  });

  it.each([
    ['wrong name length', { nameLength: 2 }, 'ZIP_LFH_NAME'],
    ['wrong name', { name: utf8('b') }, 'ZIP_LFH_NAME'],
    ['wrong CRC', { crc32: 0 }, 'ZIP_LFH_MISMATCH'],
    ['wrong compressed size', { compressedSize: 4 }, 'ZIP_LFH_MISMATCH'],
    ['wrong uncompressed size', { uncompressedSize: 4 }, 'ZIP_LFH_MISMATCH'],
    ['extra into the directory', { extraLength: 6 }, 'ZIP_ENTRY_RANGE'],
    ['one ZIP64 sentinel', { compressedSize: 0xffffffff }, 'ZIP_ZIP64'],
    ['ZIP64 sentinels without a field', { compressedSize: 0xffffffff, uncompressedSize: 0xffffffff }, 'ZIP_ZIP64'],
  ])('refuses a local header with: %s', (_, local, code) => {
    expect(() => one({ local })).toThrow(expect.objectContaining({ code }) as Error);
  });

  it('needs something between a local header and the directory: a name, or content', () => {
    const refused = expect.objectContaining({ code: 'ZIP_ENTRY_RANGE' }) as Error;
    expect(() => open([{ name: '' }]).find('')).toThrow(refused);
    expect(open([{ name: 'a' }]).find('a')?.dataOffset).toBe(31);
    expect(open([{ name: '', data: fill(1) }]).find('')?.dataOffset).toBe(30);
    // Two bytes nearer, and it reaches into the directory.
    const near = { name: 'b', withoutLocal: true, central: { localHeaderOffset: 6 } };
    expect(() => open([{ name: 'a', data }, near]).find('b')).toThrow(refused);
  });

  it.each([
    ['stored', 0, 5, null],
    ['stored', 0, 6, 'ZIP_ENTRY_RANGE'],
    ['deflated', 8, 6, null],
  ])('%s: %i, an uncompressed size of %i where 5 bytes are left', (_, method, uncompressedSize, code) => {
    const find = (): unknown => one({ both: { method, uncompressedSize } });
    if (code === null) expect(find()).toMatchObject({ uncompressedSize });
    else expect(find).toThrow(expect.objectContaining({ code }) as Error);
  });

  it.each([
    [4, null],
    [5, null],
    [6, 'ZIP_ENTRY_RANGE'],
  ])('a compressed size of %i where 5 bytes are left', (compressedSize, code) => {
    const find = (): unknown => one({ both: { method: 8, compressedSize } });
    if (code === null) expect(find()).toMatchObject({ compressedSize });
    else expect(find).toThrow(expect.objectContaining({ code }) as Error);
  });

  it('refuses a record that points at no local header', () => {
    const at = { central: { localHeaderOffset: 1 } };
    expect(() =>
      open([
        { name: 'a', data },
        { name: 'b', data, ...at },
      ]).find('b'),
    ).toThrow(expect.objectContaining({ code: 'ZIP_LFH_INVALID' }) as Error);
  });

  it('takes local sizes from a ZIP64 field, and compares them', () => {
    const sentinels = { compressedSize: 0xffffffff, uncompressedSize: 0xffffffff };
    expect(one({ local: { ...sentinels, extra: zip64Extra(5, 5) } })?.uncompressedSize).toBe(5);
    expect(() => one({ local: { ...sentinels, extra: zip64Extra(5, 6) } })).toThrow(
      expect.objectContaining({ code: 'ZIP_LFH_MISMATCH' }) as Error,
    );
  });

  it('takes all three numbers of a full ZIP64 field, needed or not', () => {
    const extra = zip64Extra(5, 5, 0);
    expect(one({ central: { uncompressedSize: 0xffffffff, extra } })).toMatchObject({
      uncompressedSize: 5,
      compressedSize: 5,
    });
    expect(() => one({ central: { uncompressedSize: 0xffffffff, extra: zip64Extra(5, 5) } })).toThrow(
      expect.objectContaining({ code: 'ZIP_ZIP64' }) as Error,
    );
  });

  it('stops at the limits of size and number', () => {
    const limit = (more: Partial<typeof DEFAULT_LIMITS>): (() => unknown) => {
      const reading = new Reading(37, { ...DEFAULT_LIMITS, ...more });
      return () => open([{ name: 'a' }, { name: 'b' }], reading);
    };
    const code = expect.objectContaining({ code: 'LIMIT_INPUT' }) as Error;
    expect(limit({ entries: 1 })).toThrow(code);
    expect(limit({ centralDirectoryBytes: 10 })).toThrow(code);
    expect(limit({ inputBytes: 100 })).toThrow(code);
    expect(limit({ entries: 2 })).not.toThrow();
  });
});

describe('noteArchive', () => {
  const codes = (spec: Parameters<typeof buildZip>[0]): string[] => {
    const reading = new Reading(20);
    noteArchive(ZipArchive.open(new MemoryByteSource(buildZip(spec)), reading), reading);
    return reading.anomalies.map(({ code, severity }) => `${code} ${severity}`);
  };
  const entries = [{ name: 'a', data }];

  it('says nothing of a sound archive', () => {
    expect(codes({ entries })).toEqual([]);
  });

  it.each([
    ['gap', { entries, gap: fill(4) }, 'ANOM_ZIP_GAP low'],
    ['prefix', { entries, prefix: fill(4) }, 'ANOM_ZIP_PREFIX low'],
    ['DEX prefix', { entries, prefix: utf8('dex\n035\0') }, 'ANOM_ZIP_PREFIX high'],
    ['uncounted record', { entries: [...entries, { name: 'b' }], end: { records: 1 } }, 'ANOM_ZIP_CD_TAIL medium'],
    ['method', { entries: [{ name: 'a', data, both: { method: 77 } }] }, 'ANOM_ZIP_METHOD medium'],
    ['encryption', { entries: [{ name: 'a', data, both: { flags: 1 } }] }, 'ANOM_ZIP_ENCRYPT_FLAG medium'],
    ['traversal', { entries: [{ name: 'x/../y', data }] }, 'ANOM_ZIP_TRAVERSAL medium'],
    ['look-alike', { entries: [{ name: 'AndroidManifest.XML', data }] }, 'ANOM_ZIP_LOOKALIKE medium'],
    ['look-alike code', { entries: [{ name: 'classes.DEX', data }] }, 'ANOM_ZIP_LOOKALIKE low'],
    ['overlong', { entries: [{ name: Uint8Array.of(0xc0, 0xaf) }] }, 'ANOM_ZIP_NAME_ENCODING medium'],
    [
      'overlap',
      { entries: [...entries, { name: 'b', withoutLocal: true, central: { localHeaderOffset: 3 } }] },
      'ANOM_ZIP_OVERLAP medium',
    ],
  ])('notes: %s', (_, spec, expected) => {
    expect(codes(spec)).toEqual([expected]);
  });

  it('takes files of a nested folder for what they are', () => {
    expect(codes({ entries: [{ name: 'assets/AndroidManifest.xml', data }, { name: 'lib/classes.dex' }] })).toEqual([]);
  });
});
