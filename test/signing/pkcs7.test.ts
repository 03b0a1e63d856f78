import { describe, expect, it } from 'vitest';
import { fill, utf8 } from '../../fixtures/hostile/bytes.js';
import { readPkcs7, signsContent } from '../../src/signing/pkcs7.js';
import { attribute, der, digest, integer, newKey, octets, OID, oid, pkcs7, soundAttributes, TAG } from './der.js';
import { refusalOf } from './words.js';

const CONTENT = utf8('Signature-Version: 1.0\r\n\r\n');
const KEY = newKey('signer', 7);
const OTHER = newKey('other', 8);
const CONTENT_TYPE = attribute(OID.contentType, oid(OID.data));
const DIGEST = attribute(OID.messageDigest, octets(digest('sha256', CONTENT)));

type Spec = Partial<Parameters<typeof pkcs7>[0]>;
const file = (more: Spec = {}): Uint8Array => pkcs7({ key: KEY, content: CONTENT, ...more });
const signs = (more: Spec = {}, content = CONTENT): boolean[] =>
  readPkcs7(file(more), 'x.EC').map((signer) => signsContent(signer, content));
const refusal = (sentence: string): [string, string] => ['APK_SIGNATURE', `x.EC ${sentence}`];

describe('a signature over the content', () => {
  it('covers it, and nothing else', () => {
    expect(signs()).toEqual([true]);
    expect(signs({}, utf8('other'))).toEqual([false]);
  });

  it.each([
    ['md5', OID.md5],
    ['sha1', OID.sha1],
    ['sha224', OID.sha224],
    ['sha256', OID.sha256],
    ['sha384', OID.sha384],
    ['sha512', OID.sha512],
  ])('by %s', (hash, digestOid) => {
    expect(signs({ hash, digestOid })).toEqual([true]);
  });

  it('does not verify by another hash than it names, nor by one that is not known', () => {
    expect(signs({ hash: 'sha512', digestOid: OID.sha256 })).toEqual([false]);
    expect(signs({ digestOid: '1.2.3.4' })).toEqual([false]);
  });
});

describe('signed attributes', () => {
  it('cover the content by its digest', () => {
    expect(signs({ attributes: soundAttributes(CONTENT) })).toEqual([true]);
    expect(signs({ attributes: soundAttributes(CONTENT) }, utf8('other'))).toEqual([false]);
    expect(signs({ attributes: soundAttributes(utf8('other')) })).toEqual([false]);
  });

  const time = attribute(OID.signingTime, der(TAG.TIME, utf8('260101000000Z')));

  it.each([
    ['in either order', [DIGEST, CONTENT_TYPE], [true]],
    ['with others', [CONTENT_TYPE, time, DIGEST], [true]],
    ['of other content', [attribute(OID.contentType, oid(OID.signedData)), DIGEST], [false]],
    ['with a digest that is no octets', [CONTENT_TYPE, attribute(OID.messageDigest, oid(OID.data))], [false]],
  ])('%s', (_, attributes, expected) => {
    expect(signs({ attributes })).toEqual(expected);
  });

  it.each([
    ['the content type twice', [CONTENT_TYPE, CONTENT_TYPE, DIGEST], 'has a signed attribute twice'],
    ['the digest twice', [CONTENT_TYPE, DIGEST, DIGEST], 'has a signed attribute twice'],
    ['another twice', [CONTENT_TYPE, time, DIGEST, time], 'has a signed attribute twice'],
    ['no content type', [DIGEST], 'has no content type among its signed attributes'],
    ['no digest', [CONTENT_TYPE], 'has no digest among its signed attributes'],
    [
      'a digest without value',
      [CONTENT_TYPE, attribute(OID.messageDigest)],
      'has no digest among its signed attributes',
    ],
    ['none', [], 'has no content type among its signed attributes'],
    ['what is no attribute', [integer(1)], 'does not have the structure of a PKCS #7 signature'],
  ])('refuses: %s', (_, attributes, message) => {
    expect(refusalOf(() => signs({ attributes }))).toEqual(refusal(message));
  });
});

