/** Code evidence as reports show it. */
import type { CodeEvidence, EvidenceOwner, EvidenceSite, PermissionEvidence, SdkPresence } from '../../facts/facts.js';
import { evidenceOf } from '../../audit/code.js';
import type { Audit, Finding, FindingEvidence } from '../../audit/types.js';

/** Sites a report names; the JSON report has more. */
const SHOWN_SITES = 2;
/** SDKs a report for reading lists; the JSON report has all. */
export const MOST_SDKS = 30;
const REQUESTED: ReadonlySet<string> = new Set(['permission', 'implied-permission']);

/** What the code shows of one permission of a finding. */
export interface ShownEvidence {
  evidence: PermissionEvidence;
  /**
   * Each owner once. Where the permission is used only those who use it, with the number of sites that show it: beside
   * them a hint would look like more of it.
   */
  owners: readonly EvidenceOwner[];
  sites: readonly EvidenceSite[];
  /** Only known SDKs use it, so that the app could leave it out with the SDK's own request. */
  onlyFromSdks: boolean;
  /** Evidence of the finding that the code speaks against a declared feature; null for none. */
  contradiction: FindingEvidence | null;
}

/** The evidence on each permission of a finding, in its order; empty where the code was not looked at. */
export function evidenceOfFinding(audit: Pick<Audit, 'code'>, finding: Finding): ShownEvidence[] {
  const names = finding.evidence.filter(({ kind }) => REQUESTED.has(kind)).map(({ name }) => name);
  return [...new Set(names)].flatMap((name) => {
    const evidence = evidenceOf(audit.code, name);
    const contradiction = finding.evidence.find((item) => item.kind === 'code' && item.name === name) ?? null;
    return evidence === null ? [] : [{ ...shownEvidence(evidence), contradiction }];
  });
}

/** What a finding rests on besides its code. */
export function requestsOf(finding: Finding): FindingEvidence[] {
  return finding.evidence.filter(({ kind }) => kind !== 'code');
}

/** What reports show of the evidence on one permission. */
export function shownEvidence(evidence: PermissionEvidence): ShownEvidence {
  const { owners, sites, use, strength } = evidence;
  return {
    evidence,
    owners: strength === 'strong' ? strongOwners(owners) : owners,
    sites: sites.filter((site) => site.strength === strength).slice(0, SHOWN_SITES),
    contradiction: null,
    onlyFromSdks: use === 'used' && owners.length > 0 && owners.every(({ kind }) => kind === 'sdk'),
  };
}

function strongOwners(owners: readonly EvidenceOwner[]): EvidenceOwner[] {
  return owners
    .filter(({ strongSites }) => strongSites > 0)
    .map((owner): EvidenceOwner => ({ ...owner, sites: owner.strongSites }));
}

/** A class of the app below its package as manifests write it, `.sync.Sender`; any other in full. */
export function shortClassName(name: string, packageName: string | null): string {
  return packageName !== null && name.startsWith(`${packageName}.`) ? name.slice(packageName.length) : name;
}

/** The words for owners, in one language. */
export interface OwnerWords {
  owner: Record<'app' | 'unattributed', string>;
  ownerIn: (packageName: string, who: string) => string;
}

/**
 * Whose code it is, e.g. `com.example.ads (Example Ads)`. The app's package is on top of every report.
 * @param prose escapes the names of SDKs
 * @param code escapes package names, which are attacker-controlled text
 */
export function ownerText(
  words: OwnerWords,
  { kind, name, sdk, package: packageName }: EvidenceOwner,
  { prose, code }: Record<'prose' | 'code', (text: string) => string>,
): string {
  if (kind === 'app') return words.owner.app;
  const who = kind === 'sdk' ? prose(name ?? sdk ?? '') : words.owner.unattributed;
  return packageName === null ? who : words.ownerIn(code(packageName), who);
}

/** The known SDKs of an app, those first whose code uses most permissions, then the largest. */
export function sdksByWeight({ sdks }: Pick<CodeEvidence, 'sdks'>): SdkPresence[] {
  return [...sdks].sort(
    (a, b) => b.permissions.length - a.permissions.length || b.classes - a.classes || (a.id < b.id ? -1 : 1),
  );
}

/** What an app's own manifest says so that a library's request is left out of the merged one (manifest merger). */
export function removeSnippet(permission: string): string {
  return `<uses-permission android:name="${permission}" tools:node="remove" />`;
}
