/** Needs the build: the sample in the README is what the command line prints. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { permaudit, ROOT } from '../e2e/run.js';

describe('the report in the README', () => {
  it('is the screen that the command prints', () => {
    const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
    const sample = /```\n(.*?)\n```/s.exec(readme)?.[1] ?? '';
    const asOf = /as of (\d{4}-\d\d-\d\d)/.exec(sample)?.[1] ?? '';
    const args = ['fixtures/apk/quick-loan.apk', '-c', 'lending', '--as-of', asOf, '--no-color', '--lang', 'en'];
    const { code, stdout } = permaudit(args);
    expect(code).toBe(0);
    expect(sample).toBe(stdout.trimEnd().replace(/^\n/, ''));
  });
});

describe('the commands that set up a clone', () => {
  it('are those that .ci/run calls', () => {
    const read = (name: string): string[] =>
      readFileSync(join(ROOT, name), 'utf8')
        .split('\n')
        .filter((line) => line.startsWith('npm ci && '));
    expect(read('README.md').length).toBe(2);
    expect(read('.ci/run')).toEqual(read('README.md'));
  });
});
