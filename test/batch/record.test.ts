import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FileAuditor } from '../../src/batch/audit-one.js';
import { lineOf, rowOf } from '../../src/batch/record.js';
import type { BatchRecord } from '../../src/batch/types.js';
import { escapeJsonDocument } from '../../src/report/view/escape.js';
import { setupWith, targetOf } from './setup.js';
import { QUICK_LOAN } from './workspace.js';

const record = JSON.parse(new FileAuditor(setupWith()).audit(targetOf(QUICK_LOAN)).line) as BatchRecord;

describe('a line of the results file', () => {
  it('is escaped as every JSON report is, and says the same', () => {
    const odd = fc.constantFrom(
      'a',
      '\n',
      '\u001b',
      '\u007f',
      '\u202e',
      '\u2028',
      '\ud800',
      '\u{e0001}',
      '第',
      '😀',
      '\\',
    );
    fc.assert(
      fc.property(fc.string({ unit: odd }), (file) => {
        const line = lineOf({ ...record, file });
        expect(line).toBe(escapeJsonDocument(JSON.stringify({ ...record, file })));
        expect(line).not.toContain('\n');
        expect((JSON.parse(line) as BatchRecord).file).toBe(file);
      }),
      { numRuns: 50 },
    );
  });
});

describe('a row of the summary', () => {
  it('keeps of the code only the SDKs that use permissions', () => {
    const sdk = { id: 'ads', name: 'Example Ads', team: null, kind: 'ads', classes: 9 };
    const sdks = [
      { ...sdk, permissions: ['p.A'] },
      { ...sdk, id: 'idle', permissions: [] },
    ];
    const code = { state: 'complete' as const, reason: null, dexFiles: [], permissions: [], hiding: [], sdks };
    expect(rowOf({ ...record, audit: { ...record.audit, code } }).sdks).toEqual([
      { id: 'ads', name: 'Example Ads', kind: 'ads', permissions: ['p.A'] },
    ]);
    expect(rowOf({ ...record, audit: { ...record.audit, code: null } })).not.toHaveProperty('sdks');
  });

  it('names the permissions of what is asked for without need', () => {
    const sms = rowOf(record).overRequested.find(({ dataType }) => dataType === 'sms');
    expect(sms?.permissions).toContain('android.permission.READ_SMS');
    expect(sms?.points).toBeGreaterThan(0);
  });
});
