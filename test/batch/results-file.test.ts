import { existsSync, readFileSync, writeFileSync, appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FileAuditor } from '../../src/batch/audit-one.js';
import { readRecords, ResultsFile } from '../../src/batch/results-file.js';
import { resumeResults } from '../../src/batch/resume.js';
import { digestOfRun } from '../../src/batch/run-digest.js';
import { digestOfTarget } from '../../src/batch/target-digest.js';
import { DEFAULT_LIMITS } from '../../src/bytes/limits.js';
import type { BatchRecord, Target, WorkerAnswer } from '../../src/batch/types.js';
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

  const record = (changes: object): string =>
    JSON.stringify({ ...(JSON.parse(careful.line) as BatchRecord), ...changes });
  it.each([
    ['not json', 'REPORT_NOT_JSON'],
    ['{}', 'REPORT_NOT_A_REPORT'],
    ['[1]', 'REPORT_NOT_A_REPORT'],
    ['null', 'REPORT_NOT_A_REPORT'],
    ['{"recordVersion":"1","run":"x","file":"y"}', 'REPORT_NOT_A_REPORT'],
    [record({ audit: {} }), 'REPORT_NOT_A_REPORT'],
    [record({ audit: { schemaVersion: '2.0.0' } }), 'REPORT_INVALID'],
    [record({ audit: { schemaVersion: '1.0.0' } }), 'REPORT_VERSION'],
    [record({ audit: null }), 'REPORT_NOT_A_REPORT'],
    [record({ size: '1' }), 'REPORT_NOT_A_REPORT'],
    [record({ modified: 1 }), 'REPORT_NOT_A_REPORT'],
    [record({ fileBytes: 1 }), 'REPORT_NOT_A_REPORT'],
    [record({ digest: 1 }), 'REPORT_NOT_A_REPORT'],
  ])('refuses the line %.60s by its number and a code', (line, code) => {
    const path = fileWith(quick);
    appendFileSync(path, `${line}\n`);
    expect(() => resumeResults(path, digestOfRun(setup))).toThrow(new RegExp(`^line 2 .*\\[${code}\\]$`));
  });

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

  it('is the same content, where times are not trusted', () => {
    const { size, modified, digest } = JSON.parse(quick.line) as BatchRecord;
    const target = { ...targetOf(QUICK_LOAN), size, modified };
    const asked: string[] = [];
    const rowWith = (content: string | null): unknown => {
      const contentOf = ({ file }: Target): string | null => {
        asked.push(file);
        return content;
      };
      const { file, progress } = resumeResults(fileWith(quick), digestOfRun(setup), undefined, contentOf);
      file.close();
      return progress.rowFor(target);
    };
    expect(digest).toBe(digestOfTarget(target, DEFAULT_LIMITS.inputBytes));
    expect(rowWith(digest)).toEqual(quick.row);
    expect(rowWith('0'.repeat(64))).toBeNull();
    expect(rowWith(null)).toBeNull();
    expect(asked).toEqual([QUICK_LOAN, QUICK_LOAN, QUICK_LOAN]);
  });

  it('is the digest of the report in a line of an earlier version, and nothing where that has none', () => {
    const { digest, ...old } = JSON.parse(quick.line) as BatchRecord;
    const path = join(workspace(), 'r.ndjson');
    const rowOfLine = (line: object): unknown => {
      writeFileSync(path, `${JSON.stringify(line)}\n`);
      const { file, progress } = resumeResults(path, digestOfRun(setup), undefined, () => digest);
      file.close();
      return progress.rowFor({ ...targetOf(QUICK_LOAN), size: old.size, modified: old.modified });
    };
    expect(rowOfLine(old)).toEqual(quick.row);
    const { audit } = old;
    expect(rowOfLine({ ...old, audit: { ...audit, subject: { ...audit.subject, sha256: null } } })).toBeNull();
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
    writeFileSync(path, `${JSON.stringify({ ...record, audit: (JSON.parse(quick.line) as BatchRecord).audit })}\n`);
    const { progress } = resumeResults(path, digestOfRun(setup));
    expect(progress.rowFor(a)).not.toBeNull();
    expect(progress.rowFor(b)).toBeNull();
  });
});
