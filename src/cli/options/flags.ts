/** What commander hands to the commands: the values of the rows of the table, by their attribute names. */
import type { AppRole } from '../../audit/request.js';
import type { Justification } from '../../audit/justify.js';
import type { Shard } from '../../batch/shard.js';
import type { ApiRange } from '../../bytes/api-range.js';
import type { Limits } from '../../bytes/limits.js';
import type { DiffFormat } from '../../report/diff/formats.js';
import type { FormatId } from '../../report/formats.js';
import type { TextView } from '../../report/text/report.js';
import type { Config } from './config.js';
import { UsageError } from '../io/failures.js';
import type { Lang } from '../../rulebook/types.js';
import type { FailOn } from '../../audit/fail-on.js';
import type { BatchFormat, BatchReport, DiffReport, ExtraReport } from './formats.js';

/** What commander hands over: the format is the one asked for, if one was. */
export type Typed<Flags extends { format: string }> = Omit<Flags, 'format'> & { format?: Flags['format'] };

/** The audit of one app. */
export interface AuditFlags {
  category?: string;
  policies?: string[];
  /** `--policy`: the same as `policies`. */
  policy?: string[];
  /** Regions whose policies are judged by too. */
  region?: string[];
  /** Files and folders of the user's own rules. */
  rules?: string[];
  /** Undefined: that of the locale for the terminal report, else English. */
  lang?: Lang;
  feature?: string[];
  /** Undefined: consumers' app. */
  role?: AppRole;
  asOf?: string;
  /** Whether to read the code; undefined: one app yes, a batch no. */
  code?: boolean;
  /** Verify signatures over the whole file. */
  verifySignatures?: boolean;
  format: FormatId;
  report?: ExtraReport[];
  output?: string;
  /** CSV begins with a byte order mark. */
  bom?: boolean;
  /** The whole terminal report instead of one screen. */
  details?: boolean;
  /** One line for each app instead of a screen or a batch's summary. */
  summary?: boolean;
  /** Nothing on stdout, and only errors on stderr. */
  quiet?: boolean;
  color: boolean;
  api?: ApiRange;
  /** Undefined: not asked for on the command line. */
  failOn?: FailOn;
  /** A stored report whose findings are known. */
  baseline?: string;
  /** Where the evidence bundle goes. */
  evidence?: string;
  /** A configuration file; false: none; undefined or true: the nearest one. */
  config?: string | boolean;
  limits: Partial<Limits>;
  /** MiB of the process; undefined: as many as usual. */
  maxMemory?: number;
}

/**
 * The view of the terminal report.
 * @throws UsageError for two views at once
 */
export function viewOf({ details, summary }: Pick<AuditFlags, 'details' | 'summary'>): TextView {
  if (details === true && summary === true) throw new UsageError('--details and --summary are two views: take one');
  return details === true ? 'details' : summary === true ? 'summary' : 'screen';
}

/** The flags with permaudit.yaml merged in. */
export type Settings<Flags = AuditFlags> = Flags & FromFile;

/** What permaudit.yaml adds. */
export interface FromFile {
  justifications: Justification[];
  /** The configuration file that was used; null: none. */
  configPath: string | null;
  /** What it holds. */
  loaded: Config | null;
}

/** Many apps at once. */
export interface BatchFlags extends Omit<AuditFlags, 'format' | 'report'> {
  format: BatchFormat;
  report?: BatchReport[];
  /** The folder that gets an HTML report for each app. */
  reports?: string;
  from?: string[];
  jobs: number;
  /** The part of the batch that this machine has. */
  shard?: Shard;
  results?: string;
  trustTimes?: boolean;
  resume?: boolean;
  categoryMap?: string;
  cacheDir?: string;
  cache: boolean;
  top: number;
}

/** Results of several runs joined. */
export type MergeFlags = Pick<
  BatchFlags,
  'bom' | 'color' | 'failOn' | 'format' | 'lang' | 'output' | 'quiet' | 'report' | 'results' | 'summary' | 'top'
>;

/** The tables of a queue, for their owner. */
export type MigrateFlags = QueueFlags & Pick<BatchFlags, 'quiet'> & { workerRole?: string; readerRole?: string };

/** Files for the workers of a queue. */
export type SubmitFlags = BatchFlags & QueueFlags & { lease?: number; sha256?: boolean };

/** A worker of a queue. */
export type WorkerFlags = QueueFlags & Pick<BatchFlags, 'jobs' | 'quiet' | 'maxMemory'> & { untilEmpty?: boolean };

/** What is in a queue. */
export type StatusFlags = QueueFlags & { json?: boolean };

/** The results of a queue. */
export type ResultsFlags = QueueFlags & MergeFlags & { run?: string };

export interface QueueFlags {
  /** Undefined: `PERMAUDIT_QUEUE` says. */
  queue?: string;
}

/** The difference between two versions. */
export interface DiffFlags extends Omit<AuditFlags, 'format' | 'report'> {
  format: DiffFormat;
  report?: DiffReport[];
  failOnMore?: boolean;
}

/** Stored reports in another format. */
export type RenderFlags = Pick<AuditFlags, 'format' | 'output' | 'bom' | 'details' | 'summary' | 'color' | 'lang'>;

/** Commands that only read the rulebook. */
export type KnowledgeFlags = Pick<AuditFlags, 'color' | 'lang' | 'rules' | 'config'>;

/** The flags with the policies of both options under `policies`, each once; untouched where none are named. */
export function withNamedPolicies<Flags extends Pick<AuditFlags, 'policies' | 'policy'>>(flags: Flags): Flags {
  const policies = [...new Set([...(flags.policies ?? []), ...(flags.policy ?? [])])];
  return policies.length === 0 ? flags : { ...flags, policies };
}