describe("the signer's certificate", () => {
  it('is the one of the issuer that the signer names, where serial numbers are equal', () => {
    const root = newKey('root', 7);
    const leaf = newKey('leaf', 7);
    const content = utf8('content');
    const file = pkcs7({ key: leaf, content, certificates: [root.certificate, leaf.certificate] });
    expect(Buffer.from(readPkcs7(file, 'X.RSA')[0]!.certificate).equals(leaf.certificate)).toBe(true);
    const other = pkcs7({
      key: { ...leaf, name: 'nobody' },
      content,
      certificates: [root.certificate, leaf.certificate],
    });
    expect(() => readPkcs7(other, 'X.RSA')).toThrow('APK_SIGNATURE');
    const spelled = pkcs7({
      key: { ...leaf, name: ' LEAF ' },
      content,
      certificates: [root.certificate, leaf.certificate],
    });
    expect(Buffer.from(readPkcs7(spelled, 'X.RSA')[0]!.certificate).equals(leaf.certificate)).toBe(true);
  });

  it('may have a negative serial number', () => {
    const key = newKey('negative', 0x80, 0x01);
    const file = pkcs7({ key, content: utf8('content') });
    expect(Buffer.from(readPkcs7(file, 'X.RSA')[0]!.certificate).equals(key.certificate)).toBe(true);
  });

  it('is the one with the serial number that the signer names', () => {
    const [signer] = readPkcs7(file({ certificates: [OTHER.certificate, KEY.certificate] }), 'x.EC');
    expect(signer?.certificate).toEqual(KEY.certificate);
  });

  it.each([
    ['a leading zero', newKey('zero', 0, 0x80), newKey('zero', 0, 0x80)],
    ['zero', newKey('null', 0), newKey('null', 0)],
    ['many bytes', newKey('long', 1, 2, 3, 4, 5, 6, 7, 8, 9), newKey('long', 1, 2, 3, 4, 5, 6, 7, 8, 9)],
  ])('with a serial number of %s', (_, key) => {
    expect(readPkcs7(pkcs7({ key, content: CONTENT }), 'x.EC')[0]?.certificate).toEqual(key.certificate);
  });

  it.each<[string, Spec, string]>([
    ["only another's", { certificates: [OTHER.certificate] }, "does not hold its signer's certificate"],
    ['another serial number', { serial: integer(9) }, "does not hold its signer's certificate"],
    ['a serial number that is none', { serial: octets(fill(1, 7)) }, "does not hold its signer's certificate"],
    ['none at all', { certificates: [] }, 'holds no certificate'],
  ])('is missed: %s', (_, spec, message) => {
    expect(refusalOf(() => signs(spec))).toEqual(refusal(message));
  });

  it('that cannot be decoded is passed over', () => {
    const broken = der(TAG.SEQUENCE, integer(1));
    expect(signs({ certificates: [broken, KEY.certificate] })).toEqual([true]);
  });
});

describe('a file', () => {
  const nested = (depth: number): Uint8Array => {
    let bytes = integer(1);
    for (let level = 1; level < depth; level++) bytes = der(TAG.SEQUENCE, bytes);
    return bytes;
  };

  /** The sequence counts too. */
  const values = (count: number): Uint8Array =>
    der(TAG.SEQUENCE, ...Array.from({ length: count - 1 }, () => der(TAG.NULL)));

  it.each([
    ['no DER', utf8('PK'), /^x\.EC is not DER/],
    ['nothing', fill(0), /^x\.EC is not DER/],
    ['cut', file().slice(0, -1), /^x\.EC is not DER/],
    ['of another type', file({ contentInfoType: OID.data }), /is not a PKCS #7 signature/],
    ['a number', integer(1), /does not have the structure/],
    ['empty', der(TAG.SEQUENCE), /is not a PKCS #7 signature/],
    ['a type alone', der(TAG.SEQUENCE, oid(OID.signedData)), /is not a PKCS #7 signature/],
    ['a type and nothing', der(TAG.SEQUENCE, oid(OID.signedData), der(TAG.CONTEXT_0)), /holds no signed data/],
    ['nested too deep', nested(26), /^x\.EC is not DER/],
    ['of too many values', values(20_001), /^x\.EC is not DER/],
  ])('is refused: %s', (_, bytes, message) => {
    expect(refusalOf(() => readPkcs7(bytes, 'x.EC'))).toEqual(['APK_SIGNATURE', expect.stringMatching(message)]);
  });

  it('at its limits of depth and number is read, and is none', () => {
    expect(refusalOf(() => readPkcs7(nested(25), 'x.EC'))).toEqual(refusal('is not a PKCS #7 signature'));
    expect(refusalOf(() => readPkcs7(values(20_000), 'x.EC'))).toEqual(refusal('is not a PKCS #7 signature'));
  });
});
