/** The sections of the HTML page of a difference: findings, permissions with capabilities, code. */
import type { AuditDiff } from '../../audit/diff.js';
import type { Finding } from '../../audit/types.js';
import type { DiffWords } from '../../words/diff.js';
import type { Strings } from '../../words/html.js';
import { escapeName } from '../view/escape.js';
import { barredBy, findingRow } from '../view/screen/rows.js';
import { severityBadge, verdictBadge } from '../html/icons.js';
import { codeName, foreign, join, markup, shortName, type Markup, type Part } from '../html/markup.js';
import { section, type Section } from '../html/section.js';
import { table } from '../html/table.js';
import { rangesText } from './wording.js';

/** The words of the report's page and those of a difference. */
export interface DiffStrings {
  html: Strings;
  words: DiffWords;
}

type Change = keyof DiffWords['changes'];

/** What is more comes first. */
const CHANGES: readonly Change[] = ['added', 'widened', 'removed'];

const SIGNS: Readonly<Record<Change, string>> = { added: '+', widened: '↑', removed: '−' };

/** e.g. `+ new`. */
function changeMark({ words }: DiffStrings, change: Change): Markup {
  return markup`<span class="change change-${change}"><span aria-hidden="true">${SIGNS[change]}</span> ${words.changes[change]}</span>`;
}

/** Findings that are new, worse and gone; null where there are none. */
export function findingsSection(strings: DiffStrings, { findings }: AuditDiff): Section | null {
  const { added, worse, removed } = findings;
  const count = added.length + worse.length + removed.length;
  if (count === 0) return null;
  const { words } = strings;
  const told = (finding: Finding): [Finding, null] => [finding, null];
  const content = [
    findingTable(strings, words.newFindings, added.map(told)),
    findingTable(
      strings,
      words.worseFindings,
      worse.map(({ before, after }) => [after, before]),
    ),
    findingTable(strings, words.goneFindings, removed.map(told)),
  ];
  return section(strings.html, 'findings', null, content, count);
}

/** @param findings each with what it was before, where it was there */
function findingTable(
  strings: DiffStrings,
  title: string,
  findings: readonly (readonly [Finding, Finding | null])[],
): Markup | null {
  if (findings.length === 0) return null;
  const { html, words } = strings;
  const [severity = '', finding = '', askedFor = '', points = ''] = words.findingHeads;
  const labels = { severity, askedFor, barredBy: html.report.screen.columns.barredBy, points };
  const heads = [severity, finding, askedFor, labels.barredBy, { content: points, kind: 'number' }];
  const rows = findings.map(([one, before]) => findingCells(strings, labels, one, before));
  return markup`<div class="of-change">
    <h3>${title}</h3>
    <div class="card">${table({ kind: 'glance', label: title, heads, rows })}</div>
  </div>`;
}

function findingCells(
  { html, words }: DiffStrings,
  labels: Record<'severity' | 'askedFor' | 'barredBy' | 'points', string>,
  finding: Finding,
  before: Finding | null,
): Markup {
  const { report } = html;
  const row = findingRow(report, { code: null }, finding);
  const { title, why } = report.ownFinding(finding);
  const by = barredBy(report, row, row.policies.map(escapeName).join(report.comma));
  const accepted = finding.suppressedBy === null ? null : report.parenthesized(words.isAccepted);
  return markup`<tr>
    <td data-label="${labels.severity}">${severityBadge(html, finding.severity)}</td>
    <th scope="row">${title}${accepted}<code class="clause">${finding.ruleId}</code><p class="why">${why}</p></th>
    <td data-label="${labels.askedFor}">${row.subjects.length === 0 ? '–' : join(row.subjects.map(shortName), ' ')}</td>
    <td data-label="${labels.barredBy}">${foreign(by)}</td>
    <td data-label="${labels.points}" class="number loss-points">${pointsText(html, finding, before)}</td>
  </tr>`;
}

