/**
 * Every command that the documentation shows is run, in a folder that has the files it names. A new one that does not work
 * fails here; one that cannot be run has to be put on a list, with the reason.
 */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/options/row.js';
import { fixture, ROOT } from '../e2e/run.js';
import { blocksOf, pages, spansOf, type Page } from './pages.js';

/** What is called in a shell, by any of its names; what only names permaudit is none. */
const CALL =
  /(?:^|[|(] ?|&& )(?:(?:npx )?permaudit(?= |$)|node bin\/permaudit\.js(?= )|(?:\.\/)?permaudit-VERSION-\S+(?= ))/;
const SHELLS: ReadonlySet<string> = new Set(['', 'sh', 'bash', 'shell', 'console']);
/** Pages whose blocks are run by a test of their own; their code spans are run here. */
const BLOCKS_RUN_ELSEWHERE: ReadonlyMap<string, string> = new Map([
  ['docs/tutorial-rules.md', 'test/docs/tutorial.test.ts writes its files and looks at what it prints'],
]);
/** Commands that are not run, by themselves or with what they stand for, and why. */
const NOT_RUN: ReadonlyMap<string, string> = new Map(
  [
    'permaudit migrate                      # once, and for each new version: makes the tables, or brings them up to date',
    'permaudit migrate --queue postgres://permaudit@db.example/permaudit --worker-role permaudit_worker --reader-role permaudit_reader',
    'permaudit submit https://store.example/apks/app.apk s3://bucket/2026/app.apk s3://bucket/2026/ --category lending',
    'permaudit submit /store/apks --category lending --as-of 2026-11-01',
    'permaudit worker --jobs 4              # on as many machines as there are; --until-empty ends when all is done',
    'permaudit status',
    'permaudit results --report html=dashboard.html --results all.ndjson',
  ].map((line) => [line, 'needs a PostgreSQL: test/queue/*.postgres.test.ts have one']),
);
/** What a name that stands for something is replaced by. */
const STANDS_FOR: ReadonlyMap<string, string> = new Map([
  ['FORMAT', 'markdown'],
  ['<rule>', 'LEND-MIC'],
  ['<words>', 'loan'],
  ['[command]', 'diff'],
  // The same program by other names: test/executable and test/e2e/package.test.ts compare them.
  ['node bin/permaudit.js', 'permaudit'],
  ['./permaudit-VERSION-linux-x64', 'permaudit'],
  ['permaudit-VERSION-windows-x64.exe', 'permaudit'],
]);
/** Exit codes other than 0 that no comment beside the command states. */
const ENDS_WITH: ReadonlyMap<string, number> = new Map([['permaudit app.apk --config examples/permaudit.yaml', 1]]);

const QUICK = join(ROOT, fixture('quick-loan'));
const CAREFUL = join(ROOT, fixture('careful-loan'));
/** Files that commands name, by what they are copies of. */
const APPS: readonly (readonly [name: string, file: string])[] = [
  ...[
    'app.apk',
    'new.apk',
    'app-release.apk',
    'extra.apk',
    'apks/quick.apk',
    'dumps/a/quick.apk',
    'quick-loan.apk',
    'new',
  ].map((name) => [name, QUICK] as const),
  ...['old.apk', 'old', 'apks/careful.apk', 'dumps/careful.apk'].map((name) => [name, CAREFUL] as const),
  ['app.aab', join(ROOT, 'fixtures/apk/quick-loan.aab')],
];
/** Stored reports that are there before the first command of a page. */
const REPORTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['README.md', ['old.json']],
  ['docs/ci/README.md', ['main.json']],
  ['docs/reports.md', ['report.json', 'a.json', 'b.json', 'results.ndjson']],
  ['docs/report-format.md', ['report.json']],
]);

interface Command {
  page: string;
  line: string;
}

/** `permaudit help`, `permaudit rules new`: a command by its name alone, which may not do without arguments. */
function isName(line: string): boolean {
  const words = line.split(' ').slice(1).join(' ');
  return [...COMMANDS, 'rules', 'completion', 'help', 'rules validate'].some((command) => command === words);
}

function isCommand(code: string): boolean {
  // The bare name is that of the program, not what to type.
  return CALL.test(code) && !code.startsWith('permaudit:') && code !== 'permaudit';
}

function commandsOf(page: Page): Command[] {
  const blocks = BLOCKS_RUN_ELSEWHERE.has(page.path) ? [] : blocksOf(page);
  const lines = blocks
    .filter(({ info }) => SHELLS.has(info.split(' ')[0] ?? ''))
    .flatMap((block) => block.lines.map((line) => line.replace(/^\$ /, '').trim()));
  const spans = spansOf(page).map((span) => (isName(span) ? span.replace('permaudit', 'permaudit help') : span));
  return [...new Set([...lines, ...spans])].filter(isCommand).map((line) => ({ page: page.path, line }));
}

