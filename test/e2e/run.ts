/** Runs the built command line as a real process. `npm test` builds it first. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** The Node.js that runs the command line: `scripts/test-nodes.mjs` names another than this one. */
export const NODE = process.env['PERMAUDIT_TEST_NODE'] ?? process.execPath;
const BIN = fileURLToPath(new URL('../../bin/permaudit.js', import.meta.url));

export interface Result {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  env?: Record<string, string>;
  /** Runs as this user and group. */
  id?: number;
  cwd?: string;
  /** What is written to standard input; default: nothing. */
  input?: Uint8Array;
  /** An open descriptor that is standard input, in place of `input`. */
  stdin?: number;
}

/** A process with only the environment given: no colours, UTF-8, 80 columns unless told otherwise. */
export function permaudit(args: readonly string[], options: RunOptions = {}): Result {
  const env = { PATH: process.env['PATH'] ?? '', LANG: 'C.UTF-8', ...options.env };
  const identity = options.id === undefined ? {} : { uid: options.id, gid: options.id };
  const child = spawnSync(NODE, [BIN, ...args], {
    cwd: options.cwd ?? ROOT,
    env,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    ...(options.input === undefined ? {} : { input: options.input }),
    ...(options.stdin === undefined ? {} : { stdio: [options.stdin, 'pipe', 'pipe'] as const }),
    ...identity,
  });
  if (child.error !== undefined) throw child.error;
  return { code: child.status, stdout: child.stdout, stderr: child.stderr };
}

/** The path of a committed fixture, relative to the repository. */
export function fixture(name: string): string {
  return `fixtures/apk/${name}.apk`;
}
