import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../../src/bytes/limits.js';
import { LIMIT_OPTIONS, limitsOf, parseLimit } from '../../../src/cli/options/limits.js';

describe('limit options', () => {
  it('read sizes with binary suffixes', () => {
    expect(['4096', '4K', '1.5M', '2GiB', '16 MB'].map((value) => parseLimit(value, 'bytes'))).toEqual([
      4096,
      4096,
      1.5 * 1024 ** 2,
      2 * 1024 ** 3,
      16 * 1024 ** 2,
    ]);
    for (const bad of ['0', '-1', 'M', '1T', '1e9', '', '5 apples']) expect(parseLimit(bad, 'bytes')).toBeNull();
  });

  it('read counts and times as whole numbers', () => {
    expect(parseLimit('20000', 'count')).toBe(20000);
    expect(parseLimit('1500', 'ms')).toBe(1500);
    for (const bad of ['0', '-1', '1.5', '1K', 'soon']) expect(parseLimit(bad, 'ms')).toBeNull();
    expect(parseLimit('999999999', 'ms')).toBeNull();
  });

  it('cover every limit of what an audit reads, once', () => {
    expect(LIMIT_OPTIONS.map(({ limit }) => limit).sort()).toEqual(Object.keys(DEFAULT_LIMITS).sort());
    expect(new Set(LIMIT_OPTIONS.map(({ flag }) => flag)).size).toBe(LIMIT_OPTIONS.length);
  });

  it('find their values under the names commander gives them', () => {
    expect(limitsOf({ maxTime: 5, maxManifest: 10, category: 'lending' })).toEqual({ timeMs: 5, manifestBytes: 10 });
  });
});