/** What it costs, and what it cost before where that was less or more. */
function pointsText(html: Strings, { points }: Finding, before: Finding | null): string {
  const now = html.pointsShort(points);
  return before === null || before.points === points ? now : `${html.pointsShort(before.points)} → ${now}`;
}

/** What a row of the table of permissions tells. */
interface Row {
  change: Change;
  name: Markup;
  inForce: Part;
  how: Part;
}

/** Permissions and capabilities in one table; null where none changed. */
export function permissionsSection(strings: DiffStrings, diff: AuditDiff): Section | null {
  const all = [...permissionRows(strings, diff), ...capabilityRows(strings, diff)];
  const rows = CHANGES.flatMap((change) => all.filter((row) => row.change === change));
  if (rows.length === 0) return null;
  const { html, words } = strings;
  const [name = '', inForce = '', how = ''] = words.permissionHeads;
  const lines = rows.map(
    (row) =>
      markup`<tr>
        <td data-label="${words.change}">${changeMark(strings, row.change)}</td>
        <th scope="row">${row.name}</th>
        <td data-label="${inForce}">${row.inForce}</td>
        <td data-label="${how}">${row.how}</td>
      </tr>`,
  );
  const content = markup`<div class="card">
    ${table({ kind: 'glance', label: html.sections.permissions, heads: [words.change, name, inForce, how], rows: lines })}
  </div>`;
  return section(html, 'permissions', null, content, rows.length);
}

function permissionRows({ html, words }: DiffStrings, { permissions }: AuditDiff): Row[] {
  return [
    ...permissions.added.map(({ name, apiRanges, origin, verdict }): Row => ({
      change: 'added',
      name: shortName(name),
      inForce: rangesText(apiRanges),
      how: join([words.origin[origin], verdict === null ? null : verdictBadge(html, verdict)], html.report.comma),
    })),
    ...permissions.widened.map(({ name, how, before, after }): Row => ({
      change: 'widened',
      name: shortName(name),
      inForce: `${rangesText(before)} → ${rangesText(after)}`,
      how: foreign(words.how(how)),
    })),
    ...permissions.removed.map(({ name, apiRanges }): Row => ({
      change: 'removed',
      name: shortName(name),
      inForce: rangesText(apiRanges),
      how: words.isRemoved,
    })),
  ];
}

function capabilityRows({ html, words }: DiffStrings, { capabilities }: AuditDiff): Row[] {
  const { capability, isRemoved } = words;
  return [
    ...capabilities.added.map((id): Row => ({
      change: 'added',
      name: codeName(id),
      inForce: '–',
      how: words.capability,
    })),
    ...capabilities.widened.map(({ id, before, after }): Row => {
      const inForce = `${rangesText([before])} → ${rangesText([after])}`;
      return { change: 'widened', name: codeName(id), inForce, how: capability };
    }),
    ...capabilities.removed.map((id): Row => {
      const how = capability + html.report.comma + isRemoved;
      return { change: 'removed', name: codeName(id), inForce: '–', how };
    }),
  ];
}

/** What the code began or ceased to use; null where nothing is known of it. */
export function codeSection({ html, words }: DiffStrings, { code }: AuditDiff): Section | null {
  if (code === null) return null;
  const item = (title: string, names: readonly Markup[]): Markup | null =>
    names.length === 0
      ? null
      : markup`<div class="wide">
          <dt>${title}</dt>
          <dd>${join(names, html.report.comma)}</dd>
        </div>`;
  const items = [
    item(words.nowUsed, code.nowUsed.map(shortName)),
    item(words.noLongerUsed, code.noLongerUsed.map(shortName)),
    item(words.sdksAdded, code.sdksAdded.map(foreign)),
    item(words.sdksRemoved, code.sdksRemoved.map(foreign)),
  ];
  if (items.every((one) => one === null)) return null;
  return section(
    html,
    'code',
    null,
    markup`<div class="card">
      <dl class="facts">${items}</dl>
    </div>`,
  );
}
