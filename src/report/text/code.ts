/** What the code shows: beside each finding, and the SDKs in it. */
import type { EvidenceSite, PermissionEvidence } from '../../facts/facts.js';
import type { Audit, Finding } from '../../audit/types.js';
import {
  evidenceOfFinding,
  MOST_SDKS,
  ownerText,
  removeSnippet,
  sdksByWeight,
  shortClassName,
  type ShownEvidence,
} from '../view/code-view.js';
import { columnsOf } from '../view/columns.js';
import { labelled, MARGIN, type Page } from './page.js';
import { tableLines } from './table.js';
import { shortPermissionName } from '../../rulebook/permission-names.js';

const MOST_OWNERS = 4;
const WIDE_FROM = 120;
const LONGEST_NAME = 30;
/** The platform's own packages: its classes are known by their names. */
const PLATFORM = /^android\.[a-z.]+\.(?=[A-Z])/;

function short(page: Page, permission: string): string {
  return page.name(shortPermissionName(permission));
}

function callerName(page: Page, { callerClass, callerMethod }: EvidenceSite, packageName: string | null): string {
  const caller = callerClass + (callerMethod === null ? '' : `.${callerMethod}`);
  return page.name(shortClassName(caller, packageName));
}

/** e.g. `AudioRecord.startRecording in .calls.Ear.listen`, one text for each caller. */
function siteTexts(page: Page, sites: readonly EvidenceSite[], packageName: string | null): string[] {
  const { code, comma } = page.words;
  const callers = new Map<string, string[]>();
  for (const site of sites) {
    const how = site.access === null || site.access === 'unknown' ? '' : ` (${code.access[site.access]})`;
    const caller = callerName(page, site, packageName);
    callers.set(caller, [...(callers.get(caller) ?? []), page.name(site.api.replace(PLATFORM, '')) + how]);
  }
  return [...callers].map(([caller, apis]) => code.site(apis.join(comma), caller));
}

/** Whose code it is, with the number of places where more of them are than are named. */
function ownersText(page: Page, { owners, evidence, sites }: ShownEvidence): string {
  const { code, comma } = page.words;
  const escape = { prose: page.prose.bind(page), code: page.name.bind(page) };
  const [only, ...others] = owners;
  if (only !== undefined && others.length === 0 && only.sites === sites.length) return ownerText(code, only, escape);
  const named = owners
    .slice(0, MOST_OWNERS)
    .map((owner) => code.ownerPlaces(ownerText(code, owner, escape), owner.sites));
  const more = owners.length > MOST_OWNERS ? [code.moreOwners(owners.length - MOST_OWNERS)] : [];
  return named.length === 0 ? code.places(evidence.totalSites) : [...named, ...more].join(comma);
}

/** What the code shows, without the name of the permission. */
function verdictText(page: Page, shown: ShownEvidence): string {
  const { codeOf } = page.words;
  const { use, strength }: PermissionEvidence = shown.evidence;
  if (use === 'used' || use === 'used-undeclared') return codeOf.used(ownersText(page, shown));
  if (use === 'not-scanned') return codeOf.notScanned;
  if (use === 'uncalled') return codeOf.uncalled;
  return strength === 'weak' ? codeOf.hint(ownersText(page, shown)) : codeOf.noEvidence;
}

/** What supports it: what speaks against a declared feature, the places, how to leave it out. */
function supportText(page: Page, packageName: string | null, shown: ShownEvidence): string {
  const { words } = page;
  const { contradiction, sites, onlyFromSdks, evidence } = shown;
  const parts = [
    ...(contradiction === null ? [] : [page.prose(words.evidence(contradiction))]),
    ...siteTexts(page, sites, packageName),
    ...(onlyFromSdks ? [words.code.remove(page.prose(removeSnippet(evidence.permission)))] : []),
  ];
  return parts.length === 0 ? '' : words.colon + parts.join(words.semicolon);
}

/** What the code shows of the permissions of a finding, by their names. */
export function codeEvidence(
  page: Page,
  audit: Pick<Audit, 'code' | 'subject'>,
  finding: Finding,
): ReadonlyMap<string, string> {
  return new Map(
    evidenceOfFinding(audit, finding).map((shown) => [
      shown.evidence.permission,
      verdictText(page, shown) + supportText(page, audit.subject.package, shown),
    ]),
  );
}

interface Sdk {
  name: string;
  purpose: string;
  team: string;
  permissions: string;
}

function sdkTable(page: Page, sdks: readonly Sdk[]): string[] {
  const [name, purpose, team, permissions] = page.words.code.sdkColumns;
  const columns = [
    { title: name, most: 30 },
    { title: purpose, most: 31 },
    { title: team, most: 20 },
    { title: permissions, most: 200 },
  ];
  return tableLines(
    page,
    columns,
    sdks.map((sdk) => [sdk.name, sdk.purpose, sdk.team, sdk.permissions]),
  );
}

/** The same without heads: what needs them is said. */
function sdkList(page: Page, sdks: readonly Sdk[]): string[] {
  const { code, comma, semicolon } = page.words;
  const widest = Math.min(LONGEST_NAME, Math.max(...sdks.map(({ name }) => columnsOf(name))));
  return sdks.flatMap(({ name, purpose, team, permissions }) => {
    const who = [purpose, team].filter((text) => text !== '').join(comma);
    return labelled(MARGIN + name, permissions === '' ? who : who + semicolon + code.uses(permissions), {
      labelColumns: MARGIN.length + widest + 2,
      columns: page.proseColumns,
      label: page.theme.quiet,
    });
  });
}

/** The known SDKs, those that use permissions first. */
export function sdksSection(page: Page, audit: Audit): string[] {
  const { code } = audit;
  if (code === null || code.sdks.length === 0) return [];
  const words = page.words.code;
  const sdks = sdksByWeight(code);
  const shown = sdks.slice(0, MOST_SDKS).map(({ name, team, kind, purpose = kind, permissions }) => ({
    name: page.prose(name),
    purpose: page.prose(words.sdkPurpose(purpose)),
    team: team === null ? '' : page.prose(team),
    permissions: permissions.map((permission) => short(page, permission)).join(page.words.comma),
  }));
  const more = sdks.length > MOST_SDKS ? ['', ...page.paragraph(words.moreSdks(sdks.length - MOST_SDKS))] : [];
  const lines = page.columns < WIDE_FROM ? sdkList(page, shown) : sdkTable(page, shown);
  return [...page.section(words.sdks(sdks.length)), ...lines, ...more];
}
