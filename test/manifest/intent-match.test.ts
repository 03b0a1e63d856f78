/** IntentFilter.match, at its edges: what a filter says of data decides which intents it takes. */
import { describe, expect, it } from 'vitest';
import { takesIntent } from '../../src/manifest/intent-match.js';
import type { IntentFilter } from '../../src/facts/facts.js';

type Data = Partial<IntentFilter['data'][number]>;
const taken = (data: Data[], scheme: string | null, mimeType: string | null): boolean =>
  takesIntent(
    {
      actions: ['A'],
      categories: ['C', 'D'],
      data: data.map((one) => ({ scheme: null, host: null, mimeType: null, ...one })),
    },
    { action: 'A', categories: ['C'], scheme, mimeType },
  );

describe('a filter', () => {
  it.each<[Data[], string | null, string | null, boolean]>([
    [[], null, null, true],
    [[], 'tel', null, false],
    [[], null, 'a/b', false],
    [[{ host: 'x' }], null, null, true],
    [[{ scheme: 'tel' }], null, null, false],
    [[{ scheme: 'tel' }], 'tel', null, true],
    [[{ scheme: 'TEL' }], 'tel', null, false],
    [[{ scheme: 'sms' }, { scheme: 'tel' }], 'tel', null, true],
    [[{ scheme: 'sms' }], 'tel', null, false],
    [[{ scheme: 'tel' }, { host: 'x' }], 'tel', null, false],
    [[{ scheme: 'tel', host: '*' }], 'tel', null, false],
    [[{ scheme: 'tel' }, { mimeType: 'a/b' }], 'tel', null, false],
    [[{ scheme: 'tel' }, { mimeType: 'a/b' }], 'tel', 'a/b', true],
    [[{ scheme: 'tel' }], 'tel', 'a/b', false],
    [[{ mimeType: 'a/b' }], null, 'a/b', true],
    [[{ mimeType: 'a/*' }], null, 'a/b', true],
    [[{ mimeType: '*/*' }], null, 'a/b', true],
    [[{ mimeType: 'A/b' }], null, 'a/b', false],
    [[{ mimeType: 'a/c' }], null, 'a/b', false],
    [[{ mimeType: 'b/*' }], null, 'a/b', false],
    [[{ mimeType: 'a/c' }, { mimeType: 'a/b' }], null, 'a/b', true],
    [[{ mimeType: 'a/b' }], null, null, false],
    [[{ mimeType: 'a/b' }], 'tel', 'a/b', false],
    [[{ mimeType: 'a/b' }], 'content', 'a/b', true],
    [[{ mimeType: 'a/b' }], 'file', 'a/b', true],
    [[{ mimeType: 'a/b', scheme: 'sms' }], null, 'a/b', false],
    [[{ mimeType: 'a/b', scheme: '' }], null, 'a/b', true],
  ])('with %j takes %s and %s: %s', (data, scheme, mimeType, expected) => {
    expect(taken(data, scheme, mimeType)).toBe(expected);
  });

  it('takes the actions and no more categories than it names', () => {
    const filter: IntentFilter = { actions: ['A', 'B'], categories: ['C'], data: [] };
    const takes = (action: string, ...categories: string[]): boolean =>
      takesIntent(filter, { action, categories, scheme: null, mimeType: null });
    expect([takes('A'), takes('B', 'C'), takes('D'), takes('A', 'E'), takes('A', 'C', 'E')]).toEqual([
      ...[true, true, false, false, false],
    ]);
  });
});
