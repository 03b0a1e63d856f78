/** By which signature each Android version goes, and what it refuses, as ApkSignatureVerifier and its helpers do. */
import { describe, expect, it } from 'vitest';
import { apk, baseManifest, dexEntry, MANIFEST } from '../../fixtures/hostile/base.js';
import { concat, fill, u32, u64, utf8 } from '../../fixtures/hostile/bytes.js';
import { buildZip } from '../../fixtures/hostile/zip-writer.js';
import { MemoryByteSource } from '../../src/bytes/byte-source.js';
import { Reading } from '../../src/bytes/reading.js';
import { ApkSignatures } from '../../src/signing/apk-signatures.js';
import { MAX_SIGNERS } from '../../src/signing/scheme-signers.js';
import { SCHEMES } from '../../src/signing/schemes.js';
import { BLOCK_ID } from '../../src/signing/signing-block.js';
import { ArchiveFile } from '../../src/zip/archive-file.js';
import {
  pair,
  prefixed,
  proofOfRotation,
  schemeBlock,
  signerRecord,
  signingBlock,
  type Attribute,
  type BlockOptions,
} from './blocks.js';
import { newKey, newPostQuantumKey, pkcs7, type TestKey } from './der.js';

const ONE = newKey('one', 1);
const TWO = newKey('two', 2);
const PQC = newPostQuantumKey('pqc');
const MAX = 0x7fffffff;
const ROTATION_MIN = 0x559f8b02;
const DEVELOPMENT = 0xc2a6b3ba;
const HYBRID_MIN = 0xbf940529;
const HYBRID_MAX = 0x9f06b79c;
const STRIPPING = 0xbeeff00d;

/** The base app around a signing block. */
function signed(...pairs: readonly Uint8Array[]): Uint8Array {
  return apk({}, { beforeDirectory: signingBlock(pairs) });
}

function signaturesOf(bytes: Uint8Array): ApkSignatures {
  const reading = new Reading(37);
  return new ApkSignatures(new ArchiveFile(new MemoryByteSource(bytes)).as(reading), { verify: false }, reading);
}

/** What each stretch of versions from 21 on does: the scheme it goes by, then why it refuses it. */
function verdicts(bytes: Uint8Array, targetSdk: number | null = null): string[] {
  const signatures = signaturesOf(bytes);
  const stretches: { from: number; to: number; told: string }[] = [];
  for (let api = 21; api <= 37; api++) {
    const { scheme, error } = signatures.on(api, targetSdk);
    const data = error?.told.data as
      { problem: string; cause?: { code: string; data: { fault?: string } } } | undefined;
    const cause = data?.cause === undefined ? data?.problem : [data.cause.code, data.cause.data.fault].join(' ').trim();
    const told = [scheme, cause].filter((part) => part != null).join(' ');
    const last = stretches.at(-1);
    if (last?.told === told) last.to = api;
    else stretches.push({ from: api, to: api, told });
  }
  return stretches.map(({ from, to, told }) => `${from}-${to} ${told}`);
}

const v2 = (key: TestKey = ONE, attributes: readonly Attribute[] = [], options: BlockOptions = {}): Uint8Array =>
  pair(BLOCK_ID.V2, schemeBlock(2, key.certificate, attributes, options));

interface SignerSpec extends BlockOptions {
  key?: TestKey;
  attributes?: readonly Attribute[];
}

/** One signer of v3 or newer, sound unless told otherwise. */
const one = ({ key = ONE, attributes = [], ...options }: SignerSpec = {}): Uint8Array =>
  signerRecord(3, key.certificate, attributes, {
    publicKey: key.publicKey,
    algorithms: [key === PQC ? 0x0501 : 0x0201],
    ...options,
  });
