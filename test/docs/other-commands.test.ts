/**
 * Commands of the documentation that do not call permaudit, which commands.test.ts runs: each names a script or a file that
 * is there, or is run where this file says.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../e2e/run.js';
import { blocksOf, pages, spansOf, type Page } from './pages.js';

const SHELLS: ReadonlySet<string> = new Set(['sh', 'bash', 'shell', 'console']);
const PROGRAM = /^(?:npm|npx|node|bash|aapt2|python3) /;
const CALLS_PERMAUDIT = /^(?:npx |node bin\/)?permaudit\b|^(?:\.\/)?permaudit-VERSION/;

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

/** Commands as they stand, the file that runs them, and what stands there. */
const RUN_IN: readonly (readonly [command: RegExp, file: string, text: string])[] = [
  [/^npm ci$/, '.ci/run', 'npm ci'],
  [/^npm test$/, '.ci/run', 'npm test'],
  [/^bash \.ci\/run$/, '.github/workflows/ci.yml', '.ci/run'],
  [/^npm pack$/, 'test/e2e/package.test.ts', "'pack'"],
  [/^npm i \.\/permaudit-\*\.tgz$/, 'test/e2e/package.test.ts', "'install'"],
  [/^npm i -g \.\/permaudit-\*\.tgz$/, 'test/e2e/package.test.ts', "'--global'"],
  [/^npm install pg@8 pg-boss@10$/, 'package.json', '"pg-boss": "^10'],
  [/^npm install @aws-sdk\/client-s3@3$/, 'package.json', '"@aws-sdk/client-s3": "^3'],
  [/^PERMAUDIT_PACKAGE=\S+ .* node tools\/take-package\.cjs$/, 'test/ci/gradle.test.ts', 'take-package.cjs'],
  [/^node (?:\.cache\/)?examples\/[\w-]+\.[jt]s /, 'test/docs/examples.test.ts', '.cache/examples'],
  [/^npm sbom$/, 'scripts/lib/bill-of-materials.mjs', "'sbom'"],
  [/^aapt2 dump (?:badging|permissions) fixtures\//, 'test/peers/comparison.peers.test.ts', "'aapt2'"],
  [/^python3 -c "from androguard/, 'test/peers/comparison.peers.test.ts', 'get_uses_implied_permission_list'],
];
/** Node's own, which no test of ours is about. */
const OF_NODE = /^node (?:--version|-e 0)$/;

function isThere(command: string): boolean {
  const script = /^npm run ([\w:-]+)/.exec(command)?.[1];
  if (script !== undefined) return scripts[script] !== undefined;
  const file = /^(?:node|npx tsc -p|npx vitest run) ([\w./-]+)/.exec(command)?.[1];
  if (file !== undefined && existsSync(join(ROOT, file))) return true;
  if (OF_NODE.test(command)) return true;
  return RUN_IN.some(([pattern, where, text]) => pattern.test(command) && read(where).includes(text));
}

/** The single commands of a line, without comments. */
function split(line: string): string[] {
  return line
    .replace(/^\$ /, '')
    .replace(/(?:^|\s)#\s.*$/, '')
    .split(/ && | \| /)
    .map((command) => command.trim());
}

function commandsOf(page: Page): string[] {
  const blocks = blocksOf(page).flatMap(({ info, lines }) => {
    const language = info.split(' ')[0] ?? '';
    if (SHELLS.has(language)) return lines.flatMap(split);
    return language === '' ? lines.flatMap(split).filter((line) => PROGRAM.test(line)) : [];
  });
  const spans = spansOf(page).filter((span) => /^(?:npm|npx|node|bash) /.test(span));
  return [...blocks, ...spans.flatMap(split)].filter((line) => line !== '' && !CALLS_PERMAUDIT.test(line));
}

describe('commands that do not call permaudit', () => {
  it('are there, or run somewhere', () => {
    const unknown = pages().flatMap((page) =>
      commandsOf(page)
        .filter((command) => !isThere(command) && !/^(?:source|export|find|xargs|sort|head|cat|jq|echo) /.test(command))
        .map((command) => `${page.path}: ${command}`),
    );
    expect([...new Set(unknown)]).toEqual([]);
  });

  it('are found, and a wrong one is told', () => {
    const found = new Set(pages().flatMap(commandsOf));
    for (const command of ['npm ci', 'npm pack', 'npm run build:site', 'npm i -g ./permaudit-*.tgz']) {
      expect([...found]).toContain(command);
    }
    expect(['npm run nothing', 'node scripts/nothing.mjs', 'npm install permaudit', 'curl x'].filter(isThere)).toEqual(
      [],
    );
  });
});
