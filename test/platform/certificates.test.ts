import { createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { concat, utf8 } from '../../fixtures/hostile/bytes.js';
import { FileByteSource } from '../../src/bytes/byte-source.js';
import { DEFAULT_LIMITS } from '../../src/bytes/limits.js';
import { Reading } from '../../src/bytes/reading.js';
import type { DigestName, Platform } from '../../src/platform/index.js';
import { ApkSignatures } from '../../src/signing/apk-signatures.js';
import { ArchiveFile } from '../../src/zip/archive-file.js';
import { der, integer, newKey, oid, TAG } from '../signing/der.js';
import { NODE, WEB } from './sides.js';

const APKS = 'fixtures/apk';

/** All that is read of a certificate, and its key. */
function shown(side: Platform, bytes: Uint8Array): unknown {
  const certificate = side.decodeCertificate(bytes);
  if (certificate === null) return null;
  const { subject, issuer, validFrom, validTo, serialNumber } = certificate;
  const key = side.keyOf(certificate)?.asymmetricKeyType ?? null;
  return { subject, issuer, validFrom, validTo, serialNumber, key };
}

function same(bytes: Uint8Array): unknown {
  const result = shown(NODE, bytes);
  expect(shown(WEB, bytes)).toEqual(result);
  return result;
}

/** The certificates of the fixtures' signers. */
function fixtureCertificates(): Uint8Array[] {
  return readdirSync(APKS)
    .filter((name) => name.endsWith('.apk'))
    .flatMap((name) => {
      const source = new FileByteSource(join(APKS, name));
      const reading = new Reading(35, DEFAULT_LIMITS);
      const signatures = new ApkSignatures(new ArchiveFile(source).as(reading), { verify: false }, reading);
      const found = [24, 28, 35].flatMap((api) => signatures.on(api, null).certificates);
      source.close();
      return found;
    });
}

interface Parts {
  name?: Uint8Array;
  from?: Uint8Array;
  to?: Uint8Array;
  serial?: Uint8Array;
  version?: Uint8Array;
  spki?: Uint8Array;
  extras?: Uint8Array;
}

const ECDSA = der(TAG.SEQUENCE, oid('1.2.840.10045.4.3.2'));
const KEY = new Uint8Array(
  generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'der', type: 'spki' }),
);
const NOTHING = new Uint8Array();

function certificate({ name, from, to, serial, version, spki, extras }: Parts): Uint8Array {
  const who = name ?? der(TAG.SEQUENCE);
  const time = der(TAG.TIME, utf8('260101000000Z'));
  const validity = der(TAG.SEQUENCE, from ?? time, to ?? time);
  const first = version ?? der(TAG.CONTEXT_0, integer(2));
  const body = [first, serial ?? integer(1), ECDSA, who, validity, who, spki ?? KEY, extras ?? NOTHING];
  return der(TAG.SEQUENCE, der(TAG.SEQUENCE, ...body), ECDSA, der(TAG.BITS, Uint8Array.of(0, 1)));
}

const attribute = (type: string, tag: number, value: Uint8Array): Uint8Array =>
  der(TAG.SEQUENCE, oid(type), der(tag, value));
const named = (...sets: Uint8Array[][]): Uint8Array => der(TAG.SEQUENCE, ...sets.map((set) => der(TAG.SET, ...set)));

