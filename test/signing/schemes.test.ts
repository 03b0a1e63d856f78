import { describe, expect, it } from 'vitest';
import { apk } from '../../fixtures/hostile/base.js';
import { concat, u32, utf8 } from '../../fixtures/hostile/bytes.js';
import { MemoryByteSource } from '../../src/bytes/byte-source.js';
import { Reading } from '../../src/bytes/reading.js';
import type { Signer } from '../../src/facts/facts.js';
import { readSigner } from '../../src/signing/signer.js';
import { BLOCK_ID } from '../../src/signing/signing-block.js';
import { ArchiveFile } from '../../src/zip/archive-file.js';
import { pair, prefixed, proofOfRotation, schemeBlock, signingBlock } from './blocks.js';
import { newKey } from './der.js';

const ONE = newKey('one', 1);
const TWO = newKey('two', 2);
const ROTATION = 0x3ba06f8c;

/** An APK with these pairs in its signing block. */
function withBlock(...pairs: readonly Uint8Array[]): Signer {
  const bytes = Buffer.from(apk());
  const end = bytes.length - 22;
  const directory = bytes.readUInt32LE(end + 16);
  const block = signingBlock(pairs);
  const signed = Buffer.from(concat(bytes.subarray(0, directory), block, bytes.subarray(directory)));
  signed.writeUInt32LE(directory + block.length, end + block.length + 16);
  return readSigner(new ArchiveFile(new MemoryByteSource(signed)), { verify: false }, new Reading(37));
}

const v2 = (key = ONE): Uint8Array => pair(BLOCK_ID.V2, schemeBlock(2, key.certificate, []));
const v3 = (key = ONE, id: number = BLOCK_ID.V3): Uint8Array => pair(id, schemeBlock(3, key.certificate, []));
const both = (): Uint8Array =>
  prefixed(schemeBlock(3, ONE.certificate, []).slice(4), schemeBlock(3, TWO.certificate, []).slice(4));
const codes = ({ problems }: Signer): string[] =>
  problems.map((one) => (typeof one === 'string' ? one : one.code === 'SCHEME' ? one.data.problem.code : one.code));

describe('schemes beside one another', () => {
  it('of one signer', () => {
    const signer = withBlock(v2(), v3());
    expect([signer.schemes.v2, signer.schemes.v3, signer.schemes.v32, codes(signer)]).toEqual([
      'present',
      'present',
      undefined,
      [],
    ]);
  });

  it('of two signers are told with both', () => {
    const { problems } = withBlock(v2(), v3(TWO));
    expect(problems).toEqual([
      {
        code: 'OTHER_SIGNER',
        data: { older: 'v2', olderSigner: 'CN=one', newer: 'v3', newerSigner: 'CN=two', since: 28 },
      },
    ]);
  });

  it('unless a proof of rotation names the older', () => {
    const proof = proofOfRotation([{ key: ONE }, { key: TWO }]);
    const rotated = pair(BLOCK_ID.V3, schemeBlock(3, TWO.certificate, [[ROTATION, proof]]));
    expect(codes(withBlock(v2(), rotated))).toEqual([]);
  });

  it('v3.2 comes before all others', () => {
    const signer = withBlock(v3(), v3(TWO, BLOCK_ID.V32));
    expect([signer.schemes.v32, signer.schemes.v3, codes(signer)]).toEqual([
      'invalid',
      'present',
      ['HYBRID', 'OTHER_SIGNER'],
    ]);
    expect(signer.certificates.map(({ subject }) => subject)).toEqual(['CN=two']);
  });
});

describe('signers for one version', () => {
  it('v3 has one', () => {
    const two = withBlock(pair(BLOCK_ID.V3, both()));
    expect([two.schemes.v3, codes(two)]).toEqual(['invalid', ['SIGNERS']]);
  });
});

describe('a debug key', () => {
  it.each([
    ['Android Debug', true],
    ['Android Debugger', undefined],
    ['one', undefined],
  ])('CN=%s', (name, expected) => {
    expect(withBlock(v2(newKey(name))).debugKey).toBe(expected);
  });
});

describe('what else stands in the block', () => {
  it('is named with its id', () => {
    const { blocks } = withBlock(
      v2(),
      pair(0x504b4453, u32(1)),
      pair(0x2146444e, u32(1)),
      pair(0x6dff800d, u32(1)),
      pair(0x42726577, u32(0)),
      pair(0x0a0b0c0d, utf8('channel')),
    );
    expect(blocks).toEqual([
      { id: '0x504b4453', kind: 'dependency-info' },
      { id: '0x2146444e', kind: 'frosting' },
      { id: '0x6dff800d', kind: 'source-stamp' },
      { id: '0x0a0b0c0d', kind: null },
    ]);
  });
});
