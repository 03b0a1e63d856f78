/** The program of docs/inputs.md, compiled by hand: as it stands there, with the entrance in place of the package's name. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as permaudit from '../../src/index.js';

const page = readFileSync('docs/inputs.md', 'utf8');
const [, example = ''] = /```js\n([\s\S]*?)```/.exec(page) ?? [];

describe('the program of docs/inputs.md', () => {
  it('imports what the package exports', () => {
    const [, names = ''] = /import \{ ([^}]*) \} from 'permaudit';/.exec(example) ?? [];
    expect(names).not.toBe('');
    for (const name of names.split(', ')) expect(permaudit).toHaveProperty(name);
  });

  it('runs', async () => {
    const body = example
      .replace(/import (\{[^}]*\}) from 'permaudit';/, 'const $1 = permaudit;')
      .replace('app/src/main/AndroidManifest.xml', 'fixtures/src/quick-loan/AndroidManifest.xml');
    const written: string[] = [];
    const stdout = { write: (text: string) => written.push(text) };
    const program = new Function('permaudit', 'process', `return (async () => {${body}})();`) as (
      library: typeof permaudit,
      process: object,
    ) => Promise<void>;
    await program(permaudit, { stdout });
    expect(JSON.parse(written.join(''))).toMatchObject({
      input: 'text-manifest',
      verdict: 'fail',
      subject: { minSdk: 24 },
    });
  });
});
