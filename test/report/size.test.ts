import { describe, expect, it } from 'vitest';
import { PermauditError } from '../../src/bytes/errors.js';
import { FORMAT_IDS } from '../../src/report/formats.js';
import { MOST_BYTES, withinSize } from '../../src/report/size.js';

const MIB = 1024 * 1024;
const codeOf = (work: () => unknown): unknown => {
  try {
    work();
    return null;
  } catch (error) {
    return error instanceof PermauditError ? [error.code, error.told.data] : error;
  }
};

describe('the size of a report', () => {
  it('has a bound in every format but the terminal', () => {
    const bounded = Object.keys(MOST_BYTES).sort();
    expect(bounded).toEqual(FORMAT_IDS.filter((format) => format !== 'text').sort());
  });

  it('counts bytes of UTF-8', () => {
    const most = 8 * MIB;
    expect(withinSize('json', () => 'x'.repeat(most))).toHaveLength(most);
    const tooLarge = ['LIMIT_REPORT', { problem: 'tooLarge', format: 'json', limit: most }];
    expect(codeOf(() => withinSize('json', () => 'x'.repeat(most + 1)))).toEqual(tooLarge);
    expect(codeOf(() => withinSize('json', () => '长'.repeat(most / 3 + 1)))).toEqual(tooLarge);
    expect(withinSize('text', () => 'x'.repeat(most + 1))).toHaveLength(most + 1);
  });

  it('is that of each app by itself where a report tells of several', () => {
    const most = 16 * MIB;
    expect(withinSize('json', () => 'x'.repeat(most), 2)).toHaveLength(most);
    expect(codeOf(() => withinSize('json', () => 'x'.repeat(most + 1), 2))).toEqual([
      'LIMIT_REPORT',
      { problem: 'tooLarge', format: 'json', limit: most },
    ]);
  });

  it('is not met by a string that V8 cannot make, and hides no bug', () => {
    const endless = (): string => 'x'.repeat(MIB).repeat(MIB);
    expect(codeOf(() => withinSize('html', endless))).toEqual([
      'LIMIT_REPORT',
      { problem: 'tooLarge', format: 'html', limit: 12 * MIB },
    ]);
    const bug = new RangeError('Maximum call stack size exceeded');
    expect(
      codeOf(() =>
        withinSize('html', () => {
          throw bug;
        }),
      ),
    ).toBe(bug);
  });
});
