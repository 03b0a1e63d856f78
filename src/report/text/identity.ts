/** Which app this is, and how it was judged. */
import { settingsText } from '../view/settings-file.js';
import type { Audit, AuditSubject } from '../../audit/types.js';
import type { SignatureState } from '../../facts/facts.js';
import { builtAs, describeModule, innerApks } from '../view/identity-facts.js';
import { wrap } from '../view/columns.js';
import type { Strings } from '../../words/en/report.js';
import { describeSize } from '../view/size.js';
import { labelled, MARGIN, type Page } from './page.js';

/** The margin and the widest label of the head. */
export const LABEL_COLUMNS = 12;

/** One `Label   text` of the head of the report, in at most `most` lines. */
export function headLine(page: Page, label: string, text: string, most = Number.POSITIVE_INFINITY): string[] {
  return labelled(MARGIN + label, text, {
    most,
    mark: page.theme.glyphs.more,
    labelColumns: LABEL_COLUMNS,
    columns: page.proseColumns,
    label: page.theme.quiet,
  });
}

export function describeVersion(page: Page, subject: AuditSubject): string | null {
  const name = subject.versionName === null ? null : page.value(subject.versionName);
  const code = subject.versionCode === null ? null : page.words.identity.code(subject.versionCode);
  if (name === null && code === null) return null;
  return [name, code].filter((part) => part !== null).join(page.words.comma);
}

function describeSdks({ minSdk, targetSdk }: AuditSubject, { api, identity }: Strings): string | null {
  if (minSdk === null && targetSdk === null) return null;
  const from = minSdk === null ? identity.anyAndroid : identity.andNewer(api(minSdk));
  return targetSdk === null ? from : identity.builtFor(from, targetSdk === 0 ? identity.noTarget : api(targetSdk));
}

/** Label, package, version, SDK range, SHA-256, file. */
export function identitySection(page: Page, audit: Audit): string[] {
  const { subject, tool, rulebook } = audit;
  const words = page.words.identity;
  const { dot } = page.theme.glyphs;
  const version = describeVersion(page, subject);
  const sdks = describeSdks(subject, page.words);
  const name = subject.label === null ? page.path(subject.file) : page.value(subject.label);
  const title = wrap(name, page.proseColumns - MARGIN.length).map((line) => MARGIN + page.theme.strong(line));
  const lines = ['', ...title];
  if (subject.package !== null) lines.push(...headLine(page, words.package, page.name(subject.package)));
  if (version !== null) lines.push(...headLine(page, words.version, version));
  if (sdks !== null) lines.push(...headLine(page, words.runsOn, sdks));
  if (subject.sha256 !== null) lines.push(...headLine(page, words.sha256, page.name(subject.sha256)));
  const size = subject.size === null ? '' : words.size(describeSize(subject.size, page.words));
  lines.push(...headLine(page, words.file, page.path(subject.file) + size));
  lines.push(...signerLines(page, audit), ...moduleLines(page, audit));
  const made = `${tool.name} ${tool.version} ${dot} ${words.rulebook(rulebook.version, rulebook.sha256.slice(0, 12))}`;
  lines.push(...headLine(page, words.tool, page.prose(made)));
  return lines;
}

/** Who signed it, with the digests a third party can compare, and what else an installer would look at. */
function signerLines(page: Page, audit: Audit): string[] {
  const { identity } = audit;
  if (identity === null) return [];
  const words = page.words.identity;
  const lines: string[] = [];
  const { signer } = identity;
  if (signer !== null) {
    const labels: Record<string, string> = { v31: 'v3.1', v32: 'v3.2' };
    const states = new Map<SignatureState, string[]>();
    for (const [scheme, state] of Object.entries(signer.schemes)) {
      if (state !== 'absent') states.set(state, [...(states.get(state) ?? []), labels[scheme] ?? scheme]);
    }
    const told = [...states].map(
      ([state, names]) => names.join(page.words.comma) + page.words.parenthesized(words.signature[state]),
    );
    lines.push(...headLine(page, words.signed, told.length === 0 ? words.notSigned : told.join(page.words.comma)));
    for (const { sha256, subject } of signer.certificates) {
      lines.push(...headLine(page, words.signer, page.name(sha256)));
      if (subject !== null) lines.push(...headLine(page, '', page.value(subject)));
    }
    // The last of the chain is the present key, which stands above.
    for (const { sha256, subject } of (signer.lineage ?? []).slice(0, -1)) {
      lines.push(...headLine(page, '', words.formerKey(page.name(sha256))));
      if (subject !== null) lines.push(...headLine(page, '', page.value(subject)));
    }
    for (const { id, kind } of signer.blocks ?? [])
      lines.push(...headLine(page, '', page.prose(words.otherBlock(id, kind))));
    for (const problem of words.signerProblems(signer)) lines.push(...headLine(page, '', page.prose(problem)));
  }
  const stated = builtAs(audit).map((fact) => words[fact]);
  if (stated.length > 0) lines.push(...headLine(page, words.builtAs, stated.join(page.words.comma)));
  return [...lines, ...apkLines(page, audit)];
}

/** The digests of the APKs in a container or beside one another. */
function apkLines(page: Page, audit: Audit): string[] {
  const words = page.words.identity;
  return innerApks(audit).flatMap(({ name, sha256, size }) => [
    ...headLine(page, words.apk, page.path(name) + words.size(describeSize(size, page.words))),
    ...headLine(page, '', page.name(sha256)),
  ]);
}

/** The parts of an app that is more than one APK. */
function moduleLines(page: Page, { modules }: Audit): string[] {
  const { modules: label } = page.words.identity;
  const name = (text: string): string => page.name(text);
  return modules.flatMap((module, index) =>
    headLine(page, index === 0 ? label : '', describeModule(page.words, module, name, page.words.comma)),
  );
}

/** How the reading went, where there is more to say than that it is complete. */
function describeReading({ outcome, anomalies }: Audit, { options }: Strings): string | null {
  const odd = anomalies.filter(({ severity }) => severity !== 'info').length;
  const oddities = odd === 0 ? '' : options.oddities(odd);
  if (outcome === 'version-dependent') return options.differs(oddities);
  return outcome === 'complete-with-anomalies' && oddities !== '' ? options.completeWith(oddities) : null;
}

/** Category, policies, features, date and Android versions: everything that made the verdict what it is. */
export function optionsSection(page: Page, audit: Audit): string[] {
  const { options } = audit;
  const words = page.words.options;
  const none = page.theme.unicode ? '—' : '-';
  const list = (items: readonly string[]): string =>
    items.length === 0 ? none : items.map((item) => page.name(item)).join(page.words.comma);
  const lines = headLine(
    page,
    words.category,
    options.category === null ? words.noCategory : page.name(options.category),
  );
  lines.push(...headLine(page, words.policies, list(options.policies)));
  if (options.features.length > 0) lines.push(...headLine(page, words.features, list(options.features)));
  if (options.role !== undefined) lines.push(...headLine(page, words.role, words.supplySide));
  if (options.settings !== undefined) {
    lines.push(...headLine(page, words.settings, page.prose(settingsText(options.settings))));
  }
  const range = options.apiRange === null ? '' : words.on(page.words.apiRange(options.apiRange));
  lines.push(...headLine(page, words.judged, words.asOf(page.name(options.asOf)) + range));
  const reading = describeReading(audit, page.words);
  if (reading !== null) lines.push(...headLine(page, words.reading, reading));
  return lines;
}