const block = (id: number, ...signers: readonly Uint8Array[]): Uint8Array => pair(id, prefixed(...signers));
const v3 = (...signers: readonly Uint8Array[]): Uint8Array => block(BLOCK_ID.V3, ...signers);
const v31 = (...signers: readonly Uint8Array[]): Uint8Array => block(BLOCK_ID.V31, ...signers);
const v32 = (...signers: readonly Uint8Array[]): Uint8Array => block(BLOCK_ID.V32, ...signers);
const number = (id: number, value: number): Attribute => [id, u32(value)];

describe('the scheme of a version', () => {
  it('is the newest it reads, and none older helps', () => {
    expect(verdicts(signed(v2()))).toEqual(['21-23 noneForVersion', '24-37 v2']);
    expect(verdicts(signed(v3(one())))).toEqual(['21-27 noneForVersion', '28-37 v3']);
    expect(verdicts(signed(v2(), v3(one())))).toEqual(['21-23 noneForVersion', '24-27 v2', '28-37 v3']);
    const all = signed(
      v32(one({ range: [37, MAX] }), one({ key: PQC, range: [37, MAX] })),
      v31(one()),
      v3(one()),
      v2(),
    );
    expect(verdicts(all)).toEqual(['21-23 noneForVersion', '24-27 v2', '28-32 v3', '33-36 v3.1', '37-37 v3.2']);
    const broken = signed(v2(), v3(one({ algorithms: [0x0999] })));
    expect(verdicts(broken)).toEqual(['21-23 noneForVersion', '24-27 v2', '28-37 v3 NO_ALGORITHM']);
  });

  it('is none in a file without signatures, which is told apart', () => {
    expect(signaturesOf(apk()).isUnsigned).toBe(true);
    expect(signaturesOf(signed()).isUnsigned).toBe(true);
    expect(signaturesOf(signed(v2())).isUnsigned).toBe(false);
  });

  it('is none behind bytes or a ZIP64 record that hide the block', () => {
    expect(verdicts(apk({}, { beforeDirectory: signingBlock([v2()]), gap: fill(1) }))).toEqual([
      '21-37 noneForVersion',
    ]);
    expect(verdicts(apk({}, { beforeDirectory: signingBlock([v2()]), zip64: {} }))).toEqual(['21-37 noneForVersion']);
  });

  it('is found before a pair that runs past the end, not behind it', () => {
    const cut = pair(1, utf8('abc'), 100);
    expect(verdicts(signed(v2(), cut))).toEqual(['21-23 noneForVersion', '24-37 v2']);
    expect(verdicts(signed(cut, v2()))).toEqual(['21-37 pair']);
  });
});