const all = pages();
const commands = all.flatMap(commandsOf);
const top = mkdtempSync(join(tmpdir(), 'permaudit-commands-'));
const programs = join(top, 'programs');
const reports = join(top, 'reports');

beforeAll(() => {
  mkdirSync(programs);
  const program = (name: string, text: string): void => {
    writeFileSync(join(programs, name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(programs, name), 0o755);
  };
  // Each run leaves its exit code: within a pipe, or `<(...)`, the shell would lose it.
  program(
    'permaudit',
    `"${process.execPath}" "${ROOT}bin/permaudit.js" "$@"\ncode=$?\necho $code >> "$CODES"\nexit $code`,
  );
  program('npx', '[ "$1" = --yes ] && shift\nexec "$@"');
  program('npm', 'exit 0');
  mkdirSync(reports);
  const json = run(`permaudit ${QUICK} -c lending --no-code -f json -o report.json`, reports);
  const results = run(`permaudit ${QUICK} ${CAREFUL} -c lending --no-cache --results results.ndjson`, reports);
  expect([json, results]).toMatchObject([{ codes: ['0'] }, { codes: ['0'] }]);
}, 60_000);
afterAll(() => {
  rmSync(top, { recursive: true });
});

function run(line: string, cwd: string): { codes: string[]; stdout: string; stderr: string } {
  const log = join(top, 'codes');
  rmSync(log, { force: true });
  const { stdout, stderr } = spawnSync('bash', ['-c', line], {
    cwd,
    encoding: 'utf8',
    env: { PATH: `${programs}:${process.env['PATH'] ?? ''}`, LANG: 'C.UTF-8', HOME: top, CODES: log },
  });
  const codes = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : [];
  return { codes, stdout, stderr };
}

/** A folder with everything that the commands of a page name. */
function sandbox(path: string): string {
  const folder = mkdtempSync(join(top, 'page-'));
  for (const [name, file] of APPS) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    cpSync(file, join(folder, name));
  }
  for (const name of ['fixtures', 'examples']) symlinkSync(join(ROOT, name), join(folder, name));
  for (const name of REPORTS.get(path) ?? []) {
    cpSync(join(reports, name.endsWith('.ndjson') ? 'results.ndjson' : 'report.json'), join(folder, name));
  }
  const map = all.flatMap(blocksOf).find(({ lines }) => lines[0] === 'pattern,category');
  writeFileSync(join(folder, 'apps.csv'), `${map?.lines.join('\n') ?? ''}\n`);
  return folder;
}

/** What a command is said to end with. */
function expectedCode(line: string): number {
  const stated = /#.*\bexit (\d+)/.exec(line)?.[1];
  return stated === undefined ? (ENDS_WITH.get(line) ?? 0) : Number(stated);
}

const byPage = [...new Set(commands.map(({ page }) => page))];

describe.skipIf(process.platform === 'win32').each(byPage)('the commands of %s', (path) => {
  const own = commands.filter(({ page, line }) => page === path && !NOT_RUN.has(line));
  let folder = '';
  beforeAll(() => {
    folder = sandbox(path);
  });

  it.each(own.map(({ line }) => line))(
    '%s',
    (line) => {
      const typed = [...STANDS_FOR].reduce((text, [name, value]) => text.replaceAll(name, value), line);
      expect(typed, 'a name that stands for something: say in STANDS_FOR for what').not.toMatch(/<[a-z|]+>|…/);
      const { codes, stdout, stderr } = run(typed, folder);
      expect({ codes: [...new Set(codes)], stderr }).toMatchObject({ codes: [String(expectedCode(line))] });
      // Who is told to type it sees something, or gets a file.
      const silent = /\s-q\b|^source /.test(typed);
      if (!silent) expect(stdout + stderr).not.toBe('');
    },
    60_000,
  );
});

describe('the commands of the documentation', () => {
  it('are found: in blocks, behind other commands and in the text', () => {
    const lines = commands.map(({ line }) => line.replace(/ +#.*$/, ''));
    expect(lines).toContain('permaudit app.apk -c lending --details');
    expect(lines).toContain('source <(permaudit completion bash)');
    expect(lines).toContain('permaudit render a.json b.json -f sarif');
    expect(lines.some((line) => line.includes('| permaudit --from -'))).toBe(true);
    expect(lines.some((line) => line.startsWith('permaudit:'))).toBe(false);
  });

  it('are not on a list in vain', () => {
    const known = new Set(commands.map(({ line }) => line));
    for (const line of [...NOT_RUN.keys(), ...ENDS_WITH.keys()]) expect(known, line).toContain(line);
    for (const path of BLOCKS_RUN_ELSEWHERE.keys()) expect(all.map((page) => page.path)).toContain(path);
  });
});