describe('certificates, on both sides', () => {
  it('are the same of every signer of the fixtures', () => {
    const all = fixtureCertificates();
    expect(all.length).toBeGreaterThan(10);
    for (const one of all) expect(same(one)).toMatchObject({ key: expect.any(String) as string });
  });

  it('show names alike: every type of string, every escape', () => {
    const value = fc.oneof(
      fc.uint8Array({ maxLength: 12 }),
      fc
        .string({
          unit: fc.constantFrom(' ', '#', '+', ',', '"', '\\', '<', ';', '=', 'a', '\n', '\x7f', 'é', '语', '😀'),
          maxLength: 5,
        })
        .map(utf8),
    );
    const tag = fc.constantFrom(12, 12, 12, 18, 19, 20, 22, 26, 27, 28, 30, 4, 3);
    const types = [
      '2.5.4.3',
      '2.5.4.6',
      '1.2.840.113549.1.9.1',
      '0.9.2342.19200300.100.1.25',
      '2.5.4.97',
      '1.2.3.4',
      '2.5.4.999',
    ];
    const entry = fc
      .tuple(fc.constantFrom(...types), tag, value)
      .map(([type, kind, text]) => attribute(type, kind, text));
    let good = 0;
    fc.assert(
      fc.property(fc.array(fc.array(entry, { minLength: 1, maxLength: 2 }), { maxLength: 3 }), (sets) => {
        if (same(certificate({ name: named(...sets) })) !== null) good++;
      }),
      { numRuns: 1500 },
    );
    expect(good).toBeGreaterThan(500);
  });

  it.each(readOids())('name %s alike', (type) => {
    expect(same(certificate({ name: named([attribute(type, 12, utf8('x'))]) }))).not.toBeNull();
  });

  it('show times alike', () => {
    const digits = fc.constantFrom(
      '00',
      '01',
      '02',
      '12',
      '13',
      '23',
      '24',
      '28',
      '29',
      '30',
      '31',
      '32',
      '49',
      '50',
      '59',
      '60',
      '99',
      '4',
      'x',
    );
    const end = fc.constantFrom('Z', '', '+0100', '-1230', '.5Z', '.Z', '+1300', '+0160', ' Z', 'ZZ');
    const time = fc
      .tuple(fc.array(digits, { minLength: 4, maxLength: 8 }), end)
      .map(([parts, last]) => parts.join('') + last);
    fc.assert(
      fc.property(fc.constantFrom(23, 24, 22), time, (kind, text) => {
        same(certificate({ from: der(kind, utf8(text)) }));
      }),
      { numRuns: 1500 },
    );
    for (const text of [
      '260228235959Z',
      '000229000000Z',
      '010229000000Z',
      '500101000000Z',
      '491231235959Z',
      '2601010000Z',
      '260101000000+0100',
    ]) {
      same(certificate({ from: der(23, utf8(text)) }));
    }
    for (const text of [
      '20260228235959Z',
      '20000229000000Z',
      '19000229000000Z',
      '20260101000000.25Z',
      '202601010000Z',
      '99991231235959Z',
      '00010101000000Z',
      '18991231235959Z',
      '18991231235959+0000',
      '18991231235959-0001',
      '18991231235959+0001',
      '19000101000000-0001',
      '19000101000000+0001',
      '99991231235959+0001',
      '99991231235959-0001',
      '99991231235959-0000',
    ]) {
      same(certificate({ to: der(24, utf8(text)) }));
    }
  });

  it.each([
    [[0]],
    [[1]],
    [[127]],
    [[128]],
    [[255]],
    [[0, 128]],
    [[0, 127]],
    [[255, 127]],
    [[255, 128]],
    [[1, 0]],
    [[]],
    [[0x80, 0]],
  ])('show the serial number %j alike', (octets) => {
    same(certificate({ serial: integer(...octets) }));
  });

  it('refuse the same of what is beside the names', () => {
    const extension = der(TAG.SEQUENCE, oid('1.2.3'), der(TAG.OCTETS, utf8('x')));
    for (const extras of [
      der(0xa3, der(TAG.SEQUENCE)),
      der(0xa3, der(TAG.SEQUENCE, extension)),
      der(0xa3, der(TAG.SEQUENCE, der(TAG.SEQUENCE, oid('1.2.3'), der(1, Uint8Array.of(255)), der(TAG.OCTETS)))),
      der(0xa3, der(TAG.SEQUENCE, der(TAG.SEQUENCE, oid('1.2.3')))),
      der(0xa3, extension),
      der(0xa4, extension),
      concat(der(0x81, Uint8Array.of(0)), der(0x82, Uint8Array.of(0))),
      concat(der(0x82, Uint8Array.of(0)), der(0x81, Uint8Array.of(0))),
      integer(1),
    ]) {
      same(certificate({ extras }));
    }
    for (const version of [
      NOTHING,
      der(TAG.CONTEXT_0, integer(9)),
      der(TAG.CONTEXT_0),
      der(TAG.CONTEXT_0, utf8('x')),
    ]) {
      same(certificate({ version }));
    }
  });

  it('are refused alike where they are cut, and read alike with bytes behind', () => {
    const whole = newKey('cut').certificate;
    for (let length = 0; length < whole.length; length++) same(whole.subarray(0, length));
    expect(same(concat(whole, utf8('more')))).not.toBeNull();
  });
});

/** Attributes of names that OpenSSL has a short name for, and some it has none for. */
function readOids(): string[] {
  const x520 = Array.from({ length: 110 }, (_, last) => `2.5.4.${last}`);
  const pilot = Array.from({ length: 60 }, (_, last) => `0.9.2342.19200300.100.1.${last}`);
  return [
    ...x520,
    ...pilot,
    '1.2.840.113549.1.9.1',
    '1.2.840.113549.1.9.2',
    '1.2.840.113549.1.9.8',
    '1.3.6.1.4.1.311.60.2.1.3',
    '1.2.643.100.1',
  ];
}

