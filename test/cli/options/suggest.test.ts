import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { didYouMean, suggest } from '../../../src/cli/options/suggest.js';
import { editDistance } from '../../../src/knowledge/index.js';

const CATEGORIES = [
  { word: 'lending', shown: 'lending' },
  { word: 'loan', shown: 'lending' },
  { word: 'banking', shown: 'banking' },
  { word: 'messaging', shown: 'messaging' },
];

describe('editDistance', () => {
  it('counts insertions, deletions, substitutions and swaps', () => {
    expect(editDistance('', 'abc')).toBe(3);
    expect(editDistance('lending', 'lending')).toBe(0);
    expect(editDistance('lendign', 'lending')).toBe(1);
    expect(editDistance('lneding', 'lending')).toBe(1);
    expect(editDistance('lend', 'lending')).toBe(3);
    expect(editDistance('kitten', 'sitting')).toBe(3);
  });

  it('is symmetric, zero only for equal words, and at most the longer length', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (a, b) => {
        const distance = editDistance(a, b);
        expect(distance).toBe(editDistance(b, a));
        expect(distance === 0).toBe(a === b);
        expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length));
      }),
    );
  });
});

describe('suggest', () => {
  it('finds misspelt ids and aliases, nearest first, each once', () => {
    expect(suggest('lendign', CATEGORIES)).toEqual(['lending']);
    expect(suggest('loans', CATEGORIES)).toEqual(['lending']);
    expect(suggest('LENDNG', CATEGORIES)).toEqual(['lending']);
    expect(suggest('lend', CATEGORIES)).toEqual(['lending']);
    expect(suggest('xyzzy', CATEGORIES)).toEqual([]);
    expect(suggest('x'.repeat(100_000), CATEGORIES)).toEqual([]);
  });

  it('speaks in a sentence', () => {
    expect(didYouMean('lendign', CATEGORIES, 'no')).toBe('did you mean lending?');
    expect(didYouMean('xyzzy', CATEGORIES, 'see the list')).toBe('see the list');
    const two = [...CATEGORIES, { word: 'loaning', shown: 'loaning' }];
    expect(didYouMean('loan', two, '')).toBe('did you mean lending or loaning?');
  });
});
