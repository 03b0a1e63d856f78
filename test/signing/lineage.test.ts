import { describe, expect, it } from 'vitest';
import { concat, fill, u32, utf8 } from '../../fixtures/hostile/bytes.js';
import { readLineage, type Lineage } from '../../src/signing/lineage.js';
import { prefixed, proofOfRotation, signerOf, type LevelSpec } from './blocks.js';
import { newKey, type TestKey } from './der.js';
import { clauseIn } from '../../src/words/clauses.js';
import { CLAUSES_EN } from '../../src/words/en/clauses.js';

/** The problems of a lineage in words. */
const told = (lineage: Lineage | null | undefined): string[] | undefined =>
  lineage?.problems.map((problem) => clauseIn(CLAUSES_EN.schemeProblem, problem) ?? problem.code);

const PROOF_OF_ROTATION = 0x3ba06f8c;
const A = newKey('a');
const B = newKey('b');
const C = newKey('c');
const TWICE = 'a certificate stands twice in its proof of rotation';
const OTHER_END = 'its proof of rotation does not end with its own certificate';
const unsigned = (step: number): string => `step ${step} of its proof of rotation is not signed by the key before`;

const read = (own: TestKey, ...values: readonly Uint8Array[]): Lineage | null =>
  readLineage(signerOf(own, { attributes: new Map([[PROOF_OF_ROTATION, values]]) }));
const malformed = expect.objectContaining({ code: 'APK_SIGNATURE' }) as Error;

describe('a proof of rotation', () => {
  it.each<[string, TestKey, LevelSpec[], string[]]>([
    ['one key', A, [{ key: A }], []],
    ['two keys', B, [{ key: A }, { key: B }], []],
    ['three keys', C, [{ key: A }, { key: B }, { key: C }], []],
    ['a key after itself', A, [{ key: A }, { key: A }], [TWICE]],
    ['a key again at the end', A, [{ key: A }, { key: B }, { key: A }], [TWICE]],
    ['a key thrice', A, [{ key: A }, { key: A }, { key: A }], [TWICE, TWICE]],
    ["another's end", A, [{ key: A }, { key: B }], [OTHER_END]],
    ['another start', B, [{ key: B }, { key: A }], [OTHER_END]],
    ['a step that signs itself', B, [{ key: A }, { key: B, by: B }], [unsigned(2)]],
    ['a step signed by the key before the one before', C, [{ key: A }, { key: B }, { key: C, by: A }], [unsigned(3)]],
    ['a first step signed by anybody', B, [{ key: A, by: C, stated: 0 }, { key: B }], []],
    ['an algorithm that differs from the signed one', B, [{ key: A }, { key: B, stated: 0x0202 }], [unsigned(2)]],
    [
      'an algorithm of both that was not used',
      B,
      [
        { key: A, next: 0x0202 },
        { key: B, stated: 0x0202 },
      ],
      [unsigned(2)],
    ],
    [
      'an unknown algorithm',
      B,
      [
        { key: A, next: 0x0999 },
        { key: B, stated: 0x0999 },
      ],
      [unsigned(2)],
    ],
    ['an unknown algorithm after the end', B, [{ key: A }, { key: B, next: 0x0999 }], []],
    ['a certificate that is none', B, [{ key: { ...A, certificate: utf8('x') } }, { key: B }], [unsigned(2)]],
  ])('with %s', (_, own, levels, problems) => {
    const lineage = read(own, proofOfRotation(levels));
    expect(told(lineage)).toEqual(problems);
    expect(lineage?.certificates).toEqual(levels.map(({ key }) => key.certificate));
  });

  it.each([0, 1, 2, 0xffffffff])('of version %i is read alike', (version) => {
    expect(told(read(B, proofOfRotation([{ key: A }, { key: B }], version)))).toEqual([]);
  });

  it('has at most 1,000 steps', () => {
    const level = prefixed(prefixed(concat(prefixed(fill(1)), u32(0))), u32(0), u32(0), prefixed());
    const chain = (count: number): Uint8Array => concat(u32(1), ...Array.from({ length: count }, () => level));
    const tooLong = ['its proof of rotation is too long'];
    expect(told(read(A, chain(999)))).toContain(OTHER_END);
    expect(told(read(A, chain(1000)))).toContain(OTHER_END);
    expect(told(read(A, chain(1001)))).toEqual(tooLong);
  });

  it('is not there, or there once: a second one voids the signature', () => {
    const proof = proofOfRotation([{ key: A }, { key: B }]);
    expect(read(B)).toBeNull();
    expect(readLineage(signerOf(B))).toBeNull();
    expect(told(read(B, proof))).toEqual([]);
    expect(() => read(B, proof, proof)).toThrow(malformed);
  });

  it('without any key is none', () => {
    expect(read(A, u32(1))).toBeNull();
  });

  it('is refused when cut anywhere', () => {
    const proof = proofOfRotation([{ key: A }, { key: B }]);
    const first = 8 + Buffer.from(proof).readUInt32LE(4);
    for (let length = 0; length < proof.length; length++) {
      const cut = (): Lineage | null => read(B, proof.slice(0, length));
      if (length === 4) expect(cut()).toBeNull();
      else if (length === first) expect(told(cut())).toEqual([OTHER_END]);
      else expect(cut).toThrow(malformed);
    }
  });
});
