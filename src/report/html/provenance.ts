/** Where a text comes from, since when it binds, and how far each citation of it was checked. */
import type { Citation, SourceReference } from '../../audit/types.js';
import type { Strings } from '../../words/html.js';
import { describeEnd } from '../view/citations.js';
import { webAddress } from '../view/web-address.js';
import { markup, type Markup } from './markup.js';

/** A link that shows its address; null for one that a reader may not follow. */
export function webLink(url: string | null): Markup | null {
  const address = webAddress(url);
  return address === null ? null : markup`<a class="url" href="${address}" rel="noopener noreferrer">${address}</a>`;
}

function verificationTag(strings: Strings, verification: Citation['verification']): Markup {
  const sign = { primary: '✓', secondary: '◐', 'unverified-high': '?', 'unverified-medium': '?' }[verification];
  const tone = verification.startsWith('unverified') ? 'open' : verification;
  return markup`<span class="tag check-${tone}"
    ><span aria-hidden="true">${sign}</span> ${strings.verification[verification]}</span
  >`;
}

/** Kind of text, how it bears on the permission, standing, and how it was checked. */
export function clauseTags(strings: Strings, clause: Citation): Markup {
  const status = strings.status[clause.status];
  const state = clause.state === 'in-force' ? null : strings.notYet[clause.state];
  const plain = [strings.authority[clause.authority], strings.basis[clause.basis], status, state].filter(
    (word) => word !== null,
  );
  return markup`<p class="tags">
    ${plain.map((word) => markup`<span class="tag">${word}</span>`)}${verificationTag(strings, clause.verification)}
  </p>`;
}

/** Kind of text, and how it was checked. */
export function referenceTags(strings: Strings, { authority, verification }: SourceReference): Markup {
  return markup`<span class="tag">${strings.authority[authority]}</span>${verificationTag(strings, verification)}`;
}

/** e.g. `issued 2021-03-12 · effective 2021-05-01`. */
export function clauseDates(strings: Strings, clause: Citation): Markup {
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

/** The wording of a clause, where it is known, with our translation. */
export function wording(strings: Strings, { quote, quoteLanguage, quoteTranslation }: Citation): Markup | null {
  if (quote === null) return null;
  return markup`${quotation(quote, quoteLanguage)}${translationOf(strings, quoteTranslation)}`;
}
