import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OutputError } from '../../src/cli/failures.js';
import { writeFileAtomically } from '../../src/cli/output.js';

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
});
