/** The quieter sections: powers, versions, oddities, what is in order, notes. */
import type { Audit, ToldAnomaly } from '../../audit/types.js';
import { isMeaningNote } from '../view/meaning.js';
import { severityBadge, TICK } from './icons.js';
import { codeName, foreign, markup, join, permissionName, type Markup, type Part } from './markup.js';
import { scrollable, section, type Section } from './section.js';
import type { Strings } from '../../words/html.js';
import { table } from './table.js';

/** What the app can do through components. */
export function capabilitiesSection(strings: Strings, audit: Audit): Section | null {
  if (audit.capabilities.length === 0) return null;
  const words = strings.capabilities;
  const rows = audit.capabilities.map((capability) => {
    const through = capability.evidence.map(
      (item) =>
        markup`<li>
          ${item.module === undefined ? null : markup`${codeName(item.module)}: `}${item.component === '' ? null : codeName(item.component)} <span class="soft">${foreign(strings.report.capabilities.detail(item))}</span>
        </li>`,
    );
    return markup`<tr>
      <th scope="row"><code>${capability.id}</code></th>
      <td>${strings.apiRange(capability.apiRange)}</td>
      <td>
        <ul class="plain">
          ${through}
        </ul>
      </td>
    </tr>`;
  });
  const heads = [words.power, words.android, words.through];
  const content = markup`<div class="card">
    ${scrollable(strings.sections.capabilities, table({ kind: 'simple', heads, rows }))}
  </div>`;
  return section(strings, 'capabilities', words.intro, content, audit.capabilities.length);
}

/** Permissions that not every accepting version reads. */
function notEverywhere(audit: Audit): Set<string> {
  const accepted = audit.versions.filter((version) => version.outcome === 'accepted');
  const all = new Set(accepted.flatMap((version) => version.permissions));
  return new Set([...all].filter((name) => !accepted.every((version) => version.permissions.includes(name))));
}

/** What each stretch of Android versions makes of the file, when they differ. */
export function versionsSection(strings: Strings, audit: Audit): Section | null {
  if (audit.versions.length < 2) return null;
  const words = strings.versions;
  const special = notEverywhere(audit);
  const rows = audit.versions.map(({ apiRange, outcome, permissions, error }) => {
    const own = permissions.filter((name) => special.has(name)).map((name) => markup`<li>${permissionName(name)}</li>`);
    const list =
      own.length === 0
        ? null
        : markup`<ul class="plain">
            ${own}
          </ul>`;
    const reads: Part =
      error === null
        ? markup`${words.permissions(permissions.length)}${list}`
        : markup`<code>${error.code}</code> ${foreign(strings.report.error(error).message)}`;
    return markup`<tr>
      <th scope="row">${strings.apiRange(apiRange)}</th>
      <td><b>${words[outcome]}</b></td>
      <td>${reads}</td>
    </tr>`;
  });
  const heads = [words.android, words.outcome, words.reads];
  const content = markup`<div class="card">
    ${scrollable(strings.sections.versions, table({ kind: 'simple', heads, rows }))}
  </div>`;
  return section(strings, 'versions', words.intro, content);
}

function anomalyItem(strings: Strings, anomaly: ToldAnomaly): Markup {
  const words = strings.anomalies;
  const place = anomaly.path === '' ? words.archive : codeName(anomaly.path);
  const offset = anomaly.offset === null ? null : words.at(anomaly.offset);
  const seen = strings.report.seen(anomaly);
  const evidence = seen === '' ? null : codeName(seen);
  return markup`<li>
    ${severityBadge(strings, anomaly.severity)}
    <div>
      <p>${foreign(strings.report.anomaly(anomaly))}</p>
      <p class="soft">
        <code>${anomaly.code}</code> · ${join([place, offset, evidence, strings.apiRange(anomaly.android)], ' · ')}
      </p>
    </div>
  </li>`;
}

/** Oddities of the file. */
export function anomaliesSection(strings: Strings, audit: Audit): Section | null {
  if (audit.anomalies.length === 0) return null;
  const items = audit.anomalies.map((anomaly) => anomalyItem(strings, anomaly));
  const content = markup`<ul class="card anomalies">
    ${items}
  </ul>`;
  return section(strings, 'anomalies', strings.anomalies.intro, content, audit.anomalies.length);
}

function justifiedItem(strings: Strings, finding: Audit['justified'][number]): Markup {
  const names = [...finding.permissions, ...finding.capabilities].map(permissionName);
  const features = (finding.justified?.features ?? []).map(codeName);
  const { colon, fullStop, sentenceGap } = strings.report;
  return markup`<li>
    ${TICK}
    <div>
      <p><b>${finding.dataTypeName}</b> ${join(names, ' ')}</p>
      <p class="soft">${strings.fine.declared}${colon}${join(features, ' ')}${fullStop}${sentenceGap}${finding.why}</p>
    </div>
  </li>`;
}

/** What is fine and why: declared features, and what the app does without. */
export function fineSection(strings: Strings, audit: Audit): Section | null {
  if (audit.positives.length === 0 && audit.justified.length === 0) return null;
  const items = [
    ...audit.justified.map((finding) => justifiedItem(strings, finding)),
    ...audit.positives.map(
      (positive) =>
        markup`<li>
          ${TICK}
          <p>${positive}</p>
        </li>`,
    ),
  ];
  const word = audit.justified.length === 0 ? null : markup`<p class="note">${strings.fine.word}</p>`;
  return section(
    strings,
    'fine',
    null,
    markup`<div class="card">
      <ul class="ticks">
        ${items}
      </ul>
      ${word}
    </div>`,
  );
}

/** Notes that this page tells in places of their own. */
const TOLD_ELSEWHERE: ReadonlySet<string> = new Set(['VERSION_DEPENDENT', 'MANIFEST_ONLY']);

/** Notes of the audit, then the limits of the method. */
export function notesSection(strings: Strings, audit: Audit): Section | null {
  const notes = audit.notes
    .filter((note) => !TOLD_ELSEWHERE.has(note.code) && !isMeaningNote(note))
    .map((note) => markup`<li>${foreign(strings.report.note(note))}</li>`);
  if (notes.length === 0 && audit.score === null) return null;
  const list =
    notes.length === 0
      ? null
      : markup`<ul>
          ${notes}
        </ul>`;
  const limits =
    audit.score === null
      ? null
      : markup`<h3>${strings.limits.title}</h3>
          <ul>
            ${strings.limits.lines.map((line) => markup`<li>${line}</li>`)}
          </ul>`;
  return section(strings, 'notes', null, markup`<div class="card prose">${list}${limits}</div>`);
}
