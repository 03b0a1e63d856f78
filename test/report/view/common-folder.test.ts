import { describe, expect, it } from 'vitest';
import { commonFolder } from '../../../src/report/view/common-folder.js';
import { cutStart } from '../../../src/report/view/columns.js';

describe('the folder in common', () => {
  it.each<[string[], string]>([
    [[], ''],
    [['/a/b.apk'], ''],
    [['/a/b.apk', '/a/c.apk'], '/a/'],
    [['/a/b/c.apk', '/a/b/d/e.apk'], '/a/b/'],
    [['/a/bc.apk', '/a/bd.apk'], '/a/'],
    [['a.apk', 'b.apk'], ''],
    [['/a.apk', '/b.apk'], '/'],
    [['C:\\apps\\a.apk', 'C:\\apps\\b.apk'], 'C:\\apps\\'],
    [['/a/b', '/a/b'], '/a/'],
    // No name is cut to nothing.
    [['/a/b/', '/a/b/c'], '/a/'],
  ])('%j: %s', (paths, expected) => {
    expect(commonFolder(paths)).toBe(expected);
  });
});

describe('cutting the beginning', () => {
  it.each([
    ['abcdef', 6, 'abcdef'],
    ['abcdef', 5, '…cdef'],
    ['权限权限', 7, '…限权限'],
    ['权限权限', 6, '…权限'],
    ['abc', 1, '…'],
    ['abc', 0, '…'],
  ])('%s to %i columns', (text, most, expected) => {
    expect(cutStart(text, most, '…')).toBe(expected);
  });
});

describe('a text that is cut at its beginning', () => {
  it.each([
    [15, 'ab\\u{1F}cd.apk'],
    [14, 'ab\\u{1F}cd.apk'],
    [13, '…\\u{1F}cd.apk'],
    [12, '…cd.apk'],
    [11, '…cd.apk'],
    [8, '…cd.apk'],
    [7, '…cd.apk'],
    [6, '…d.apk'],
  ])('of %i columns cuts no escape in two', (most, expected) => {
    expect(cutStart('ab\\u{1F}cd.apk', most, '…')).toBe(expected);
  });
});
