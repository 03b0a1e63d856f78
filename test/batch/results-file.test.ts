import { existsSync, readFileSync, writeFileSync, appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FileAuditor } from '../../src/batch/audit-one.js';
import { readRecords, ResultsFile } from '../../src/batch/results-file.js';
import { resumeResults } from '../../src/batch/resume.js';
import { digestOfRun } from '../../src/batch/run-digest.js';
import type { BatchRecord, WorkerAnswer } from '../../src/batch/types.js';
import { setupWith, targetOf } from './setup.js';
import { CAREFUL_LOAN, QUICK_LOAN, workspace } from './workspace.js';

const setup = setupWith();
const auditor = new FileAuditor(setup);
const quick = auditor.audit(targetOf(QUICK_LOAN));
const careful = auditor.audit(targetOf(CAREFUL_LOAN));

function fileWith(...answers: WorkerAnswer[]): string {
  const path = join(workspace(), 'results.ndjson');
  const file = ResultsFile.create(path);
  for (const { line } of answers) file.append(line);
  file.close();
  return path;
}

function filesIn(path: string): string[] {
  const files: string[] = [];
  readRecords(path, ({ file }) => {
    files.push(file);
  });
  return files;
}

describe('the results file', () => {
  it('holds one line of JSON for each result', () => {
    const lines = readFileSync(fileWith(quick, careful), 'utf8').split('\n');
    expect(lines).toHaveLength(3);
    expect((JSON.parse(lines[1] ?? '') as BatchRecord).file).toBe(CAREFUL_LOAN);
    expect(lines[2]).toBe('');
  });

  it('is never overwritten', () => {
    const path = fileWith(quick);
    expect(() => ResultsFile.create(path)).toThrow(expect.objectContaining({ kind: 'usage' }) as Error);
    expect(filesIn(path)).toEqual([QUICK_LOAN]);
  });

  it('resumes after a cut at every one of the last bytes, and loses only the cut line', () => {
    const whole = readFileSync(fileWith(quick, careful));
    const first = Buffer.byteLength(quick.line) + 1;
    for (const length of [first, first + 1, first + 100, whole.length - 2, whole.length - 1]) {
      const path = join(workspace(), 'cut.ndjson');
      writeFileSync(path, whole.subarray(0, length));
      expect(filesIn(path)).toEqual([QUICK_LOAN]);
      const { file } = resumeResults(path, digestOfRun(setup));
      file.append(careful.line);
      file.close();
      expect(readFileSync(path)).toEqual(whole);
    }
  });

  it('begins a file that is not there', () => {
    const path = join(workspace(), 'new.ndjson');
    resumeResults(path, 'x').file.close();
    expect(existsSync(path)).toBe(true);
  });

  it('refuses to mix the results of other settings', () => {
    const path = fileWith(quick);
    const other = digestOfRun(setupWith({ asOf: '2020-01-01' }));
    expect(() => resumeResults(path, other)).toThrow(/other settings.*--as-of 2026-11-23/);
    expect(filesIn(path)).toEqual([QUICK_LOAN]);
  });

  it.each(['not json', '{}', '[1]', 'null', '{"recordVersion":"1","run":"x","file":"y"}'])(
    'refuses the line %s',
    (line) => {
      const path = fileWith(quick);
      appendFileSync(path, `${line}\n`);
      expect(() => resumeResults(path, digestOfRun(setup))).toThrow(/line 2/);
    },
  );

  it.skipIf(!existsSync('/dev/full'))('is a regular file', () => {
    expect(() => {
      readRecords('/dev/full', () => undefined);
    }).toThrow(/not a regular file/);
  });
});

describe('what counts as done', () => {
  it('is the same path with the same size and time', () => {
    const { progress } = resumeResults(fileWith(quick), digestOfRun(setup));
    const { size, modified } = JSON.parse(quick.line) as BatchRecord;
    const target = { ...targetOf(QUICK_LOAN), size, modified };
    expect(progress.rowFor(target)).toEqual(quick.row);
    expect(progress.rowFor({ ...target, size: 1 })).toBeNull();
    expect(progress.rowFor({ ...target, modified: '1' })).toBeNull();
    expect(progress.rowFor({ ...targetOf(CAREFUL_LOAN), size, modified })).toBeNull();
  });

  it('is not a file that could not be read', () => {
    const missing = join(workspace(), 'missing.apk');
    const { progress } = resumeResults(fileWith(auditor.audit(targetOf(missing))), digestOfRun(setup));
    expect(progress.rowFor(targetOf(missing))).toBeNull();
  });

  it('tells apart names that look the same', () => {
    const a = { ...targetOf('x'), path: Buffer.from([0x78, 0xff]), file: 'x\uFFFD', size: 1, modified: '1' };
    const b = { ...a, path: Buffer.from([0x78, 0xfe]) };
    const answer = auditor.audit(a);
    const record = JSON.parse(answer.line) as BatchRecord;
    expect(record.fileBytes).toBe('eP8=');
    const path = join(workspace(), 'r.ndjson');
    writeFileSync(path, `${JSON.stringify({ ...record, audit: { ...record.audit, error: null } })}\n`);
    const { progress } = resumeResults(path, digestOfRun(setup));
    expect(progress.rowFor(a)).not.toBeNull();
    expect(progress.rowFor(b)).toBeNull();
  });
});