interface Pair {
  publicKey: KeyObject;
  privateKey: KeyObject;
}

const PAIRS: Record<string, () => Pair> = {
  'RSA 2048': () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
  'RSA 1025': () => generateKeyPairSync('rsa', { modulusLength: 1025 }),
  'RSA 1024, exponent 3': () => generateKeyPairSync('rsa', { modulusLength: 1024, publicExponent: 3 }),
  DSA: () => generateKeyPairSync('dsa', { modulusLength: 1024, divisorLength: 160 }),
  'P-256': () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  'P-384': () => generateKeyPairSync('ec', { namedCurve: 'P-384' }),
  'P-521': () => generateKeyPairSync('ec', { namedCurve: 'P-521' }),
  secp256k1: () => generateKeyPairSync('ec', { namedCurve: 'secp256k1' }),
};
const HASHES: readonly DigestName[] = ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'];
const DATA = utf8('what is signed');

describe.each(Object.keys(PAIRS))('signatures with %s, on both sides', (name) => {
  let pair: Pair;
  let spki: Uint8Array;
  beforeAll(() => {
    pair = PAIRS[name]!();
    spki = new Uint8Array(pair.publicKey.export({ format: 'der', type: 'spki' }));
  });

  const bothVerify = (
    data: Uint8Array,
    signature: Uint8Array,
    kind: Parameters<Platform['isSignatureOf']>[3],
  ): boolean => {
    const [one, other] = [NODE, WEB].map((side) =>
      side.isSignatureOf(data, signature, side.decodePublicKey(spki)!, kind),
    );
    expect(other).toBe(one);
    return one === true;
  };

  it.each(HASHES)('%s: the right one holds, and nothing that differs from it in a bit', (hash) => {
    const signature = new Uint8Array(sign(hash, DATA, pair.privateKey));
    expect(bothVerify(DATA, signature, { hash })).toBe(true);
    expect(bothVerify(utf8('something else'), signature, { hash })).toBe(false);
    for (let at = 0; at < signature.length; at += 7) {
      const changed = signature.slice();
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
      expect(bothVerify(DATA, changed, { hash })).toBe(false);
    }
    expect(bothVerify(DATA, signature.subarray(1), { hash })).toBe(false);
    expect(bothVerify(DATA, signature.subarray(0, -1), { hash })).toBe(false);
    bothVerify(DATA, concat(signature, Uint8Array.of(0)), { hash });
    expect(bothVerify(DATA, NOTHING, { hash })).toBe(false);
  });

  it.runIf(name.startsWith('RSA'))('PSS with the salt that was asked for', () => {
    for (const [hash, salt] of [
      ['sha256', 32],
      ['sha512', 64],
      ['sha256', 20],
    ] as const) {
      if (name.includes('102') && salt === 64) continue;
      const signature = new Uint8Array(sign(hash, DATA, { key: pair.privateKey, padding: 6, saltLength: salt }));
      for (const pssSalt of [salt, salt + 1, salt - 1]) {
        expect(bothVerify(DATA, signature, { hash, pssSalt })).toBe(pssSalt === salt);
      }
      expect(bothVerify(DATA, signature, { hash })).toBe(false);
      for (let at = 0; at < signature.length; at += 5) {
        const changed = signature.slice();
        changed[at] = (changed[at] ?? 0) ^ 4;
        expect(bothVerify(DATA, changed, { hash, pssSalt: salt })).toBe(false);
      }
    }
  });

  it('knows a key again, and no other', () => {
    for (const side of [NODE, WEB]) {
      const key = side.decodePublicKey(spki)!;
      expect(key.equals(side.decodePublicKey(spki)!)).toBe(true);
      const other = PAIRS['P-256']!().publicKey.export({ format: 'der', type: 'spki' });
      expect(key.equals(side.decodePublicKey(other)!)).toBe(false);
    }
  });

  it('is no key where it is cut', () => {
    for (let length = 0; length < spki.length; length += 3) {
      const cut = spki.subarray(0, length);
      expect(WEB.decodePublicKey(cut) === null).toBe(NODE.decodePublicKey(cut) === null);
    }
  });
});

describe('keys that sign nothing here', () => {
  it.each(['ed25519', 'ed448', 'x25519', 'x448'] as const)('%s is one of its kind', (type) => {
    const { publicKey } = (generateKeyPairSync as (kind: string) => Pair)(type);
    const spki = publicKey.export({ format: 'der', type: 'spki' });
    expect(createPublicKey({ key: spki, format: 'der', type: 'spki' }).asymmetricKeyType).toBe(type);
    expect(WEB.decodePublicKey(spki)?.asymmetricKeyType).toBe(type);
  });
});
