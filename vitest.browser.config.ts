import { defineConfig } from 'vitest/config';

/** The HTML report in a real browser. Needs Chromium (`apt-get install chromium`, or CHROMIUM=/path/to/it). */
export default defineConfig({
  test: {
    include: ['test/browser/**/*.browser.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    fileParallelism: false,
    disableConsoleIntercept: true,
  },
});
