import { defineConfig } from 'vitest/config';
import { ELSEWHERE, SLOW } from './vitest.suites.js';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [...ELSEWHERE, ...SLOW, 'node_modules/**'],
    testTimeout: 120_000,
    // The default leaves one core idle.
    maxWorkers: '100%',
  },
});
