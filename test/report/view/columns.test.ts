import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnsOf, columnsOfCodePoint, padEnd, padStart, wrap } from '../../../src/report/view/columns.js';

describe('columnsOf', () => {
  it('counts wide characters twice, marks and colour codes not at all', () => {
    expect(columnsOf('abc')).toBe(3);
    expect(columnsOf('快借')).toBe(4);
    expect(columnsOf('ＡＢ')).toBe(4);
    expect(columnsOf('e\u0301')).toBe(1);
    expect(columnsOf('👍')).toBe(2);
    expect(columnsOf('─█■')).toBe(3);
    expect(columnsOf('\u001b[1;31mred\u001b[0m')).toBe(3);
  });

  it('takes no mark and no emoji for one of the narrow characters of our own reports', () => {
    const blocks = Array.from({ length: 0xa0 }, (_, index) => String.fromCodePoint(0x2500 + index));
    const punctuation = Array.from({ length: 0x18 }, (_, index) => String.fromCodePoint(0x2010 + index));
    for (const character of [...blocks, ...punctuation]) {
      expect(/[\p{Mn}\p{Me}\p{Emoji_Presentation}]/u.test(character), character).toBe(false);
      expect(columnsOf(character)).toBe(1);
    }
  });

  it('takes of a text what its code points take, whichever stand beside each other', () => {
    const different: number[] = [];
    for (let codePoint = 0; codePoint <= 0x2_ffff; codePoint++) {
      const columns = columnsOfCodePoint(codePoint);
      const character = String.fromCodePoint(codePoint);
      if (columnsOf(character) !== columns || columnsOf(`a${character}\u2026b`) !== columns + 3)
        different.push(codePoint);
    }
    expect(different).toEqual([]);
  });
});

describe('padding', () => {
  it('pads to columns, not characters', () => {
    expect(padEnd('快', 4)).toBe('快  ');
    expect(padStart('快', 4)).toBe('  快');
    expect(padEnd('long', 2)).toBe('long');
  });
});

describe('wrap', () => {
  it('breaks at spaces', () => {
    expect(wrap('one two three', 8)).toEqual(['one two', 'three']);
    expect(wrap('', 8)).toEqual(['']);
  });

  it('breaks long names at their joints', () => {
    expect(wrap('android.permission.READ', 20)).toEqual(['android.permission.', 'READ']);
    expect(wrap('aaaaaaaaaaaa', 5)).toEqual(['aaaaa', 'aaaaa', 'aa']);
  });

  it('breaks text without spaces anywhere', () => {
    expect(wrap('借款 个人信息保护法规定', 12)).toEqual(['借款', '个人信息保护', '法规定']);
    expect(wrap('see 个人信息保护法规定', 16)).toEqual(['see 个人信息保护', '法规定']);
  });

  it('keeps every word and the width', () => {
    const words = fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).filter((w) => !/\s/.test(w)));
    fc.assert(
      fc.property(words, fc.integer({ min: 2, max: 60 }), (list, width) => {
        const lines = wrap(list.join(' '), width);
        expect(lines.join('').replaceAll(' ', '')).toBe(list.join(''));
        for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(width);
      }),
    );
  });
});
