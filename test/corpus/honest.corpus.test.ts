/** No honest app may be called evasive: not for its oddities, and not for what a second reading of it would show. */
import { readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FileByteSource } from '../../src/bytes/byte-source.js';
import { DEFAULT_LIMITS } from '../../src/bytes/limits.js';
import type { Anomaly } from '../../src/bytes/anomaly.js';
import type { AppFacts } from '../../src/facts/facts.js';
import { openApk } from '../../src/inputs/open-apk.js';
import { compareReadings, type Comparison } from '../../src/manifest/divergence/compare.js';
import { documentedApk } from '../../src/manifest/divergence/documented-apk.js';
import { openManifest } from '../../src/manifest/readings.js';
import { ArchiveFile } from '../../src/zip/archive-file.js';
import { ENGLISH } from '../../src/words/messages.js';
import { hasShared, SHARED } from './shared.js';

function apksIn(folder: string): string[] {
  return readdirSync(folder)
    .flatMap((name) => {
      const path = join(folder, name);
      return statSync(path).isDirectory() ? apksIn(path) : [path];
    })
    .sort();
}

/** Files made to test readers, with the anomalies of medium or higher severity that they must raise. */
const TEST_FILES: Readonly<Record<string, string>> = {
  // apksig's own test of a bogus method on a signature file.
  'androguard+androguard/tests__data__APK__apksig__weird-compression-method.apk':
    'ANOM_ZIP_METHOD(1 entry, first META-INF/CERT.RSA)',
  // apkInspector's sample of the tricks of droppers.
  'erev0s+apkInspector/tests__res__minimal_def_mod.apk': 'ANOM_ZIP_METHOD(method=0x7600) ANOM_AXML_HEADER(type=0x0)',
  // Apktool's tests of path traversal.
  'iBotPeaches+Apktool/brut.apktool__apktool-lib__src__test__resources__issue1498__issue1498.apk':
    'ANOM_ZIP_TRAVERSAL(1 entry, first ../assets/0/logo.png)',
  'iBotPeaches+Apktool/brut.apktool__apktool-lib__src__test__resources__issue1589__issue1589.apk':
    'ANOM_ZIP_TRAVERSAL(8 entries, first META-INF/../../../../CERT.RSA)',
};

describe.skipIf(!hasShared('corpus/apks'))('honest apps', () => {
  it('raise no anomaly of medium or higher severity', () => {
    const root = join(SHARED, 'corpus/apks');
    const found: Record<string, string> = {};
    for (const path of apksIn(root)) {
      const evasion = openApk(path)
        .anomalies.filter(({ severity }) => severity === 'medium' || severity === 'high')
        .map((anomaly) => `${anomaly.code}(${ENGLISH.seen(anomaly).slice(0, 60)})`);
      if (evasion.length > 0) found[relative(root, path)] = [...new Set(evasion)].join(' ');
    }
    expect(found).toEqual(TEST_FILES);
  });
});

/** Made to show the tricks of droppers: its manifest states a compression method that does not exist. */
const SAMPLE = 'erev0s+apkInspector/tests__res__minimal_def_mod.apk';
/** An oddity that asks for a second reading. */
const REASON: Anomaly = {
  code: 'ANOM_ATTR_DUPLICATE',
  severity: 'high',
  data: { problem: 'twice', tag: '', attribute: '' },
  offset: null,
  path: '',
  android: [1, 37],
  evidence: '',
};

/** The second reading of a file, made although nothing asks for it. */
function secondReading(path: string, { readings }: AppFacts): Comparison {
  const source = new FileByteSource(path);
  try {
    const input = documentedApk(
      new ArchiveFile(source),
      (reading) => openManifest(new ArchiveFile(source), reading).resolver,
    );
    return compareReadings(input, { readings, anomalies: [REASON] }, DEFAULT_LIMITS, Number.POSITIVE_INFINITY);
  } finally {
    source.close();
  }
}

describe('what other readers are shown', () => {
  const corpus = hasShared('corpus/apks') ? apksIn(join(SHARED, 'corpus/apks')) : [];
  const npm = ['android-apidemos', 'appium-uiautomator2-server', 'io.appium.settings'].flatMap((name) =>
    apksIn(join('node_modules', name, 'apks')).filter((path) => path.endsWith('.apk')),
  );

  it('is what Android reads, of every file but the sample of tricks', { timeout: 300_000 }, () => {
    expect(npm).toHaveLength(4);
    if (corpus.length > 0) expect(corpus).toHaveLength(388);
    const differing: string[] = [];
    let accepted = 0;
    for (const path of [...corpus, ...npm]) {
      const facts = openApk(path);
      if (facts.manifest !== null) accepted++;
      const second = secondReading(path, facts);
      expect([path, second.anomaly]).toEqual([path, null]);
      if (facts.divergences !== undefined || second.divergences.length > 0) differing.push(path);
    }
    expect(accepted).toBeGreaterThan((corpus.length + npm.length) * 0.8);
    expect(differing).toEqual(corpus.length > 0 ? [join(SHARED, 'corpus/apks', SAMPLE)] : []);
  });
});
