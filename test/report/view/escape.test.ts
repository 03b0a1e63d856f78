import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeJsonDocument, escapeName, escapePath, escapeText, quoteText } from '../../../src/report/view/escape.js';
import { columnsOf } from '../../../src/report/view/columns.js';
import { HOSTILE } from '../samples.js';

/** What must never reach a terminal, written out independently of the code under test. */
const FORBIDDEN: readonly (readonly [number, number])[] = [
  [0x00, 0x1f],
  [0x7f, 0x9f],
  [0x61c, 0x61c],
  [0x200b, 0x200f],
  [0x2028, 0x2029],
  [0x202a, 0x202e],
  [0x2060, 0x2060],
  [0x2066, 0x2069],
  [0xd800, 0xdfff],
  [0xe000, 0xf8ff],
  [0xfeff, 0xfeff],
  [0xfffe, 0xffff],
  [0xe0000, 0xe007f],
  [0xf0000, 0x10ffff],
];

function forbiddenIn(text: string): string[] {
  return Array.from(text).filter((character) => {
    const code = character.codePointAt(0) ?? 0;
    return FORBIDDEN.some(([from, to]) => code >= from && code <= to);
  });
}

/** Any UTF-16 string, lone surrogates included, with the dangerous ones made frequent. */
const anyText = fc
  .array(
    fc.oneof(
      fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
      fc.constantFrom(...FORBIDDEN.flat().map((code) => String.fromCodePoint(code))),
      fc.string(),
    ),
  )
  .map((parts) => parts.join(''));

/** Checks a law for any text. */
function holds(law: (text: string) => void): void {
  fc.assert(
    fc.property(anyText, (text) => {
      law(text);
    }),
  );
}

/** Every character but the surrogates, which are none. */
function everyCharacter(): string[] {
  const points = Array.from({ length: 0x110000 }, (_, point) => point);
  return points.filter((point) => point < 0xd800 || point > 0xdfff).map((point) => String.fromCodePoint(point));
}

describe('escapeText and escapeJsonDocument', () => {
  it('agree on every character with the Unicode classes they stand for', () => {
    const unsafe = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
    const differ = everyCharacter().filter((character) => {
      const isUnsafe = unsafe.test(character);
      const inText = escapeText(character) !== character;
      const inJson = escapeJsonDocument(character) !== character;
      return inText !== isUnsafe || inJson !== (isUnsafe && character !== '\n');
    });
    expect(differ).toEqual([]);
  });
});

