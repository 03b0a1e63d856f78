import { describe, expect, it } from 'vitest';
import { concat, fill, u32, utf8 } from '../../fixtures/hostile/bytes.js';
import { buildZip } from '../../fixtures/hostile/zip-writer.js';
import { MemoryByteSource } from '../../src/bytes/byte-source.js';
import { Reading } from '../../src/bytes/reading.js';
import { readSigner } from '../../src/signing/signer.js';
import { PermauditError } from '../../src/bytes/errors.js';
import {
  attempt,
  BLOCK_ID,
  readerOf,
  readSigningBlock,
  valuesOf,
  type SigningBlock,
} from '../../src/signing/signing-block.js';
import type { Signer } from '../../src/facts/facts.js';
import { pair, proofOfRotation, schemeBlock, signingBlock, type Attribute } from './blocks.js';
import { newKey } from './der.js';
import { ENGLISH } from '../../src/words/messages.js';
import { ArchiveFile } from '../../src/zip/archive-file.js';

const malformed = expect.objectContaining({ code: 'APK_SIGNATURE' }) as Error;
const MIB = 1024 * 1024;

/** The block in front of a central directory that starts where these bytes end. */
function read(bytes: Uint8Array): SigningBlock | null {
  const directory = { offset: bytes.length, size: 0, records: 0, endRecordOffset: bytes.length, zip64Locator: false };
  return readSigningBlock(new MemoryByteSource(bytes), directory);
}

const textOf = (block: SigningBlock | null, id: number): string | undefined => {
  const value = block?.values.get(id);
  return value === undefined ? undefined : Buffer.from(value.bytes).toString();
};

describe('a signing block', () => {
  it('gives its values, and where it starts', () => {
    const block = read(concat(fill(5), signingBlock([pair(1, utf8('one')), pair(2, utf8(''))])));
    expect(block?.offset).toBe(5);
    expect([textOf(block, 1), textOf(block, 2), textOf(block, 3)]).toEqual(['one', '', undefined]);
  });

  it('keeps the first value of an id', () => {
    const block = read(signingBlock([pair(1, utf8('first')), pair(2, utf8('other')), pair(1, utf8('second'))]));
    expect([textOf(block, 1), textOf(block, 2)]).toEqual(['first', 'other']);
  });

  it('keeps those of schemes among very many', () => {
    const many = Array.from({ length: 20_000 }, (_, index) => pair(index + 1, utf8('')));
    const block = read(signingBlock([...many, pair(BLOCK_ID.V2, utf8('v2')), pair(3, utf8('second'))]));
    expect(block?.values.size).toBe(10_001);
    expect([textOf(block, BLOCK_ID.V2), textOf(block, 3), textOf(block, 10_001)]).toEqual(['v2', '', undefined]);
    expect(block?.fault).toBeNull();
  });

  it.each([
    [10_000, null],
    [10_001, 'LIMIT_ENTRY'],
  ])('has sequences of values, 10,000 at most: %i', (count, code) => {
    const sequence = readerOf(concat(...Array.from({ length: count }, () => u32(0))));
    const values = attempt(() => valuesOf(sequence));
    expect(values instanceof PermauditError ? values.code : null).toBe(code);
  });

  it('may be empty: 32 bytes; below that there is none', () => {
    const empty = signingBlock([]);
    expect(empty).toHaveLength(32);
    expect(read(empty)?.values.size).toBe(0);
    expect(read(concat(fill(1), empty))?.offset).toBe(1);
    expect(read(empty.slice(1))).toBeNull();
  });

  it('is told by its last bytes', () => {
    expect(read(signingBlock([], { magic: 'APK Sig Block 43' }))).toBeNull();
    expect(read(concat(signingBlock([]), fill(1)))).toBeNull();
    expect(read(fill(64))).toBeNull();
  });

  it.each([
    ['smaller than its end', 23, 23],
    ['larger than what is before it', 25, 25],
    ['two sizes', 24, 25],
    ['two sizes', 25, 24],
    ['an enormous size', 0x1_0000_0000 + 24, 0x1_0000_0000 + 24],
  ])('is refused: %s (%i, %i)', (_, first, last) => {
    expect(() => read(signingBlock([], { first, last }))).toThrow(malformed);
  });

  it('of up to 16 MiB is read', () => {
    const block = (size: number): Uint8Array => signingBlock([pair(1, fill(size - 24 - 12))]);
    expect(read(block(16 * MIB - 1))?.values.size).toBe(1);
    expect(read(block(16 * MIB))?.values.size).toBe(1);
    expect(() => read(block(16 * MIB + 1))).toThrow(expect.objectContaining({ code: 'LIMIT_ENTRY' }) as Error);
  });

  it.each([
    [0, null],
    [3, null],
    [4, ''],
    [7, 'abc'],
    [8, null],
    [0x1_0000_0004, null],
  ])('with a pair of 3 bytes that states a length of %i: those before count', (length, text) => {
    const block = read(signingBlock([pair(2, utf8('before')), pair(1, utf8('abc'), length)]));
    expect([textOf(block, 2), textOf(block, 1) ?? null]).toEqual(['before', text]);
    // A length that ends inside the value leaves too little for a next pair.
    if (length === 7) expect(block?.fault).toBeNull();
    else expect(block?.fault).toMatchObject({ code: 'APK_SIGNATURE', told: { data: { problem: 'pair' } } });
  });
});

