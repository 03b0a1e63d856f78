/** The bar at the top of the report and of the dashboard. */
import { markup, type Markup } from './markup.js';

export interface TopBar {
  /** What a screen reader calls the list of sections. */
  contents: string;
  /** The sections that are there, by the id they have on the page. */
  links: readonly { id: string; name: string }[];
  theme: {
    label: string;
    /** What the button says before it is pressed. */
    auto: string;
    /** What it says then, where the script reads it from the button itself. */
    pressed?: { light: string; dark: string };
  };
}

function contentsList({ contents, links }: TopBar): Markup | null {
  if (links.length === 0) return null;
  return markup`<nav aria-label="${contents}">
    <ul>
      ${links.map(({ id, name }) => markup`<li><a href="#${id}">${name}</a></li>`)}
    </ul>
  </nav>`;
}

function themeButton({ auto, pressed }: TopBar['theme']): Markup {
  const told =
    pressed === undefined
      ? null
      : markup` data-auto="${auto}" data-light="${pressed.light}" data-dark="${pressed.dark}"`;
  return markup`<button type="button" id="theme" value="auto" aria-labelledby="theme-label theme"${told}>${auto}</button>`;
}

/** The name of the tool, the sections and the choice of colours. */
export function topBar(bar: TopBar): Markup {
  return markup`<header class="top-bar">
    <div class="top-inner">
      <a class="brand" href="#top">permaudit</a>
      ${contentsList(bar)}
      <p class="theme needs-script">
        <span id="theme-label">${bar.theme.label}</span>
        ${themeButton(bar.theme)}
      </p>
    </div>
  </header>`;
}
