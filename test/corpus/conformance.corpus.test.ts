/** Every file of the corpus and of the hostile set against what Android does with it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../src/bytes/errors.js';
import type { AppFacts, ManifestReading } from '../../src/facts/facts.js';
import { FileByteSource } from '../../src/bytes/byte-source.js';
import { DEFAULT_LIMITS } from '../../src/bytes/limits.js';
import { factsOf, openApk } from '../../src/inputs/open-apk.js';
import { readAllVersions } from '../../src/manifest/readings.js';
import { ArchiveFile } from '../../src/zip/archive-file.js';
import { hasShared, SHARED } from './shared.js';

interface CorpusRow {
  file: string;
  oracle: 'OK' | 'REFUSED';
  package?: string;
  label?: string;
  minSdk?: string;
  targetSdk?: string;
  permissions?: { name: string; tag: string; max?: string }[];
}

interface HostileRow {
  id: string;
  android: 'OK' | 'REFUSED';
  permissions: string[] | null;
  permissionsUpToAndroid10: string[] | null;
  errorCodes?: string[];
}

/**
 * Rows whose expectation was taken from Android 10's code or from less than the whole parser, and what Android does
 * where it differs: `field` is what is not compared, the rest of the row is.
 */
const CORPUS_EXCEPTIONS: Readonly<Record<string, { field: 'acceptance' | 'label'; reason: string }>> = {
  'androguard+androguard/tests__data__AXML__compact-entry.apk': {
    field: 'label',
    reason: 'the label is a compact resource entry: Android 14 and newer read it, Android 10 cannot',
  },
  'iBotPeaches+Apktool/brut.apktool__apktool-lib__src__test__resources__issue3366__issue3366.apk': {
    field: 'acceptance',
    reason: 'resources.arsc has 16-bit offsets: Android 14 and newer load it, Android 10 refuses it',
  },
  'iBotPeaches+Apktool/brut.apktool__apktool-lib__src__test__resources__issue3705__issue3705.apk': {
    field: 'acceptance',
    reason: 'minSdkVersion is 35: the expectation comes from an older device, newer ones install it',
  },
  'skylot+jadx/jadx-cli__src__test__resources__samples__resources-only.apk': {
    field: 'acceptance',
    reason:
      'a configuration split: ParsingPackageUtils.parseBaseApk refuses it as a base APK, which the oracle did not ask',
  },
};

/** Rows that are not compared: the code that says why, and whether an older version still accepts the file. */
const HOSTILE_EXCEPTIONS: Readonly<Record<string, { code: ErrorCode; accepted: boolean; reason: string }>> = {
  Z55: {
    code: 'LIMIT_ENTRY',
    accepted: false,
    reason: 'a 256 MiB manifest: Android reads it, permaudit stops at its limit and says so',
  },
  A57: {
    code: 'MAN_NO_APPLICATION',
    accepted: true,
    reason:
      'the manifest ends before <application>: Android 11+ refuses that for target 30 and more (DeferredError.MISSING_APP_TAG), up to Android 10 PackageParser.parseBaseApkCommon only remembers an error; the oracle did not ask',
  },
  A69: {
    code: 'MAN_MIN_SDK',
    accepted: true,
    reason:
      'the oracle took the lite pass of Android 12 for that of all: up to Android 11 it reads minSdkVersion and checks nothing (PackageParser.parseApkLite)',
  },
};

/** Tests of apksigner, and one of a tool that signs nothing: no version installs them; apksigner rejects each of them. */
const VOID_SIGNATURES = new RegExp(
  [
    'v1-only-with-dsa-sha(?:384|512)-',
    'v1-only-with-signed-attrs-(?:missing|multiple|signerInfo1-(?:missing|multiple-good))',
    'v2-only-(?:apk-sig-block-size-mismatch|garbage-between-cd-and-eocd|two-signers-second-signer-no-)',
    'v[23]-only-(?:cert-and-public-key-mismatch|no-certs-in-sig|no-supported-sig|signatures-and-digests-block-mismatch)',
    'v3-only-with-(?:dsa-sha256-2048-sig-does-not-verify|rsa-pkcs1-sha512-4096-apk-sig-block-size-mismatch)',
    'issue1456',
  ].join('|'),
);

/** What the versions make of a file, its signature aside. */
function manifestFacts(path: string): AppFacts {
  const source = new FileByteSource(path);
  try {
    const result = readAllVersions(new ArchiveFile(source), { limits: DEFAULT_LIMITS });
    return factsOf(path, null, source.size, result);
  } finally {
    source.close();
  }
}

