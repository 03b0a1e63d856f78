/** The texts behind a finding: wording, date, authority, and how far each was checked. */
import type { Citation, Finding, SourceReference } from '../../audit/types.js';
import { STATED_STRICTEST_FIRST } from '../../rulebook/orders.js';
import { describeEnd } from '../view/citations.js';
import { webAddress } from '../view/web-address.js';
import { verdictBadge } from './icons.js';
import { constant, markup, join, type Markup } from './markup.js';
import type { Strings } from '../../words/html.js';

function webLink(url: string | null): Markup | null {
  const address = webAddress(url);
  return address === null
    ? null
    : markup`<a class="url full" href="${address}" rel="noopener noreferrer">${address}</a>`;
}

function link(url: string | null): Markup | null {
  const anchor = webLink(url);
  return anchor === null ? null : markup`<p>${anchor}</p>`;
}

function verificationTag(strings: Strings, verification: Citation['verification']): Markup {
  const sign = { primary: '✓', secondary: '◐', 'unverified-high': '?', 'unverified-medium': '?' }[verification];
  const tone = verification.startsWith('unverified') ? 'open' : verification;
  return markup`<span class="tag check-${tone}"
    ><span aria-hidden="true">${sign}</span> ${strings.verification[verification]}</span
  >`;
}

function tags(strings: Strings, clause: Citation): Markup {
  const status = strings.status[clause.status];
  const state = clause.state === 'in-force' ? null : strings.notYet[clause.state];
  const plain = [strings.authority[clause.authority], strings.basis[clause.basis], status, state].filter(
    (word) => word !== null,
  );
  return markup`<p class="tags">
    ${plain.map((word) => markup`<span class="tag">${word}</span>`)}${verificationTag(strings, clause.verification)}
  </p>`;
}

/** e.g. `issued 2021-03-12 · effective 2021-05-01`. */
function dates(strings: Strings, clause: Citation): Markup {
  const parts = [
    clause.date === null ? null : `${strings.issued} ${clause.date}`,
    clause.effective === null ? null : `${strings.effective} ${clause.effective}`,
    clause.enforced === null ? null : `${strings.enforced} ${clause.enforced}`,
    clause.date === null && clause.notBefore !== null ? strings.report.clauseSeen(clause.notBefore) : null,
    describeEnd(clause, strings.report),
  ].filter((part) => part !== null);
  return markup`<span class="dates">${parts.length === 0 ? strings.undated : parts.join(' · ')}</span>`;
}

/** A quotation, marked with the language of its source, for fonts and for speech. */
export function quotation(quote: string, language = 'en'): Markup {
  return markup`<blockquote dir="auto" lang="${language}">${quote}</blockquote>`;
}

/** Our translation of a quotation, told as ours. */
export function translationOf(strings: Strings, text: string | undefined): Markup | null {
  if (text === undefined) return null;
  const [open, close] = strings.report.quotes;
  return markup`<p class="translation">${strings.report.citation.translation}${open}${text}${close}</p>`;
}

/** What the page has cited so far: on paper each text is given in full once, on the screen always. */
export type Cited = Set<string>;

/** Whether `id` was there before; it is afterwards. */
function isRepeated(cited: Cited, id: string): boolean {
  const repeated = cited.has(id);
  cited.add(id);
  return repeated;
}

function citation(strings: Strings, clause: Citation, cited: Cited): Markup {
  const { fullStop, sentenceGap } = strings.report;
  const again = isRepeated(cited, clause.clauseId) ? constant(' again') : null;
  const where = join([clause.issuer, markup`<cite>${clause.sourceTitle}</cite>`, clause.locator], strings.report.comma);
  return markup`<li class="cite${again}">
    <p class="cite-head">${verdictBadge(strings, clause.verdict)} <strong>${clause.title}</strong></p>
    <div class="full">
      ${clause.quote === null ? null : quotation(clause.quote, clause.quoteLanguage)}${translationOf(strings, clause.quoteTranslation)}
      <p class="where">${where}${fullStop}${sentenceGap}${dates(strings, clause)}</p>
      ${tags(strings, clause)} ${link(clause.url)}
    </div>
    ${again === null ? null : markup`<p class="cited-above" aria-hidden="true">${strings.citedAbove}</p>`}
    <p class="clause-id">${strings.clause} <code>${clause.clauseId}</code> · <code>${clause.policy}</code></p>
  </li>`;
}

function reference(strings: Strings, source: SourceReference, cited: Cited): Markup {
  const { fullStop, sentenceGap } = strings.report;
  const again = isRepeated(cited, source.source) ? constant(' class="again"') : null;
  const where = join([source.issuer, source.date], strings.report.comma);
  return markup`<li${again}><cite>${source.title}</cite><span class="full">${fullStop}${sentenceGap}${where}${fullStop} <span class="tag">${strings.authority[source.authority]}</span>${verificationTag(strings, source.verification)}</span>${webLink(source.url)}</li>`;
}

/** The issuers, each once, as a preview of the folded list. */
function issuers(finding: Finding): string {
  return [...new Set(finding.clauses.map((clause) => clause.issuer))].join(' · ');
}

/** The clauses, the strictest first, folded away; then what to read further. Null when nothing is cited. */
export function citationsOf(strings: Strings, finding: Finding, cited: Cited): Markup | null {
  const clauses = STATED_STRICTEST_FIRST.flatMap((verdict) =>
    finding.clauses.filter((clause) => clause.verdict === verdict),
  );
  if (clauses.length === 0 && finding.seeAlso.length === 0) return null;
  const summary = clauses.length === 0 ? strings.seeAlso : strings.cites(clauses.length);
  const list =
    clauses.length === 0
      ? null
      : markup`<ol>
          ${clauses.map((clause) => citation(strings, clause, cited))}
        </ol>`;
  const further =
    finding.seeAlso.length === 0
      ? null
      : markup`<div class="see-also">
          <h5>${strings.seeAlso}</h5>
          <ul>
            ${finding.seeAlso.map((source) => reference(strings, source, cited))}
          </ul>
        </div>`;
  return markup`<details class="cites">
    <summary>
      <span class="summary-count">${summary}</span> <span class="summary-from">${issuers(finding)}</span>
    </summary>
    ${list}${further}
  </details>`;
}
