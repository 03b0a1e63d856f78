import { defineConfig } from 'vitest/config';
import { SLOW, WITH_LARGE_CASES } from './vitest.suites.js';

export default defineConfig({
  test: {
    include: [...SLOW, ...WITH_LARGE_CASES],
    setupFiles: ['test/seed.ts'],
    env: { PERMAUDIT_LARGE_CASES: '1' },
    testTimeout: 120_000,
    maxWorkers: '100%',
  },
});
