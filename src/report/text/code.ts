/** What the code shows: beside each finding, and the SDKs in it. */
import type { EvidenceSite, PermissionEvidence } from '../../facts/facts.js';
import type { Audit, Finding } from '../../audit/types.js';
import {
  evidenceOfFinding,
  MOST_SDKS,
  ownerText,
  removeSnippet,
  sdksByWeight,
  type ShownEvidence,
} from '../view/code-view.js';
import type { Page } from './page.js';
import { tableLines } from './table.js';
import { shortPermissionName } from '../../rulebook/permission-names.js';

const MOST_OWNERS = 4;

function short(page: Page, permission: string): string {
  return page.name(shortPermissionName(permission));
}

/** e.g. `android.media.AudioRecord.startRecording in com.example.ads.Ear.listen`. */
function siteText(page: Page, { api, callerClass, callerMethod, access }: EvidenceSite): string {
  const { code } = page.words;
  const caller = page.name(callerClass) + (callerMethod === null ? '' : `.${page.name(callerMethod)}`);
  const how = access === null || access === 'unknown' ? '' : ` (${code.access[access]})`;
  return code.site(page.name(api) + how, caller);
}

function ownersText(page: Page, { owners, evidence }: ShownEvidence): string {
  const { code, comma } = page.words;
  const escape = { prose: page.prose.bind(page), code: page.name.bind(page) };
  const named = owners
    .slice(0, MOST_OWNERS)
    .map((owner) => code.ownerPlaces(ownerText(code, owner, escape), owner.sites));
  const more = owners.length > MOST_OWNERS ? [code.moreOwners(owners.length - MOST_OWNERS)] : [];
  return named.length === 0 ? code.places(evidence.totalSites) : [...named, ...more].join(comma);
}

/** One sentence on a permission. */
function verdictText(page: Page, shown: ShownEvidence): string {
  const { code } = page.words;
  const { permission, use, strength }: PermissionEvidence = shown.evidence;
  const name = short(page, permission);
  if (use === 'used' || use === 'used-undeclared') return code.used(name, ownersText(page, shown));
  if (use === 'not-scanned') return code.notScanned(name);
  if (use === 'uncalled') return code.uncalled(name);
  return strength === 'weak' ? code.hint(name, ownersText(page, shown)) : code.noEvidence(name);
}

/** The lines on code below a finding: text, and whether it only supports the line above. */
export function codeEvidence(
  page: Page,
  audit: Pick<Audit, 'code'>,
  finding: Finding,
): { text: string; sub: boolean }[] {
  return evidenceOfFinding(audit, finding).flatMap((shown) => [
    { text: verdictText(page, shown), sub: false },
    ...(shown.contradiction === null
      ? []
      : [{ text: page.prose(page.words.evidence(shown.contradiction)), sub: true }]),
    ...shown.sites.map((site) => ({ text: siteText(page, site), sub: true })),
    ...(shown.onlyFromSdks
      ? [{ text: page.words.code.remove(page.prose(removeSnippet(shown.evidence.permission))), sub: true }]
      : []),
  ]);
}

/** The known SDKs, those that use permissions first. */
export function sdksSection(page: Page, audit: Audit): string[] {
  const { code } = audit;
  if (code === null || code.sdks.length === 0) return [];
  const words = page.words.code;
  const sdks = sdksByWeight(code);
  const rows = sdks
    .slice(0, MOST_SDKS)
    .map(({ name, team, kind, permissions }) => [
      page.prose(name),
      page.prose(words.sdkKind(kind)),
      team === null ? '' : page.prose(team),
      permissions.map((permission) => short(page, permission)).join(page.words.comma),
    ]);
  const [name, kind, team, permissions] = words.sdkColumns;
  const columns = [
    { title: name, most: 30 },
    { title: kind, most: 14 },
    { title: team, most: 20 },
    { title: permissions, most: 200 },
  ];
  const more = sdks.length > MOST_SDKS ? ['', ...page.paragraph(words.moreSdks(sdks.length - MOST_SDKS))] : [];
  return [...page.heading(words.sdks(sdks.length)), ...tableLines(page, columns, rows), ...more];
}
