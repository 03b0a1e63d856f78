import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OutputError } from '../../../src/cli/io/failures.js';
import { writeFileAtomically } from '../../../src/cli/io/output.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'permaudit-output-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('writeFileAtomically', () => {
  it('writes and replaces, and leaves nothing else behind', () => {
    const path = join(folder, 'report.json');
    writeFileAtomically(path, 'one');
    writeFileAtomically(path, 'two');
    expect(readFileSync(path, 'utf8')).toBe('two');
    expect(readdirSync(folder)).toEqual(['report.json']);
  });

  it('says why it cannot, and leaves nothing behind', () => {
    expect(() => {
      writeFileAtomically(join(folder, 'missing', 'report.json'), 'x');
    }).toThrow(OutputError);
    mkdirSync(join(folder, 'taken'));
    writeFileSync(join(folder, 'taken', 'file'), '');
    expect(() => {
      writeFileAtomically(join(folder, 'taken'), 'x');
    }).toThrow(/cannot write .*taken/);
    expect(readdirSync(folder)).toEqual(['taken']);
  });

  it('writes into what is no file, and leaves it what it is', async () => {
    const fifo = join(folder, 'fifo');
    execFileSync('mkfifo', [fifo]);
    const reader = spawn('cat', [fifo]);
    const parts: Buffer[] = [];
    reader.stdout.on('data', (part: Buffer) => parts.push(part));
    writeFileAtomically(fifo, 'report');
    await once(reader, 'close');
    expect(Buffer.concat(parts).toString()).toBe('report');
    expect(lstatSync(fifo).isFIFO()).toBe(true);
  });

  it('replaces what a link leads to, and keeps the link', () => {
    const file = join(folder, 'linked.json');
    const link = join(folder, 'link.json');
    writeFileSync(file, 'old');
    symlinkSync(file, link);
    writeFileAtomically(link, 'new');
    expect(readFileSync(file, 'utf8')).toBe('new');
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
  });
});