describe('v2', () => {
  const many = (count: number): Uint8Array =>
    pair(BLOCK_ID.V2, prefixed(...Array.from({ length: count }, () => signerRecord(2, ONE.certificate, []))));

  it('has signers, from Android 14 on ten at most', () => {
    expect(verdicts(signed(many(0)))[1]).toBe('24-37 v2 NO_SIGNER');
    expect(verdicts(signed(many(10)))[1]).toBe('24-37 v2');
    expect(verdicts(signed(many(11))).slice(1)).toEqual(['24-33 v2', '34-37 v2 TOO_MANY']);
    expect(verdicts(signed(many(100)))[1]).toBe('24-33 v2');
    expect(verdicts(signed(many(101)))[1]).toBe('24-33 v2 signers');
  });

  it('has no more signers read than it may have, and all counted', () => {
    const entries = signaturesOf(signed(many(5000))).entriesOf(SCHEMES.find(({ name }) => name === 'v2')!);
    expect(entries).toHaveLength(MAX_SIGNERS + 1);
    expect(entries.at(-1)?.signer).toMatchObject({
      told: { code: 'LIMIT_ENTRY', data: { problem: 'signers', count: 5000, limit: MAX_SIGNERS } },
    });
  });

  it('whose signers state different digests', () => {
    const records = [utf8('a'), utf8('b')].map((digest) => signerRecord(2, ONE.certificate, [], { digest }));
    expect(verdicts(signed(pair(BLOCK_ID.V2, prefixed(...records))))[1]).toBe('24-37 v2 DIGESTS_DIFFER');
  });

  it('has attributes since Android 9', () => {
    const stripped = v2(ONE, [[STRIPPING, u32(3)]]);
    expect(verdicts(signed(stripped)).slice(1)).toEqual(['24-27 v2', '28-37 v2 STRIPPED']);
    expect(verdicts(signed(stripped, v3(one()))).slice(1)).toEqual(['24-27 v2', '28-37 v3']);
    for (const rawAttributes of [fill(0), prefixed(fill(3)), prefixed(prefixed(fill(3)))]) {
      expect(verdicts(signed(v2(ONE, [], { rawAttributes }))).slice(1)).toEqual(['24-27 v2', '28-37 v2 cut']);
    }
  });

  it('knows verity since Android 9, and its length', () => {
    const verity = (size: number): Uint8Array =>
      signed(v2(ONE, [], { algorithms: [0x0423], digest: concat(fill(32), u64(size)) }));
    const { length } = apk();
    expect(verdicts(verity(length)).slice(1)).toEqual(['24-27 v2 NO_ALGORITHM', '28-37 v2']);
    expect(verdicts(verity(length + 1)).slice(1)).toEqual(['24-27 v2 NO_ALGORITHM', '28-37 v2 CONTENT']);
    // Beside another algorithm it decides since then.
    const both = { algorithms: [0x0201, 0x0423], digest: utf8('too short') };
    expect(verdicts(signed(v2(ONE, [], both))).slice(1)).toEqual(['24-27 v2', '28-37 v2 CONTENT']);
  });

  it.each<[string, BlockOptions]>([
    ['OTHER_KEY', { publicKey: TWO.publicKey }],
    ['PUBLIC_KEY', { publicKey: utf8('none') }],
    ['SIGNATURE', { algorithms: [0x0103] }],
    ['ALGORITHMS', { algorithms: [0x0201], digests: [0x0201, 0x0202] }],
    ['ALGORITHMS', { algorithms: [0x0201, 0x0202], digests: [0x0202] }],
    ['NO_ALGORITHM', { algorithms: [] }],
  ])('that does not fit by itself: %s', (code, options) => {
    expect(verdicts(signed(v2(ONE, [], options)))[1]).toBe(`24-37 v2 ${code}`);
  });
});

describe('v3', () => {
  it('has one signer for each version, and looks at no other', () => {
    const until = one({ range: [28, 32] });
    expect(verdicts(signed(v3(until, one({ key: TWO, range: [33, MAX] }))))[1]).toBe('28-37 v3');
    expect(verdicts(signed(v3(until, one({ key: TWO, range: [32, MAX] }))))).toEqual([
      '21-27 noneForVersion',
      '28-31 v3',
      '32-32 v3 SIGNERS',
      '33-37 v3',
    ]);
    expect(verdicts(signed(v3(until, one({ range: [34, MAX] }))))).toEqual([
      '21-27 noneForVersion',
      '28-32 v3',
      '33-33 v3 NO_SIGNER',
      '34-37 v3',
    ]);
    const broken = one({ range: [28, 30], algorithms: [0x0999] });
    expect(verdicts(signed(v3(broken, one({ range: [31, MAX] })))).slice(1)).toEqual([
      '28-30 v3 NO_ALGORITHM',
      '31-37 v3',
    ]);
    // Cut behind its range: those it is for cannot read it. Cut before: nobody can.
    const record = (bytes: Uint8Array): Uint8Array => prefixed(bytes);
    const head = concat(prefixed(), u32(28), u32(30));
    expect(verdicts(signed(v3(record(head), one({ range: [31, MAX] })))).slice(1)).toEqual([
      '28-30 v3 cut',
      '31-37 v3',
    ]);
    expect(verdicts(signed(v3(record(head.slice(0, 6)), one())))[1]).toBe('28-37 v3 cut');
    expect(verdicts(signed(v3(one(), fill(3))))[1]).toBe('28-37 v3 cut');
    expect(verdicts(signed(v3()))[1]).toBe('28-37 v3 NO_SIGNER');
  });

  it('states its versions twice', () => {
    expect(verdicts(signed(v3(one({ range: [28, MAX], signedRange: [24, MAX] }))))[1]).toBe('28-37 v3 VERSION_RANGE');
    expect(verdicts(signed(v3(one({ range: [28, MAX], signedRange: [28, 40] }))))[1]).toBe('28-37 v3 VERSION_RANGE');
    // The numbers are signed ones.
    expect(verdicts(signed(v3(one({ range: [28, 0xffffffff] }))))[1]).toBe('28-37 v3 NO_SIGNER');
  });

  it('takes no post-quantum key alone', () => {
    expect(verdicts(signed(v3(one({ key: PQC })))).slice(1)).toEqual(['28-36 v3 NO_ALGORITHM', '37-37 v3 PQC_ALONE']);
    expect(verdicts(signed(v3(one({ range: [28, 36] }), one({ key: PQC, range: [37, MAX] }))))[2]).toBe(
      '37-37 v3 PQC_ALONE',
    );
  });
});

