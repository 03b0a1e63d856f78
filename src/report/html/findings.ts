/** The findings, grouped by the data they open, worst first. */
import type { Audit, Finding, FindingEvidence } from '../../audit/types.js';
import { groupFindings } from '../view/group-findings.js';
import type { Sources } from '../view/sources.js';
import { citationsOf, numberedCitations } from './citations.js';
import { requestsOf } from '../view/code-view.js';
import { codeOfFinding } from './code.js';
import { severityBadge, verdictBadge } from './icons.js';
import { codeName, constant, foreign, markup, join, permissionName, type Markup } from './markup.js';
import { quotation, translationOf } from './provenance.js';
import { section, type Section } from './section.js';
import type { Strings } from '../../words/html.js';

function evidenceItem(strings: Strings, item: FindingEvidence): Markup {
  const { divergence } = item;
  const ranges = item.apiRanges.length === 0 ? null : strings.apiRanges(item.apiRanges);
  const told = strings.report.evidence(item);
  const detail = told === '' ? null : foreign(told);
  return markup`<li>
    ${divergence === undefined ? permissionName(item.name) : markup`<strong>${strings.report.findings.differs[divergence.what]}</strong>`}
    <p class="soft">${join([ranges, detail, strings.report.at(item)], ' · ')}</p>
  </li>`;
}

function asksFor(strings: Strings, audit: Audit, finding: Finding): Markup | null {
  const evidence = requestsOf(finding);
  if (evidence.length === 0) return null;
  const isSeen = evidence.every((item) => item.kind === 'divergence');
  return markup`<div>
    <h5>${isSeen ? strings.seen : strings.asksFor}</h5>
    <ul class="evidence">
      ${evidence.map((item) => evidenceItem(strings, item))}
    </ul>
    ${codeOfFinding(strings, audit, finding)}
  </div>`;
}

function remedies(strings: Strings, finding: Finding): Markup | null {
  if (finding.remediation.length === 0) return null;
  return markup`<h5>${strings.instead}</h5>
    <ul class="remedies">
      ${finding.remediation.map((remedy) => markup`<li>${remedy}</li>`)}
    </ul>`;
}

function featureHint(strings: Strings, finding: Finding): Markup | null {
  if (finding.verdict !== 'conditional' || finding.features.length === 0) return null;
  return markup`<h5>${strings.fineWith}</h5>
    <p>${join(finding.features.map(codeName), ' ')}</p>`;
}

/** The article's words, unless one of the clauses quotes them already. */
function articleQuote(strings: Strings, finding: Finding): Markup | null {
  const { articleQuote: quote } = finding;
  if (quote === null || finding.clauses.some((clause) => clause.quote === quote)) return null;
  return markup`<h5>${strings.article}</h5>
    ${quotation(quote)}
    ${translationOf(strings, finding.articleTranslation)}`;
}

function reasons(strings: Strings, finding: Finding): Markup {
  const isConditional = finding.verdict === 'conditional' || finding.verdict === 'necessary';
  const { countedIn } = finding;
  const counted = countedIn === undefined ? null : markup`<p>${strings.report.findings.countedIn(countedIn)}</p>`;
  const severity =
    finding.severityReason === null
      ? null
      : markup`<h5>${strings.severityReason}</h5>
          <p>${finding.severityReason}</p>`;
  return markup`<div>
    <h5>${isConditional ? strings.whyConditional : strings.why}</h5>
    <p>${finding.why}</p>
    ${articleQuote(strings, finding)}${remedies(strings, finding)}${featureHint(strings, finding)}${counted}${severity}
  </div>`;
}

function acceptance(strings: Strings, finding: Finding): Markup | null {
  if (finding.suppressedBy === null) return null;
  return markup`<p class="accepted"><b>${strings.acceptedBecause}</b> ${foreign(strings.report.suppressed(finding))}</p>`;
}

function findingCard(strings: Strings, audit: Audit, finding: Finding, sources: Sources): Markup {
  const composite = finding.composite ? markup`<span class="tag">${strings.composite}</span>` : null;
  return markup`<article class="finding${finding.composite ? constant(' joins') : null}">
    <div class="finding-main"><div class="finding-head">
      <div>
        <p class="badges">
          ${severityBadge(strings, finding.severity)}${verdictBadge(strings, finding.verdict)}${composite}
        </p>
        <h4>${finding.title}</h4>
        <p class="rule-id"><code>${finding.ruleId}</code></p>
      </div>
      <p class="points">${strings.points(finding.points)}</p>
    </div>
    ${acceptance(strings, finding)}
    <div class="finding-body">${asksFor(strings, audit, finding)}${reasons(strings, finding)}</div></div>
    ${citationsOf(strings, finding, sources)}${numberedCitations(strings, finding, sources)}
  </article>`;
}

/** All findings. The group numbers are the targets of links from the score. */
export function findingsSection(strings: Strings, audit: Audit, sources: Sources): Section | null {
  if (audit.score === null && audit.findings.length === 0) return null;
  if (audit.findings.length === 0) {
    return section(strings, 'findings', null, markup`<p class="card empty">${strings.noFindings}</p>`, 0);
  }
  const told = audit.findings.map((finding) => ({ ...finding, ...strings.report.ownFinding(finding) }));
  const groups = groupFindings(told).map(
    (group, index) =>
      markup`<div class="data-type" id="data-${index + 1}">
        <div class="data-head">
          <h3>${group.name}</h3>
          ${group.exposes === '' ? null : markup`<p>${group.exposes}</p>`}
        </div>
        ${group.findings.map((finding) => findingCard(strings, audit, finding, sources))}
      </div>`,
  );
  const tools = markup`<p class="tools needs-script">
    <button type="button" id="toggle-cites" data-open="${strings.expandAll}" data-close="${strings.collapseAll}">
      ${strings.expandAll}
    </button>
  </p>`;
  return section(strings, 'findings', null, markup`${tools}${groups}`, audit.findings.length);
}
