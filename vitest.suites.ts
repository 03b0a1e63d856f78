/** Which tests belong to which suite; everything that no list names is part of `npm test`. */

/** Suites that need Debian packages, the shared corpus a browser, or Node.js from npm. */
export const ELSEWHERE = [
  'test/**/*.corpus.test.ts',
  'test/**/*.peers.test.ts',
  'test/**/*.browser.test.ts',
  'test/**/*.executable.test.ts',
  'test/**/*.postgres.test.ts',
];

/** Slow, and seldom broken: `npm run test:slow`, which .ci/run runs. */
export const SLOW = [
  'test/**/*fuzz.test.ts',
  'test/**/damage*.test.ts',
  'test/e2e/batch-faults.test.ts',
  'test/audit/laws.property.test.ts',
  'test/audit/wildcards.test.ts',
  'test/batch/pool.test.ts',
  'test/ci/*.test.ts',
  'test/docs/commands.test.ts',
  'test/docs/site.test.ts',
  'test/docs/tutorial.test.ts',
  'test/e2e/route.test.ts',
  'test/e2e/rules.test.ts',
  'test/e2e/standard-input.test.ts',
  'test/inputs/versions.property.test.ts',
  'test/manifest/readings.property.test.ts',
  'test/release/*.test.ts',
  'test/rulebook/compile-rules.test.ts',
  'test/web/sides.test.ts',
];

/** Their large cases are `npm run test:slow`'s, the others' are here and in `npm run test:quick`. */
export const WITH_LARGE_CASES = [
  'test/inputs/hostile.test.ts',
  'test/inputs/divergence.test.ts',
  'test/manifest/refusals.test.ts',
];

/** What starts processes, or reads every fixture at every version: not part of `npm run test:quick`. */
export const NOT_QUICK = [
  'test/e2e/**',
  'test/ci/**',
  'test/docs/**',
  'test/fixtures/**',
  'test/golden/**',
  'test/**/*.property.test.ts',
  'test/inputs/hostile.test.ts',
  'test/inputs/divergence.test.ts',
  'test/remote/worker.test.ts',
  'test/rulebook/compile-rules.test.ts',
];