describe('escapeText', () => {
  it('leaves ordinary text of every script as it is', () => {
    for (const text of ['Quick Loan', '快借', 'Кредит', 'ऋण', 'قرض', 'é', 'a b', '100 %', '👍']) {
      expect(escapeText(text)).toBe(text);
    }
  });

  it('escapes each class that section 6.3 of the semantics names', () => {
    expect(escapeText('\u001b\u0007\r\n\t')).toBe('\\u{1B}\\u{7}\\u{D}\\u{A}\\u{9}');
    expect(escapeText('\u007f\u0085\u009b')).toBe('\\u{7F}\\u{85}\\u{9B}');
    expect(escapeText('\u2028\u2029\u202e\u2066\u061c\u200f')).toBe(
      '\\u{2028}\\u{2029}\\u{202E}\\u{2066}\\u{61C}\\u{200F}',
    );
    expect(escapeText('\u200b\u200d\u2060\ufeff')).toBe('\\u{200B}\\u{200D}\\u{2060}\\u{FEFF}');
    expect(escapeText('\ud800x\udc00')).toBe('\\u{D800}x\\u{DC00}');
    expect(escapeText('\u{e0041}\ue000\u{10ffff}\u0378')).toBe('\\u{E0041}\\u{E000}\\u{10FFFF}\\u{378}');
  });

  it('never lets a forbidden character through', () => {
    holds((text) => {
      expect(forbiddenIn(escapeText(text))).toEqual([]);
    });
    holds((text) => {
      expect(forbiddenIn(quoteText(text))).toEqual([]);
    });
    holds((text) => {
      expect(forbiddenIn(escapePath(text))).toEqual([]);
    });
  });

  it('caps at a number of columns and counts what is left out', () => {
    expect(escapeText('abcdef', { maxColumns: 4 })).toBe('abcd…(+2)');
    expect(escapeText('abcd', { maxColumns: 4 })).toBe('abcd');
    expect(escapeText('快借快', { maxColumns: 5 })).toBe('快借…(+1)');
    expect(escapeText('\u001b[m', { maxColumns: 5 })).toBe('…(+3)');
    expect(escapeText('快x', { ascii: true })).toBe('\\u{5FEB}x');
  });

  it('is one function of the whole text: escaping twice changes nothing', () => {
    holds((text) => {
      expect(escapeText(escapeText(text))).toBe(escapeText(text));
    });
  });

  /** Letters with runs of combining marks of every length, emoji and wide ones among them. */
  const withMarks = fc
    .array(
      fc.oneof(fc.constantFrom('a', '快', '👍', '\u202e', ' '), fc.constantFrom('\u0301', '\u20dd', '\u{1d167}')),
      {
        maxLength: 60,
      },
    )
    .map((parts) => parts.join(''));

  it('shows four combining marks of a character, and escapes what more there are', () => {
    expect(escapeText(`a${'\u0301'.repeat(4)}`)).toBe(`a${'\u0301'.repeat(4)}`);
    expect(escapeText(`a${'\u0301'.repeat(6)}b\u0301`)).toBe(`a${'\u0301'.repeat(4)}\\u{301}\\u{301}b\u0301`);
    expect(escapeText('שָׁלוֹם עֲלֵיכֶם')).toBe('שָׁלוֹם עֲלֵיכֶם');
  });

  it('escapes alike with a width and without', () => {
    fc.assert(
      fc.property(fc.oneof(withMarks, anyText), (text) => {
        expect(escapeText(text, { maxColumns: Number.MAX_SAFE_INTEGER })).toBe(escapeText(text));
      }),
    );
  });

  it.each([10, 200])('bounds width and length by %i columns, whatever is shown', (maxColumns) => {
    const check = (text: string): void => {
      const shown = escapeText(text, { maxColumns });
      const rest = /…\(\+\d+\)$/.exec(shown)?.[0] ?? '';
      expect(columnsOf(shown) - rest.length).toBeLessThanOrEqual(maxColumns);
      // A column, with two units of a wide letter or a pair, has at most four marks of two units each, and so has the start.
      expect(shown.length - rest.length).toBeLessThanOrEqual((maxColumns + 1) * 10);
    };
    fc.assert(fc.property(fc.oneof(withMarks, anyText), check));
    check('\u0301'.repeat(1_000_000));
    check(`a${'\u{1d167}'.repeat(9)}`.repeat(100_000));
  });

  it('counts what it leaves out by characters', () => {
    expect(escapeText(`ab${'👍'.repeat(3)}\ud83d`, { maxColumns: 2 })).toBe('ab…(+4)');
    expect(escapeText('\u0301'.repeat(2_000_000), { maxColumns: 10 })).toBe(`${'\u0301'.repeat(4)}\\u{301}…(+1999995)`);
  });

  it('handles a megabyte', () => {
    expect(escapeText('\u202e'.repeat(1_000_000))).toHaveLength(8_000_000);
    expect(escapeText('a'.repeat(1_000_000), { maxColumns: 10 })).toBe('aaaaaaaaaa…(+999990)');
  });
});

describe('quoteText', () => {
  it('marks where a value ends, whatever it holds', () => {
    expect(quoteText('Loan" grade A "')).toBe('"Loan\\" grade A \\""');
    expect(quoteText('a\\u{202E}')).toBe('"a\\\\u{202E}"');
    expect(quoteText('x'.repeat(300))).toBe(`"${'x'.repeat(200)}…(+100)"`);
  });
});

describe('escapeName', () => {
  it('shows plain names plainly and look-alikes as what they are', () => {
    expect(escapeName('android.permission.READ_SMS')).toBe('android.permission.READ_SMS');
    expect(escapeName('android.permission.R\u0415AD_SMS')).toBe('"android.permission.R\\u{415}AD_SMS"');
    expect(escapeName('a b')).toBe('"a b"');
    expect(escapeName('')).toBe('""');
  });

  it('is ASCII for every input', () => {
    holds((text) => {
      expect(escapeName(text)).toMatch(/^[ -~]*$/);
    });
  });
});

describe('escapeJsonDocument', () => {
  it('keeps the meaning and leaves nothing for a terminal to act on', () => {
    const check = (text: string): void => {
      const value = { [text]: [text, { inner: text }] };
      const escaped = escapeJsonDocument(JSON.stringify(value, null, 2));
      expect(JSON.parse(escaped)).toEqual(value);
      expect(forbiddenIn(escaped.replaceAll('\n', ''))).toEqual([]);
    };
    check(HOSTILE);
    fc.assert(
      fc.property(
        anyText.filter((text) => text !== '__proto__'),
        check,
      ),
    );
  });

  it('writes units, lone surrogates among them, as \\uXXXX', () => {
    expect(escapeJsonDocument(JSON.stringify('\u{e0041}\u202e\ud800'))).toBe('"\\udb40\\udc41\\u202e\\ud800"');
  });
});
