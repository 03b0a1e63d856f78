import { defineConfig } from 'vitest/config';
import { SLOW } from './vitest.suites.js';

export default defineConfig({ test: { include: SLOW, testTimeout: 120_000, maxWorkers: '100%' } });
