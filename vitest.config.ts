import { defineConfig } from 'vitest/config';
import { ELSEWHERE, SLOW } from './vitest.suites.js';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/seed.ts'],
    exclude: [...ELSEWHERE, ...SLOW, 'node_modules/**'],
    testTimeout: 120_000,
    // The default leaves one core idle.
    maxWorkers: '100%',
    // Modules are loaded once for each worker, not for each file: a test that changes one would change it for others.
    isolate: false,
  },
});
