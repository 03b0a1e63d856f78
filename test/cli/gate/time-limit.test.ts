import { describe, expect, it } from 'vitest';
import { PermauditError } from '../../../src/bytes/errors.js';
import { TimeLimit } from '../../../src/cli/gate/time-limit.js';
import { errorOf } from './error-of.js';

const HOUR = 3_600_000;
const SHORT = 30;

describe('the time of one app', () => {
  it('does not stand between work and what it returns or throws', () => {
    const time = new TimeLimit({ timeMs: HOUR });
    expect(time.run(() => 'done')).toBe('done');
    expect(time.run<number | undefined>(() => undefined)).toBeUndefined();
    expect(time.run(() => time.run(() => 'inside'))).toBe('inside');
    const own = new PermauditError('LIMIT_MEMORY', { problem: 'tooMuch' }, {});
    const throwing = (error: Error) => (): never => {
      throw error;
    };
    expect(errorOf(() => time.run(throwing(own)))).toBe(own);
    expect(errorOf(() => time.run(throwing(new TypeError('a bug'))))).toBeInstanceOf(TypeError);
  });

  it.each<[string, () => unknown]>([
    [
      'a loop',
      () => {
        for (let count = 0; ; count++) if (count < 0) return count;
      },
    ],
    [
      'a loop that catches everything',
      () => {
        for (let count = 0; ; count++) {
          try {
            if (count < 0) return count;
          } catch {
            count = 0;
          } finally {
            count++;
          }
        }
      },
    ],
    ['a regular expression', () => /^(a+)+$/.test(`${'a'.repeat(60)}b`)],
    ['a callback of the engine', () => Array.from({ length: 2 ** 31 }, (_, index) => index).sort((a, b) => b - a)],
  ])('ends %s, wherever it is', (_name, work) => {
    const error = errorOf(() => new TimeLimit({ timeMs: SHORT }).run(work));
    expect(error).toBeInstanceOf(PermauditError);
    expect(error).toMatchObject({ code: 'LIMIT_TIME', told: { data: { problem: 'notEnded', limit: SHORT } } });
  });

  it('begins nothing when it is up, and leaves no global behind', () => {
    const time = new TimeLimit({ timeMs: HOUR });
    expect(time.run(() => errorOf(() => new TimeLimit({ timeMs: 0 }).run(() => 1)))).toMatchObject({
      code: 'LIMIT_TIME',
    });
    const ran: string[] = [];
    const late = new TimeLimit({ timeMs: 0 });
    expect(errorOf(() => late.run(() => ran.push('late')))).toMatchObject({ code: 'LIMIT_TIME' });
    expect(ran).toEqual([]);
    expect(Symbol.for('permaudit.run') in globalThis).toBe(false);
  });

  it('keeps a share of it for judging and rendering', () => {
    const before = performance.now();
    const { endsAt = 0, entries } = new TimeLimit({ timeMs: 1000 }).readingLimits({ entries: 7 });
    expect(endsAt - before).toBeGreaterThanOrEqual(800);
    expect(endsAt).toBeLessThanOrEqual(performance.now() + 800);
    expect(entries).toBe(7);
  });
});
