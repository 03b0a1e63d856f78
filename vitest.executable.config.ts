import { defineConfig } from 'vitest/config';

/** Single executables: built first, which takes Node.js from npm; says so loudly where that cannot be had. */
export default defineConfig({
  test: {
    include: ['test/**/*.executable.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 600_000,
    fileParallelism: false,
  },
});
