/** The scripts in the shells themselves, where they are installed: what they offer for what was typed. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { completedCommands } from '../../src/cli/commands/completion/run.js';
import { SCRIPTS } from '../../src/cli/commands/completion/scripts.js';
import { SHELLS } from '../../src/cli/commands/completion/model.js';
import { createProgram } from '../../src/cli/program.js';

const folder = mkdtempSync(join(tmpdir(), 'permaudit-completion-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const commands = completedCommands(
  createProgram(() => undefined),
  { '--category': ['lending', 'bnpl'], '--policies': ['google-play'] },
);
const path = (shell: (typeof SHELLS)[number]): string => {
  const file = join(folder, shell);
  writeFileSync(file, SCRIPTS[shell](commands));
  return file;
};
const has = (shell: string): boolean => spawnSync(shell, ['--version']).status === 0;

const COMPLETE_IN_ZSH = fileURLToPath(new URL('./complete-in.zsh', import.meta.url));

/** What each shell offers for the words typed, the last of them unfinished. */
const OFFERS = {
  bash: (words: readonly string[]): string[] => {
    const script = `source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _permaudit; printf '%s\\n' "\${COMPREPLY[@]}"`;
    return linesOf(execFileSync('bash', ['--norc', '-c', script, 'bash', path('bash'), ...words], { cwd: folder }));
  },
  zsh: (words: readonly string[]): string[] => {
    const told = execFileSync('zsh', ['-f', COMPLETE_IN_ZSH, path('zsh'), words.join(' ')], {
      cwd: folder,
      timeout: 60_000,
    });
    return [...told.toString('latin1').matchAll(/<HIT>([^<]{0,200})<\/HIT>/g)].map(([, hit = '']) => hit);
  },
  fish: (words: readonly string[]): string[] => {
    const script = `source ${path('fish')}; complete -C ${JSON.stringify(words.join(' '))}`;
    const told = execFileSync('fish', ['--no-config', '-c', script], { cwd: folder, timeout: 60_000 });
    return linesOf(told).map((line) => line.split('\t')[0] ?? '');
  },
};

function linesOf(told: Buffer): string[] {
  return told
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '');
}

describe('completion', () => {
  it('knows every command and option there is, and every word of an option', () => {
    const names = commands.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['', 'audit', 'batch', 'diff', 'rules', 'rules list', 'completion']));
    expect(new Set(names).size).toBe(names.length);
    const audit = commands.find(({ name }) => name === 'audit');
    const format = audit?.options.find(({ flags }) => flags.includes('--format'));
    expect(format).toMatchObject({ flags: ['-f', '--format'], takesValue: true });
    expect(format?.words).toContain('sarif');
    expect(commands.find(({ name }) => name === 'completion')?.words).toEqual(SHELLS);
  });

  it.each(SHELLS)('of %s holds no line that a help text could break', (shell) => {
    const script = SCRIPTS[shell]([
      {
        name: '',
        help: '',
        words: ['x'],
        options: [{ flags: ['-a', '--all'], help: "it's [a]: \\ $x `y`", takesValue: true, words: ['v'] }],
      },
    ]);
    expect(script).not.toMatch(/[^\\']it's/);
  });

  describe.each(['bash', 'zsh', 'fish'] as const)('in %s', (shell) => {
    const isThere = has(shell);
    if (!isThere) process.stderr.write(`SKIPPED: ${shell} is not installed; its completion is not tried in it\n`);

    it.skipIf(!isThere).each<[string[], string[], string[]]>([
      [['permaudit', 'ba'], ['batch'], ['diff']],
      [['permaudit', 'rules', 'li'], ['list'], ['batch']],
      [['permaudit', 'app.apk', '--ver'], ['--verify-signatures'], ['--format']],
      [['permaudit', 'app.apk', '--format', 's'], ['sarif'], ['json']],
      [['permaudit', '-c', 'le'], ['lending'], ['bnpl']],
      [['permaudit', 'batch', '-f', 'h'], ['html'], ['sarif']],
      [['permaudit', 'rules', 'list', '--lang', 'z'], ['zh'], ['en']],
      [['permaudit', 'completion', 'f'], ['fish'], ['zsh']],
    ])('%j', (words, offered, others) => {
      const found = OFFERS[shell](words);
      expect(found).toEqual(expect.arrayContaining(offered));
      for (const other of others) expect(found).not.toContain(other);
    });
  });
});
