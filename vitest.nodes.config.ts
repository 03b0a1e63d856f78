import { defineConfig } from 'vitest/config';

/** The command line with another Node.js, which `scripts/test-nodes.mjs` names. */
export default defineConfig({
  test: { include: ['test/e2e/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 120_000 },
});
