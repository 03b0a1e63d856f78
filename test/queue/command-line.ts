/** The command line on a queue, as processes. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ROOT } from '../e2e/run.js';

const BIN = join(ROOT, 'bin/permaudit.js');

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** `run` to its end, `start` to be killed. */
export class CommandLine {
  /** @param env what stands in the environment beside the queue's address */
  constructor(
    readonly address: string,
    private readonly env: Record<string, string> = {},
  ) {}

  start(...args: string[]): ChildProcess {
    const env = { PATH: process.env['PATH'] ?? '', LANG: 'C.UTF-8', PERMAUDIT_QUEUE: this.address, ...this.env };
    return spawn(process.execPath, [BIN, ...args], { env, cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  }

  async run(...args: string[]): Promise<Ended> {
    const child = this.start(...args);
    const texts = { stdout: '', stderr: '' };
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (texts.stdout += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (texts.stderr += text));
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, ...texts };
  }
}