describe('v3.1', () => {
  const later = (min: number, attributes: readonly Attribute[] = []): Uint8Array =>
    v31(one({ key: TWO, range: [min, MAX], attributes }));

  it.each<[number | null, number, string[]]>([
    [35, 35, ['28-34 v3', '35-37 v3.1']],
    [35, 34, ['28-32 v3', '33-34 v3 OTHER_RANGE', '35-37 v3.1']],
    [35, 36, ['28-32 v3', '33-34 v3 OTHER_RANGE', '35-37 v3.1']],
    [33, 35, ['28-32 v3', '33-37 v3.1']],
    [null, 35, ['28-32 v3', '33-37 v3 STRIPPED']],
  ])('from API %s on, where v3 says from %i on', (min, stated, expected) => {
    const older = v3(one({ attributes: [number(ROTATION_MIN, stated)] }));
    expect(verdicts(signed(older, ...(min === null ? [] : [later(min)]))).slice(1)).toEqual(expected);
  });

  it('the value may not be cut', () => {
    const cut = v3(one({ attributes: [[ROTATION_MIN, fill(3)]] }));
    expect(verdicts(signed(cut, later(35)))[2]).toBe('33-34 v3 STRIPPED');
  });

  it('the lowest of several ranges counts', () => {
    const two = v31(one({ range: [36, MAX] }), one({ key: TWO, range: [34, 35] }));
    expect(verdicts(signed(v3(one({ attributes: [number(ROTATION_MIN, 34)] })), two)).slice(1)).toEqual([
      '28-33 v3',
      '34-37 v3.1',
    ]);
  });

  it('for a release in development is not for the release of that number, since Android 14', () => {
    const development: Attribute[] = [[DEVELOPMENT, fill(0)]];
    const older = v3(one({ attributes: [number(ROTATION_MIN, 35)] }));
    expect(verdicts(signed(older, later(35, development))).slice(1)).toEqual(['28-35 v3', '36-37 v3.1']);
    const since33 = v3(one({ attributes: [number(ROTATION_MIN, 33)] }));
    expect(verdicts(signed(since33, later(33, development))).slice(1)).toEqual(['28-32 v3', '33-37 v3.1']);
    // Android 17 takes it beside one for the release before.
    const both = v31(one({ range: [33, MAX] }), one({ key: TWO, range: [36, MAX], attributes: development }));
    expect(verdicts(signed(v3(one()), both)).slice(1)).toEqual(['28-32 v3', '33-37 v3.1']);
    const alike = v31(one({ range: [33, MAX] }), one({ key: TWO, range: [36, MAX] }));
    expect(verdicts(signed(v3(one()), alike)).slice(1)).toEqual(['28-32 v3', '33-35 v3.1', '36-37 v3.1 SIGNERS']);
  });

  it('without a v3 block counts where it is for the version', () => {
    expect(verdicts(signed(later(35)))).toEqual(['21-34 noneForVersion', '35-37 v3.1']);
    expect(verdicts(signed(v2(), later(35)))).toEqual(['21-23 noneForVersion', '24-34 v2', '35-37 v3.1']);
  });
});

