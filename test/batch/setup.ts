import { DEFAULT_LIMITS } from '../../src/bytes/limits.js';
import { builtinRulebook } from '../../src/rulebook/load.js';
import type { BatchSetup, Target } from '../../src/batch/types.js';

export function setupWith(changes: Partial<BatchSetup> = {}): BatchSetup {
  const rulebook = builtinRulebook();
  return {
    rulebook,
    tool: { name: 'permaudit', version: '0.0.0-test' },
    categoryRules: [],
    defaultCategory: 'lending',
    policies: rulebook.policies.filter((policy) => policy.default).map((policy) => policy.id),
    features: [],
    asOf: '2026-11-23',
    apiRange: null,
    limits: DEFAULT_LIMITS,
    cacheDir: null,
    ...changes,
  };
}

export function targetOf(path: string): Target {
  return { path: Buffer.from(path), file: path, size: null, modified: null };
}
