/** What a file of a batch may say: as much as a report of it may. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

import { apkOfRoot, application, manifest, uses, usesSdk } from '../../fixtures/hostile/base.js';
import { FileAuditor } from '../../src/batch/audit-one.js';
import type { BatchRecord, WorkerAnswer } from '../../src/batch/types.js';
import { MOST_BYTES } from '../../src/report/size.js';
import { setupWith, targetOf } from './setup.js';

const folder = mkdtempSync(join(tmpdir(), 'permaudit-bounded-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** The answer for an app with so many requests, each of so many characters. */
function answerFor(requests: number, length: number, reportsDir: string | null = null): WorkerAnswer {
  const names = Array.from({ length: requests }, (_, index) => uses(`a.b${index}`.padEnd(length, 'x')));
  const path = join(folder, `${requests}.apk`);
  writeFileSync(path, apkOfRoot(manifest([usesSdk(21, 30), ...names, application([], 'x')])));
  return new FileAuditor(setupWith({ reportsDir })).audit(targetOf(path));
}

describe('a line of a batch', () => {
  it('of an app that says too much tells just that, and so does its report', () => {
    const { line, row, reportError } = answerFor(2000, 2500, folder);
    expect(row).toMatchObject({ outcome: 'incomplete', score: null, errorCode: 'LIMIT_REPORT' });
    expect(line.length).toBeLessThan(10_000);
    const { audit, file } = JSON.parse(line) as BatchRecord;
    expect([audit.error?.code, file]).toEqual(['LIMIT_REPORT', row.file]);
    expect(reportError).toBeNull();
    const reports = readdirSync(folder).filter((name) => name.endsWith('.html'));
    expect(reports).toHaveLength(1);
    expect(readFileSync(join(folder, reports[0] ?? ''), 'utf8')).toContain('LIMIT_REPORT');
  });

  it('of an app with less is whole', () => {
    const { line, row } = answerFor(500, 20);
    expect(row).toMatchObject({ outcome: 'complete', errorCode: null });
    expect(Buffer.byteLength(line)).toBeLessThan(MOST_BYTES.ndjson ?? 0);
    expect((JSON.parse(line) as BatchRecord).audit.permissions).toHaveLength(500);
  });
});
