/** The pages of the documentation, and the code on them. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../e2e/run.js';

export interface Page {
  /** Relative to the repository. */
  path: string;
  text: string;
}

/** A fenced block. */
export interface Block {
  /** What stands behind the fence: `sh`, `yaml file=permaudit.yaml`; empty for nothing. */
  info: string;
  lines: string[];
}

/** Every page, generated ones too; the changelog tells of what was. */
export function pages(): Page[] {
  const paths = execFileSync('git', ['ls-files', '*.md'], { cwd: ROOT, encoding: 'utf8' }).trim().split('\n');
  return paths
    .filter((path) => path !== 'CHANGELOG.md')
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
}

const FENCE = /^( *)```([^\n`]*)\n([\s\S]*?)^\1```$/gm;

/** The fenced blocks of a page, in order. */
export function blocksOf({ text }: Page): Block[] {
  return [...text.matchAll(FENCE)].map(([, , info = '', code = '']) => ({ info, lines: code.trimEnd().split('\n') }));
}

/** The code spans of a page, in order, on one line each. */
export function spansOf({ text }: Page): string[] {
  const prose = text.replace(FENCE, '').replaceAll('\\|', '|');
  return [...prose.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code.replace(/\s+/g, ' ').trim());
}
