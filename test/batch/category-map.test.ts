import { describe, expect, it } from 'vitest';
import { categoryOf, choicesForFile, parseCategoryMap } from '../../src/batch/category-map.js';

const decide = (csv: string, file: string, name: string | null, fallback: string | null = null): string | null =>
  categoryOf(choicesForFile(parseCategoryMap(csv), file, fallback), name);

describe('the category map', () => {
  it('reads CSV with quotes, a heading, a byte order mark and CR LF', () => {
    expect(parseCategoryMap('\uFEFFpattern,category\r\n"com.{a,b}.*", lending\r\n\r\n"a""b",banking')).toEqual([
      { pattern: 'com.{a,b}.*', category: 'lending' },
      { pattern: 'a"b', category: 'banking' },
    ]);
  });

  it.each([['only-one'], ['a,b,c'], [',lending'], ['a,'], ['"a,lending']])('refuses %j and names its line', (row) => {
    expect(() => parseCategoryMap(`ok,lending\n${row}`)).toThrow(expect.objectContaining({ line: 2 }) as Error);
  });

  it('takes the first rule that matches, package or file', () => {
    const csv = 'com.bank.*,banking\nloans/*.apk,lending\ncom.bank.wallet,payments\n*,flashlight';
    expect(decide(csv, 'x/a.apk', 'com.bank.wallet')).toBe('banking');
    expect(decide(csv, '/data/loans/a.apk', 'org.other')).toBe('lending');
    expect(decide(csv, '/data/loans/a.apk', 'com.bank.app')).toBe('banking');
    expect(decide(csv, 'x/a.apk', 'org.other')).toBe('flashlight');
  });

  it('a pattern without a slash is also for the name of the file', () => {
    expect(decide('com.loan.*,lending', 'dump/com.loan.now-12.apk', null)).toBe('lending');
    expect(decide('com.loan.*,lending', 'com.loan.now/base.apk', null)).toBeNull();
  });

  it('falls back to the default, also without a package', () => {
    expect(decide('com.x,banking', 'a.apk', null, 'lending')).toBe('lending');
    expect(decide('com.x,banking', 'a.apk', 'com.xy', 'lending')).toBe('lending');
  });
});