const KEY = newKey('block');
const OTHER = newKey('older');
const STRIPPING_PROTECTION = 0xbeeff00d;
const STRIPPING_PROTECTION_V31 = 0x559f8b02;
const PROOF_OF_ROTATION = 0x3ba06f8c;

function signed(...schemes: readonly [id: number, attributes: readonly Attribute[]][]): Signer {
  const pairs = schemes.map(([id, attributes]) =>
    pair(id, schemeBlock(id === BLOCK_ID.V2 ? 2 : 3, KEY.certificate, attributes)),
  );
  const bytes = buildZip({ entries: [{ name: 'a', data: fill(4) }], beforeDirectory: signingBlock(pairs) });
  return readSigner(new ArchiveFile(new MemoryByteSource(bytes)), { verify: false }, new Reading(37));
}

describe('a scheme that was removed', () => {
  const removed = ['v2: it says that a v3 signature belongs to it, which was removed'];

  it.each<[string, Uint8Array[], string[]]>([
    ['nothing', [], []],
    ['2', [u32(2)], []],
    ['3', [u32(3)], removed],
    ['4', [u32(4)], []],
    ['3 and more', [concat(u32(3), fill(4, 9))], removed],
    ['259, which ends in 3', [u32(0x103)], []],
    ['3 in the highest byte', [u32(0x03000000)], []],
    ['too little', [fill(3)], removed],
    ['nothing at all', [fill(0)], removed],
    ['3 after another', [u32(2), u32(3)], removed],
    ['3 before another', [u32(3), u32(2)], removed],
  ])('v2 names: %s', (_, values, problems) => {
    const attributes = values.map((value): Attribute => [STRIPPING_PROTECTION, value]);
    const signer = signed([BLOCK_ID.V2, attributes]);
    expect([signer.schemes.v2, ENGLISH.signerProblems(signer)]).toEqual([
      problems.length > 0 ? 'invalid' : 'present',
      problems,
    ]);
    // With v3 there, v2 says nothing that matters.
    expect(signed([BLOCK_ID.V2, attributes], [BLOCK_ID.V3, []]).problems).toEqual([]);
    // Only v2 has the attribute.
    expect(signed([BLOCK_ID.V3, attributes]).problems).toEqual([]);
  });

  it('v3 names v3.1', () => {
    const attributes: Attribute[] = [[STRIPPING_PROTECTION_V31, u32(33)]];
    const { schemes, problems } = signed([BLOCK_ID.V3, attributes]);
    expect([schemes.v3, ENGLISH.signerProblems({ problems })]).toEqual([
      'invalid',
      ['v3: it says that a v3.1 signature belongs to it, which was removed'],
    ]);
    expect(signed([BLOCK_ID.V3, attributes], [BLOCK_ID.V31, []]).problems).toEqual([]);
    expect(signed([BLOCK_ID.V2, attributes]).problems).toEqual([]);
  });
});

describe('a proof of rotation that cannot be read', () => {
  const proof = proofOfRotation([{ key: OTHER }, { key: KEY }]);

  it.each<[string, Uint8Array[]]>([
    ['cut', [proof.slice(0, 40)]],
    ['twice', [proof, proof]],
  ])('voids the signature: %s', (_, values) => {
    const { schemes, lineage, problems } = signed([
      BLOCK_ID.V3,
      values.map((value): Attribute => [PROOF_OF_ROTATION, value]),
    ]);
    expect([schemes.v3, lineage, problems.length]).toEqual(['invalid', undefined, 1]);
  });

  it('and one that can be does not', () => {
    const { schemes, lineage, problems } = signed([BLOCK_ID.V3, [[PROOF_OF_ROTATION, proof]]]);
    expect([schemes.v3, lineage?.length, problems]).toEqual(['present', 2, []]);
  });
});
