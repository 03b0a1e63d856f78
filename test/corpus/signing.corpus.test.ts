/** Google's own test APKs for apksigner: each name says what is wrong with the file. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MemoryByteSource } from '../../src/bytes/byte-source.js';
import { Reading } from '../../src/bytes/reading.js';
import { readSigner } from '../../src/signing/signer.js';
import type { Signer } from '../../src/facts/facts.js';
import { ArchiveFile } from '../../src/zip/archive-file.js';
import { hasShared, SHARED } from './shared.js';

const PART = 'corpus/apks/androguard+androguard';
const FOLDER = join(SHARED, PART);
const names = hasShared(PART) ? readdirSync(FOLDER).filter((name) => name.includes('apksig__')) : [];

/** v2 and newer that apksigner rejects, by what the name says. */
const BROKEN =
  /mismatch|does-not-verify|broken|no-certs|no-sig|no-supported-sig|truncated|wrong|garbage|stripped|invalid/;

function signerOf(name: string): Signer {
  const source = new MemoryByteSource(readFileSync(join(FOLDER, name)));
  return readSigner(new ArchiveFile(source), { verify: true }, new Reading(34));
}

function select(pattern: RegExp): string[] {
  return names.filter((name) => pattern.test(name) && !/max-sized-eocd|empty|nul-in-entry/.test(name));
}

describe.skipIf(names.length === 0)('apksigner test files', () => {
  it.each(select(/__(?:v2|v3)-only|golden-.*v[23].*out/).filter((name) => !BROKEN.test(name)))(
    '%s verifies',
    (name) => {
      const { schemes, problems } = signerOf(name);
      expect([schemes.v2, schemes.v3]).toContain('verified');
      expect(problems).toEqual([]);
    },
  );

  it.each(select(/__(?:v2|v3)-only/).filter((name) => BROKEN.test(name)))('%s does not', (name) => {
    const { schemes } = signerOf(name);
    expect([schemes.v2, schemes.v3]).not.toContain('verified');
  });

  it.each(select(/__v1-only-with-(?:rsa|dsa(?!-sha(?:384|512))|ecdsa)/))(
    '%s verifies, by its one certificate',
    (name) => {
      const { schemes, certificates } = signerOf(name);
      expect(schemes).toEqual({ v1: 'verified', v2: 'absent', v3: 'absent', v31: 'absent' });
      expect(certificates).toHaveLength(1);
    },
  );

  it.each(select(/__v1-only-with-dsa-sha(?:384|512)/))('%s is of algorithms that no Android knows', (name) => {
    const { schemes, problems } = signerOf(name);
    expect(schemes.v1).toBe('invalid');
    expect(problems).toMatchObject([{ code: 'SCHEME', data: { problem: { code: 'JAR_ALGORITHM' } } }]);
  });

  it.each(select(/__v1-only-with-signed-attrs-(?!.*-wrong-.*-good).*(?:content-type|missing-digest|multiple-good)/))(
    '%s does not verify',
    (name) => {
      expect(signerOf(name).schemes.v1).toBe('invalid');
    },
  );
});
