/** Options of a batch, beside those it shares with the audit of one file. */
import { availableParallelism } from 'node:os';
import { Option, type Command } from 'commander';
import { RANKING_ROWS } from '../batch/ranking-rows.js';
import { UsageError } from './failures.js';
import type { AuditFlags } from './options.js';

export const BATCH_FORMATS = ['text', 'ndjson', 'csv', 'json'] as const;
export type BatchFormat = (typeof BATCH_FORMATS)[number];

/** What commander hands to a batch. */
export interface BatchFlags extends Omit<AuditFlags, 'format'> {
  format: BatchFormat;
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
  return command
    .addOption(
      new Option('--from <list>', 'audit the paths in this file, one a line or NUL-separated; - is stdin').argParser(
        collect,
      ),
    )
    .addOption(
      new Option('-j, --jobs <n>', 'worker threads (default: one for each core)')
        .argParser(readCount('--jobs', 1, 256))
        .default(availableParallelism(), 'cores'),
    )
    .option('--results <file>', 'write each result to this file as it is done, one line of JSON each')
    .option('--resume', 'go on with the --results file: skip what is done')
    .option('--category-map <file>', 'CSV of pattern,category: which package or file is of which category')
    .option('--cache-dir <dir>', "where audits are remembered (default: the user's cache)")
    .option('--no-cache', 'neither use nor keep remembered audits')
    .addOption(
      new Option('--max-memory <MiB>', 'heap for one file')
        .argParser(readCount('--max-memory', 16, 65_536))
        .default(DEFAULT_MEMORY_MB),
    )
    .addOption(
      new Option('--top <n>', 'apps in the ranking table')
        .argParser(readCount('--top', 0, 1_000_000))
        .default(RANKING_ROWS),
    );
}

/** @throws UsageError for a name that is not a format of a batch */
export function readBatchFormat(value: string): BatchFormat {
  const format = BATCH_FORMATS.find((one) => one === value);
  if (format === undefined) throw new UsageError(`--format: "${value}" is not ${BATCH_FORMATS.join(', ')}`);
  return format;
}
