import { defineConfig } from 'vitest/config';

/** The queue with a real PostgreSQL: it says so loudly where none is installed. */
export default defineConfig({
  test: { include: ['test/**/*.postgres.test.ts'], testTimeout: 240_000, hookTimeout: 120_000 },
});
