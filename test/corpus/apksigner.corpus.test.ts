/**
 * Every APK of the corpus, beside `apksigner verify --print-certs`: where apksigner verifies a file, so does permaudit, by
 * the same certificates; what apksigner rejects is verified only for a reason that is known.
 */
import { execFile, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readSigner } from '../../src/signing/signer.js';
import type { Signer } from '../../src/facts/facts.js';
import { FileByteSource } from '../../src/bytes/byte-source.js';
import { PermauditError } from '../../src/bytes/errors.js';
import { NEWEST_API } from '../../src/bytes/api-range.js';
import { Reading } from '../../src/bytes/reading.js';
import { openApk } from '../../src/inputs/open-apk.js';
import { ArchiveFile } from '../../src/zip/archive-file.js';
import { hasShared, SHARED } from './shared.js';

const PART = 'corpus/apks';
const hasTool = spawnSync('apksigner', ['--version']).status === 0;
const run = promisify(execFile);

const files =
  hasShared(PART) && hasTool
    ? readdirSync(join(SHARED, PART)).flatMap((folder) =>
        readdirSync(join(SHARED, PART, folder))
          .filter((name) => name.endsWith('.apk'))
          .map((name) => join(folder, name)),
      )
    : [];

/** What apksigner rejects for other reasons than the signature, or cannot do: what it says of it. */
const OTHER_REASONS =
  /Missing AndroidManifest\.xml|Failed to read AndroidManifest\.xml|target sandbox version|Target SDK version|with DSA which is not supported|NoSuchAlgorithmException/;
/** Methods and names that Android's ZIP reader takes otherwise than apksigner's, or refuses. */
const READ_OTHERWISE = /nul-in-entry-name/;

function oursOf(path: string): Signer | null {
  const source = new FileByteSource(path);
  try {
    return readSigner(new ArchiveFile(source), { verify: true }, new Reading(34));
  } catch (error) {
    if (error instanceof PermauditError) return null;
    throw error;
  } finally {
    source.close();
  }
}

async function apksigner(path: string): Promise<{ verifies: boolean; text: string; digests: string[] }> {
  const args = ['verify', '-v', '--print-certs', '--min-sdk-version', '28', path];
  const { verifies, text } = await run('apksigner', args).then(
    ({ stdout }) => ({ verifies: true, text: stdout }),
    (error: unknown) => {
      const { stdout, stderr } = error as { stdout: string; stderr: string };
      return { verifies: false, text: stdout + stderr };
    },
  );
  const digests = [...text.matchAll(/^Signer.*certificate SHA-256 digest: ([0-9a-f]{64})$/gm)].map(
    ([, hex = '']) => hex,
  );
  return { verifies, text, digests };
}

describe.skipIf(files.length === 0)('signatures, beside apksigner', () => {
  it.concurrent.each(files)('%s', { timeout: 120_000 }, async (name) => {
    const path = join(SHARED, PART, name);
    const theirs = await apksigner(path);
    const ours = oursOf(path);
    const states = ours === null ? [] : Object.values(ours.schemes);
    const verified = states.includes('verified') && !states.includes('invalid');
    if (theirs.verifies && !READ_OTHERWISE.test(name)) {
      expect(verified).toBe(true);
      // What apksigner verifies from Android 9 on, no such version refuses.
      const { readings } = openApk(path, { apiRange: [28, NEWEST_API] });
      expect(readings.filter(({ error }) => error?.code === 'APK_SIGNATURE')).toEqual([]);
      expect(new Set(ours?.certificates.map(({ sha256 }) => sha256))).toEqual(new Set(theirs.digests));
    }
    if (!theirs.verifies && verified) expect(theirs.text).toMatch(OTHER_REASONS);
  });
});
