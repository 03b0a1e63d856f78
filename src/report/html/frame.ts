/** What stands around the sections of a page: the bar that leads to them, and who made it. */
import type { Audit } from '../../audit/types.js';
import type { Strings } from '../../words/html.js';
import { markup, type Markup } from './markup.js';
import type { Section } from './section.js';
import { topBar } from './top-bar.js';

/** The bar at the top, with the sections that are there. */
export function topBarOf(strings: Strings, sections: readonly Section[]): Markup {
  const { label, auto, light, dark } = strings.theme;
  return topBar({
    contents: strings.contents,
    links: sections.map(({ id }) => ({ id, name: strings.short[id] })),
    theme: { label, auto, pressed: { light, dark } },
  });
}

/** @param again what gives the same page again */
export function footer(strings: Strings, { tool, rulebook }: Pick<Audit, 'tool' | 'rulebook'>, again: string): Markup {
  return markup`<footer>
    <p>
      ${strings.footer.made(`${tool.name} ${tool.version}`, rulebook.version)}
      <code class="hash">${rulebook.sha256}</code>
    </p>
    <p>${again}</p>
  </footer>`;
}
