/** A batch whose worker hangs for ever in a file: `node hang-driver.mjs`. */
import { auditAll } from '../../dist/batch/run.js';
import { builtinRulebook } from '../../dist/rulebook/load.js';
import { DEFAULT_LIMITS } from '../../dist/bytes/limits.js';

const path = '/bait/hang.apk';
await auditAll([{ path: Buffer.from(path), file: path, size: null, modified: null }], {
  setup: {
    rulebook: builtinRulebook(),
    tool: { name: 'permaudit', version: '0.0.0-test' },
    categoryRules: [],
    defaultCategory: null,
    policies: [],
    features: [],
    asOf: '2026-11-23',
    apiRange: null,
    limits: DEFAULT_LIMITS,
    cacheDir: null,
  },
  jobs: 1,
  killAfterMs: 600_000,
  memoryMb: 256,
  worker: new URL('../batch/faulty-worker.mjs', import.meta.url),
  onAnswer: () => undefined,
});
