/** Needs the build: the sample in the README is what the command line prints. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { permaudit, ROOT } from '../e2e/run.js';

/** The digest of the rulebook changes with every word of a rule. */
const withoutDigest = (text: string): string => text.replaceAll(/\([0-9a-f]{12}\)/g, '(digest)');

describe('the report in the README', () => {
  it('is what the command prints, up to what it leaves out', () => {
    const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
    const sample = /```\n(.*?)\n```/s.exec(readme)?.[1] ?? '';
    const asOf = /as of (\d{4}-\d\d-\d\d)/.exec(sample)?.[1] ?? '';
    const args = ['fixtures/apk/quick-loan.apk', '-c', 'lending', '--as-of', asOf, '--no-color', '--lang', 'en'];
    const { code, stdout } = permaudit(args);
    expect(code).toBe(0);
    const shown = withoutDigest(stdout).split('\n');
    const cited = withoutDigest(sample).split('\n');
    let at = 0;
    for (const line of cited.filter((text) => text.trim() !== '' && text.trim() !== '…')) {
      const found = shown.indexOf(line, at);
      expect(found, line).toBeGreaterThanOrEqual(at);
      at = found + 1;
    }
    expect(cited.length).toBeGreaterThan(50);
  });
});
