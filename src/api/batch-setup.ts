/** What the worker processes of a batch are told: the same for the command line and the library. */
import type { Justification } from '../audit/justify.js';
import type { SettingsFile } from '../audit/types.js';
import type { CategoryRule } from '../batch/category-map.js';
import type { BatchSetup } from '../batch/types.js';
import type { ApiRange } from '../bytes/api-range.js';
import { DEFAULT_LIMITS, type Limits } from '../bytes/limits.js';
import { MIB } from '../bytes/process-memory.js';
import type { Asked } from './one-app.js';

/** Memory of the process that reads a file, in MiB, unless asked otherwise. */
export const WORKER_MEMORY_MIB = 512;

/** How much longer than the readers' own limit a process may take for one file before it is ended: it also writes. */
export const GRACE_MS = 5000;

/** What a batch is asked for; `category` is that of apps that no rule of `categoryRules` matches. */
export interface BatchAsked extends Asked, Pick<BatchSetup, 'shard'> {
  categoryRules: readonly CategoryRule[];
  settings?: SettingsFile;
  justifications?: readonly Justification[];
  code: boolean;
  apiRange: ApiRange | null;
  limits: Partial<Limits>;
  /** Of each process, in MiB. */
  memoryMb: number;
  cacheDir: string | null;
  reportsDir: string | null;
}

/** The settings of each process. */
export function batchSetupOf({ category, limits, memoryMb, ...asked }: BatchAsked): BatchSetup {
  // The largest buffers: what does not fit at all is told by its own limit.
  const mostBytes = memoryMb * MIB;
  const { manifestBytes, resourcesBytes, poolBytes } = DEFAULT_LIMITS;
  return {
    ...asked,
    defaultCategory: category,
    limits: {
      ...DEFAULT_LIMITS,
      manifestBytes: Math.min(manifestBytes, mostBytes),
      resourcesBytes: Math.min(resourcesBytes, mostBytes),
      poolBytes: Math.min(poolBytes, mostBytes),
      ...limits,
    },
  };
}