const read = (path: string): unknown => JSON.parse(readFileSync(join(SHARED, path), 'utf8'));

function permissionsOf(facts: AppFacts): string[] {
  return facts.permissions
    .filter(({ origin }) => origin === 'requested')
    .map(({ name, element, maxSdkVersion }) => `${name} ${element ?? ''} ${maxSdkVersion ?? ''}`);
}

function namesOf(reading: ManifestReading | undefined): string[] | null {
  const manifest = reading?.manifest;
  return manifest == null ? null : [...new Set(manifest.requested.map(({ name }) => name))].sort();
}

const sorted = (names: string[] | null): string[] | null => (names === null ? null : [...names].sort());

describe.skipIf(!hasShared('corpus/expected.json'))('the corpus of real APKs', () => {
  const rows = hasShared('corpus/expected.json') ? (read('corpus/expected.json') as CorpusRow[]) : [];
  let agreed = 0;
  let slowest = 0;
  it.each(rows)('$file', (row) => {
    const start = performance.now();
    const path = join(SHARED, 'corpus/apks', row.file);
    const opened = openApk(path);
    slowest = Math.max(slowest, performance.now() - start);
    // The oracle did not ask for signatures: a file that is refused for its own alone is compared as its manifest reads.
    const isVoid = opened.manifest === null && opened.error?.code === 'APK_SIGNATURE';
    expect(isVoid).toBe(VOID_SIGNATURES.test(row.file));
    const facts = isVoid ? manifestFacts(path) : opened;
    const except = CORPUS_EXCEPTIONS[row.file]?.field;
    const accepted = facts.readings.some(({ outcome }) => outcome === 'accepted');
    if (except === 'acceptance') {
      expect(accepted).toBe(row.oracle !== 'OK');
      agreed++;
      return;
    }
    expect(accepted).toBe(row.oracle === 'OK');
    if (facts.manifest !== null) {
      const { packageName, label, minSdk, targetSdk } = facts.manifest;
      expect([packageName, String(minSdk ?? '-'), String(targetSdk ?? '-')]).toEqual([
        row.package,
        row.minSdk,
        row.targetSdk,
      ]);
      if (except === 'label') expect(label).not.toBe(row.label);
      else expect(label).toBe(row.label);
      expect(permissionsOf(facts)).toEqual(
        (row.permissions ?? []).map(({ name, tag, max }) => `${name} ${tag} ${max ?? ''}`),
      );
    } else {
      expect(facts.error).not.toBeNull();
    }
    agreed++;
  });
  it('has no exception without a row', () => {
    const files = new Set(rows.map(({ file }) => file));
    expect(Object.keys(CORPUS_EXCEPTIONS).filter((file) => !files.has(file))).toEqual([]);
  });
  afterAll(() => {
    process.stdout.write(
      `conformance: corpus ${agreed} of ${rows.length} as expected, ${Object.keys(CORPUS_EXCEPTIONS).length} of them by a listed exception; slowest file ${slowest.toFixed(0)} ms\n`,
    );
  });
});

describe.skipIf(!hasShared('hostile/expected.json'))('the hostile set', () => {
  const rows = hasShared('hostile/expected.json') ? (read('hostile/expected.json') as HostileRow[]) : [];
  let agreed = 0;
  it.each(rows)('$id', (row) => {
    const facts = openApk(join(SHARED, 'hostile/cases', `${row.id}.apk`));
    const except = HOSTILE_EXCEPTIONS[row.id];
    if (except !== undefined) {
      expect(facts.error?.code).toBe(except.code);
      expect(facts.manifest !== null).toBe(except.accepted);
      agreed++;
      return;
    }
    const on11 = facts.readings.filter(({ apiRange }) => apiRange[1] >= 30).map(namesOf);
    expect(on11).toContainEqual(sorted(row.permissions));
    const on10 = facts.readings.find(({ apiRange }) => apiRange[0] <= 29 && apiRange[1] >= 29);
    expect(namesOf(on10)).toEqual(sorted(row.permissionsUpToAndroid10));
    if (row.errorCodes !== undefined) {
      expect(facts.readings.map(({ error }) => error?.code)).toEqual(
        expect.arrayContaining([expect.stringMatching(new RegExp(`^(?:${row.errorCodes.join('|')})$`))]),
      );
    }
    agreed++;
  });
  afterAll(() => {
    process.stdout.write(
      `conformance: hostile ${agreed} of ${rows.length} as expected, ${Object.keys(HOSTILE_EXCEPTIONS).length} of them by a listed exception\n`,
    );
  });
});
