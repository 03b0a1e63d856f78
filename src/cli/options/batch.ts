/** Options of a batch, beside those it shares with the audit of one file. */
import { availableParallelism } from 'node:os';
import { Option, type Command } from 'commander';
import { RANKING_ROWS } from '../../batch/ranking-rows.js';
import { UsageError } from '../io/failures.js';
import type { AuditFlags } from './values.js';

export const BATCH_FORMATS = ['text', 'ndjson', 'csv', 'json', 'html'] as const;
export type BatchFormat = (typeof BATCH_FORMATS)[number];

/** One more summary of the same run. */
export interface BatchReport {
  format: BatchFormat;
  path: string;
}

/** What commander hands to a batch. */
export interface BatchFlags extends Omit<AuditFlags, 'format' | 'report'> {
  format: BatchFormat;
  report?: BatchReport[];
  /** The folder that gets an HTML report for each app. */
  reports?: string;
  from?: string[];
  jobs: number;
  results?: string;
  resume?: boolean;
  categoryMap?: string;
  cacheDir?: string;
  cache: boolean;
  maxMemory: number;
  top: number;
}

/** The options that only a batch has, as commander names their values. */
export const BATCH_ONLY = [
  'from',
  'jobs',
  'results',
  'resume',
  'categoryMap',
  'reports',
  'cacheDir',
  'cache',
  'maxMemory',
  'top',
] as const satisfies readonly (keyof BatchFlags)[];

/** Heap of one worker in MiB: several times what the largest real app needs. */
const DEFAULT_MEMORY_MB = 512;

function readCount(option: string, least: number, most: number): (value: string) => number {
  return (value) => {
    const count = /^\d{1,7}$/.test(value) ? Number(value) : -1;
    if (count >= least && count <= most) return count;
    throw new UsageError(`${option}: "${value}" is not a number from ${least} to ${most}`);
  };
}

/** Adds the options that only a batch has. `-f` and the judging options are the audit's own. */
export function addBatchOptions(command: Command): Command {
  const collect = (value: string, previous: string[] | undefined): string[] => [...(previous ?? []), value];
  const options = [
    new Option('--from <list>', 'audit the paths in this file, one a line or NUL-separated; - is stdin').argParser(
      collect,
    ),
    new Option('-j, --jobs <n>', 'worker processes')
      .argParser(readCount('--jobs', 1, 256))
      .default(availableParallelism(), 'cores'),
    new Option('--results <file>', 'write each result to this file as it is done, one line of JSON each'),
    new Option('--resume', 'go on with the --results file: skip what is done'),
    new Option('--category-map <file>', 'CSV of pattern,category: which package or file is of which category'),
    new Option('--reports <folder>', 'write an HTML report for each app there; the dashboard links to them'),
    new Option('--cache-dir <dir>', "where audits are remembered (default: the user's cache)"),
    new Option('--no-cache', 'neither use nor keep remembered audits'),
    new Option('--max-memory <MiB>', 'heap for one file')
      .argParser(readCount('--max-memory', 16, 65_536))
      .default(DEFAULT_MEMORY_MB),
    new Option('--top <n>', 'apps in the ranking table')
      .argParser(readCount('--top', 0, 1_000_000))
      .default(RANKING_ROWS),
  ];
  for (const option of options) command.addOption(option.helpGroup('Many apps:'));
  return command;
}

/** `html=dashboard.html`, or a path alone whose extension names the format; may be given more than once. */
export function collectBatchReports(value: string, previous: BatchReport[] | undefined): BatchReport[] {
  const equals = value.indexOf('=');
  const name = equals < 0 ? value.slice(value.lastIndexOf('.') + 1) : value.slice(0, equals);
  const path = equals < 0 ? value : value.slice(equals + 1);
  const format = BATCH_FORMATS.find((one) => one === name || (one === 'text' && name === 'txt'));
  if (format !== undefined && path !== '') return [...(previous ?? []), { format, path }];
  throw new UsageError(`--report: "${value}" is not format=path, with format one of ${BATCH_FORMATS.join(', ')}`);
}

/** @throws UsageError for a name that is not a format of a batch */
export function readBatchFormat(value: string): BatchFormat {
  const format = BATCH_FORMATS.find((one) => one === value);
  if (format === undefined) throw new UsageError(`--format: "${value}" is not ${BATCH_FORMATS.join(', ')}`);
  return format;
}