describe('v3.2', () => {
  const range = [37, MAX] as const;
  const future = [38, 40] as const;
  const hybrid = (...signers: readonly Uint8Array[]): string | undefined =>
    verdicts(signed(v3(one()), v32(...signers))).at(-1);

  it.each<[string, readonly Uint8Array[], string]>([
    ['a classical and a post-quantum key', [one({ range }), one({ key: PQC, range })], '37-37 v3.2'],
    ['in the other order', [one({ key: PQC, range }), one({ range })], '37-37 v3.2'],
    ['one signer', [one({ range })], '37-37 v3.2 HYBRID count'],
    ['three signers', [one({ range }), one({ key: PQC, range }), one({ range })], '37-37 v3.2 SIGNERS'],
    ['two classical keys', [one({ range }), one({ key: TWO, range })], '37-37 v3.2 HYBRID keys'],
    ['two post-quantum keys', [one({ key: PQC, range }), one({ key: PQC, range })], '37-37 v3.2 HYBRID keys'],
    ['two ranges', [one({ range }), one({ key: PQC, range: [36, MAX] })], '37-37 v3.2 HYBRID range'],
    ['two ranges to come', [one({ range: future }), one({ key: PQC, range: [38, 41] })], '37-37 v3.2 HYBRID range'],
    ['nobody', [], '28-37 v3'],
    ['later versions', [one({ range: future }), one({ key: PQC, range: future })], '28-37 v3'],
  ])('%s', (_, signers, expected) => {
    expect(hybrid(...signers)).toBe(expected);
  });

  it('has one history', () => {
    const ROTATION = 0x3ba06f8c;
    const proof = (key: TestKey): Attribute => [ROTATION, proofOfRotation([{ key: TWO }, { key }])];
    const classical = one({ range, attributes: [proof(ONE)] });
    expect(hybrid(classical, one({ key: PQC, range, attributes: [proof(PQC)] }))).toBe('37-37 v3.2');
    expect(hybrid(classical, one({ key: PQC, range }))).toBe('37-37 v3.2 HYBRID history');
    const other: Attribute = [ROTATION, proofOfRotation([{ key: newKey('three') }, { key: PQC }])];
    expect(hybrid(classical, one({ key: PQC, range, attributes: [other] }))).toBe('37-37 v3.2 HYBRID history');
  });

  it.each<[string, readonly Attribute[], boolean, string]>([
    ['the same versions', [number(HYBRID_MIN, 38), number(HYBRID_MAX, 40)], true, '28-37 v3'],
    ['the same first version', [number(HYBRID_MIN, 38)], true, '28-37 v3'],
    ['another first version', [number(HYBRID_MIN, 37)], true, '37-37 v3 OTHER_RANGE'],
    ['another last version', [number(HYBRID_MIN, 38), number(HYBRID_MAX, 41)], true, '37-37 v3 OTHER_RANGE'],
    ['a last version alone', [number(HYBRID_MAX, 40)], true, '37-37 v3 STRIPPED'],
    ['a value that is cut', [[HYBRID_MIN, fill(3)]], true, '37-37 v3 STRIPPED'],
    ['versions, but the block is gone', [number(HYBRID_MIN, 38)], false, '37-37 v3 STRIPPED'],
  ])('v3 names %s', (_, attributes, isThere, expected) => {
    const newer = isThere ? [v32(one({ range: future }), one({ key: PQC, range: future }))] : [];
    expect(verdicts(signed(v3(one({ attributes })), ...newer)).at(-1)).toBe(expected);
  });
});

