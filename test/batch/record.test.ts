import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FileAuditor } from '../../src/batch/audit-one.js';
import { lineOf } from '../../src/batch/record.js';
import type { BatchRecord } from '../../src/batch/types.js';
import { escapeJsonDocument } from '../../src/report/escape.js';
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
