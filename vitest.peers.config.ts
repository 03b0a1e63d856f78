import { defineConfig } from 'vitest/config';

/** The suites that compare with peers: they say so loudly where a peer is missing. */
export default defineConfig({
  test: { include: ['test/**/*.peers.test.ts'], testTimeout: 600_000, hookTimeout: 600_000 },
});
