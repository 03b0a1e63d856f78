/** The file that people get: the page and its worker in one document that may load nothing. */
import { createDigest } from '../platform/index.js';
import { constant, markup } from '../report/html/markup.js';
import { SCRIPT as REPORT_SCRIPT } from '../report/html/script.js';
import { STYLES } from './styles.js';
import { WORDS } from './words.js';

/** The programs, each one script without imports. */
export interface Programs {
  readonly page: string;
  readonly worker: string;
  readonly version: string;
}

function hashOf(text: string): string {
  return `'sha256-${createDigest('sha256').update(text).digest('base64')}'`;
}

/**
 * No address can be reached. Of scripts only the page's own runs, that of the report, which a frame shows under this
 * policy too, and the worker, which is made of text in the page. The report's style differs from app to app: it cannot be
 * named by its digest here, but it is in the report's own policy; a style can load nothing.
 */
function policy(script: string): string {
  return [
    "default-src 'none'",
    `script-src ${hashOf(script)} ${hashOf(REPORT_SCRIPT)}`,
    "style-src 'unsafe-inline'",
    'worker-src blob:',
    'frame-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** A script's text as it may stand in a script element: nothing in it ends the element, and no comment begins. */
function inScript(text: string): string {
  return text.replace(/<(?=\/script|!--|script)/gi, '\\x3c');
}

/** The document, the same for the same programs. */
export function webPage({ page, worker, version }: Programs): string {
  const script = inScript(page);
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${constant(policy(script))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="permaudit ${version}">
<title>${WORDS.en.title}</title>
<style>${constant(STYLES)}</style>
</head>
<body>
<div id="page" style="display:contents"><noscript>permaudit needs JavaScript.</noscript></div>
<script type="text/plain" id="worker">${constant(inScript(worker))}</script>
<script>${constant(script)}</script>
</body>
</html>
`.toString();
}
