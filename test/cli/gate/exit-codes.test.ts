import { describe, expect, it } from 'vitest';
import { ERROR_KINDS } from '../../../src/bytes/errors.js';
import { EXIT, exitCodeOfAudit, exitCodeOfError } from '../../../src/cli/gate/exit-codes.js';
import { describeBug, describeUsageError, UsageError } from '../../../src/cli/io/failures.js';
import { describeReadingError } from '../../../src/cli/io/reading-failure.js';
import {
  HOSTILE,
  incompleteAudit,
  overCollectingAudit,
  refusedAudit,
  SAMPLES,
  versionDependentAudit,
} from '../../report/samples.js';

const error = { code: 'ZIP_EMPTY', message: 'no entries', offset: 10, path: '', hint: null };

describe('exit codes', () => {
  it('follow the outcome', () => {
    expect(exitCodeOfAudit(overCollectingAudit())).toBe(0);
    expect(exitCodeOfAudit(versionDependentAudit())).toBe(0);
    expect(exitCodeOfAudit(refusedAudit())).toBe(4);
    expect(exitCodeOfAudit(incompleteAudit())).toBe(5);
  });

  it('follow the kind of the error when nothing was read', () => {
    const failed = (code: string): number =>
      exitCodeOfAudit({ ...refusedAudit(), outcome: 'error', error: { ...error, code } });
    expect(failed('IO_NOT_FOUND')).toBe(3);
    expect(failed('ZIP_NO_EOCD')).toBe(4);
    expect(failed('LIMIT_INPUT')).toBe(5);
    expect(failed('NO_SUCH_CODE')).toBe(70);
    expect(failed('constructor')).toBe(70);
  });

  it('are never 0 without a score', () => {
    for (const make of Object.values(SAMPLES)) {
      const audit = make();
      if (audit.score === null) expect(exitCodeOfAudit(audit)).not.toBe(EXIT.ok);
      expect(exitCodeOfAudit({ ...audit, score: null })).not.toBe(EXIT.ok);
    }
  });

  it('know every error code', () => {
    for (const code of Object.keys(ERROR_KINDS)) expect([3, 4, 5]).toContain(exitCodeOfError({ ...error, code }));
  });
});

describe('messages on stderr', () => {
  it('name file, place, code and what to do', () => {
    const told = describeReadingError('a.apk', { ...error, path: 'AndroidManifest.xml', hint: 'get it again' });
    expect(told).toBe(
      'permaudit: a.apk: no entries, reading AndroidManifest.xml at byte 10 (0xa) [ZIP_EMPTY]\n  get it again\n',
    );
    expect(describeReadingError('a.apk', error)).toBe('permaudit: a.apk: no entries, at byte 10 (0xa) [ZIP_EMPTY]\n');
  });

  it.each([
    ['https://apps.example/a.apk', true],
    ['HTTP://apps.example/a.apk', true],
    ['s3://bucket/a.apk', true],
    ['a.apk', false],
    ['./https://apps.example/a.apk', false],
    ['https:a.apk', false],
  ])('say of %s who takes addresses: %s', (name, isTold) => {
    const told = describeReadingError(name, { ...error, code: 'IO_NOT_FOUND', hint: 'check the path' });
    expect(told.includes('permaudit submit')).toBe(isTold);
    expect(told).not.toContain('check the path');
  });

  it('are at most two lines of safe text, whatever they quote', () => {
    const hostile = { ...error, message: HOSTILE, path: HOSTILE, hint: HOSTILE };
    for (const told of [
      describeReadingError(HOSTILE, hostile),
      describeUsageError(new UsageError(HOSTILE, HOSTILE)),
      describeBug(new TypeError(HOSTILE), false),
    ]) {
      expect(told.split('\n')).toHaveLength(3);
      expect(told).not.toMatch(/(?!\n)[\p{C}\p{Zl}\p{Zp}]/u);
    }
  });

  it('show the stack of a bug only on request', () => {
    const bug = new TypeError('x is undefined');
    expect(describeBug(bug, false)).toMatch(/^permaudit: internal error: TypeError: x is undefined\n.*report.*\n$/);
    expect(describeBug(bug, true)).toContain('exit-codes.test.ts');
    expect(describeBug('a string', true)).toContain('internal error: a string');
  });
});
