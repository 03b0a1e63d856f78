/** The head of the page: which app this is, its score, and the verdict in words. */
import type { Audit, Grade } from '../../audit/types.js';
import { MOST_SEVERE_FIRST } from '../../rulebook/orders.js';
import { meaningTexts } from '../view/screen/story.js';
import { describePlace } from '../view/error-text.js';
import { kindOfError } from '../../bytes/errors.js';
import { escapeName } from '../view/escape.js';
import { describeVersion, fact, optionFacts } from './facts.js';
import { SAFE } from './first-page.js';
import { appIcon, severityBadge, TICK } from './icons.js';
import { codeName, constant, foreign, join, markup, type Markup, type Part } from './markup.js';
import type { Strings } from '../../words/html.js';

const GRADE_TONE: Readonly<Record<Grade, 'good' | 'fair' | 'bad'>> = {
  A: 'good',
  B: 'good',
  C: 'fair',
  D: 'bad',
  F: 'bad',
};

/** Characters from which a name is set smaller. */
const LONG_NAME = 40;

/** Tone of the whole page: what the audit comes to. */
function toneOf(audit: Audit): string {
  if (audit.verdict === null) return 'none';
  return { fail: 'bad', review: 'fair', pass: 'good' }[audit.verdict];
}

/** Three quarters of a circle, filled as far as the score goes. */
export function dial(strings: Strings, { score, grade }: Pick<Audit, 'score' | 'grade'>): Markup {
  const words = strings.dial;
  const track = markup`<circle class="track" cx="60" cy="60" r="50" pathLength="100" stroke-dasharray="75 100" />`;
  if (score === null || grade === null) {
    return markup`<div class="dial tone-none">
      <svg viewBox="0 0 120 120" role="img" aria-label="${words.none}">
        <g transform="rotate(135 60 60)">${track}</g>
        <text x="60" y="60" class="dial-score">–</text>
        <text x="60" y="80" class="dial-of">${words.none}</text>
      </svg>
    </div>`;
  }
  const filled = Math.round(score * 75) / 100;
  const arc =
    score === 0
      ? null
      : markup`<circle class="arc" cx="60" cy="60" r="50" pathLength="100" stroke-dasharray="${filled} 100" />`;
  return markup`<div class="dial tone-${GRADE_TONE[grade]}">
    <svg viewBox="0 0 120 120" role="img" aria-label="${words.label(score, grade)}">
      <g transform="rotate(135 60 60)">${track}${arc}</g>
      <text x="60" y="67" class="dial-score">${score}</text>
      <text x="60" y="83" class="dial-of">${words.of}</text>
    </svg>
    <p class="grade" aria-hidden="true"><span>${words.grade}</span><b>${grade}</b></p>
  </div>`;
}

function counts(strings: Strings, audit: Audit): Markup {
  const badges = MOST_SEVERE_FIRST.flatMap((severity) => {
    const count = audit.findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [markup`<li><b>${count}</b>${severityBadge(strings, severity)}</li>`];
  });
  return markup`<ul class="counts" aria-label="${strings.findingsCount(audit.findings.length)}">
    ${badges}
  </ul>`;
}

/** The second score, when findings are justified or known from a baseline. */
function acceptedScore(strings: Strings, { accepted }: Audit): Markup | null {
  if (accepted == null) return null;
  const told = strings.acceptedScore(accepted.score, accepted.grade, accepted.verdict);
  return markup`<p class="accepted-score">${TICK}<span>${told}</span></p>`;
}

function verdictBanner(strings: Strings, audit: Audit): Markup | null {
  if (audit.verdict === null) return null;
  const { word, sentence } = strings.appVerdict(audit);
  return markup`<div class="banner tone-${toneOf(audit)}">
    ${appIcon(audit.verdict)}
    <p><strong>${word}${strings.report.colon.trimEnd()}</strong> <span>${sentence}</span></p>
    ${audit.findings.length === 0 ? null : counts(strings, audit)}${acceptedScore(strings, audit)}
  </div>`;
}

/** Why there is no score, and what to do about it. */
function refusalBanner(strings: Strings, audit: Audit): Markup | null {
  if (audit.score !== null) return null;
  const { error } = audit;
  const told = error === null ? null : strings.report.error(error);
  const kind = error === null ? null : kindOfError(error.code);
  const meaning = strings.refusal[kind ?? (audit.outcome === 'refused' ? 'refused' : 'unsure')];
  const place = error === null ? '' : describePlace(error, escapeName, strings.report);
  const facts =
    error === null || told === null
      ? null
      : markup`<p class="reason">${foreign(told.message)}</p>
          <dl class="facts">
            ${fact(strings.errorCode, markup`<code>${error.code}</code>`)}
            ${place === '' ? null : fact(strings.place, foreign(place))}
            ${told.hint === null ? null : fact(strings.whatToDo, foreign(told.hint))}
          </dl>`;
  return markup`<div class="refusal">
    <div class="banner tone-none">
      ${appIcon(null)}
      <p><strong>${meaning.title}${strings.report.fullStop}</strong> <span>${meaning.sentence}</span></p>
    </div>
    ${facts}
  </div>`;
}

function warnings(strings: Strings, audit: Audit): (Markup | null)[] {
  const warn = (text: Part): Markup => markup`<p class="warning">${appIcon(null)}<span>${text}</span></p>`;
  return [
    audit.complete || audit.outcome === 'refused' ? null : warn(strings.incompleteBanner),
    ...meaningTexts(strings.report, audit, SAFE).map((text) => warn(foreign(text))),
  ];
}

/** Package and version in a line; null where neither is known. */
function nameLine(strings: Strings, audit: Audit): Markup | null {
  const { subject } = audit;
  const version = describeVersion(strings, audit);
  const parts = join(
    [
      subject.package === null ? null : codeName(subject.package),
      version === null ? null : markup`<span>${strings.identity.version} ${version}</span>`,
    ],
    markup` <span aria-hidden="true">·</span> `,
  );
  return parts.length === 0 ? null : markup`<p class="package">${parts}</p>`;
}

/** The label of the app, or else its file, as the title of the page. */
export function titleOf({ label, file }: Audit['subject']): Markup {
  const name = label ?? file;
  const size = Array.from(name).length > LONG_NAME ? constant(' class="long"') : null;
  return markup`<h1${size}>${foreign(name)}</h1>`;
}

/** Label, package, version, what it is judged as and by, dial, verdict: the head of the first page. */
export function identitySection(strings: Strings, audit: Audit): Markup {
  return markup`<header class="hero" id="top">
    <div class="hero-title">
      <p class="kicker">${strings.kicker}</p>
      ${titleOf(audit.subject)}
      ${nameLine(strings, audit)}
    </div>
    ${dial(strings, audit)}
    <dl class="facts options">${optionFacts(strings, audit)}</dl>
    <div class="hero-verdict">
      ${warnings(strings, audit)}${verdictBanner(strings, audit)}${refusalBanner(strings, audit)}
    </div>
  </header>`;
}
