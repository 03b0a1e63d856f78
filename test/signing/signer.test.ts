import JSZip from 'jszip';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MemoryByteSource } from '../../src/bytes/byte-source.js';
import { PermauditError } from '../../src/bytes/errors.js';
import { Reading } from '../../src/bytes/reading.js';
import { readSigner } from '../../src/signing/signer.js';
import type { Signer } from '../../src/facts/facts.js';
import { readLineage } from '../../src/signing/lineage.js';
import { verityDigest } from '../../src/signing/content-digest.js';
import { readSigners } from '../../src/signing/scheme-signers.js';
import { BLOCK_ID, readSigningBlock } from '../../src/signing/signing-block.js';
import { ZipArchive } from '../../src/zip/archive.js';
import { ENGLISH } from '../../src/words/messages.js';
import { ArchiveFile } from '../../src/zip/archive-file.js';

const APK = readFileSync('fixtures/apk/split_base.apk');
const OTHER = readFileSync('fixtures/inputs/files/split-other-signer.apk');
const BUNDLE = readFileSync('fixtures/inputs/files/signed.aab');

/** `apksigner verify -v --print-certs --min-sdk-version 24` 31.0.2, run once by hand. */
const APKSIGNER = {
  fixture: {
    dn: 'CN=permaudit test fixtures, OU=not a release key',
    sha256: '5c74c70feae7f33a9700e2c1741fdd2a094b9b4c8eb61bb7f3481cd46f9280a7',
  },
  other: {
    dn: 'CN=Permaudit other test key, O=Nobody',
    sha256: '1230930e15eb9d1803bfe535b1df376f7dc6b4985b57ba88f007c4bc92c8e0ce',
  },
};

function signerOf(bytes: Uint8Array, verify = true): Signer {
  return readSigner(new ArchiveFile(new MemoryByteSource(bytes)), { verify }, new Reading(37));
}

/** Where the APK Signing Block of a fixture starts and ends. */
function blockOf(bytes: Buffer): { start: number; end: number } {
  const end = bytes.indexOf('APK Sig Block 42') + 16;
  return { start: end - Number(bytes.readBigUInt64LE(end - 24)) - 8, end };
}

describe('the certificates', () => {
  it.each([
    ['RSA', APK, APKSIGNER.fixture],
    ['EC', OTHER, APKSIGNER.other],
    ['JAR signature of a bundle', BUNDLE, APKSIGNER.fixture],
  ])('%s: those apksigner prints', (_, bytes, expected) => {
    const { certificates, problems } = signerOf(bytes);
    expect(problems).toEqual([]);
    expect(certificates).toMatchObject([{ sha256: expected.sha256, subject: expected.dn, issuer: expected.dn }]);
  });

  it('with serial number and validity', () => {
    expect(signerOf(OTHER).certificates[0]).toMatchObject({
      serial: 'a00d161fa1898cf6',
      notBefore: '2026-11-24T00:17:45Z',
      notAfter: '2081-08-27T00:17:45Z',
    });
  });
});

describe('verified or only read', () => {
  it('says which', () => {
    expect(signerOf(APK).schemes).toEqual({ v1: 'present', v2: 'verified', v3: 'verified', v31: 'absent' });
    expect(ENGLISH.signature(signerOf(APK))).toMatch(/v3, v2: verified .*v1: not looked at/);
    expect(signerOf(APK, false).schemes).toEqual({ v1: 'present', v2: 'present', v3: 'present', v31: 'absent' });
    expect(ENGLISH.signature(signerOf(APK, false))).toContain('not verified');
    expect(signerOf(BUNDLE).schemes).toEqual({ v1: 'verified', v2: 'absent', v3: 'absent', v31: 'absent' });
    expect(signerOf(BUNDLE, false).schemes.v1).toBe('present');
  });

  it('an archive without any', () => {
    const signer = signerOf(readFileSync('fixtures/inputs/files/base-only.aab'));
    const { schemes, certificates } = signer;
    expect(schemes).toEqual({ v1: 'absent', v2: 'absent', v3: 'absent', v31: 'absent' });
    expect(certificates).toEqual([]);
    expect(ENGLISH.signature(signer)).toBe('the file carries no signature: no device installs it as it is');
  });
});

