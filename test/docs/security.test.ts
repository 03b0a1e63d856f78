/** Each promise of SECURITY.md names where it is tested, and that is there. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
const { forbidden } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as {
  forbidden: { name: string }[];
};

const promises = readFileSync(join(ROOT, 'SECURITY.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (?:promise|-)/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, promise = '', tests = '']): [string, string[]] => [
    promise,
    [...tests.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
  ]);

function isThere(name: string): boolean {
  if (name.startsWith('npm run ')) return scripts[name.slice('npm run '.length)] !== undefined;
  if (name.startsWith('test/')) return /\.test\.ts$/.test(name) && existsSync(join(ROOT, name));
  return forbidden.some((rule) => rule.name === name);
}

describe('SECURITY.md', () => {
  it('promises something', () => {
    expect(promises.length).toBeGreaterThan(10);
  });

  it.each(promises)('%s', (_, tests) => {
    expect(tests).not.toEqual([]);
    expect(tests.filter((name) => !isThere(name))).toEqual([]);
  });
});
