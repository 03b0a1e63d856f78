/** What the options of a batch come to. */
import { batchSetupOf } from '../../../api/batch-setup.js';
import { today } from '../../../api/days.js';
import { tool } from '../../../api/tool.js';
import { defaultCacheDir } from '../../../batch/cache.js';
import type { BatchSetup } from '../../../batch/types.js';
import type { Rulebook } from '../../../rulebook/types.js';
import type { BatchFlags, Settings } from '../../options/flags.js';
import { memoryOf } from '../../options/limits.js';
import { checkFeatures, findCategory, selectPolicies } from '../../options/lookup.js';
import { readCategoryMap } from './lists.js';
import { langOf } from './summaries.js';

/**
 * The settings of a run.
 * @throws UsageError for what the rulebook does not know
 */
export function setupOf(flags: Settings<BatchFlags>, rulebook: Rulebook): BatchSetup {
  checkFeatures(rulebook, flags.feature ?? []);
  return batchSetupOf({
    rulebook,
    tool: tool(),
    categoryRules: readCategoryMap(flags.categoryMap, rulebook),
    category: flags.category === undefined ? null : findCategory(rulebook, flags.category).id,
    policies: selectPolicies(rulebook, { policies: flags.policies, regions: flags.region }),
    features: flags.feature ?? [],
    ...(flags.role === undefined ? {} : { role: flags.role }),
    ...(flags.loaded === null ? {} : { settings: flags.loaded.told, justifications: flags.justifications }),
    asOf: flags.asOf ?? today(),
    lang: langOf(flags),
    code: flags.code === true,
    apiRange: flags.api ?? null,
    ...(flags.shard === undefined ? {} : { shard: flags.shard }),
    limits: flags.limits,
    memoryMb: memoryOf(flags),
    reportsDir: flags.reports ?? null,
    cacheDir: flags.cache ? (flags.cacheDir ?? defaultCacheDir(process.env)) : null,
  });
}