describe('a JAR signature', () => {
  const jar = readFileSync('fixtures/inputs/files/jar-signed.apk');

  it('verifies down to every entry', () => {
    const { schemes, problems, certificates } = signerOf(jar);
    expect([schemes.v1, problems]).toEqual(['verified', []]);
    expect(certificates[0]?.sha256).toBe(APKSIGNER.fixture.sha256);
  });

  it.each([
    ['an entry', 'AndroidManifest.xml', 'entries are not as they were signed: AndroidManifest.xml'],
    ['the manifest', 'META-INF/MANIFEST.MF', 'does not fit META-INF/MANIFEST.MF'],
    ['the signature file', 'META-INF/FIXTURE.SF', 'does not sign'],
  ])('fails when %s is changed', async (_, name, problem) => {
    const zip = await JSZip.loadAsync(jar);
    const bytes = Buffer.from(await zip.file(name)!.async('uint8array'));
    const changed = name.endsWith('.xml')
      ? Buffer.concat([bytes, Buffer.from([0])])
      : Buffer.from(
          bytes
            .toString('latin1')
            .replace(
              /(SHA1?-?\d*-Digest\S*: )(.)/,
              (_all, key: string, first: string) => key + (first === 'A' ? 'B' : 'A'),
            ),
          'latin1',
        );
    expect(changed.equals(bytes)).toBe(false);
    zip.file(name, changed);
    const { schemes, problems } = signerOf(await zip.generateAsync({ type: 'uint8array' }));
    expect(schemes.v1).toBe('invalid');
    expect(ENGLISH.signerProblems({ problems }).join()).toContain(problem);
  });

  it('fails when an entry is added, and when one is left', async () => {
    const zip = await JSZip.loadAsync(jar);
    zip.file('assets/new.txt', 'new');
    zip.file('META-INF/free.txt', 'not signed by anybody');
    const { schemes, problems } = signerOf(await zip.generateAsync({ type: 'uint8array' }));
    expect([schemes.v1, ENGLISH.signerProblems({ problems })]).toEqual([
      'invalid',
      ['v1: entries are not as they were signed: assets/new.txt'],
    ]);
  });

  it('that tells of a newer one which is gone, is void', async () => {
    const zip = await JSZip.loadAsync(APK);
    const { schemes, problems } = signerOf(await zip.generateAsync({ type: 'uint8array' }));
    expect(schemes).toEqual({ v1: 'invalid', v2: 'absent', v3: 'absent', v31: 'absent' });
    expect(ENGLISH.signerProblems({ problems }).join()).toContain('newer signature belongs to it, which was removed');
  });
});

describe('a proof of rotation', () => {
  const rotated = readFileSync('fixtures/inputs/files/rotated.apk');

  it('gives the keys the app had, oldest first', () => {
    const { schemes, certificates, lineage, problems } = signerOf(rotated);
    expect([schemes.v2, schemes.v3, problems]).toEqual(['verified', 'verified', []]);
    expect(certificates.map(({ sha256 }) => sha256)).toEqual([APKSIGNER.other.sha256]);
    expect(lineage?.map(({ sha256 }) => sha256)).toEqual([APKSIGNER.fixture.sha256, APKSIGNER.other.sha256]);
    expect(signerOf(APK)).not.toHaveProperty('lineage');
  });

  it('is checked step by step', () => {
    const block = readSigningBlock(
      new MemoryByteSource(rotated),
      ZipArchive.open(new MemoryByteSource(rotated), new Reading(37)).directory,
    );
    const [signer] = readSigners(block!.values.get(BLOCK_ID.V3)!, 3);
    const attribute = Buffer.from(signer!.attributes.get(0x3ba06f8c)![0]!);
    expect(readLineage(signer!)?.problems).toEqual([]);
    let told = 0;
    for (let at = 4; at < attribute.length; at++) {
      const copy = Buffer.from(attribute);
      copy[at] = (copy[at] ?? 0) ^ 0xff;
      try {
        const lineage = readLineage({ ...signer!, attributes: new Map([[0x3ba06f8c, [copy]]]) });
        if ((lineage?.problems ?? []).length > 0) told++;
      } catch (error) {
        if (!(error instanceof PermauditError)) throw error;
        told++;
      }
    }
    // What an old key may still do (its flags) and the first step's own signature are signed by nobody.
    expect(told).toBeGreaterThan(attribute.length / 2);
    expect(readLineage({ ...signer!, certificates: [] })?.problems.map(({ code }) => code)).toContain('ROTATION_END');
  });
});

