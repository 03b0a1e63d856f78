import { describe, expect, it } from 'vitest';
import { fullClassName, invalidNameReason } from '../../src/manifest/package-name.js';

describe('invalidNameReason', () => {
  it.each(['a.b', 'com.example.App_1', 'a..b', 'a.b.', `a.${'b'.repeat(221)}`])('accepts %s', (name) => {
    expect(invalidNameReason(name, true)).toBeNull();
  });

  it.each([
    '',
    'plain',
    '1a.b',
    'a.1b',
    'a._b',
    'a.b-c',
    'a.b c',
    'a.é',
    'a.\u{1f600}',
    'a/b.c',
    `a.${'b'.repeat(222)}`,
  ])('refuses %s', (name) => {
    expect(invalidNameReason(name, true)).not.toBeNull();
  });

  it('asks for no dot in a split name', () => {
    expect(invalidNameReason('config', false)).toBeNull();
    expect(invalidNameReason('con fig', false)).not.toBeNull();
  });
});

describe('fullClassName', () => {
  it('puts the package before relative names', () => {
    expect(['.A', 'A', 'x.A', '.b.A'].map((name) => fullClassName('com.app', name))).toEqual([
      'com.app.A',
      'com.app.A',
      'x.A',
      'com.app.b.A',
    ]);
  });
});
