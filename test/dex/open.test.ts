import { describe, expect, it } from 'vitest';
import { seal, writeContainer, writeDex } from '../../fixtures/dex/dex-writer.js';
import type { DexFile } from '../../src/dex/dex-file.js';
import { openDex } from '../../src/dex/open.js';
import { budget, codes, fixture, open, openAll, scanAll } from './helpers.js';

const RETURN = [0x000e];
const one = (name: string) => ({ classes: [{ name, methods: [{ name: 'run', code: () => RETURN }] }] });

function withU32(bytes: Uint8Array, at: number, value: number): Uint8Array {
  const copy = bytes.slice();
  new DataView(copy.buffer).setUint32(at, value, true);
  return copy;
}

describe('openDex', () => {
  it.each(['035', '037', '038', '039', '040'])('reads version %s without a problem', (version) => {
    const dex = open(writeDex({ ...one('La;'), version }).bytes);
    expect(dex.version).toBe(version);
    expect(codes(dex)).toEqual([]);
    expect(scanAll(dex)).toMatchObject({ classes: 1, methods: 1, complete: true });
  });

  it.each([
    ['036', 'DEX_BAD_MAGIC'],
    ['03x', 'DEX_BAD_MAGIC'],
    ['042', 'DEX_UNREADABLE'],
  ])('refuses version %s', (version, code) => {
    expect(() => open(writeDex({ ...one('La;'), version }).bytes)).toThrow(expect.objectContaining({ code }));
  });

  it('refuses what is no DEX file', () => {
    const refused = (bytes: Uint8Array, code: string) => {
      expect(() => openAll(bytes)).toThrow(expect.objectContaining({ code, kind: 'unsure' }));
    };
    refused(new Uint8Array(), 'DEX_BAD_MAGIC');
    refused(Buffer.from('not_dex'), 'DEX_BAD_MAGIC');
    refused(Buffer.from('cdex001\0'), 'DEX_UNREADABLE');
    refused(writeDex(one('La;')).bytes.subarray(0, 111), 'DEX_CORRUPT');
  });

  it('reports a wrong checksum and reads on', () => {
    const dex = open(withU32(writeDex(one('La;')).bytes, 8, 7));
    expect(codes(dex)).toEqual(['DEX_CHECKSUM']);
    expect(scanAll(dex)).toMatchObject({ methodsWithCode: 1, complete: true });
  });

  it.each([
    ['file size', 32],
    ['header size', 36],
    ['byte order', 40],
  ])('reports a wrong %s and reads on', (_, at) => {
    const dex = open(seal(withU32(writeDex(one('La;')).bytes, at, 7)));
    expect(codes(dex)).toEqual(['DEX_CORRUPT']);
    expect(scanAll(dex).methodsWithCode).toBe(1);
  });

  it.each([
    ['strings', 56],
    ['types', 64],
    ['protos', 72],
    ['fields', 80],
    ['methods', 88],
    ['classes', 96],
  ])('reads a table of %s only as far as the file goes', (_, at) => {
    const { bytes } = writeDex({ ...one('La;'), symbols: (pool) => pool.field('La;', 'f') });
    expect(codes(open(seal(withU32(bytes, at, 0xffffffff))))).toContain('DEX_CORRUPT');
    const outside = open(seal(withU32(bytes, at + 4, 0xfffffff0)));
    expect(codes(outside)).toContain('DEX_CORRUPT');
    expect(() => scanAll(outside)).not.toThrow();
  });

  it('reads what lies at an odd address', () => {
    const bytes = fixture('every-format');
    const shifted = new Uint8Array(bytes.length + 1);
    shifted.set(bytes, 1);
    expect(scanAll(open(shifted.subarray(1)))).toEqual(scanAll(open(bytes)));
    const odd = Buffer.concat([Buffer.alloc(1), bytes]).subarray(1);
    expect(scanAll(open(odd))).toEqual(scanAll(open(bytes)));
  });

  it('decodes no more type names than the limits allow, of all files together', () => {
    const { bytes } = writeDex({ classes: ['La;', 'Lbb;', 'Lccc;'].map((name) => one(name).classes[0]!) });
    const names = (dex: DexFile): string[] =>
      Array.from({ length: dex.classCount }, (_, index) => dex.typeDescriptor(dex.classType(index)));
    const length = 3 + 4 + 5;
    const shared = budget({ dexDescriptorBytes: 2 * length });
    const [first, second, third] = [1, 2, 3].map(() => openDex(bytes, 'classes.dex', shared)[0]!);
    expect(names(first!)).toEqual(['La;', 'Lbb;', 'Lccc;']);
    // Those that are known cost nothing.
    expect(names(first!)).toEqual(names(second!));
    const tooMany: unknown = expect.objectContaining({
      told: { code: 'LIMIT_STRINGS', data: { problem: 'dexDescriptors', limit: 2 * length } },
    });
    expect(() => names(third!)).toThrow(tooMany);
    expect(() => names(open(bytes, { dexDescriptorBytes: length - 1 }))).toThrow(
      expect.objectContaining({ code: 'LIMIT_STRINGS' }),
    );
  });

  it('refuses more bytes than the limits allow, alone and together', () => {
    const { bytes } = writeDex(one('La;'));
    expect(() => open(bytes, { dexBytes: bytes.length })).not.toThrow();
    expect(() => open(bytes, { dexBytes: bytes.length - 1 })).toThrow(expect.objectContaining({ code: 'LIMIT_ENTRY' }));
    expect(() => open(bytes, { dexTotalBytes: bytes.length - 1 })).toThrow(
      expect.objectContaining({ code: 'LIMIT_ENTRY' }),
    );
  });
});

describe('a container of version 041', () => {
  const container = writeContainer([one('La;'), one('Lb;'), one('Lc;')]);

  it('holds its files in order, offsets counted from its start', () => {
    const files = openAll(container.bytes);
    expect(files.map(codes)).toEqual([[], [], []]);
    expect(files.map((dex) => dex.typeDescriptor(dex.classType(0)))).toEqual(['La;', 'Lb;', 'Lc;']);
    expect(files.map((dex) => scanAll(dex).methodsWithCode)).toEqual([1, 1, 1]);
    expect(files.map(({ header }) => header.offset)).toEqual(container.offsets);
  });

  it('reports headers that disagree with it', () => {
    const second = container.offsets[1] ?? 0;
    const wrongOffset = openAll(withU32(container.bytes, second + 116, 0));
    expect(wrongOffset.map((dex) => new Set(codes(dex)))).toEqual([
      new Set(),
      new Set(['DEX_CORRUPT', 'DEX_CHECKSUM']),
      new Set(),
    ]);
    const wrongSize = openAll(withU32(container.bytes, 112, 1));
    expect(codes(wrongSize[0]!)).toContain('DEX_CORRUPT');
  });

  it('is read up to a header that cannot be read', () => {
    const files = openAll(withU32(container.bytes, container.offsets[2] ?? 0, 0));
    expect(files).toHaveLength(2);
    expect(codes(files[1]!)).toEqual(['DEX_BAD_MAGIC']);
  });

  it('is never walked without end', () => {
    for (const size of [0, 1, 119, 0xffffffff]) {
      const files = openAll(withU32(container.bytes, 32, size));
      expect(files).toHaveLength(1);
      expect(codes(files[0]!)).toContain('DEX_CORRUPT');
    }
  });
});