describe('JAR signatures', () => {
  const sf = (list: string | null): string =>
    `Signature-Version: 1.0\r\n${list === null ? '' : `X-Android-APK-Signed: ${list}\r\n`}\r\n`;

  function jar(names: readonly string[] = ['CERT'], list: string | null = null, pairs: readonly Uint8Array[] = []) {
    const files = names.flatMap((name): [string, Uint8Array][] => {
      const content = utf8(sf(list));
      const [base = '', type = 'EC', file = 'SF'] = name.split('|');
      return [
        [`META-INF/${base}.${file}`, content],
        [`META-INF/${base}.${type}`, pkcs7({ key: ONE, content })],
      ];
    });
    const entries = [
      { name: MANIFEST, data: baseManifest() },
      dexEntry(),
      ...files.map(([name, data]) => ({ name, data })),
    ];
    return buildZip(pairs.length === 0 ? { entries } : { entries, beforeDirectory: signingBlock(pairs) });
  }

  it('are for every version, but for apps built for Android 11 and newer', () => {
    expect(verdicts(jar())).toEqual(['21-37 v1']);
    expect(verdicts(jar(), 29)).toEqual(['21-37 v1']);
    expect(verdicts(jar(), 30)).toEqual(['21-29 v1', '30-37 needsV2']);
    expect(verdicts(jar(['CERT'], null, [v2()]), 34)).toEqual(['21-23 v1', '24-37 v2']);
  });

  it.each<[string | null, string[]]>([
    ['2', ['21-23 v1', '24-37 v1 JAR_STRIPPED']],
    ['3', ['21-27 v1', '28-37 v1 JAR_STRIPPED']],
    ['3, 2', ['21-23 v1', '24-37 v1 JAR_STRIPPED']],
    ['4', ['21-37 v1']],
    [null, ['21-37 v1']],
  ])('that name newer schemes: %s', (list, expected) => {
    expect(verdicts(jar(['CERT'], list))).toEqual(expected);
  });

  it('with the newer scheme there, their word counts for none', () => {
    expect(verdicts(jar(['CERT'], '2', [v2()]))).toEqual(['21-23 v1', '24-37 v2']);
    expect(verdicts(jar(['CERT'], '3', [v3(one())]))).toEqual(['21-27 v1', '28-37 v3']);
  });

  it('are found whatever the case of their names, and in folders', () => {
    for (const name of ['cert|ec|sf', 'Cert|Rsa|Sf', 'CERT|DSA|sf', 'a/B|EC|SF']) {
      expect(verdicts(jar([name]))).toEqual(['21-37 v1']);
    }
    expect(signaturesOf(jar(['CERT|EC|TXT'])).isUnsigned).toBe(true);
    expect(signaturesOf(jar(['CERT|TXT|SF'])).isUnsigned).toBe(true);
  });

  it('are ten at most, from Android 14 on', () => {
    const names = (count: number): string[] => Array.from({ length: count }, (_, at) => `C${at}`);
    expect(verdicts(jar(names(10)))).toEqual(['21-37 v1']);
    expect(verdicts(jar(names(11)))).toEqual(['21-33 v1', '34-37 v1 TOO_MANY']);
  });

  it('that cannot be read are refused by all that go by them', () => {
    const entries = [
      { name: MANIFEST, data: baseManifest() },
      { name: 'META-INF/CERT.SF', data: utf8(sf(null)) },
      { name: 'META-INF/CERT.EC', data: utf8('no DER') },
    ];
    expect(verdicts(buildZip({ entries }))).toEqual(['21-37 v1 notDer']);
    expect(verdicts(buildZip({ entries, beforeDirectory: signingBlock([v2()]) }))).toEqual([
      '21-23 v1 notDer',
      '24-37 v2',
    ]);
  });
});
