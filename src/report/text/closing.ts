/** The quieter parts of the report: what is in order, what differs, what is odd, and what cannot be known. */
import type { Audit } from '../../audit/types.js';
import type { Page } from './page.js';
import { placeOf } from './refusal.js';
import { isMeaningNote } from '../view/meaning.js';
import { tableLines } from './table.js';

/** Needs that a declared feature satisfies. */
export function justifiedSection(page: Page, audit: Audit): string[] {
  if (audit.justified.length === 0) return [];
  const { words } = page;
  const lines = page.section(words.closing.justified);
  for (const finding of audit.justified) {
    const features = (finding.justified?.features ?? []).map((feature) => page.name(feature)).join(words.comma);
    const names = [...finding.permissions, ...finding.capabilities].map((name) => page.name(name)).join(words.comma);
    const told = words.closing.justifiedLine(finding.dataTypeName, names, features, finding.why);
    lines.push(...page.bullet(told, page.theme.glyphs.tick));
  }
  return [...lines, '', ...page.paragraph(words.closing.declaration)];
}

/** What is fine and why. */
export function positivesSection(page: Page, audit: Audit): string[] {
  if (audit.positives.length === 0) return [];
  const lines = page.section(page.words.closing.positives);
  return [
    ...lines,
    ...audit.positives.flatMap((positive) =>
      page.bullet(page.words.closing.positive(positive), page.theme.glyphs.tick),
    ),
  ];
}

/** What each stretch of Android versions makes of the file, when they differ. */
export function versionsSection(page: Page, audit: Audit): string[] {
  if (audit.versions.length < 2) return [];
  const { words } = page;
  const common = new Set(audit.versions.find((version) => version.outcome === 'accepted')?.permissions ?? []);
  for (const version of audit.versions) {
    if (version.outcome !== 'accepted') continue;
    for (const name of common) if (!version.permissions.includes(name)) common.delete(name);
  }
  const rows = audit.versions.map((version) => {
    if (version.error !== null) {
      const { message } = words.error(version.error);
      const told = words.closing.versionError(message, placeOf(page, version.error), version.error.code);
      return [words.apiRange(version.apiRange), words.closing.versionOutcome[version.outcome], page.prose(told)];
    }
    const own = version.permissions.filter((name) => !common.has(name)).map((name) => page.name(name));
    const shared = words.closing.permissions(version.permissions.length);
    return [
      words.apiRange(version.apiRange),
      words.closing.versionOutcome[version.outcome],
      own.length === 0 ? shared : words.closing.onlyHere(shared, own.join(words.comma)),
    ];
  });
  const [android, outcome, reads] = words.closing.versionColumns;
  const columns = [
    { title: android, most: 40 },
    { title: outcome, most: 10 },
    { title: reads, most: 200 },
  ];
  return [
    ...page.section(words.closing.versions),
    ...page.paragraph(words.closing.versionsTold),
    '',
    ...tableLines(page, columns, rows),
  ];
}

/** Oddities of the file. */
export function anomaliesSection(page: Page, audit: Audit): string[] {
  if (audit.anomalies.length === 0) return [];
  const { words } = page;
  const lines = page.section(words.closing.anomalies(audit.anomalies.length));
  for (const anomaly of audit.anomalies) {
    const seen = words.seen(anomaly);
    const told = words.closing.anomaly({
      severity: words.severity[anomaly.severity],
      message: words.anomaly(anomaly),
      code: anomaly.code,
      entry: anomaly.path === '' ? words.closing.archive : page.name(anomaly.path),
      offset: anomaly.offset,
      evidence: seen === '' ? '' : page.name(seen),
      android: words.apiRanges([anomaly.android]),
    });
    lines.push(...page.bullet(told, anomaly.severity === 'info' ? page.theme.glyphs.bullet : page.theme.glyphs.warn));
  }
  return lines;
}

/** Notes that this report tells in places of their own: its first lines, the version table, the last section. */
const TOLD_ELSEWHERE: ReadonlySet<string> = new Set(['VERSION_DEPENDENT', 'MANIFEST_ONLY']);

/** Notes of the audit, then the limits of the method, which no reading of a manifest can tell. */
export function limitsSection(page: Page, audit: Audit): string[] {
  const told = audit.notes.filter((note) => !TOLD_ELSEWHERE.has(note.code) && !isMeaningNote(note));
  const notes =
    told.length === 0
      ? []
      : [...page.section(page.words.closing.notes), ...told.flatMap((note) => page.bullet(page.words.note(note)))];
  if (audit.score === null) return notes;
  return [
    ...notes,
    ...page.section(page.words.closing.limits),
    ...page.words.closing.cannotShow.flatMap((line) => page.bullet(line)),
  ];
}
