/** The difference of two audits as one HTML page, in the style of the report: no network, nothing but its own style and script. */
import { hasMore, type AuditDiff } from '../../audit/diff.js';
import type { AuditSubject, AuditVerdict, Grade } from '../../audit/types.js';
import type { Lang } from '../../rulebook/types.js';
import { DIFF_WORDS, type DiffWords } from '../../words/diff.js';
import { stringsFor } from '../../words/html.js';
import { describeVersion, optionFacts } from '../html/facts.js';
import { footer, topBarOf } from '../html/frame.js';
import { appIcon } from '../html/icons.js';
import { dial, titleOf } from '../html/identity.js';
import { codeName, foreign, markup, type Markup, type Part } from '../html/markup.js';
import { renderPage } from '../html/page.js';
import { runningFooter } from '../html/running-footer.js';
import { SCRIPT } from '../html/script.js';
import { scrollable } from '../html/section.js';
import { STYLES } from '../html/styles.js';
import { table } from '../html/table.js';
import { codeSection, findingsSection, permissionsSection, type DiffStrings } from './html-sections.js';
import { headline, signed } from './wording.js';

/** What happened to a thing, coloured as the report colours how bad something is. */
const DIFF_CSS = `
.versions{margin-top:1.25rem}
.versions table{table-layout:fixed}
.versions thead th:first-child{width:17%}
.versions .hash{font-size:.7em}
@media screen and (max-width:44rem){.versions thead th:first-child{width:26%}.versions th[scope=row]{white-space:normal}}
@media screen and (min-width:60.01rem){.of-change thead th:nth-child(3){width:27%}.of-change thead th:nth-child(4){width:8.5rem}}
.change{font-size:.8125rem;font-weight:600;white-space:nowrap}
.change-added{color:var(--high)}
.change-widened{color:var(--medium)}
.change-removed{color:var(--good)}
.of-change{margin-top:1.25rem}
.of-change h3{font-size:1.0625rem;margin-bottom:.6rem}
.of-change .why{color:var(--soft);font-weight:400;font-size:.875rem;margin-top:.2rem}
@media print{
.versions,.of-change{margin-top:2mm}
.of-change h3{font-size:9.5pt;margin-bottom:.6mm}
.of-change .why,.of-change .clause,.change{font-size:7pt}
.of-change .why,.of-change .clause{margin-top:0}
.of-change thead th:nth-child(3){width:27%}
.of-change thead th:nth-child(4){width:20mm}
}
`;

/** The page: the change in a sentence, both versions, what is new, worse or gone. The same bytes for the same difference. */
export function renderDiffHtml(diff: AuditDiff, lang: Lang = 'en'): string {
  const words = DIFF_WORDS[lang];
  const html = stringsFor(lang);
  const sections = { ...html.sections, permissions: words.permissionsAndCapabilities };
  const strings: DiffStrings = { html: { ...html, sections }, words };
  const made = [findingsSection, permissionsSection, codeSection].flatMap((one) => one(strings, diff) ?? []);
  const [first] = made;
  const { label, file } = diff.after;
  const body = markup`<a class="skip" href="#${first?.id ?? 'top'}">${words.skip}</a>
${topBarOf(html, made)}
<main>${head(strings, diff)}${made.map((one) => one.body)}</main>
${footer(html, { tool: diff.tool, rulebook: diff.rulebook.after }, words.again)}`;
  return renderPage({
    lang: html.lang,
    title: words.documentTitle(label ?? file),
    generator: `${diff.tool.name} ${diff.tool.version}`,
    style: STYLES + DIFF_CSS + runningFooter(html, { subject: diff.after }),
    script: SCRIPT,
    body,
  });
}

function head(strings: DiffStrings, diff: AuditDiff): Markup {
  const { html, words } = strings;
  const { after, score, grade } = diff;
  return markup`<header class="hero" id="top">
    <div class="hero-title">
      <p class="kicker">${words.kicker}</p>
      ${titleOf(after)}${after.package === null ? null : markup`<p class="package">${codeName(after.package)}</p>`}
    </div>
    ${dial(html, { score: score.after, grade: grade.after })}
    <dl class="facts options">${optionFacts(html, { options: diff.options.after })}</dl>
    <div class="hero-verdict">${cautions(strings, diff)}${banner(strings, diff)}</div>
  </header>
  ${versions(strings, diff)}`;
}

const TONES: Readonly<Record<AuditVerdict, string>> = { fail: 'bad', review: 'fair', pass: 'fair' };

/** The change in one sentence. Without both scores nothing is good. */
function banner({ words }: DiffStrings, diff: AuditDiff): Markup {
  const { score, verdict } = diff;
  const isTold = score.before !== null && score.after !== null;
  const isMore = hasMore(diff);
  const worst = isMore ? verdict.after : 'pass';
  const tone = !isTold || worst === null ? 'none' : isMore ? TONES[worst] : 'good';
  return markup`<div class="banner tone-${tone}">
    ${appIcon(isTold ? worst : null)}
    <p><strong>${headline(diff, words)}</strong></p>
  </div>`;
}

function cautions({ words, html }: DiffStrings, diff: AuditDiff): Markup[] {
  const { colon } = html.report;
  return diff.cautions.map((caution) => {
    const told = words.cautions + colon + words.caution(caution);
    return markup`<p class="warning">${appIcon(null)}<span>${foreign(told)}</span></p>`;
  });
}

/** Both versions side by side. */
function versions({ html, words }: DiffStrings, diff: AuditDiff): Markup {
  const { score, accepted, grade, verdict, before, after } = diff;
  const row = (label: string, old: Part, now: Part): Markup =>
    markup`<tr>
      <th scope="row">${label}</th>
      <td>${old}</td>
      <td>${now}</td>
    </tr>`;
  const version = (subject: AuditSubject): Part => describeVersion(html, { subject }) ?? words.none;
  const digest = ({ sha256 }: AuditSubject): Part =>
    sha256 === null ? words.none : markup`<code class="hash">${sha256}</code>`;
  const hasAccepted = accepted.before !== null || accepted.after !== null;
  const rows = [
    row(words.version, version(before), version(after)),
    row(words.score, score.before ?? words.none, `${score.after ?? words.none}${signed(score.delta)}`),
    hasAccepted ? row(words.accepted, accepted.before ?? words.none, accepted.after ?? words.none) : null,
    row(words.grade, gradeText(words, grade.before), gradeText(words, grade.after)),
    row(words.verdict, verdictText(html, words, verdict.before), verdictText(html, words, verdict.after)),
    row(html.identity.file, codeName(before.file), codeName(after.file)),
    row(html.identity.sha256, digest(before), digest(after)),
  ];
  const heads = [words.compared, words.before, words.after];
  return markup`<div class="card versions">
    ${scrollable(words.compared, table({ kind: 'simple', heads, rows }))}
  </div>`;
}

function gradeText({ none }: DiffWords, grade: Grade | null): string {
  return grade ?? none;
}

function verdictText({ report }: DiffStrings['html'], { none }: DiffWords, verdict: AuditVerdict | null): Part {
  return verdict === null ? none : markup`${appIcon(verdict)} ${report.appVerdict[verdict]}`;
}
