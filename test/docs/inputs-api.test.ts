/** The example of docs/inputs.md, with the package's own entry point in place of its name. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as permaudit from '../../src/index.js';

const page = readFileSync('docs/inputs.md', 'utf8');

describe('the example of docs/inputs.md', () => {
  const [, example = ''] = /```js\n([\s\S]*?)```/.exec(page) ?? [];

  it('imports what the package exports', () => {
    const [, names = ''] = /import \{ ([^}]*) \} from 'permaudit';/.exec(example) ?? [];
    expect(names).not.toBe('');
    for (const name of names.split(', ')) expect(permaudit).toHaveProperty(name);
  });

  it('opens every kind of input, with its code and its APKs', () => {
    for (const input of [
      'fixtures/inputs/files/stored.xapk',
      'fixtures/inputs/files/on-demand.aab',
      'fixtures/src/quick-loan',
    ]) {
      const facts = permaudit.openInput(input, { code: 'read', identity: 'verify' });
      expect(facts).toMatchObject({ error: null, complete: true });
    }
    const names = permaudit.withInput('fixtures/inputs/files/sai.apks', {}, ({ apks }) => apks.map(({ name }) => name));
    expect(names[0]).toBe('base.apk');
    const source = new permaudit.FileByteSource('fixtures/apk/quick-loan.apk');
    expect(permaudit.openInput(source, { name: 'mine.apk' })).toMatchObject({ file: 'mine.apk', input: 'apk' });
    source.close();
  });

  it('gives a report', () => {
    const facts = permaudit.openInput('fixtures/src/quick-loan/AndroidManifest.xml', { manifest: { minSdk: 24 } });
    const audit = permaudit.auditApp(facts, permaudit.builtinRulebook(), {
      category: 'lending',
      policies: ['cn-39', 'google-play'],
      features: [],
      asOf: '2026-11-23',
      tool: { name: 'my-tool', version: '1.0.0' },
    });
    expect(JSON.parse(permaudit.renderJson(audit))).toMatchObject({ input: 'text-manifest', verdict: 'fail' });
  });
});
