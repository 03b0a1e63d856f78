/** What the options of a batch come to. */
import { defaultCacheDir } from '../../../batch/cache.js';
import type { BatchSetup } from '../../../batch/types.js';
import { DEFAULT_LIMITS } from '../../../bytes/limits.js';
import { MIB } from '../../../bytes/process-memory.js';
import type { Rulebook } from '../../../rulebook/types.js';
import { tool } from '../../io/package-files.js';
import type { BatchFlags, Settings } from '../../options/flags.js';
import { memoryOf } from '../../options/limits.js';
import { checkFeatures, findCategory, selectPolicies } from '../../options/lookup.js';
import { today } from '../../options/values.js';
import { readCategoryMap } from './lists.js';
import { langOf } from './summaries.js';

/**
 * The settings of a run.
 * @throws UsageError for what the rulebook does not know
 */
export function setupOf(flags: Settings<BatchFlags>, rulebook: Rulebook): BatchSetup {
  checkFeatures(rulebook, flags.feature ?? []);
  // The largest buffers: what does not fit at all is told by its own limit.
  const mostBytes = memoryOf(flags) * MIB;
  const { manifestBytes, resourcesBytes, poolBytes } = DEFAULT_LIMITS;
  return {
    rulebook,
    tool: tool(),
    categoryRules: readCategoryMap(flags.categoryMap, rulebook),
    defaultCategory: flags.category === undefined ? null : findCategory(rulebook, flags.category).id,
    policies: selectPolicies(rulebook, { policies: flags.policies, regions: flags.region }),
    features: flags.feature ?? [],
    ...(flags.role === undefined ? {} : { role: flags.role }),
    ...(flags.loaded === null ? {} : { settings: flags.loaded.told, justifications: flags.justifications }),
    asOf: flags.asOf ?? today(),
    lang: langOf(flags),
    code: flags.code === true,
    apiRange: flags.api ?? null,
    ...(flags.shard === undefined ? {} : { shard: flags.shard }),
    limits: {
      ...DEFAULT_LIMITS,
      manifestBytes: Math.min(manifestBytes, mostBytes),
      resourcesBytes: Math.min(resourcesBytes, mostBytes),
      poolBytes: Math.min(poolBytes, mostBytes),
      ...flags.limits,
    },
    reportsDir: flags.reports ?? null,
    cacheDir: flags.cache ? (flags.cacheDir ?? defaultCacheDir(process.env)) : null,
  };
}
