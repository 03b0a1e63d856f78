import { sign } from 'node:crypto';
import { CLAUSES_EN } from '../../src/words/en/clauses.js';
import { clauseIn } from '../../src/words/clauses.js';
import { describe, expect, it } from 'vitest';
import { utf8 } from '../../fixtures/hostile/bytes.js';
import type { SchemeSigner, SignatureAlgorithm } from '../../src/signing/scheme-signers.js';
import { problemsOf } from '../../src/signing/verify-signer.js';
import { signerOf } from './blocks.js';
import { newKey } from './der.js';

const KEY = newKey('own');
const OTHER = newKey('other');
const SIGNED = utf8('signed data');

/** The digest of the content, told by its kind. */
const contentDigest = ({ hash, content }: SignatureAlgorithm): Buffer => Buffer.from(`${hash} ${content}`);
const problems = (more: Partial<SchemeSigner> = {}): string[] =>
  problemsOf(signerOf(KEY, more), contentDigest).map(
    (problem) => clauseIn(CLAUSES_EN.schemeProblem, problem) ?? problem.code,
  );

/** EC algorithms, with the hash of their signature and the digest of the content that goes with them. */
const EC = {
  chunks256: { id: 0x0201, hash: 'sha256', digest: 'sha256 chunks' },
  chunks512: { id: 0x0202, hash: 'sha512', digest: 'sha512 chunks' },
  verity: { id: 0x0423, hash: 'sha256', digest: 'sha256 verity' },
} as const;
type Ec = keyof typeof EC;

function offering(...names: readonly Ec[]): Partial<SchemeSigner> {
  const offered = names.map((name) => EC[name]);
  return {
    signatures: offered.map(({ id, hash }) => ({ id, bytes: sign(hash, SIGNED, KEY.privateKey) })),
    digests: offered.map(({ id, digest }) => ({ id, bytes: utf8(digest) })),
  };
}

describe('a signer', () => {
  it.each(['chunks256', 'chunks512', 'verity'] as const)('that is sound: %s', (name) => {
    expect(problems(offering(name))).toEqual([]);
  });

  it.each<[string, Partial<SchemeSigner>, string]>([
    ['no signature', { signatures: [], digests: [] }, 'it has no signature of a known algorithm'],
    [
      'an unknown algorithm',
      { signatures: [{ id: 0x0205, bytes: utf8('x') }] },
      'it has no signature of a known algorithm',
    ],
    ['a key that is none', { publicKey: utf8('no key') }, 'its public key cannot be decoded'],
    [
      'other signed data',
      { signedData: SIGNED, signatures: [{ id: 0x0201, bytes: sign('sha256', utf8('signed datb'), KEY.privateKey) }] },
      'its signature over the signed data does not verify',
    ],
    [
      'a signature that is no DER',
      { signatures: [{ id: 0x0201, bytes: utf8('x') }] },
      'its signature over the signed data does not verify',
    ],
    ["another's certificate", { certificates: [OTHER.certificate] }, 'its key is not the one of its certificate'],
    [
      "another's certificate before its own",
      { certificates: [OTHER.certificate, KEY.certificate] },
      'its key is not the one of its certificate',
    ],
    ['no certificate', { certificates: [] }, 'its key is not the one of its certificate'],
    ['a certificate that is none', { certificates: [utf8('x')] }, 'its key is not the one of its certificate'],
    [
      'another digest of the content',
      { digests: [{ id: 0x0201, bytes: utf8('sha256 chunkt') }] },
      'the content of the file has another digest than the signed one: it was changed after signing',
    ],
    [
      'a shorter digest of the content',
      { digests: [{ id: 0x0201, bytes: utf8('sha256 chunk') }] },
      'the content of the file has another digest than the signed one: it was changed after signing',
    ],
  ])('with %s is refused for that alone', (_, more, problem) => {
    expect(problems(more)).toEqual([problem]);
  });

  it('keeps its own certificate first, whatever follows', () => {
    expect(problems({ certificates: [KEY.certificate, OTHER.certificate] })).toEqual([]);
  });

  it('needs a key of the kind that its algorithm names', () => {
    const rsa = {
      signatures: [{ id: 0x0103, bytes: utf8('x') }],
      digests: [{ id: 0x0103, bytes: utf8('sha256 chunks') }],
    };
    expect(problems(rsa)).toEqual(['its signature over the signed data does not verify']);
  });
});

describe('of several algorithms', () => {
  /** ApkSigningBlockUtils.compareContentDigestAlgorithm, written out. */
  it.each<[readonly Ec[], Ec]>([
    [['chunks256', 'chunks512'], 'chunks512'],
    [['chunks512', 'chunks256'], 'chunks512'],
    [['chunks256', 'verity'], 'verity'],
    [['verity', 'chunks256'], 'verity'],
    [['verity', 'chunks512'], 'chunks512'],
    [['chunks512', 'verity'], 'chunks512'],
    [['chunks256', 'verity', 'chunks512'], 'chunks512'],
    [['chunks512', 'verity', 'chunks256'], 'chunks512'],
  ])('%j: %s decides', (offered, best) => {
    const asked: number[] = [];
    const signer = signerOf(KEY, offering(...offered));
    const digestOf = (algorithm: SignatureAlgorithm): Buffer => {
      asked.push(algorithm.id);
      return contentDigest(algorithm);
    };
    expect(problemsOf(signer, digestOf)).toEqual([]);
    expect(asked).toEqual([EC[best].id]);
    // The others' signatures are looked at by nobody, the best one's must verify.
    for (const name of offered) {
      const { signatures = [] } = offering(...offered);
      const broken = signatures.map((each) => (each.id === EC[name].id ? { ...each, bytes: utf8('x') } : each));
      const expected = name === best ? ['SIGNATURE'] : [];
      expect(problemsOf({ ...signer, signatures: broken }, contentDigest).map(({ code }) => code)).toEqual(expected);
    }
  });

  it('the first of equals decides', () => {
    const ids = (list: readonly number[]): Partial<SchemeSigner> => ({
      signatures: list.map((id) => ({ id, bytes: sign('sha256', SIGNED, KEY.privateKey) })),
      digests: list.map((id) => ({ id, bytes: utf8('sha256 chunks') })),
    });
    // 0x0103 is RSA: with this key it cannot verify.
    expect(problems(ids([0x0201, 0x0103]))).toEqual([]);
    expect(problems(ids([0x0103, 0x0201]))).toEqual(['its signature over the signed data does not verify']);
  });

  it('an unknown one is passed over, as long as both lists name it', () => {
    const { signatures = [], digests = [] } = offering('chunks256');
    const unknown = { id: 0x0999, bytes: utf8('x') };
    const both = { signatures: [unknown, ...signatures], digests: [unknown, ...digests] };
    expect(problems(both)).toEqual([]);
    const differ = ['its digests and signatures are of different algorithms'];
    expect(problems({ ...both, digests })).toEqual(differ);
    expect(problems({ ...both, digests: [...digests, unknown] })).toEqual(differ);
    expect(problems({ ...both, signatures })).toEqual(differ);
  });
});

describe('the versions a v3 signer is for', () => {
  const differs = ['its version range differs from the signed one'];

  it.each([
    [28, 33, []],
    [27, 33, differs],
    [29, 33, differs],
    [28, 32, differs],
    [28, 34, differs],
    [33, 28, differs],
  ])('28 to 33, signed as %i to %i', (signedMin, signedMax, expected) => {
    expect(problems({ sdk: { min: 28, max: 33, signedMin, signedMax } })).toEqual(expected);
  });
});
