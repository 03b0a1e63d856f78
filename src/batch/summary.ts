/** What a batch comes to: ranking, distributions, over-requested data, failures. Plain data for every format. */
import { isWithoutNeed } from '../report/view/without-need.js';
import { worstAppFirst } from '../report/view/worst-apps.js';
import type { AuditVerdict, Grade, Outcome, SettingsFile } from '../audit/types.js';
import type { BatchRow, BatchSetup, DiscoveryNote, OverRequested, SdkUse } from './types.js';

/** Version of the summary's shape. */
export const SUMMARY_VERSION = '1.3.0';
/** Width of one step of the score histogram, in points of score. */
const STEP = 10;
const EXAMPLES = 3;

export interface DataTypeCount {
  dataType: string;
  name: string;
  /** Apps in which it costs points without need: barred or unjustified, not only on a condition. */
  apps: number;
}

/** A known SDK whose own code uses permissions. */
export interface SdkCount {
  id: string;
  name: string;
  kind: string;
  /** Apps in which its code uses permissions. */
  apps: number;
  /** The permissions, with the apps in which its code uses each: most first. */
  permissions: { name: string; apps: number }[];
}

export interface BatchSummary {
  summaryVersion: string;
  tool: { name: string; version: string };
  rulebook: { version: string; sha256: string };
  options: {
    policies: string[];
    features: string[];
    asOf: string;
    defaultCategory: string | null;
    /** The settings file that counts. */
    settings?: SettingsFile;
  };
  /** False when the batch was stopped before its end. */
  complete: boolean;
  files: {
    found: number;
    audited: number;
    /** Of these, with a score. */
    scored: number;
    /** Taken from the cache. */
    cached: number;
    /** Taken from the results file that was continued. */
    resumed: number;
  };
  outcomes: Record<Outcome, number>;
  grades: Record<Grade, number>;
  verdicts: Record<AuditVerdict, number>;
  /** Apps by score: 0-9, 10-19 ... 90-99, 100. */
  scores: { from: number; to: number; apps: number }[];
  /** By category, the data types that most apps request without need, most first. */
  overRequested: { category: string | null; apps: number; dataTypes: DataTypeCount[] }[];
  /** By category, the data types that most apps request and nobody explains, most first; apart from `overRequested`. */
  unexplained: { category: string | null; apps: number; dataTypes: DataTypeCount[] }[];
  /** Files without a score, by error code, most first. */
  failures: { code: string; files: number; examples: string[] }[];
  notes: DiscoveryNote[];
  /** SDKs that use permissions, those in most apps first; absent when no app's code was looked at. */
  sdks?: SdkCount[];
  /** Every audited file, worst first: by verdict (fail, review, none for want of a score, pass), points and name. */
  ranking: BatchRow[];
}

export interface SummaryFacts {
  setup: BatchSetup;
  complete: boolean;
  found: number;
  cached: number;
  resumed: number;
  notes: readonly DiscoveryNote[];
}

/** Sums up the rows of a batch. The order of `rows` makes no difference. */
export function summarize(rows: readonly BatchRow[], facts: SummaryFacts): BatchSummary {
  const { setup } = facts;
  const scored = rows.filter(({ score }) => score !== null);
  return {
    summaryVersion: SUMMARY_VERSION,
    tool: setup.tool,
    rulebook: { version: setup.rulebook.version, sha256: setup.rulebook.sha256 },
    options: {
      policies: [...setup.policies],
      features: [...setup.features],
      asOf: setup.asOf,
      defaultCategory: setup.defaultCategory,
      ...(setup.settings === undefined ? {} : { settings: setup.settings }),
    },
    complete: facts.complete,
    files: {
      found: facts.found,
      audited: rows.length,
      scored: scored.length,
      cached: facts.cached,
      resumed: facts.resumed,
    },
    outcomes: countOutcomes(rows),
    grades: countGrades(rows),
    verdicts: countVerdicts(rows),
    scores: histogram(scored),
    overRequested: countedBy(scored, isWithoutNeed),
    unexplained: countedBy(scored, ({ verdict }) => verdict === 'unexplained'),
    failures: failuresOf(rows),
    notes: [...facts.notes],
    ...(rows.some(({ sdks }) => sdks !== undefined) ? { sdks: sdksOf(rows) } : {}),
    ranking: [...rows].sort(worstFirst),
  };
}

