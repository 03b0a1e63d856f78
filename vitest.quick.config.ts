import { defineConfig } from 'vitest/config';
import { ELSEWHERE, NOT_QUICK, SLOW } from './vitest.suites.js';

/** For the loop of editing: what needs no process, no second build and no pass over all fixtures. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/seed.ts'],
    exclude: [...ELSEWHERE, ...SLOW, ...NOT_QUICK, 'node_modules/**'],
    testTimeout: 120_000,
    // The default leaves one core idle.
    maxWorkers: '100%',
    // Modules are loaded once for each worker, not for each file.
    isolate: false,
  },
});
