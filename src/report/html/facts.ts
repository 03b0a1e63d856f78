/** Facts in pairs: what identifies the app, and all that made the verdict what it is. */
import { settingsText } from '../view/settings-file.js';
import type { Audit } from '../../audit/types.js';
import { describeSize } from '../view/size.js';
import { codeName, foreign, join, markup, type Markup, type Part } from './markup.js';
import type { Strings } from '../../words/html.js';

/** One fact. */
export function fact(label: string, value: Part): Markup {
  return markup`<div>
    <dt>${label}</dt>
    <dd>${value}</dd>
  </div>`;
}

/** A fact too long to share its line. */
export function wideFact(label: string, value: Part): Markup {
  return markup`<div class="wide">
    <dt>${label}</dt>
    <dd>${value}</dd>
  </div>`;
}

/** Version name and code; null where the app has neither. */
export function describeVersion(strings: Strings, { subject }: Pick<Audit, 'subject'>): Part {
  const { versionName, versionCode } = subject;
  if (versionName === null && versionCode === null) return null;
  const name = versionName === null ? null : foreign(versionName);
  const code = versionCode === null ? null : strings.identity.code(versionCode);
  return join([name, code], strings.report.comma);
}

function sdkFacts(strings: Strings, audit: Audit): (Markup | null)[] {
  const { minSdk, targetSdk } = audit.subject;
  const words = strings.identity;
  if (minSdk === null && targetSdk === null) return [];
  const runsOn = minSdk === null ? words.anyAndroid : words.newer(strings.api(minSdk));
  const builtFor = targetSdk === null ? null : targetSdk === 0 ? words.noTarget : strings.api(targetSdk);
  return [fact(words.runsOn, runsOn), builtFor === null ? null : fact(words.builtFor, builtFor)];
}

/** Android versions, reading, file, digest: what identifies the thing audited. */
export function subjectFacts(strings: Strings, audit: Audit): (Markup | null)[] {
  const { subject } = audit;
  const words = strings.identity;
  const size =
    subject.size === null
      ? null
      : markup`<span class="soft">${strings.report.identity.size(describeSize(subject.size, strings.report))}</span>`;
  return [
    ...sdkFacts(strings, audit),
    fact(strings.reading, strings.outcome[audit.outcome]),
    wideFact(words.file, join([codeName(subject.file), size], '')),
    subject.sha256 === null ? null : wideFact(words.sha256, markup`<code class="hash">${subject.sha256}</code>`),
  ];
}

/** A name of the rulebook with the id that options take; the id alone where an older report has no name. */
function named(name: string | undefined, id: string): Markup {
  return name === undefined ? codeName(id) : markup`<span class="named">${name} ${codeName(id)}</span>`;
}

function list(items: readonly Part[]): Markup {
  return markup`<ul class="names">
    ${items.map((item) => markup`<li>${item}</li>`)}
  </ul>`;
}

/** What the app was judged as, by which texts, and when. */
export function optionFacts(strings: Strings, { options }: Pick<Audit, 'options'>): (Markup | null)[] {
  const words = strings.identity;
  const { category, categoryName, policies, policyNames, features, role, settings, asOf, apiRange } = options;
  const texts = policies.map((id, index) => named(policyNames?.[index], id));
  return [
    fact(words.category, category === null ? words.noCategory : named(categoryName, category)),
    fact(words.policies, texts.length === 0 ? words.none : list(texts)),
    features.length === 0 ? null : fact(words.features, join(features.map(codeName), ' ')),
    role === undefined ? null : fact(strings.report.options.role, strings.report.options.supplySide),
    settings === undefined ? null : wideFact(strings.report.options.settings, settingsText(settings)),
    fact(words.judged, asOf),
    apiRange === null ? null : fact(words.audited, strings.apiRange(apiRange)),
  ];
}
