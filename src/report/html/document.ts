/** The whole page: one file, no network, a policy that lets nothing run but the script and style that are part of it. */
import { createHash } from 'node:crypto';
import type { Audit } from '../../audit/types.js';
import type { Lang } from '../../rulebook/types.js';
import { anomaliesSection, capabilitiesSection, fineSection, notesSection, versionsSection } from './closing.js';
import { codeSection } from './code.js';
import { findingsSection } from './findings.js';
import { identitySection } from './identity.js';
import { constant, markup, type Markup } from './markup.js';
import { modulesSection } from './modules.js';
import { permissionsSection } from './permissions.js';
import { policiesSection } from './policies.js';
import { scoreSection } from './score.js';
import { SCRIPT } from './script.js';
import type { Section } from './section.js';
import { signatureSection } from './signature.js';
import { stringsFor, type Strings } from './strings.js';
import { STYLES } from './styles.js';
import { timelineSection } from './timeline.js';

function hashSource(text: string): string {
  return `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;
}

/** Nothing is loaded, sent or framed; only this style and this script apply. */
function contentSecurityPolicy(): string {
  return [
    "default-src 'none'",
    `style-src ${hashSource(STYLES)}`,
    `script-src ${hashSource(SCRIPT)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function sectionsOf(strings: Strings, audit: Audit): Section[] {
  const make = [
    scoreSection,
    findingsSection,
    policiesSection,
    versionsSection,
    timelineSection,
    permissionsSection,
    capabilitiesSection,
    codeSection,
    signatureSection,
    modulesSection,
    anomaliesSection,
    fineSection,
    notesSection,
  ];
  return make.flatMap((one) => one(strings, audit) ?? []);
}

function topBar(strings: Strings, sections: readonly Section[]): Markup {
  const { theme } = strings;
  const links = sections.map(({ id }) => markup`<li><a href="#${id}">${strings.short[id]}</a></li>`);
  const contents =
    links.length === 0
      ? null
      : markup`<nav aria-label="${strings.contents}">
          <ul>
            ${links}
          </ul>
        </nav>`;
  return markup`<header class="top-bar">
    <div class="top-inner">
      <a class="brand" href="#top">permaudit</a>${contents}
      <p class="theme needs-script">
        <span id="theme-label">${theme.label}</span>
        <button
          type="button"
          id="theme"
          value="auto"
          aria-labelledby="theme-label theme"
          data-auto="${theme.auto}"
          data-light="${theme.light}"
          data-dark="${theme.dark}"
        >
          ${theme.auto}
        </button>
      </p>
    </div>
  </header>`;
}

function footer(strings: Strings, audit: Audit): Markup {
  const { tool, rulebook } = audit;
  return markup`<footer>
    <p>
      ${strings.footer.made(`${tool.name} ${tool.version}`, rulebook.version)}
      <code class="hash">${rulebook.sha256}</code>
    </p>
    <p>${strings.footer.again}</p>
  </footer>`;
}

/**
 * The audit as one HTML page with its own style and script and nothing from elsewhere; the same bytes for the same
 * audit. Text from the APK stands in text nodes only.
 */
export function renderHtml(audit: Audit, lang: Lang = 'en'): string {
  const strings = stringsFor(lang);
  const sections = sectionsOf(strings, audit);
  const skipTo = sections.some(({ id }) => id === 'findings') ? 'findings' : 'top';
  const page = markup`<!doctype html>
<html lang="${strings.lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${constant(contentSecurityPolicy())}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="${audit.tool.name} ${audit.tool.version}">
<title>${strings.documentTitle(audit.subject.label ?? audit.subject.file)}</title>
<style>${constant(STYLES)}</style>
</head>
<body>
<a class="skip" href="#${skipTo}">${strings.skip}</a>
${topBar(strings, sections)}
<main>${identitySection(strings, audit)}${sections.map(({ body }) => body)}</main>
${footer(strings, audit)}
<script>${constant(SCRIPT)}</script>
</body>
</html>
`;
  return page.toString();
}
