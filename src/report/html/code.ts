/** What the code shows: beside each finding, and the SDKs, files and hiding places in it. */
import type { EvidenceSite, HidingSign } from '../../facts/facts.js';
import type { Audit, Finding } from '../../audit/types.js';
import { evidenceOfFinding, ownerText, removeSnippet, sdksByWeight, type ShownEvidence } from '../view/code-view.js';
import { codeName, foreign, join, markup, memberName, permissionName, type Markup } from './markup.js';
import { scrollable, section, type Section } from './section.js';
import type { Strings } from '../../words/html.js';
import { table } from './table.js';

const MOST_HIDING = 40;

function siteItem(strings: Strings, { api, access, callerClass, callerMethod }: EvidenceSite): Markup {
  const { code } = strings.report;
  const caller = callerMethod === null ? callerClass : `${callerClass}.${callerMethod}`;
  const how = access === null || access === 'unknown' ? null : markup` <span class="tag">${code.access[access]}</span>`;
  return markup`<li>${memberName(api)}${how}<p class="soft">${strings.code.by} ${memberName(caller)}</p></li>`;
}

/** Who uses it, in words. */
function owners(strings: Strings, { owners: all, evidence }: ShownEvidence): Markup {
  const { code, comma } = strings.report;
  const asIs = (text: string): string => text;
  const named = all.map((owner) =>
    foreign(code.ownerPlaces(ownerText(code, owner, { prose: asIs, code: asIs }), owner.sites)),
  );
  return markup`${named.length === 0 ? code.places(evidence.totalSites) : join(named, comma)}`;
}

function verdict(strings: Strings, shown: ShownEvidence): Markup {
  const { use, strength } = shown.evidence;
  const words = strings.code;
  if (use === 'used' || use === 'used-undeclared') return markup`${words.usedBy} ${owners(strings, shown)}`;
  if (use === 'not-scanned') return markup`${words.notScanned}`;
  if (use === 'uncalled') return markup`${words.uncalled}`;
  return strength === 'weak' ? markup`${words.hints} ${owners(strings, shown)}` : markup`${words.noEvidence}`;
}

function evidenceItem(strings: Strings, shown: ShownEvidence): Markup {
  const sites =
    shown.sites.length === 0
      ? null
      : markup`<ul class="plain">
          ${shown.sites.map((site) => siteItem(strings, site))}
        </ul>`;
  const remove = shown.onlyFromSdks
    ? markup`<p class="soft">${strings.code.remove}</p>
        <pre><code>${removeSnippet(shown.evidence.permission)}</code></pre>`
    : null;
  const contradiction =
    shown.contradiction === null ? null : markup`<p>${foreign(strings.report.evidence(shown.contradiction))}</p>`;
  return markup`<li>
    ${permissionName(shown.evidence.permission)}
    <p>${verdict(strings, shown)}</p>
    ${contradiction}
    ${sites}${remove}
  </li>`;
}

/** The part of a finding on code; null where the code was not looked at. */
export function codeOfFinding(strings: Strings, audit: Audit, finding: Finding): Markup | null {
  const shown = evidenceOfFinding(audit, finding);
  if (shown.length === 0) return null;
  return markup`<h5>${strings.report.code.label}</h5>
    <ul class="evidence code-evidence">
      ${shown.map((one) => evidenceItem(strings, one))}
    </ul>`;
}

function sdkTable(strings: Strings, audit: Audit): Markup | null {
  const sdks = audit.code === null ? [] : sdksByWeight(audit.code);
  if (sdks.length === 0) return null;
  const [name, purpose, team, permissions] = strings.report.code.sdkColumns;
  const rows = sdks.map(
    (sdk) =>
      markup`<tr>
        <th scope="row">${sdk.name}</th>
        <td>${strings.report.code.sdkPurpose(sdk.purpose ?? sdk.kind)}</td>
        <td>${sdk.team}</td>
        <td>${join(sdk.permissions.map(permissionName), ' ')}</td>
      </tr>`,
  );
  const heads = [name, purpose, team, permissions];
  return markup`<h3>${strings.report.code.sdks(sdks.length)}</h3>
    ${scrollable(strings.report.code.sdks(sdks.length), table({ kind: 'simple', heads, rows }))}`;
}

function hidingItem(strings: Strings, sign: HidingSign): Markup {
  const { kind, count } = sign;
  const what = strings.report.code.hidingWhat(sign);
  return markup`<li><span class="tag">${strings.report.code.hidingKind(kind)}</span> ${codeName(what)} <span class="soft">× ${count}</span></li>`;
}

function hidingList(strings: Strings, audit: Audit): Markup | null {
  const hiding = audit.code?.hiding ?? [];
  if (hiding.length === 0) return null;
  const items = hiding.slice(0, MOST_HIDING).map((sign) => hidingItem(strings, sign));
  return markup`<h3>${strings.code.hiding}</h3>
    <p class="soft">${strings.code.hidingTold}</p>
    <ul class="plain">
      ${items}
    </ul>`;
}

/** What was read of the code, the SDKs in it, and what could keep use out of sight. Null where it was not looked at. */
export function codeSection(strings: Strings, audit: Audit): Section | null {
  const { code } = audit;
  if (code === null) return null;
  const loaded = code.dexFiles.filter((file) => file.loaded).length;
  const state = strings.code.state[code.state](loaded);
  const reason = code.reason === null ? null : markup` ${foreign(strings.report.code.reason(code))}`;
  const content = markup`<div class="card">
    <p>${state}${reason}</p>
    ${sdkTable(strings, audit)}${hidingList(strings, audit)}
  </div>`;
  return section(strings, 'code', strings.code.intro, content);
}
