/** Code evidence as reports show it. */
import type { EvidenceOwner, EvidenceSite, PermissionEvidence } from '../apk/facts.js';
import { evidenceOf } from '../audit/code.js';
import type { Audit, Finding } from '../audit/types.js';

/** Sites a report names; the JSON report has more. */
const SHOWN_SITES = 2;
const REQUESTED: ReadonlySet<string> = new Set(['permission', 'implied-permission']);

/** What the code shows of one permission of a finding. */
export interface ShownEvidence {
  evidence: PermissionEvidence;
  /** Each owner once, most sites first. */
  owners: EvidenceOwner[];
  sites: EvidenceSite[];
  /** Only known SDKs use it, so that the app could leave it out with the SDK's own request. */
  onlyFromSdks: boolean;
}

/** The evidence on each permission of a finding, in its order; empty where the code was not looked at. */
export function evidenceOfFinding(audit: Pick<Audit, 'code'>, finding: Finding): ShownEvidence[] {
  const names = finding.evidence.filter(({ kind }) => REQUESTED.has(kind)).map(({ name }) => name);
  return [...new Set(names)].flatMap((name) => {
    const evidence = evidenceOf(audit.code, name);
    return evidence === null ? [] : [shown(evidence)];
  });
}

function shown(evidence: PermissionEvidence): ShownEvidence {
  const { owners, sites, use, strength } = evidence;
  return {
    evidence,
    owners,
    // Beside firm evidence a hint would look like more of it.
    sites: sites.filter((site) => site.strength === strength).slice(0, SHOWN_SITES),
    onlyFromSdks: use === 'used' && owners.length > 0 && owners.every(({ kind }) => kind === 'sdk'),
  };
}

/** What an app's own manifest says so that a library's request is left out of the merged one (manifest merger). */
export function removeSnippet(permission: string): string {
  return `<uses-permission android:name="${permission}" tools:node="remove" />`;
}
