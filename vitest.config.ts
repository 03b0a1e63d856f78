import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/**/*.corpus.test.ts', 'test/**/*.peers.test.ts', 'test/**/*.browser.test.ts', 'node_modules/**'],
    testTimeout: 120_000,
  },
});
