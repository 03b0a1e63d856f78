/** An audit of an app whose signature was read. */
import type { AppModule, Signer, SignerCertificate } from '../../src/facts/facts.js';
import type { Audit } from '../../src/audit/types.js';
import { cleanAudit } from './samples.js';

export const [PRESENT_KEY, FORMER_KEY, APK_DIGEST] = ['a', 'b', 'c'].map((digit) => digit.repeat(64)) as [
  string,
  string,
  string,
];

function certificate(sha256: string, subject: string | null): SignerCertificate {
  const [notBefore, notAfter] = ['2020-01-02T00:00:00Z', '2045-03-04T00:00:00Z'];
  return { sha256, subject, issuer: 'CN=Issuer', notBefore, notAfter, serial: '01' };
}

export const SIGNER: Signer = {
  schemes: { v1: 'present', v2: 'verified', v3: 'invalid', v31: 'absent' },
  certificates: [certificate(PRESENT_KEY, 'CN=<img src=x onerror=alert(1)>')],
  lineage: [certificate(FORMER_KEY, null), certificate(PRESENT_KEY, 'CN=Now')],
  verifiedNote: '',
  problems: ['v3: <b>digest</b> differs'],
};

export function signedAudit(signer: Signer | null = SIGNER, modules: AppModule[] = []): Audit {
  const identity = {
    versionCode: 1,
    versionName: '1',
    apks: [{ name: '<base>.apk', sha256: APK_DIGEST, size: 1500 }],
    signer,
    debuggable: true,
    testOnly: null,
    usesCleartextTraffic: null,
  };
  return { ...cleanAudit(), identity, modules };
}
