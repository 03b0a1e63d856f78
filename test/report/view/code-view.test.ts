/** What reports show of code evidence. */
import { describe, expect, it } from 'vitest';
import type { EvidenceOwner, PermissionEvidence } from '../../../src/facts/facts.js';
import { shownEvidence } from '../../../src/report/view/code-view.js';
import { renderHtml } from '../../../src/report/html/document.js';
import { renderJunit } from '../../../src/report/junit.js';
import { renderMarkdown } from '../../../src/report/markdown/report.js';
import { renderText } from '../../../src/report/text/report.js';
import { codeAudit } from '../samples.js';

const owner = (more: Partial<EvidenceOwner>): EvidenceOwner => ({
  kind: 'app',
  sdk: null,
  name: null,
  kindOfSdk: null,
  package: 'com.example',
  sites: 4,
  strongSites: 4,
  ...more,
});
const library = owner({ kind: 'sdk', sdk: 'androidx', name: 'AndroidX', sites: 12, strongSites: 0 });

function shown(owners: EvidenceOwner[], more: Partial<PermissionEvidence> = {}) {
  const evidence: PermissionEvidence = {
    permission: 'android.permission.CAMERA',
    use: 'used',
    strength: 'strong',
    totalSites: 16,
    sites: [],
    owners,
    ...more,
  };
  const { owners: told, onlyFromSdks } = shownEvidence(evidence);
  return { told: told.map(({ kind, sites }) => `${kind} ${sites}`), onlyFromSdks };
}

describe('the owners shown', () => {
  it('of a permission that is used are those who use it: a hint is no use', () => {
    expect(shown([owner({ sites: 5 }), library]).told).toEqual(['app 4']);
  });

  it('of a permission with hints only are all who have one', () => {
    expect(shown([library], { use: 'no-evidence', strength: 'weak' }).told).toEqual(['sdk 12']);
  });

  it('are told to be libraries only where the app has no hint of use either', () => {
    const uses = { ...library, strongSites: 1 };
    expect(shown([uses]).onlyFromSdks).toBe(true);
    expect(shown([uses, owner({ sites: 1, strongSites: 0 })]).onlyFromSdks).toBe(false);
  });
});

describe('a declared feature that the code speaks against', () => {
  const permission = 'android.permission.RECORD_AUDIO';
  const detail = 'declared feature voice-calls, but no code that uses it was found';
  const audit = codeAudit();
  const [first, ...others] = audit.findings;
  if (first === undefined) throw new Error('no finding');
  const evidence = [
    { kind: 'permission', name: permission, apiRanges: [[21, 37]], detail: 'uses-permission', offset: null } as const,
    { kind: 'code', name: permission, apiRanges: [], detail, offset: null } as const,
  ];
  const told = {
    ...audit,
    findings: [{ ...first, permissions: [permission], evidence: evidence.map((item) => ({ ...item })) }, ...others],
  };

  it('is told beside what the code shows, not among what is asked for', () => {
    const text = renderText(told, { columns: 100, colorLevel: 0, unicode: true, view: 'details' }).replace(/\s+/g, ' ');
    expect(text).toContain(`Asks for RECORD_AUDIO: API 21-37; the code was not scanned: ${detail}`);
    expect(text.split(detail)).toHaveLength(2);
    expect(renderMarkdown(told).replaceAll('\\-', '-')).toContain(`not scanned; ${detail}`);
    expect(renderJunit(told)).toContain(`not scanned; ${detail}`);
    const html = renderHtml(told, 'en');
    expect(html.split(detail)).toHaveLength(2);
    expect(html.slice(html.indexOf('code-evidence'))).toContain(detail);
  });
});
