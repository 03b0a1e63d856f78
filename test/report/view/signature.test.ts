import { describe, expect, it } from 'vitest';
import type { Signer } from '../../../src/facts/facts.js';
import { renderCsv } from '../../../src/report/csv/report.js';
import { renderJunit } from '../../../src/report/junit.js';
import { renderMarkdown } from '../../../src/report/markdown/report.js';
import { signatureSchemes, signerDigests } from '../../../src/report/view/signature.js';
import { toSarifRun } from '../../../src/report/sarif/run.js';
import { cleanAudit } from '../samples.js';
import { FORMER_KEY, PRESENT_KEY, signedAudit, SIGNER } from '../signed-sample.js';

const SCHEMES = 'v1 present v2 verified v3 invalid';
const UNSIGNED: Signer = {
  ...SIGNER,
  schemes: { v1: 'absent', v2: 'absent', v3: 'absent', v31: 'absent' },
  certificates: [],
};

describe('the signature in data formats', () => {
  it('names each scheme that is there with its state, and says when none is', () => {
    expect(signatureSchemes(signedAudit())).toBe(SCHEMES);
    expect(signatureSchemes(signedAudit(UNSIGNED))).toBe('absent');
    expect(signerDigests(signedAudit(UNSIGNED))).toEqual([]);
  });

  it('says nothing where no signature was looked for', () => {
    for (const audit of [cleanAudit(), signedAudit(null)]) {
      expect(signatureSchemes(audit)).toBeNull();
      expect(signerDigests(audit)).toEqual([]);
    }
  });

  it('names those who sign now, not those who did', () => {
    expect(signerDigests(signedAudit())).toEqual([PRESENT_KEY]);
    expect(signerDigests(signedAudit())).not.toContain(FORMER_KEY);
  });

  it('stands in CSV, JUnit, Markdown and SARIF', () => {
    const audit = signedAudit();
    expect(renderCsv(audit, 'apps')).toContain(`"${SCHEMES}",${PRESENT_KEY}`);
    expect(renderJunit(audit)).toContain(`name="signature" value="${SCHEMES}"`);
    expect(renderJunit(audit)).toContain(`name="signer" value="${PRESENT_KEY}"`);
    expect(renderMarkdown(audit)).toContain(SCHEMES);
    expect(renderMarkdown(audit)).toContain(PRESENT_KEY);
    expect(toSarifRun(audit).properties).toMatchObject({ signature: SCHEMES, signers: [PRESENT_KEY] });
  });
});