/** Worst first, as every list of apps is. Total, so that the same rows always stand in the same order. */
export function worstFirst(a: BatchRow, b: BatchRow): number {
  return worstAppFirst(a, b) || compare(a.fileBytes ?? '', b.fileBytes ?? '');
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function countOutcomes(rows: readonly BatchRow[]): Record<Outcome, number> {
  const counts: Record<Outcome, number> = {
    complete: 0,
    'complete-with-anomalies': 0,
    'version-dependent': 0,
    refused: 0,
    incomplete: 0,
    error: 0,
  };
  for (const { outcome } of rows) counts[outcome] += 1;
  return counts;
}

function countGrades(rows: readonly BatchRow[]): Record<Grade, number> {
  const counts: Record<Grade, number> = { A: 0, B: 0, C: 0, D: 0, F: 0 };
  for (const { grade } of rows) if (grade !== null) counts[grade] += 1;
  return counts;
}

function countVerdicts(rows: readonly BatchRow[]): Record<AuditVerdict, number> {
  const counts: Record<AuditVerdict, number> = { pass: 0, review: 0, fail: 0 };
  for (const { verdict } of rows) if (verdict !== null) counts[verdict] += 1;
  return counts;
}

function histogram(scored: readonly BatchRow[]): BatchSummary['scores'] {
  const steps = Array.from({ length: 100 / STEP }, (_, step) => ({
    from: step * STEP,
    to: step * STEP + STEP - 1,
    apps: 0,
  }));
  const all = [...steps, { from: 100, to: 100, apps: 0 }];
  for (const { score } of scored) {
    const step = all.find(({ from, to }) => score !== null && Math.floor(score) >= from && Math.floor(score) <= to);
    if (step !== undefined) step.apps += 1;
  }
  return all;
}

function countedBy(
  scored: readonly BatchRow[],
  counts: (asked: OverRequested) => boolean,
): BatchSummary['overRequested'] {
  const groups = new Map<string | null, { apps: number; counts: Map<string, DataTypeCount> }>();
  for (const { category, overRequested } of scored) {
    const group = groups.get(category) ?? { apps: 0, counts: new Map<string, DataTypeCount>() };
    groups.set(category, group);
    group.apps += 1;
    for (const { dataType, name } of overRequested.filter(counts)) {
      const count = group.counts.get(dataType) ?? { dataType, name, apps: 0 };
      count.apps += 1;
      group.counts.set(dataType, count);
    }
  }
  return [...groups]
    .sort(([a], [b]) => compare(a ?? '', b ?? ''))
    .map(([category, { apps, counts }]) => ({
      category,
      apps,
      dataTypes: [...counts.values()].sort((a, b) => b.apps - a.apps || compare(a.dataType, b.dataType)),
    }));
}

function sdksOf(rows: readonly BatchRow[]): SdkCount[] {
  const groups = new Map<string, { sdk: SdkUse; apps: number; permissions: Map<string, number> }>();
  for (const sdk of rows.flatMap(({ sdks = [] }) => sdks)) {
    const group = groups.get(sdk.id) ?? { sdk, apps: 0, permissions: new Map<string, number>() };
    groups.set(sdk.id, group);
    group.apps += 1;
    for (const name of sdk.permissions) group.permissions.set(name, (group.permissions.get(name) ?? 0) + 1);
  }
  return [...groups.values()]
    .map(({ sdk: { id, name, kind }, apps, permissions }) => ({
      id,
      name,
      kind,
      apps,
      permissions: [...permissions]
        .map(([permission, asking]) => ({ name: permission, apps: asking }))
        .sort((a, b) => b.apps - a.apps || compare(a.name, b.name)),
    }))
    .sort((a, b) => b.apps - a.apps || compare(a.id, b.id));
}

function failuresOf(rows: readonly BatchRow[]): BatchSummary['failures'] {
  const byCode = new Map<string, string[]>();
  for (const { score, errorCode, outcome, file } of rows) {
    if (score !== null) continue;
    const code = errorCode ?? outcome;
    const files = byCode.get(code);
    if (files === undefined) byCode.set(code, [file]);
    else files.push(file);
  }
  return [...byCode]
    .map(([code, files]) => ({ code, files: files.length, examples: files.sort(compare).slice(0, EXAMPLES) }))
    .sort((a, b) => b.files - a.files || compare(a.code, b.code));
}
