/** Signatures in what is opened: versions that refuse them, sets, limits, and files without any. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  application,
  dexEntry,
  element,
  int,
  manifest,
  MANIFEST,
  PACKAGE,
  plain,
  READ_SMS,
  uses,
  usesSdk,
} from '../../fixtures/hostile/base.js';
import { buildXml } from '../../fixtures/hostile/axml-writer.js';
import { fill, u32, utf8 } from '../../fixtures/hostile/bytes.js';
import { pair, schemeBlock, signingBlock, type Attribute } from '../../fixtures/hostile/signing-writer.js';
import { buildZip } from '../../fixtures/hostile/zip-writer.js';
import { outcomeOf } from '../../src/audit/outcome.js';
import type { AppFacts } from '../../src/facts/facts.js';
import { openInput } from '../../src/inputs/open-input.js';
import { BLOCK_ID } from '../../src/signing/signing-block.js';
import { newKey, pkcs7, type TestKey } from '../signing/der.js';

const ONE = newKey('one', 1);
const TWO = newKey('two', 2);
const STRIPPED: Attribute = [0xbeeff00d, u32(3)];

const BASE = buildXml({ root: manifest([usesSdk(), uses(READ_SMS), application()]) });
const SPLIT = buildXml({
  root: element(
    'manifest',
    [int('versionCode', 1), plain('package', PACKAGE), plain('split', 'feature')],
    [application()],
  ),
});

interface Spec {
  data?: Uint8Array;
  v2?: { key: TestKey; attributes?: readonly Attribute[] };
  jar?: TestKey;
  pairs?: readonly Uint8Array[];
}

function apk({ data = BASE, v2, jar, pairs = [] }: Spec): Uint8Array {
  const content = utf8('Signature-Version: 1.0\r\n\r\n');
  const files =
    jar === undefined
      ? []
      : [
          { name: 'META-INF/A.SF', data: content },
          { name: 'META-INF/A.EC', data: pkcs7({ key: jar, content }) },
        ];
  const own = v2 === undefined ? [] : [pair(BLOCK_ID.V2, schemeBlock(2, v2.key.certificate, v2.attributes ?? []))];
  const blocks = [...own, ...pairs];
  const entries = [{ name: MANIFEST, data }, dexEntry(), ...files];
  return buildZip(blocks.length === 0 ? { entries } : { entries, beforeDirectory: signingBlock(blocks) });
}

const told = ({ readings }: AppFacts): string[] =>
  readings.map(({ apiRange, error }) =>
    `${apiRange.join('-')} ${error?.code ?? 'accepted'} ${error?.path ?? ''}`.trim(),
  );

describe('an APK', () => {
  it('is refused by the versions that refuse its signature, whoever asks for its identity', () => {
    for (const identity of ['none', 'read'] as const) {
      const facts = openInput(apk({ v2: { key: ONE } }), { identity });
      expect(told(facts)).toEqual(['24-37 accepted', '21-23 APK_SIGNATURE']);
      expect(outcomeOf(facts)).toBe('version-dependent');
    }
  });

  it('is refused for a changed content only where that is verified', () => {
    const bytes = Buffer.from(readFileSync('fixtures/apk/split_base.apk'));
    // The last byte before the signing block: of some entry, and not of its header.
    const end = bytes.indexOf('APK Sig Block 42') + 16;
    const at = end - Number(bytes.readBigUInt64LE(end - 24)) - 9;
    bytes.writeUInt8((bytes[at] ?? 0) ^ 1, at);
    expect(outcomeOf(openInput(bytes, { identity: 'read' }))).not.toBe('refused');
    const facts = openInput(bytes, { identity: 'verify' });
    expect([outcomeOf(facts), facts.error?.code, facts.complete]).toEqual(['refused', 'APK_SIGNATURE', false]);
    expect(facts.identity?.signer?.schemes).toMatchObject({ v2: 'invalid', v3: 'invalid' });
  });

  it('without any signature is read as it will be', () => {
    const facts = openInput(apk({}), { identity: 'verify' });
    expect(told(facts)).toEqual(['21-37 accepted']);
    expect(facts.identity?.signer?.verifiedNote).toEqual({ code: 'UNSIGNED', data: {} });
  });

  it('tells of a JAR signature of another key, where a version audited goes by it', () => {
    const bytes = apk({ jar: ONE, v2: { key: TWO } });
    const data = { older: 'v1', olderSigner: 'CN=one', newer: 'v2', newerSigner: 'CN=two', since: 24 };
    expect(openInput(bytes, {}).identity?.signer?.problems).toEqual([{ code: 'OTHER_SIGNER', data }]);
    expect(openInput(bytes, { apiRange: [24, 37] }).identity?.signer?.problems).toEqual([]);
    expect(openInput(apk({ jar: ONE, v2: { key: ONE } }), {}).identity?.signer?.problems).toEqual([]);
  });

  it('whose signing block is larger than what is read is not judged', () => {
    const facts = openInput(apk({ pairs: [pair(1, fill(16 * 1024 * 1024))] }), { identity: 'read' });
    expect([outcomeOf(facts), facts.error?.code]).toEqual(['incomplete', 'LIMIT_ENTRY']);
  });
});

describe('a set', () => {
  const set = (base: Uint8Array, split: Uint8Array): AppFacts =>
    openInput(
      buildZip({
        entries: [
          { name: 'base.apk', data: base },
          { name: 'split.apk', data: split },
        ],
      }),
      {},
    );

  it('is refused for the signature of each of its APKs', () => {
    const sound = { key: ONE };
    expect(told(set(apk({ v2: sound }), apk({ data: SPLIT, v2: sound })))).toEqual([
      '24-37 accepted',
      '21-23 APK_SIGNATURE',
    ]);
    const stripped = { key: ONE, attributes: [STRIPPED] };
    expect(told(set(apk({ v2: sound, jar: ONE }), apk({ data: SPLIT, v2: stripped })))).toEqual([
      '28-37 APK_SIGNATURE split.apk',
      '24-27 accepted',
      '21-23 APK_SIGNATURE split.apk',
    ]);
  });

  it('without any signature is read as it will be', () => {
    expect(told(set(apk({}), apk({ data: SPLIT })))).toEqual(['21-37 accepted']);
  });
});
