/**
 * Budgets of one audit. Each has its own error code when it is exceeded; nothing is ever cut silently.
 * Sizes are bytes, times are milliseconds.
 */
export interface Limits {
  /** Size of the input file. `LIMIT_INPUT`. */
  inputBytes: number;
  /** Size of the central directory. `LIMIT_INPUT`. */
  centralDirectoryBytes: number;
  /** Records in the central directory. `LIMIT_INPUT`. */
  entries: number;
  /** Uncompressed AndroidManifest.xml. `LIMIT_ENTRY`. */
  manifestBytes: number;
  /** Uncompressed resources.arsc. `LIMIT_ENTRY`. */
  resourcesBytes: number;
  /** Compression ratio tolerated once more than 8 MiB come out. `LIMIT_RATIO`. */
  inflateRatio: number;
  /** Strings in one pool. `LIMIT_STRINGS`. */
  poolStrings: number;
  /** Bytes of one string pool. `LIMIT_STRINGS`. */
  poolBytes: number;
  /** Bytes of strings decoded from one pool. `LIMIT_STRINGS`. */
  decodedBytes: number;
  /** XML nodes visited, anew for each version and device that reads them otherwise. `LIMIT_NODES`. */
  xmlNodes: number;
  /** Resource type chunks visited to find values. `LIMIT_NODES`. */
  resourceVisits: number;
  /** One uncompressed DEX file or container. `LIMIT_ENTRY`. */
  dexBytes: number;
  /** All DEX files of one package, uncompressed. `LIMIT_ENTRY`. */
  dexTotalBytes: number;
  /** Type names of all DEX files of one package, decoded. `LIMIT_STRINGS`. */
  dexDescriptorBytes: number;
  /** Methods of DEX files visited. `LIMIT_CODE`. */
  dexMethods: number;
  /** Steps through DEX code: 16-bit code units, fields and values passed over. `LIMIT_CODE`. */
  dexUnits: number;
  /** Wall clock for one input. `LIMIT_TIME`. */
  timeMs: number;
  /** When its time is up, as `performance.now()` tells it: set when it is opened, so that all that is read of it ends then. */
  endsAt?: number;
  /** The nodes visited so far, counted over all readings of one manifest: set when the first begins. */
  nodes?: { visited: number };
  /**
   * Asked along with the time, and before something large is read: throws `LIMIT_MEMORY`. Set by who owns the process.
   * @param more bytes that are about to be asked for
   */
  look?: (more: number) => void;
}

/** The limits that are numbers, each with an option of its own. */
export type Budget = Exclude<keyof Limits, 'endsAt' | 'look' | 'nodes'>;

/** The limits of an input that is opened now. */
export function startClock(limits: Readonly<Limits>): Limits {
  return { ...limits, endsAt: deadlineOf(limits) };
}

/** When what begins now has to end, as `performance.now()` tells it. */
export function deadlineOf({ timeMs, endsAt = Number.POSITIVE_INFINITY }: Readonly<Limits>): number {
  return Math.min(endsAt, performance.now() + timeMs);
}

const KIB = 1024;
const MIB = 1024 * KIB;
const GIB = 1024 * MIB;

/** The defaults: far above any real app, far below what hurts a machine. */
export const DEFAULT_LIMITS: Readonly<Limits> = {
  inputBytes: 2 * GIB,
  centralDirectoryBytes: 64 * MIB,
  entries: 200_000,
  manifestBytes: 16 * MIB,
  resourcesBytes: 256 * MIB,
  inflateRatio: 200,
  poolStrings: 4_000_000,
  poolBytes: 128 * MIB,
  decodedBytes: 32 * MIB,
  xmlNodes: 1_000_000,
  resourceVisits: 5_000_000,
  dexBytes: 256 * MIB,
  dexTotalBytes: 512 * MIB,
  dexDescriptorBytes: 64 * MIB,
  dexMethods: 5_000_000,
  dexUnits: 500_000_000,
  timeMs: 60_000,
};
