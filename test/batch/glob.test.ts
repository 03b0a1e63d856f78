import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePattern, fixedPart } from '../../src/batch/glob.js';

describe('patterns', () => {
  it.each<[string, string[], string[]]>([
    ['*.apk', ['a.apk', '.apk'], ['a.apks', 'd/a.apk']],
    ['a?c', ['abc', 'a😀c'], ['ac', 'a/c', 'abbc']],
    ['a/**/b', ['a/b', 'a/x/b', 'a/x/y/b'], ['ab', 'a/xb', 'b']],
    ['**/b', ['b', 'x/b', '/b'], ['ab']],
    ['a/**', ['a/', 'a/b', 'a/b/c'], ['a', 'b']],
    ['[a-c]x', ['ax', 'cx'], ['dx', '/x']],
    ['[!a-c]x', ['dx'], ['ax', '/x']],
    ['[]]x', [']x'], ['x']],
    ['[x', ['[x'], ['x']],
    ['com.{a,b{1,2}}.*', ['com.a.z', 'com.b1.z', 'com.b2.z'], ['com.b.z', 'com.b1z']],
    ['a.c', ['a.c'], ['abc']],
    ['', [''], ['a']],
  ])('%s', (pattern, yes, no) => {
    const matches = compilePattern(pattern);
    for (const name of yes) expect([name, matches(name)]).toEqual([name, true]);
    for (const name of no) expect([name, matches(name)]).toEqual([name, false]);
  });

  it('agree with a regular expression on small names', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '/', '.'), maxLength: 8 });
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '/', '.', '*', '?'), maxLength: 6 });
    fc.assert(
      fc.property(pattern, letters, (text, name) => {
        const simple = text.replace(/\*+/g, '*');
        const source = simple.replace(/[.*?]/g, (sign) => ({ '.': '\\.', '*': '[^/]*', '?': '[^/]' })[sign] ?? '');
        expect(compilePattern(simple)(name)).toBe(new RegExp(`^${source}$`).test(name));
      }),
    );
  });

  it('with many stars end on names made to stall them', () => {
    expect(compilePattern('*a'.repeat(50) + 'b')('a'.repeat(4096))).toBe(false);
    expect(compilePattern('**/*a**a*'.repeat(20) + 'b')('a/'.repeat(2048))).toBe(false);
  });

  it('do not explode from braces', () => {
    expect(compilePattern('{a,b}'.repeat(40))('a'.repeat(40))).toBe(false);
  });

  it('know where the folders begin that they speak of', () => {
    expect(['*.apk', 'a/*.apk', 'a/b*/c', '/x/{a,b}/c'].map(fixedPart)).toEqual(['', 'a/', 'a/', '/x/']);
  });
});
