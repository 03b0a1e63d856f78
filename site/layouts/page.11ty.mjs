/** The frame of every page. */
import { FRONT, above, navigation, neighbours } from '../navigation.mjs';
import { upFrom, urlOf } from '../paths.mjs';
import { plain } from '../search.mjs';

const POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'";

const sections = navigation();

const escaped = (text) =>
  text.replace(/[&<>"]/g, (mark) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[mark]);

/** From one file of the repository to another, as the site links them. */
function hrefTo(from, to) {
  const url = urlOf(to);
  return upFrom(urlOf(from)) + url;
}

const linkTo = (from, { label, source }, attributes = '') =>
  `<a href="${hrefTo(from, source)}"${attributes}>${escaped(label)}</a>`;

function menu(source, { parent }) {
  const groups = sections.map(({ title, pages }) => {
    const items = pages.map((page) => {
      const isHere = page.source === source || page.source === parent?.source;
      return `<li>${linkTo(source, page, isHere ? ' aria-current="page"' : '')}</li>`;
    });
    return `<h2>${escaped(title)}</h2>\n<ul>\n${items.join('\n')}\n</ul>`;
  });
  return `<nav id="menu" class="menu" aria-label="All pages">
<a class="close" href="#top">Close</a>
${groups.join('\n')}
</nav>`;
}

function trail(source, { section, parent }, title) {
  const parts = [
    `<a href="${hrefTo(source, FRONT)}">permaudit</a>`,
    `<span>${escaped(section)}</span>`,
    ...(parent === null ? [] : [linkTo(source, parent)]),
    `<span aria-current="page">${title}</span>`,
  ];
  return `<nav class="trail" aria-label="Where this is"><ol>${parts.map((part) => `<li>${part}</li>`).join('')}</ol></nav>`;
}

/** The headings of a long page, beside it. */
function contents(article) {
  const headings = [...article.matchAll(/<h2 id="([^"]*)"[^>]*>(.*?)<\/h2>/gs)];
  if (headings.length < 3) return '';
  const items = headings.map(([, id, html]) => `<li><a href="#${id}">${escaped(plain(html))}</a></li>`);
  return `<aside class="contents"><nav aria-label="On this page"><h2>On this page</h2><ul>${items.join('')}</ul></nav></aside>`;
}

function onward(source) {
  const { before, behind } = neighbours(sections, source);
  const way = (page, side, word) =>
    page === undefined
      ? '<span></span>'
      : `<a class="${side}" href="${hrefTo(source, page.source)}"><small>${word}</small>${escaped(page.label)}</a>`;
  if (before === undefined && behind === undefined) return '';
  return `<nav class="onward" aria-label="Next and previous page">${way(before, 'before', 'Before')}${way(behind, 'behind', 'Next')}</nav>`;
}

function hero(source) {
  const to = (name) => hrefTo(source, `docs/${name}`);
  return `<header class="hero">
<div>
<h1>Does this Android app ask for more than it needs?</h1>
<p>permaudit reads an APK the way Android reads it, judges every permission by what this kind of app needs and by what laws,
standards and store policies say, and gives a score with its reasons and sources. No device, no emulator, no network.</p>
<p class="ways"><a class="first" href="${to('getting-started.md')}">Get started</a><a href="${to('reading-a-report.md')}">Read a report</a></p>
</div>
<img src="${to('images/first-screen.svg')}" width="712" height="960" alt="permaudit in a terminal: an app scores 0 of 100 and fails; a table says what it asks for, and which text bars it">
</header>`;
}

function head(title, root) {
  return `<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="stylesheet" href="${root}assets/site.css">
<link rel="icon" href="${root}assets/icon.svg" type="image/svg+xml">
<script defer src="${root}assets/site.js"></script>
</head>`;
}

function bar(source) {
  return `<header class="bar">
<a class="brand" href="${hrefTo(source, FRONT)}">permaudit</a>
<form class="search" role="search" hidden>
<input type="search" placeholder="Search" aria-label="Search all pages" role="combobox" aria-expanded="false" aria-controls="search-found" aria-autocomplete="list" autocomplete="off" spellcheck="false">
<kbd aria-hidden="true">/</kbd>
<ul id="search-found" role="listbox" aria-label="Pages found" hidden></ul>
<p role="status"></p>
</form>
<a class="to-menu" href="#menu">Menu</a>
</header>`;
}

/** @param {{ source: string, content: string, version: string }} data */
export function render({ source, content, version }) {
  const isFront = source === FRONT;
  const root = upFrom(urlOf(source));
  const title = /<h1[^>]*>(.*?)<\/h1>/s.exec(content)?.[1] ?? '';
  const place = above(sections, source);
  const article = isFront ? content.replace(/^[^]*?<\/h1>\n<p>[^]*?<\/p>/, '') : content;
  const page = isFront ? 'permaudit' : `${plain(title)} · permaudit`;
  return `<!doctype html>
<html lang="en" data-root="${root}">
${head(escaped(page), root)}
<body id="top"${isFront ? ' class="front"' : ''}>
<a class="skip" href="#main">To the text</a>
${bar(source)}
<div class="frame">
${menu(source, place)}
<main id="main" tabindex="-1">
${isFront ? hero(source) : trail(source, place, escaped(plain(title)))}
<article>
${article}</article>
${onward(source)}
</main>
${isFront ? '' : contents(article)}
</div>
<footer><p>permaudit ${escaped(version)}, Apache-2.0. <a href="${hrefTo(source, FRONT)}">All pages</a> · <a href="${hrefTo(source, 'docs/legal.md')}">What a finding says, and what it does not</a></p></footer>
</body>
</html>
`;
}
