import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forJsonb } from '../../src/queue/jsonb.js';

describe('a line of JSON for JSONB', () => {
  it.each([
    ['plain', '{"a":"b"}', '{"a":"b"}', false],
    ['NUL', '{"a":"x\\u0000y"}', '{"a":"x\\ufffdy"}', true],
    ['NUL in a name', '{"\\u0000":1}', '{"\\ufffd":1}', true],
    ['a backslash before what looks like an escape', '{"a":"\\\\u0000"}', '{"a":"\\\\u0000"}', false],
    ['two backslashes and an escape', '{"a":"\\\\\\u0000"}', '{"a":"\\\\\\ufffd"}', true],
    ['a pair', '{"a":"\\ud83d\\ude00"}', '{"a":"\\ud83d\\ude00"}', false],
    ['a pair in capitals', '{"a":"\\uD83D\\uDE00"}', '{"a":"\\uD83D\\uDE00"}', false],
    ['a high half', '{"a":"\\ud83d"}', '{"a":"\\ufffd"}', true],
    ['a low half', '{"a":"\\ude00"}', '{"a":"\\ufffd"}', true],
    ['halves the wrong way round', '{"a":"\\ude00\\ud83d"}', '{"a":"\\ufffd\\ufffd"}', true],
    ['two high halves and a low one', '{"a":"\\ud83d\\ud83d\\ude00"}', '{"a":"\\ufffd\\ud83d\\ude00"}', true],
    ['a high half, another character, and a low one', '{"a":"\\ud83dx\\ude00"}', '{"a":"\\ufffdx\\ufffd"}', true],
    ['a high half before NUL', '{"a":"\\ud83d\\u0000"}', '{"a":"\\ufffd\\ufffd"}', true],
    [
      'the first and last of each half',
      '{"a":"\\ud800\\udc00\\udbff\\udfff"}',
      '{"a":"\\ud800\\udc00\\udbff\\udfff"}',
      false,
    ],
    ['what is beside the halves', '{"a":"\\ud7ff\\ue000\\u0001"}', '{"a":"\\ud7ff\\ue000\\u0001"}', false],
    ['a line feed', '{"a":"\\n"}', '{"a":"\\n"}', false],
  ])('%s', (_, line, json, isAltered) => {
    expect(forJsonb(line)).toEqual({ json, isAltered });
  });

  it('says the same but for what was replaced', () => {
    const unit = fc.constantFrom('a', '\\', '"', '\0', '\n', '\ud83d', '\ude00', '\ufffd', 'u', '0', '/');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 12 }), (text) => {
        const { json, isAltered } = forJsonb(JSON.stringify({ text }));
        const expected = Buffer.from(text.replaceAll('\0', '\ufffd')).toString('utf8');
        expect(JSON.parse(json)).toEqual({ text: expected });
        expect(isAltered).toBe(expected !== text);
      }),
    );
  });
});
