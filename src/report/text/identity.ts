/** Which app this is, and how it was judged. */
import type { Audit, AuditSubject } from '../../audit/types.js';
import { describeApi, describeApiRange } from '../android-versions.js';
import { columnsOf, wrap } from '../columns.js';
import { labelled, MARGIN, type Page } from './page.js';

const LABEL_COLUMNS = 12;

/** One `Label   text` line of the head of the report. */
export function headLine(page: Page, label: string, text: string): string[] {
  return labelled(MARGIN + label, text, {
    labelColumns: LABEL_COLUMNS,
    columns: page.proseColumns,
    label: page.theme.quiet,
  });
}

/** e.g. `12.3 kB`, decimal units. */
export function describeSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function describeVersion(page: Page, subject: AuditSubject): string | null {
  const name = subject.versionName === null ? null : page.value(subject.versionName);
  const code = subject.versionCode === null ? null : `code ${subject.versionCode}`;
  if (name === null && code === null) return null;
  return [name, code].filter((part) => part !== null).join(', ');
}

function describeSdks(subject: AuditSubject): string | null {
  const { minSdk, targetSdk } = subject;
  if (minSdk === null && targetSdk === null) return null;
  const from = minSdk === null ? 'any Android' : `${describeApi(minSdk)} and newer`;
  return targetSdk === null
    ? from
    : `${from}; built for ${targetSdk === 0 ? 'no stated version' : describeApi(targetSdk)}`;
}

/** Label, package, version, SDK range, SHA-256, file. */
export function identitySection(page: Page, audit: Audit): string[] {
  const { subject, tool, rulebook } = audit;
  const { dot } = page.theme.glyphs;
  const version = describeVersion(page, subject);
  const sdks = describeSdks(subject);
  const name = subject.label === null ? page.path(subject.file) : page.value(subject.label);
  const title = wrap(name, page.proseColumns - MARGIN.length).map((line) => MARGIN + page.theme.strong(line));
  const lines = ['', ...title, ''];
  if (subject.package !== null) lines.push(...headLine(page, 'Package', page.name(subject.package)));
  if (version !== null) lines.push(...headLine(page, 'Version', version));
  if (sdks !== null) lines.push(...headLine(page, 'Runs on', sdks));
  if (subject.sha256 !== null) lines.push(...headLine(page, 'SHA-256', page.name(subject.sha256)));
  const size = subject.size === null ? '' : ` (${describeSize(subject.size)})`;
  lines.push(...headLine(page, 'File', page.path(subject.file) + size));
  lines.push(...signerLines(page, audit), ...moduleLines(page, audit));
  const made = `${tool.name} ${tool.version} ${dot} rulebook ${rulebook.version} (${rulebook.sha256.slice(0, 12)})`;
  lines.push(...headLine(page, 'Tool', page.prose(made)));
  return lines;
}

/** Who signed it, with the digests a third party can compare, and what else an installer would look at. */
function signerLines(page: Page, { identity }: Audit): string[] {
  if (identity === null) return [];
  const lines: string[] = [];
  const { signer } = identity;
  if (signer !== null) {
    const schemes = Object.entries(signer.schemes).filter(([, state]) => state !== 'absent');
    const names = schemes.map(([scheme, state]) => `${scheme === 'v31' ? 'v3.1' : scheme} ${state}`);
    lines.push(...headLine(page, 'Signed', names.length === 0 ? 'not signed' : names.join(', ')));
    for (const { sha256, subject } of signer.certificates) {
      lines.push(...headLine(page, 'Signer', page.name(sha256)));
      if (subject !== null) lines.push(...headLine(page, '', page.value(subject)));
    }
    for (const problem of signer.problems) lines.push(...headLine(page, '', page.prose(problem)));
  }
  const flags = [identity.debuggable === true ? 'debuggable' : '', identity.testOnly === true ? 'test only' : ''];
  const stated = flags.filter((flag) => flag !== '');
  if (stated.length > 0) lines.push(...headLine(page, 'Built as', stated.join(', ')));
  return lines;
}

/** The parts of an app that is more than one APK, and what a part asks for in vain. */
function moduleLines(page: Page, { modules }: Audit): string[] {
  return modules.flatMap(({ name, kind, delivery, permissionsIgnored }, index) => {
    const parts = [page.name(name), kind, ...(delivery === null ? [] : [delivery])].join(', ');
    const ignored = permissionsIgnored.map((permission) => page.name(permission)).join(', ');
    const text = ignored === '' ? parts : `${parts}; Android ignores its requests: ${ignored}`;
    return headLine(page, index === 0 ? 'Modules' : '', text);
  });
}

/** How the reading went, where there is more to say than that it is complete. */
function describeReading({ outcome, anomalies }: Audit): string | null {
  const odd = anomalies.filter(({ severity }) => severity !== 'info').length;
  const oddities = odd === 0 ? '' : `${odd} ${odd === 1 ? 'oddity' : 'oddities'} in the file`;
  if (outcome === 'version-dependent') {
    return `Android versions do not read this file alike${oddities === '' ? '' : `, ${oddities}`}: see below`;
  }
  return outcome === 'complete-with-anomalies' && oddities !== '' ? `complete, with ${oddities}: see below` : null;
}

/** Category, policies, features, date and Android versions: everything that made the verdict what it is. */
export function optionsSection(page: Page, audit: Audit): string[] {
  const { options } = audit;
  const none = page.theme.unicode ? '—' : '-';
  const list = (items: readonly string[]): string =>
    items.length === 0 ? none : items.map((item) => page.name(item)).join(', ');
  const lines = headLine(page, 'Category', options.category === null ? 'none declared' : page.name(options.category));
  lines.push(...headLine(page, 'Policies', list(options.policies)));
  if (options.features.length > 0) lines.push(...headLine(page, 'Features', list(options.features)));
  const range = options.apiRange === null ? '' : `, on ${describeApiRange(options.apiRange)}`;
  lines.push(...headLine(page, 'Judged', `as of ${page.name(options.asOf)}${range}`));
  const reading = describeReading(audit);
  if (reading !== null) lines.push(...headLine(page, 'Reading', reading));
  return lines;
}

/** The first lines when no category was declared: without one, a score says little about necessity. */
export function noCategorySection(page: Page, audit: Audit): string[] {
  if (audit.options.category !== null || audit.score === null) return [];
  const { warn } = page.theme.glyphs;
  const told =
    'No category declared: whether the app needs what it asks for is not judged. Only policies that hold for every app apply, and sensitive permissions are listed for review. Add --category (see: permaudit categories).';
  const indent = columnsOf(MARGIN + warn) + 1;
  return ['', ...page.bullet(told, warn).map((line) => line.slice(0, indent) + page.theme.strong(line.slice(indent)))];
}
