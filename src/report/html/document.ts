/** The whole page: one file, no network, a policy that lets nothing run but the script and style that are part of it. */
import type { Audit } from '../../audit/types.js';
import type { Lang } from '../../rulebook/types.js';
import { anomaliesSection, capabilitiesSection, fineSection, notesSection, versionsSection } from './closing.js';
import { codeSection } from './code.js';
import { findingsSection } from './findings.js';
import { summarySection } from './first-page.js';
import { identitySection } from './identity.js';
import { markup } from './markup.js';
import { modulesSection } from './modules.js';
import { renderPage } from './page.js';
import { permissionsSection } from './permissions.js';
import { policiesSection } from './policies.js';
import { scoreSection } from './score.js';
import { SCRIPT } from './script.js';
import { footer, topBarOf } from './frame.js';
import type { Section } from './section.js';
import { signatureSection } from './signature.js';
import { stringsFor, type Strings } from '../../words/html.js';
import { runningFooter } from './running-footer.js';
import { sourcesSection } from './sources.js';
import { Sources } from '../view/sources.js';
import { STYLES } from './styles.js';
import { timelineSection } from './timeline.js';

function sectionsOf(strings: Strings, audit: Audit): Section[] {
  const make = [
    summarySection,
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
    sourcesSection,
  ];
  const sources = new Sources(audit.findings);
  return make.flatMap((one) => one(strings, audit, sources) ?? []);
}

/**
 * The audit as one HTML page with its own style and script and nothing from elsewhere; the same bytes for the same
 * audit. Text from the APK stands in text nodes only.
 */
export function renderHtml(audit: Audit, lang: Lang = 'en'): string {
  const strings = stringsFor(lang);
  const sections = sectionsOf(strings, audit);
  const skipTo = sections.some(({ id }) => id === 'findings') ? 'findings' : 'top';
  const body = markup`<a class="skip" href="#${skipTo}">${strings.skip}</a>
${topBarOf(strings, sections)}
<main>${identitySection(strings, audit)}${sections.map(({ body }) => body)}</main>
${footer(strings, audit, strings.footer.again)}`;
  return renderPage({
    lang: strings.lang,
    title: strings.documentTitle(audit.subject.label ?? audit.subject.file),
    generator: `${audit.tool.name} ${audit.tool.version}`,
    style: STYLES + runningFooter(strings, audit),
    script: SCRIPT,
    body,
  });
}
