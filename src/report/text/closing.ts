/** The quieter parts of the report: what is in order, what differs, what is odd, and what cannot be known. */
import type { Audit } from '../../audit/types.js';
import { describeApiRange, describeApiRanges } from '../android-versions.js';
import { describePlace } from '../error-text.js';
import type { Page } from './page.js';
import { tableLines } from './table.js';

/** Needs that a declared feature satisfies. */
export function justifiedSection(page: Page, audit: Audit): string[] {
  if (audit.justified.length === 0) return [];
  const lines = page.heading('In order because a feature was declared');
  for (const finding of audit.justified) {
    const features = (finding.justified?.features ?? []).map((feature) => page.name(feature)).join(', ');
    const names = [...finding.permissions, ...finding.capabilities].map((name) => page.name(name)).join(', ');
    lines.push(
      ...page.bullet(
        `${finding.dataTypeName}: ${names}. Declared: ${features}. ${finding.why}`,
        page.theme.glyphs.tick,
      ),
    );
  }
  return [
    ...lines,
    '',
    ...page.paragraph("A declaration is the auditor's word: the APK does not prove that the feature exists."),
  ];
}

/** What is fine and why. */
export function positivesSection(page: Page, audit: Audit): string[] {
  if (audit.positives.length === 0) return [];
  const lines = page.heading('What is fine, and why');
  return [...lines, ...audit.positives.flatMap((positive) => page.bullet(positive, page.theme.glyphs.tick))];
}

/** What each stretch of Android versions makes of the file, when they differ. */
export function versionsSection(page: Page, audit: Audit): string[] {
  if (audit.versions.length < 2) return [];
  const common = new Set(audit.versions.find((version) => version.outcome === 'accepted')?.permissions ?? []);
  for (const version of audit.versions) {
    if (version.outcome !== 'accepted') continue;
    for (const name of common) if (!version.permissions.includes(name)) common.delete(name);
  }
  const rows = audit.versions.map((version) => {
    if (version.error !== null) {
      const place = describePlace(version.error, (text) => page.name(text));
      const told = `${version.error.message}${place === '' ? '' : `, ${place}`} [${version.error.code}]`;
      return [describeApiRange(version.apiRange), version.outcome, page.prose(told)];
    }
    const own = version.permissions.filter((name) => !common.has(name)).map((name) => page.name(name));
    const shared = version.permissions.length === 1 ? '1 permission' : `${version.permissions.length} permissions`;
    return [
      describeApiRange(version.apiRange),
      version.outcome,
      own.length === 0 ? shared : `${shared}, among them only here or not everywhere: ${own.join(', ')}`,
    ];
  });
  const columns = [
    { title: 'Android', most: 40 },
    { title: 'Outcome', most: 10 },
    { title: 'What it reads', most: 200 },
  ];
  const told =
    'Android versions do not read this file alike. Label, version and components are those of the newest version that accepts it; permissions and score cover every version that does.';
  return [
    ...page.heading('What each Android version makes of it'),
    ...page.paragraph(told),
    '',
    ...tableLines(page, columns, rows),
  ];
}

/** Oddities of the file. */
export function anomaliesSection(page: Page, audit: Audit): string[] {
  if (audit.anomalies.length === 0) return [];
  const lines = page.heading(`Oddities in the file (${audit.anomalies.length})`);
  for (const anomaly of audit.anomalies) {
    const entry = anomaly.path === '' ? 'the archive' : page.name(anomaly.path);
    const offset = anomaly.offset === null ? '' : ` at byte ${anomaly.offset}`;
    const evidence = anomaly.evidence === '' ? '' : `; ${page.name(anomaly.evidence)}`;
    const told = `${anomaly.severity}: ${anomaly.message} (${anomaly.code}, in ${entry}${offset}${evidence}; ${describeApiRanges([anomaly.android])})`;
    lines.push(...page.bullet(told, anomaly.severity === 'info' ? page.theme.glyphs.bullet : page.theme.glyphs.warn));
  }
  return lines;
}

/** What no reading of a manifest can tell. Printed under every score. */
const CANNOT_SHOW: readonly string[] = [
  'Whether the app uses what it asks for: a manifest shows what an app can ask for, not what it collects.',
  'When and how it asks the user, what its privacy policy says, and whether it works after a refusal.',
  'What it collects without any permission: what the user types, device details, files the user picks, web pages inside the app.',
  'What happens to the data on the way and on the server, and code that is loaded later.',
];

/** Notes that this report tells in places of their own: its first lines, the version table, the last section. */
const TOLD_ELSEWHERE: ReadonlySet<string> = new Set(['NO_CATEGORY', 'VERSION_DEPENDENT', 'MANIFEST_ONLY']);

/** Notes of the audit, then the limits of the method. */
export function limitsSection(page: Page, audit: Audit): string[] {
  const told = audit.notes.filter((note) => !TOLD_ELSEWHERE.has(note.code));
  const notes =
    told.length === 0 ? [] : [...page.heading('Notes'), ...told.flatMap((note) => page.bullet(note.message))];
  if (audit.score === null) return notes;
  return [
    ...notes,
    ...page.heading('What a manifest cannot show'),
    ...CANNOT_SHOW.flatMap((line) => page.bullet(line)),
  ];
}
