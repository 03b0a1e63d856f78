/** The shell of a page that carries all it needs and may load nothing. */
import { createDigest } from '../../platform/index.js';
import { constant, markup, type Markup, type Part } from './markup.js';

export interface Page {
  lang: string;
  title: Part;
  /** Who made it, with the version. */
  generator: string;
  /** The page's only style sheet and only script: constants of this program. */
  style: string;
  script: string;
  body: Markup;
  /** JSON that the script reads from the element with this id; nothing in it may end the element. */
  data?: { id: string; json: string };
}

function hashSource(text: string): string {
  return `'sha256-${createDigest('sha256').update(text).digest('base64')}'`;
}

/** Nothing is loaded, sent or framed; only this style and this script apply. */
function contentSecurityPolicy({ style, script }: Page): string {
  return [
    "default-src 'none'",
    `style-src ${hashSource(style)}`,
    `script-src ${hashSource(script)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function scripts({ data, script }: Page): Markup {
  const island = data === undefined ? '' : `<script type="application/json" id="${data.id}">${data.json}</script>\n`;
  return constant(`${island}<script>${script}</script>`);
}

/** The page, with its style and script inside and a policy that allows these two by their digests and nothing else. */
export function renderPage(page: Page): string {
  return markup`<!doctype html>
<html lang="${page.lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${constant(contentSecurityPolicy(page))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="${page.generator}">
<title>${page.title}</title>
<style>${constant(page.style)}</style>
</head>
<body>
${page.body}
${scripts(page)}
</body>
</html>
`.toString();
}
