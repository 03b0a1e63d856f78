/** No honest app of the corpus may be called evasive. */
import { readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openApk } from '../../src/inputs/open-apk.js';
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
    'ANOM_ZIP_METHOD(1 entries, first META-INF/CERT.RSA)',
  // apkInspector's sample of the tricks of droppers.
  'erev0s+apkInspector/tests__res__minimal_def_mod.apk': 'ANOM_ZIP_METHOD(method=0x7600) ANOM_AXML_HEADER(type=0x0)',
  // Apktool's tests of path traversal.
  'iBotPeaches+Apktool/brut.apktool__apktool-lib__src__test__resources__issue1498__issue1498.apk':
    'ANOM_ZIP_TRAVERSAL(1 entries, first ../assets/0/logo.png)',
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
        .map(({ code, evidence }) => `${code}(${evidence.slice(0, 60)})`);
      if (evasion.length > 0) found[relative(root, path)] = [...new Set(evasion)].join(' ');
    }
    expect(found).toEqual(TEST_FILES);
  });
});
