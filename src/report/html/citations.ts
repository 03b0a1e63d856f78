/** The texts behind a finding: on the screen with their wording, on paper by their numbers in the list of sources. */
import type { Citation, Finding, SourceReference } from '../../audit/types.js';
import { STATED_STRICTEST_FIRST } from '../../rulebook/orders.js';
import type { Strings } from '../../words/html.js';
import { clausesOf, type Sources } from '../view/sources.js';
import { verdictBadge } from './icons.js';
import { join, markup, type Markup, type Part } from './markup.js';
import { clauseDates, clauseTags, wording } from './provenance.js';

/** The number of a source, which leads to it. */
function numberLink(sources: Sources, source: string): Markup {
  const number = sources.numberOf(source);
  return markup`<a class="source-number" href="#source-${number}">[${number}]</a>`;
}

/** A clause with its wording and standing; its address and ids stand with the source. */
function citation(strings: Strings, clause: Citation, sources: Sources): Markup {
  const { fullStop, sentenceGap, comma } = strings.report;
  const where = join([clause.issuer, markup`<cite>${clause.sourceTitle}</cite>`, clause.locator], comma);
  return markup`<li class="cite">
    <p class="cite-head">${verdictBadge(strings, clause.verdict)} <strong>${clause.title}</strong> ${numberLink(sources, clause.source)}</p>
    ${wording(strings, clause)}
    <p class="where">${where}${fullStop}${sentenceGap}${clauseDates(strings, clause)}</p>
    ${clauseTags(strings, clause)}
  </li>`;
}

function reference({ source, title }: SourceReference, sources: Sources): Markup {
  return markup`<li><cite>${title}</cite> ${numberLink(sources, source)}</li>`;
}

/** The issuers, each once, as a preview of the folded list. */
function issuers(finding: Finding): string {
  return [...new Set(finding.clauses.map((clause) => clause.issuer))].join(' · ');
}

/** The clauses, the strictest first, folded away; then what to read further. Null when nothing is cited. */
export function citationsOf(strings: Strings, finding: Finding, sources: Sources): Markup | null {
  const clauses = clausesOf(finding);
  if (clauses.length === 0 && finding.seeAlso.length === 0) return null;
  const summary = clauses.length === 0 ? strings.seeAlso : strings.cites(clauses.length);
  const list =
    clauses.length === 0
      ? null
      : markup`<ol>
          ${clauses.map((clause) => citation(strings, clause, sources))}
        </ol>`;
  const further =
    finding.seeAlso.length === 0
      ? null
      : markup`<div class="see-also">
          <h5>${strings.seeAlso}</h5>
          <ul>
            ${finding.seeAlso.map((source) => reference(source, sources))}
          </ul>
        </div>`;
  return markup`<details class="cites">
    <summary>
      <span class="summary-count">${summary}</span> <span class="summary-from">${issuers(finding)}</span>
    </summary>
    ${list}${further}
  </details>`;
}

/** The numbers of the sources of `cited`, upwards, each once. */
function numbers(sources: Sources, cited: readonly { source: string }[]): Part {
  const ids = [...new Set(cited.map(({ source }) => source))];
  ids.sort((a, b) => sources.numberOf(a) - sources.numberOf(b));
  return join(
    ids.map((source) => numberLink(sources, source)),
    ' ',
  );
}

/** Clauses of one verdict; of a finding that joins others, which cite them by title, the numbers alone. */
function numberedClauses(strings: Strings, { composite }: Finding, own: readonly Citation[], sources: Sources): Part {
  if (composite) return numbers(sources, own);
  return join(
    own.map((clause) => markup`${clause.title} ${numberLink(sources, clause.source)}`),
    strings.report.semicolon,
  );
}

/** What paper has in place of the folded list: each clause by its title, and the numbers of all sources. Null for none. */
export function numberedCitations(strings: Strings, finding: Finding, sources: Sources): Markup | null {
  const { seeAlso } = finding;
  const clauses = clausesOf(finding);
  const items = STATED_STRICTEST_FIRST.flatMap((verdict) => {
    const own = clauses.filter((clause) => clause.verdict === verdict);
    if (own.length === 0) return [];
    return [markup`<li>${verdictBadge(strings, verdict)} ${numberedClauses(strings, finding, own, sources)}</li>`];
  });
  if (seeAlso.length > 0) {
    items.push(markup`<li><span class="soft">${strings.seeAlso}</span> ${numbers(sources, seeAlso)}</li>`);
  }
  if (items.length === 0) return null;
  return markup`<ul class="on-paper refs">
    ${items}
  </ul>`;
}
