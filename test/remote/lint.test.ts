/** The law of the network: only src/remote/ speaks to servers, only the queue loads it, and only its commands load the queue. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SOURCES = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name): [name: string, text: string] => [`src/${name}`, readFileSync(join(ROOT, 'src', name), 'utf8')]);

/** What a module names in quotes to load it, however it does: `import`, `import()`, `require`. */
const NAMED = /(?:\bfrom\s|\bimport\s*\(?\s*|\brequire\s*\(\s*)\s*['"`]([^'"`]+)['"`]/g;
const NETWORK = /^(?:node:)?(?:https?|http2|net|tls|dgram|dns|dns\/promises|inspector)$|^(?:@aws-sdk|@smithy|undici)\b/;

const importsOf = (text: string): string[] => [...text.matchAll(NAMED)].map(([, name = '']) => name);
const filesThat = (load: (name: string) => boolean): string[] =>
  SOURCES.filter(([, text]) => importsOf(text).some(load)).map(([name]) => name);

interface Rule {
  name: string;
  from: { path?: string; pathNot?: string };
  to: { path: string | string[]; pathNot?: string };
}
const { forbidden } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as { forbidden: Rule[] };

/** The rules that forbid one file to import another, or a package. */
function rulesAgainst(from: string, to: string): string[] {
  return forbidden
    .filter((rule) => {
      const paths = [rule.to.path].flat().filter((path) => typeof path === 'string');
      const isFrom = new RegExp(rule.from.path ?? '').test(from);
      const isSpared = rule.from.pathNot !== undefined && new RegExp(rule.from.pathNot).test(from);
      const isOpen = rule.to.pathNot !== undefined && new RegExp(rule.to.pathNot).test(to);
      return isFrom && !isSpared && !isOpen && paths.some((path) => new RegExp(path).test(to));
    })
    .map(({ name }) => name);
}

describe('what speaks to servers', () => {
  it('is in src/remote/ alone', () => {
    expect(SOURCES.length).toBeGreaterThan(400);
    expect(filesThat((name) => NETWORK.test(name)).map((name) => name.replace(/[^/]*$/, ''))).toEqual([
      'src/remote/',
      'src/remote/',
    ]);
  });

  it('is loaded by the queue alone, by its door', () => {
    const outside = ([name]: [string, string]): boolean => !name.startsWith('src/remote/');
    const loading = SOURCES.filter(outside).filter(([, text]) =>
      importsOf(text).some((name) => name.includes('/remote/')),
    );
    expect(loading.map(([name]) => name).sort()).toEqual(['src/queue/addresses.ts', 'src/queue/queue-worker.ts']);
    for (const [, text] of loading) {
      expect(new Set(importsOf(text).filter((name) => name.includes('/remote/')))).toEqual(
        new Set(['../remote/index.js']),
      );
    }
  });

  it.each<[string, string, string]>([
    ['src/cli/commands/audit/run.ts', 'https', 'no-network'],
    ['src/queue/work.ts', 'http', 'no-network'],
    ['src/batch/pool.ts', 'dns/promises', 'no-network'],
    ['src/queue/work.ts', 'node_modules/@aws-sdk/client-s3/dist/index.js', 'no-network'],
    ['src/remote/web.ts', 'node_modules/pg/lib/index.js', 'no-database'],
    ['src/batch/pool.ts', 'src/remote/index.ts', 'remote-only-from-the-queue'],
    ['src/cli/commands/queue/submit.ts', 'src/remote/index.ts', 'remote-only-from-the-queue'],
    ['src/queue/work.ts', 'src/remote/web.ts', 'remote-by-its-door'],
    ['src/batch/pool.ts', 'src/queue/work.ts', 'queue-only-from-its-commands'],
  ])('the linter forbids %s to import %s', (from, to, rule) => {
    expect(rulesAgainst(from, to)).toContain(rule);
  });

  it.each([
    ['src/remote/web.ts', 'https'],
    ['src/queue/database.ts', 'node_modules/pg/lib/index.js'],
    ['src/queue/queue-worker.ts', 'src/remote/index.ts'],
  ])('and lets %s import %s', (from, to) => {
    expect(rulesAgainst(from, to)).toEqual([]);
  });

  it.each(['src/audit/score.ts', 'src/batch/pool.ts', 'src/queue/work.ts', 'src/cli/main.ts', 'src/web/worker.ts'])(
    'the linter lets %s use no fetch, and no socket of a browser',
    async (file) => {
      const config = (await new ESLint({ cwd: ROOT }).calculateConfigForFile(file)) as {
        rules: Record<string, [number, ...(string | { name: string })[]]>;
      };
      const [severity, ...restricted] = config.rules['no-restricted-globals'] ?? [0];
      const names = restricted.map((one) => (typeof one === 'string' ? one : one.name));
      expect(severity).toBe(2);
      expect(names).toEqual(expect.arrayContaining(['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource']));
    },
  );

  it('is in no start of the command line, and in no worker of a batch', () => {
    const loads = (entry: string): Set<string> => {
      const seen = new Set<string>();
      const pending = [entry];
      for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
        if (seen.has(file)) continue;
        seen.add(file);
        const text = SOURCES.find(([name]) => name === file)?.[1] ?? '';
        for (const [, name = ''] of text.matchAll(/^(?:import|export) [^;]*?from '(\.[^']+)';/gm)) {
          pending.push(join(file, '..', name).replace(/\.js$/, '.ts'));
        }
      }
      return seen;
    };
    for (const entry of ['src/cli/main.ts', 'src/batch/worker.ts', 'src/index.ts']) {
      const loaded = [...loads(entry)];
      expect(loaded.length).toBeGreaterThan(20);
      expect(loaded.filter((name) => /^src\/(?:remote|queue)\//.test(name))).toEqual([]);
    }
    expect([...loads('src/queue/queue-worker.ts')]).toContain('src/remote/index.ts');
  });
});
