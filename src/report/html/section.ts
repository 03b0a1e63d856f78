/** What every section of the page shares. */
import { markup, type Markup, type Part } from './markup.js';
import type { Strings } from '../../words/html.js';

export type SectionId = keyof Strings['sections'];

/** One section, or null when the audit has nothing for it. */
export interface Section {
  id: SectionId;
  body: Markup;
}

/** A section with its heading, an optional introduction and its content. */
export function section(strings: Strings, id: SectionId, intro: string | null, content: Part, count?: number): Section {
  const total = count === undefined ? null : markup` <span class="total">${count}</span>`;
  const told = intro === null ? null : markup`<p class="intro">${intro}</p>`;
  const body = markup`<section id="${id}">
    <h2>${strings.sections[id]}${total}</h2>
    ${told} ${content}
  </section>`;
  return { id, body };
}

/** A wide table in a region that scrolls sideways and can be reached by keyboard. */
export function scrollable(label: string, table: Markup): Markup {
  return markup`<div class="scroll" role="region" aria-label="${label}" tabindex="0">${table}</div>`;
}
