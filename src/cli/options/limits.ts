/** The budgets of an audit as options: each names the limit that a `LIMIT_*` error speaks of. */
import { WORKER_MEMORY_MIB } from '../../api/batch-setup.js';
import { DEFAULT_LIMITS, type Budget, type Limits } from '../../bytes/limits.js';
import { UsageError } from '../io/failures.js';
import { readCount } from './values.js';
import { attributeOf, helpOf, type OptionRow } from './row.js';

type Unit = 'bytes' | 'count' | 'ms';

interface LimitOption {
  flag: string;
  limit: Budget;
  unit: Unit;
  what: string;
}

const KIB = 1024;
const SUFFIXES: Readonly<Record<string, number>> = { '': 1, K: KIB, M: KIB ** 2, G: KIB ** 3 };
const DAY_MS = 86_400_000;
/** Memory of the process that reads a file, in MiB: it takes some 75 itself. */
const MEMORY = { least: 128, initial: WORKER_MEMORY_MIB, most: 65_536 };

export const LIMIT_OPTIONS: readonly LimitOption[] = [
  { flag: 'max-time', limit: 'timeMs', unit: 'ms', what: 'time of one file, from reading to the report' },
  { flag: 'max-input', limit: 'inputBytes', unit: 'bytes', what: 'size of the file' },
  { flag: 'max-directory', limit: 'centralDirectoryBytes', unit: 'bytes', what: 'size of the central directory' },
  { flag: 'max-entries', limit: 'entries', unit: 'count', what: 'entries of the archive' },
  { flag: 'max-manifest', limit: 'manifestBytes', unit: 'bytes', what: 'size of AndroidManifest.xml' },
  { flag: 'max-resources', limit: 'resourcesBytes', unit: 'bytes', what: 'size of resources.arsc' },
  { flag: 'max-ratio', limit: 'inflateRatio', unit: 'count', what: 'growth of an entry over 8 MiB' },
  { flag: 'max-strings', limit: 'poolStrings', unit: 'count', what: 'strings in one pool' },
  { flag: 'max-pool', limit: 'poolBytes', unit: 'bytes', what: 'size of one string pool' },
  { flag: 'max-decoded', limit: 'decodedBytes', unit: 'bytes', what: 'strings used from one pool, together' },
  { flag: 'max-nodes', limit: 'xmlNodes', unit: 'count', what: 'XML nodes' },
  { flag: 'max-lookups', limit: 'resourceVisits', unit: 'count', what: 'steps to look resources up' },
  { flag: 'max-dex', limit: 'dexBytes', unit: 'bytes', what: 'size of one DEX file' },
  { flag: 'max-dex-total', limit: 'dexTotalBytes', unit: 'bytes', what: 'size of all DEX files' },
  {
    flag: 'max-descriptors',
    limit: 'dexDescriptorBytes',
    unit: 'bytes',
    what: 'type names of all DEX files, together',
  },
  { flag: 'max-methods', limit: 'dexMethods', unit: 'count', what: 'methods of the code' },
  { flag: 'max-code', limit: 'dexUnits', unit: 'count', what: 'steps through the code' },
];

/** `16M`, `1.5GiB`, `4096`: bytes. `20000`: a count or milliseconds. Null for anything else. */
export function parseLimit(value: string, unit: Unit): number | null {
  const pattern = unit === 'bytes' ? /^(\d{1,12}(?:\.\d{1,6})?) ?([KMG]?)(?:i?B)?$/i : /^(\d{1,12})()$/;
  const parts = pattern.exec(value);
  if (parts === null) return null;
  const amount = Math.floor(Number(parts[1]) * (SUFFIXES[(parts[2] ?? '').toUpperCase()] ?? 1));
  const largest = unit === 'ms' ? DAY_MS : Number.MAX_SAFE_INTEGER;
  return amount >= 1 && amount <= largest ? amount : null;
}

const EXPECTED: Readonly<Record<Unit, string>> = {
  bytes: 'a size such as 16M or 4096',
  count: 'a number above 0',
  ms: 'a number of milliseconds',
};

function shown(value: number, unit: Unit): string {
  if (unit === 'ms') return `${value} ms`;
  if (unit === 'count') return String(value);
  return value % KIB ** 3 === 0 ? `${value / KIB ** 3}G` : `${value / KIB ** 2}M`;
}

/** Of a process, not of what is read: no number among the limits of a reader. */
const MEMORY_ROW: OptionRow = {
  flags: '--max-memory <MiB>',
  commands: ['audit', 'batch', 'diff', 'worker'],
  help: `memory of the process that reads a file (default: ${MEMORY.initial})`,
  group: 'limits',
  parse: { else: readCount('--max-memory', MEMORY.least, MEMORY.most) },
  again: (_, { maxMemory }) =>
    maxMemory === undefined || maxMemory === MEMORY.initial ? [] : ['--max-memory', String(maxMemory)],
};

/** What the process may hold, in MiB. */
export function memoryOf({ maxMemory = MEMORY.initial }: { maxMemory?: number }): number {
  return maxMemory;
}

/** The options of all limits, a group of their own in the help. */
export const LIMIT_ROWS: readonly OptionRow[] = [
  MEMORY_ROW,
  ...LIMIT_OPTIONS.map(({ flag, limit, unit, what }): OptionRow => ({
    flags: `--${flag} <${unit === 'ms' ? 'ms' : unit === 'bytes' ? 'size' : 'n'}>`,
    commands: ['audit', 'batch', 'diff', 'submit'],
    help: `${what} (default: ${shown(DEFAULT_LIMITS[limit], unit)})`,
    group: 'limits',
    parse: {
      else: (value: string) => {
        const amount = parseLimit(value, unit);
        if (amount === null) throw new UsageError(`--${flag}: "${value}" is not ${EXPECTED[unit]}`);
        return amount;
      },
    },
    again: (_, { limits }) => {
      const value = limits[limit];
      return value === undefined || value === DEFAULT_LIMITS[limit] ? [] : [`--${flag}`, String(value)];
    },
  })),
];

/** The page of `--help-limits`: each option with what it limits, and the value without it. */
export function limitsHelp(): string {
  const width = Math.max(...LIMIT_ROWS.map(({ flags }) => flags.length)) + 2;
  const lines = LIMIT_ROWS.map((row) => `  ${row.flags.padEnd(width)}${helpOf(row, 'audit')}`);
  return [
    'Limits of one file. What needs more of anything is told as incomplete (exit code 5), never as good.',
    'A size is a number of bytes, or one with K, M or G.',
    '',
    ...lines,
    '',
  ].join('\n');
}

/** The limits among commander's option values. */
export function limitsOf(values: Readonly<Record<string, unknown>>): Partial<Limits> {
  const limits: Partial<Limits> = {};
  for (const { flag, limit } of LIMIT_OPTIONS) {
    const value = values[attributeOf({ flags: `--${flag}` })];
    if (typeof value === 'number') limits[limit] = value;
  }
  return limits;
}
