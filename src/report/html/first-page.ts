/** What the first page says under the verdict: what the whole amounts to, every finding on a line, what to do, how to see more. */
import { worstFirst } from '../../audit/score.js';
import type { Audit, Finding } from '../../audit/types.js';
import { MOST_SEVERE_FIRST } from '../../rulebook/orders.js';
import { shortPermissionName } from '../../rulebook/permission-names.js';
import type { Strings } from '../../words/html.js';
import { escapeName } from '../view/escape.js';
import { firstOf, listed } from '../view/screen/names.js';
import { barredBy, findingRow, tableFindings, type FindingRow } from '../view/screen/rows.js';
import { storyTexts, type Safe } from '../view/screen/story.js';
import { firstSteps, notedData, oddities, unseen, type Step } from '../view/screen/steps.js';
import { subjectFacts } from './facts.js';
import { appIcon, severityBadge } from './icons.js';
import { foreign, markup, shortName, type Markup, type Part } from './markup.js';
import { section, type Section } from './section.js';
import { table } from './table.js';
import { findingPlaces } from './targets.js';

/** Names in sentences; the page escapes the sentence as a whole. */
export const SAFE: Safe = {
  prose: (text) => text,
  name: escapeName,
  subject: (text) => escapeName(shortPermissionName(text)),
};

function stories(strings: Strings, audit: Audit): Markup | null {
  const told = storyTexts(strings.report, audit, SAFE);
  if (told.length === 0) return null;
  return markup`<ul class="stories">
    ${told.map((text) => markup`<li>${appIcon(null)}<span>${foreign(text)}</span></li>`)}
  </ul>`;
}

function subjects(strings: Strings, { subjects: [first, ...rest] }: FindingRow): Part {
  if (first === undefined) return '–';
  const more =
    rest.length === 0 ? null : markup` <span class="soft">${strings.report.screen.andMore(rest.length)}</span>`;
  return markup`${shortName(first)}${more}`;
}

/** Where the data of a finding are told on, and how the page names them. */
function dataCell({ report }: Strings, { finding, data }: FindingRow, place: string | undefined): Part {
  const name = finding.suppressedBy === null ? data : report.screen.accepted(data);
  return place === undefined ? name : markup`<a href="#${place}">${name}</a>`;
}

function rowOf(strings: Strings, row: FindingRow, place: string | undefined, isCodeTold: boolean): Markup {
  const { report } = strings;
  const { columns, andMore } = report.screen;
  const { finding, users, noUser, policies } = row;
  const usedBy = users.length === 0 ? (noUser ?? '–') : firstOf(users, andMore);
  const by = barredBy(report, row, policies.map(escapeName).join(report.comma));
  return markup`<tr>
    <td data-label="${columns.severity}">${severityBadge(strings, finding.severity)}</td>
    <th scope="row">${dataCell(strings, row, place)}</th>
    <td data-label="${columns.permission}">${subjects(strings, row)}</td>
    ${isCodeTold ? markup`<td data-label="${columns.usedBy}">${foreign(usedBy)}</td>` : null}
    <td data-label="${columns.barredBy}">${foreign(by)}</td>
    <td data-label="${columns.points}" class="number loss-points">${strings.pointsShort(finding.points)}</td>
  </tr>`;
}

/** What was left out of the table, by severity: the mildest. */
function restLine(strings: Strings, rest: readonly Finding[]): Markup | null {
  if (rest.length === 0) return null;
  const counts = MOST_SEVERE_FIRST.flatMap((severity) => {
    const count = rest.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [strings.count(count, strings.severity[severity])];
  });
  return markup`<p class="note">${strings.summary.moreFindings(counts.join(strings.report.comma))}</p>`;
}

function findingsTable(strings: Strings, audit: Audit): Markup | null {
  const { shown, rest } = tableFindings(audit);
  if (shown.length === 0) return null;
  const { columns } = strings.report.screen;
  const rows = shown.map((finding) => findingRow(strings.report, audit, finding));
  const isCodeTold = audit.code !== null && rows.some(({ users, noUser }) => users.length > 0 || noUser !== null);
  const places = findingPlaces(audit);
  const heads = [
    columns.severity,
    columns.data,
    columns.permission,
    ...(isCodeTold ? [columns.usedBy] : []),
    columns.barredBy,
    { content: columns.points, kind: 'number' },
  ];
  const lines = rows.map((row) => rowOf(strings, row, places.get(row.finding.dataType), isCodeTold));
  return markup`<div class="card glance-card">
    ${table({ kind: 'glance', label: strings.summary.table, heads, rows: lines })}${restLine(strings, rest)}
  </div>`;
}

function stepItem(strings: Strings, { text, points }: Step): Markup {
  const gives = points === 0 ? null : markup` <b class="gives">${strings.summary.gives(points)}</b>`;
  return markup`<li>${text}${gives}</li>`;
}

function steps(strings: Strings, audit: Audit): Markup | null {
  const told = firstSteps(audit, strings.report);
  if (told.length === 0) return null;
  return markup`<div class="steps">
    <h3>${strings.report.screen.first}</h3>
    <ol>
      ${told.map((step) => stepItem(strings, step))}
    </ol>
  </div>`;
}

function line(label: string, value: Part): Markup {
  return markup`<div>
    <dt>${label}</dt>
    <dd>${value}</dd>
  </div>`;
}

/** What weighs nothing, what could not be seen, and where to read on. */
function closing(strings: Strings, audit: Audit): Markup {
  const { screen, semicolon, comma } = strings.report;
  const noted = [...oddities(audit, strings.report), ...notedData(audit, strings.report)];
  const hidden = unseen(audit, strings.report);
  const worst = audit.findings.find(({ severity }) => severity !== 'info');
  const told = audit.findings.length === 0 ? strings.summary.moreWithout : strings.summary.more;
  const explain = worst === undefined ? null : markup`${comma}<code>${screen.explain(escapeName(worst.ruleId))}</code>`;
  return markup`<dl class="closing">
    ${noted.length === 0 ? null : line(screen.noted, listed(noted, comma, screen.andMore))}
    ${hidden.length === 0 ? null : line(screen.unseen, hidden.join(semicolon))}
    ${line(screen.more, markup`${told}${explain}`)}
  </dl>`;
}

function printButtons({ summary }: Strings): Markup {
  return markup`<p class="print-tools needs-script">
    <button type="button" id="print-summary" value="summary">${summary.printSummary}</button>
    <button type="button" id="print-all" value="all">${summary.printAll}</button>
  </p>`;
}

/** The summary: with the head above it, the whole of the first page. */
export function summarySection(strings: Strings, told: Audit): Section {
  const audit = { ...told, findings: [...told.findings].sort(worstFirst) };
  const content = markup`${stories(strings, audit)}${findingsTable(strings, audit)}
    <div class="next">${steps(strings, audit)}${closing(strings, audit)}</div>
    ${printButtons(strings)}
    <dl class="facts subject">${subjectFacts(strings, audit)}</dl>`;
  return section(strings, 'summary', null, content);
}