describe('the fs-verity digest', () => {
  const verity = readFileSync('fixtures/inputs/files/split-verity.apk');

  it('verifies, and fails when a byte changed', () => {
    expect(signerOf(verity).schemes).toEqual({ v1: 'absent', v2: 'verified', v3: 'verified', v31: 'absent' });
    const copy = Buffer.from(verity);
    copy[100] = (copy[100] ?? 0) ^ 1;
    expect(signerOf(copy).schemes).toMatchObject({ v2: 'invalid', v3: 'invalid' });
  });

  it('is the one that decides', () => {
    const source = new MemoryByteSource(verity);
    const { directory } = ZipArchive.open(source, new Reading(37));
    const block = readSigningBlock(source, directory);
    const [signer] = readSigners(block!.values.get(BLOCK_ID.V2)!, 2);
    const stated = signer!.digests.find(({ id }) => id === 0x0421);
    expect([...verityDigest(source, directory, block!.offset)]).toEqual([...stated!.bytes!]);
  });
});

describe('tampering', () => {
  const block = blockOf(APK);

  it('one byte of the content makes every scheme invalid', () => {
    const copy = Buffer.from(APK);
    const at = block.start - 1;
    copy[at] = (copy[at] ?? 0) ^ 1;
    expect(signerOf(copy).schemes).toMatchObject({ v2: 'invalid', v3: 'invalid' });
    expect(ENGLISH.signerProblems(signerOf(copy)).join()).toContain('changed after signing');
    expect(signerOf(copy, false).schemes).toMatchObject({ v2: 'present', v3: 'present' });
  });

  it('a removed v3 signature is noticed without verifying anything', () => {
    const copy = Buffer.from(APK);
    copy.writeUInt32LE(0x12345678, copy.indexOf(Buffer.from('c06853f0', 'hex'), block.start));
    const { schemes, problems } = signerOf(copy, false);
    expect(schemes).toMatchObject({ v2: 'invalid', v3: 'absent' });
    expect(ENGLISH.signerProblems({ problems }).join()).toContain('v3 signature');
  });

  it('every byte of the block: told, or harmless; never an exception, never verified when the signed part changed', () => {
    let invalid = 0;
    for (let at = block.start; at < block.end; at += 7) {
      const copy = Buffer.from(APK);
      copy[at] = (copy[at] ?? 0) ^ 0xff;
      const { schemes } = signerOf(copy);
      if (schemes.v2 !== 'verified' || schemes.v3 !== 'verified') invalid++;
    }
    expect(invalid).toBeGreaterThan(100);
  });

  it('a damaged JAR signature is a problem, not an exception', () => {
    const text = BUNDLE.indexOf('META-INF/FIXTURE.RSA');
    for (let at = text + 20; at < text + 1200 && at < BUNDLE.length; at += 3) {
      const copy = Buffer.from(BUNDLE);
      copy[at] = (copy[at] ?? 0) ^ 0xff;
      try {
        expect(['present', 'verified', 'invalid', 'absent']).toContain(signerOf(copy).schemes.v1);
      } catch (error) {
        if (!(error instanceof PermauditError)) throw error;
      }
    }
  });
});
