import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** What needs Node.js, and does not run in a browser. */
const OF_NODE = [
  'src/platform/node-*.ts',
  'src/batch/**',
  'src/queue/**',
  'src/remote/**',
  'src/cli/**',
  'src/bytes/process-memory.ts',
];
/** What speaks to servers without an import (.dependency-cruiser.cjs has the rest). */
const NETWORK = ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource'].map((name) => ({
  name,
  message: 'only src/remote/ speaks to servers',
}));

export default tseslint.config(
  { ignores: ['.cache/', 'dist/', 'dist-site/', 'release/**', 'node_modules/', 'coverage/', 'fixtures/src/'] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: {
          allowDefaultProject: [
            '*.js',
            '*.cjs',
            'bin/*.js',
            'scripts/*.mjs',
            'scripts/lib/*.mjs',
            'scripts/lib/*.cjs',
            'docs/ci/*.cjs',
            'site/*.mjs',
            'site/layouts/*.mjs',
            'site/assets/*.js',
            'bench/*.mjs',
            'bench/lib/*.mjs',
            'test/batch/*.mjs',
            'test/e2e/*.mjs',
          ],
          maximumDefaultProjectFileMatchCount_THIS_WILL_SLOW_DOWN_LINTING: 160,
        },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'max-depth': ['error', 4],
      // More belong together in a value with a name.
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
    },
  },
  { files: ['src/**'], rules: { 'max-params': ['error', 5] } },
  { files: ['examples/**'], rules: { 'no-console': 'off' } },
  {
    // What runs in a browser too.
    files: ['src/**'],
    ignores: OF_NODE,
    rules: { 'no-restricted-globals': ['error', ...NETWORK, 'Buffer', 'process', 'global', 'require'] },
  },
  { files: OF_NODE, ignores: ['src/remote/**'], rules: { 'no-restricted-globals': ['error', ...NETWORK] } },
  {
    files: ['test/**', 'fixtures/**', '*.config.ts'],
    rules: {
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  { files: ['site/assets/*.js'], languageOptions: { globals: { document: 'readonly' } } },
  {
    files: ['**/*.js', '**/*.cjs', '**/*.mjs'],
    ...tseslint.configs.disableTypeChecked,
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        Buffer: 'readonly',
        performance: 'readonly',
      },
    },
    rules: {
      ...tseslint.configs.disableTypeChecked.rules,
      'no-console': 'off',
      '@typescript-eslint/no-require-imports': 'off',
      'no-undef': 'off',
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
    },
  },
);
