import { defineConfig } from 'vitest/config';

/** What tests src/audit by examples and tables: laws over generated apps and whole rulebooks take too long per mutant. */
export default defineConfig({
  test: {
    include: ['test/audit/**/*.test.ts'],
    setupFiles: ['test/seed.ts'],
    exclude: [
      'test/audit/*.property.test.ts',
      ...['as-of', 'categories', 'honest-apps', 'matrix', 'needs', 'wildcards'].map(
        (name) => `test/audit/${name}.test.ts`,
      ),
    ],
    testTimeout: 120_000,
  },
});
