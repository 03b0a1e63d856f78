import { describe, expect, it } from 'vitest';
import { cutText, cutTexts, LONGEST_TEXT, TOLD_OF_LONG } from '../../src/bytes/cut-text.js';

const LONGEST = 'a'.repeat(LONGEST_TEXT);

describe('a text that is told', () => {
  it('is whole up to the longest, then its beginning with its length and digest', () => {
    expect(cutText('')).toBe('');
    expect(cutText(LONGEST)).toBe(LONGEST);
    const cut = cutText(`${LONGEST}b`);
    expect(cut).toMatch(new RegExp(`^a{${TOLD_OF_LONG}}…\\[${LONGEST_TEXT + 1} sha256:[0-9a-f]{16}\\]$`));
    expect(cutText(`${LONGEST}c`)).not.toBe(cut);
    expect(cutText(`${LONGEST}b`)).toBe(cut);
  });

  it('is cut wherever it stands in plain data, and nothing else is touched', () => {
    const long = `${LONGEST}b`;
    const data = {
      names: [
        { name: long, offset: 3 },
        { name: 'b', offset: null },
      ],
      evidence: long,
      ok: true,
    };
    expect(cutTexts(data)).toEqual({
      names: [
        { name: cutText(long), offset: 3 },
        { name: 'b', offset: null },
      ],
      evidence: cutText(long),
      ok: true,
    });
    expect(data.evidence).toBe(long);
    const short = { names: [LONGEST], of: { of: [1, null, undefined] } };
    expect(cutTexts(short)).toBe(short);
    expect(cutTexts(long)).toBe(cutText(long));
    expect(cutTexts(null)).toBeNull();
  });

  it('keeps names that are no properties of an object', () => {
    const data = JSON.parse(`{"__proto__": ["${LONGEST}b"]}`) as Record<string, unknown>;
    expect(Object.keys(cutTexts(data))).toEqual(['__proto__']);
    expect(JSON.stringify(cutTexts(data))).toContain('sha256:');
  });
});
