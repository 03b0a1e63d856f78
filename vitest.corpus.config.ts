import { defineConfig } from 'vitest/config';

/** The suites that need the shared corpus, which is not part of the project: they say so loudly where it is missing. */
export default defineConfig({
  test: {
    include: ['test/**/*.corpus.test.ts'],
    setupFiles: ['test/seed.ts'],
    testTimeout: 300_000,
    reporters: ['default'],
    disableConsoleIntercept: true,
  },
});
