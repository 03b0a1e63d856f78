import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FileByteSource, MemoryByteSource } from '../../src/bytes/byte-source.js';

const refusal = (code: string): Error => expect.objectContaining({ code }) as Error;
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'permaudit-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('MemoryByteSource', () => {
  it('reads ranges and refuses others', () => {
    const source = new MemoryByteSource(Uint8Array.of(1, 2, 3));
    expect([...source.read(1, 2)]).toEqual([2, 3]);
    expect(source.read(3, 0)).toHaveLength(0);
    for (const [offset, length] of [
      [-1, 1],
      [0, 4],
      [3, 1],
      [0, -1],
      [Number.NaN, 1],
      [2 ** 53, 1],
    ] as const) {
      expect(() => source.read(offset, length)).toThrow(refusal('IO_READ'));
    }
  });
});

describe('FileByteSource', () => {
  it('reads ranges of a file', () => {
    const path = join(folder, 'file');
    writeFileSync(path, 'hello');
    const source = new FileByteSource(path);
    expect([source.size, Buffer.from(source.read(1, 3)).toString()]).toEqual([5, 'ell']);
    expect(() => source.read(3, 3)).toThrow(refusal('IO_READ'));
    source.close();
  });

  it('notices a file that becomes shorter', () => {
    const path = join(folder, 'shrinking');
    writeFileSync(path, 'hello');
    const source = new FileByteSource(path);
    truncateSync(path, 2);
    expect(() => source.read(0, 5)).toThrow(refusal('IO_READ'));
    source.close();
  });

  it('refuses what is missing, a folder, or below a file', () => {
    const path = join(folder, 'plain');
    writeFileSync(path, '');
    expect(() => new FileByteSource(join(folder, 'none'))).toThrow(refusal('IO_NOT_FOUND'));
    expect(() => new FileByteSource(join(path, 'below'))).toThrow(refusal('IO_NOT_FOUND'));
    expect(() => new FileByteSource(folder)).toThrow(refusal('IO_READ'));
  });

  // Opening a FIFO that nobody writes to would wait for ever: this test would never end.
  it.skipIf(process.platform === 'win32')('refuses a FIFO without waiting for a writer', () => {
    const path = join(folder, 'fifo');
    execFileSync('mkfifo', [path]);
    expect(() => new FileByteSource(path)).toThrow(refusal('IO_READ'));
  });
});
