/** The texts behind a finding: on the screen with their wording, on paper by their numbers in the list of sources. */
import type { Citation, Finding, SourceReference } from '../../audit/types.js';
import { STATED_STRICTEST_FIRST } from '../../rulebook/orders.js';
import type { Strings } from '../../words/html.js';
import { clausesOf, type Sources } from '../view/sources.js';
import { verdictBadge } from './icons.js';
import { join, markup, type Markup, type Part } from './markup.js';
import { clauseDates, clauseTags, wording } from './provenance.js';

/** The number of a source, which leads to it. */
function sourceLink(sources: Sources, source: string): Markup {
  const number = sources.numberOf(source);
  return markup`<a class="source-number" href="#source-${number}">[${number}]</a>`;
}

/** The mark of a clause, which leads to its source. */
function clauseLink(sources: Sources, clause: Citation): Markup {
  return markup`<a class="source-number" href="#source-${sources.numberOf(clause.source)}">${sources.markOf(clause)}</a>`;
}

/** A clause with its wording and standing; its address and ids stand with the source. */
function citation(strings: Strings, clause: Citation, sources: Sources): Markup {
  const { fullStop, sentenceGap, comma } = strings.report;
  const where = join([clause.issuer, markup`<cite>${clause.sourceTitle}</cite>`, clause.locator], comma);
  return markup`<li class="cite">
    <p class="cite-head">${verdictBadge(strings, clause.verdict)} <strong>${clause.title}</strong> ${clauseLink(sources, clause)}</p>
    ${wording(strings, clause)}
    <p class="where">${where}${fullStop}${sentenceGap}${clauseDates(strings, clause)}</p>
    ${clauseTags(strings, clause)}
  </li>`;
}

function reference({ source, title }: SourceReference, sources: Sources): Markup {
  return markup`<li><cite>${title}</cite> ${sourceLink(sources, source)}</li>`;
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

/** Clauses of one verdict; of a finding that joins others, which cite them by title, the marks alone. */
function markedClauses(strings: Strings, { composite }: Finding, own: readonly Citation[], sources: Sources): Part {
  const told = own.map((clause) =>
    composite ? clauseLink(sources, clause) : markup`${clause.title} ${clauseLink(sources, clause)}`,
  );
  return join(told, composite ? ' ' : strings.report.semicolon);
}

/** The numbers of the sources named as context, upwards. */
function contextNumbers(sources: Sources, { seeAlso }: Finding): Part {
  const ids = [...new Set(seeAlso.map(({ source }) => source))];
  ids.sort((a, b) => sources.numberOf(a) - sources.numberOf(b));
  return join(
    ids.map((source) => sourceLink(sources, source)),
    ' ',
  );
}

/** What paper has in place of the folded list: each clause by its title and mark, and the numbers of the context. Null for none. */
export function numberedCitations(strings: Strings, finding: Finding, sources: Sources): Markup | null {
  const clauses = clausesOf(finding);
  const items = STATED_STRICTEST_FIRST.flatMap((verdict) => {
    const own = clauses.filter((clause) => clause.verdict === verdict);
    if (own.length === 0) return [];
    return [markup`<li>${verdictBadge(strings, verdict)} ${markedClauses(strings, finding, own, sources)}</li>`];
  });
  if (finding.seeAlso.length > 0) {
    items.push(markup`<li><span class="soft">${strings.seeAlso}</span> ${contextNumbers(sources, finding)}</li>`);
  }
  if (items.length === 0) return null;
  return markup`<ul class="on-paper refs">
    ${items}
  </ul>`;
}
