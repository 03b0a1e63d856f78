/** The program of docs/inputs.md, with the built library in place of its name. `npm test` builds first. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as permaudit from '../../src/index.js';
import { temporaryFolder } from '../api/temporary-folder.js';
import { ROOT } from '../e2e/run.js';

const work = temporaryFolder();

const page = readFileSync('docs/inputs.md', 'utf8');
const [, example = ''] = /```js\n([\s\S]*?)```/.exec(page) ?? [];

describe('the program of docs/inputs.md', () => {
  it('imports what the package exports', () => {
    const [, names = ''] = /import \{ ([^}]*) \} from 'permaudit';/.exec(example) ?? [];
    expect(names).not.toBe('');
    for (const name of names.split(', ')) expect(permaudit).toHaveProperty(name);
  });

  it('runs', () => {
    const program = join(work, 'program.mjs');
    const text = example
      .replace("'permaudit'", `'${new URL('../../dist/bundle/index.mjs', import.meta.url).href}'`)
      .replace('app/src/main/AndroidManifest.xml', 'fixtures/src/quick-loan/AndroidManifest.xml');
    writeFileSync(program, text);
    const { status, stdout } = spawnSync(process.execPath, [program], { cwd: ROOT, encoding: 'utf8' });
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ input: 'text-manifest', verdict: 'fail', subject: { minSdk: 24 } });
  });
});
