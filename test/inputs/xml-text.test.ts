/** Text XML as expat, with which aapt2 reads it, would give it: elements, attributes and texts in order. */
import { describe, expect, it } from 'vitest';
import { Reading } from '../../src/bytes/reading.js';
import { DEFAULT_LIMITS } from '../../src/bytes/limits.js';
import { parseXml, type TextEvent } from '../../src/inputs/xml-text.js';

const events = (text: string): TextEvent[] => [...parseXml(text, 'x.xml', new Reading(37))];

/** `<name key=value` of a start, the text of a text, `/` of an end. */
const shown = (text: string): string[] =>
  events(text).map((event) => {
    if (event.kind === 'end') return '/';
    if (event.kind === 'text') return event.text;
    return ['<' + event.name, ...event.attributes.map(([key, value]) => `${key}=${value}`)].join(' ');
  });

const failing = (code: string, problem: string): Error =>
  expect.objectContaining({ code, told: { code, data: expect.objectContaining({ problem }) as object } }) as Error;

describe('parseXml', () => {
  it.each([
    ['<a/>', ['<a', '/']],
    ['<a></a>', ['<a', '/']],
    ['<a />', ['<a', '/']],
    ['<a\n></a\n>', ['<a', '/']],
    ['<a b="c"/>', ['<a b=c', '/']],
    [`<a b='"' c="'"/>`, [`<a b=" c='`, '/']],
    ['<a\n\tb = "c"\r\nd="e"/>', ['<a b=c d=e', '/']],
    ['<a b="x > y"/>', ['<a b=x > y', '/']],
    ['<a b="1\n2\t3\r\n4&#10;5"/>', ['<a b=1 2 3 4\n5', '/']],
    ['<a b="&lt;&amp;&#x41;&#66;"/>', ['<a b=<&AB', '/']],
    ['<a><b/><c/></a>', ['<a', '<b', '/', '<c', '/', '/']],
    ['<a>x<b/>y</a>', ['<a', 'x', '<b', '/', 'y', '/']],
    ['<a> x &amp;\r\ny </a>', ['<a', ' x &\ny ', '/']],
    ['<a> \n </a>', ['<a', '/']],
    ['<a>x<!-- <b> -->y<?z <b> ?>z</a>', ['<a', 'xyz', '/']],
    ['<a>x<![CDATA[<b> &amp; ]]]]>z</a>', ['<a', 'x<b> &amp; ]]z', '/']],
    ['<?xml version="1.0"?>\n<!DOCTYPE a>\n<!-- c -->\n<a/>\n<!-- d -->\n', ['<a', '/']],
    ['<a:b xmlns:a="u" a:c="d"/>', ['<a:b xmlns:a=u a:c=d', '/']],
    ['<__proto__ constructor="x"/>', ['<__proto__ constructor=x', '/']],
  ])('%j', (text, expected) => {
    expect(shown(text)).toEqual(expected);
  });

  it.each([
    ['', 'malformed'],
    ['<!-- -->', 'malformed'],
    ['<a>', 'malformed'],
    ['<a></b>', 'malformed'],
    ['<a b></a>', 'malformed'],
    ['<a b=c/>', 'malformed'],
    ['<a b="c"d="e"/>', 'malformed'],
    ['<a b="c" b="d"/>', 'malformed'],
    ['<a b="<"/>', 'tag'],
    ['<a/><b/>', 'roots'],
    ['<a>&b;</a>', 'entity'],
    ['<a b="&#0;"/>', 'entity'],
  ])('refuses %j', (text, problem) => {
    expect(() => events(text)).toThrow(failing('XML_SYNTAX', problem));
  });

  it('tells where an element begins and ends', () => {
    const [, b] = events('<a>\r\n  <b\r\n c="拆"/></a>');
    expect(b).toMatchObject({ position: { offset: 7, line: 2, column: 3, endLine: 3, endColumn: 9 } });
  });

  it.each([
    [256, null],
    [257, 'depth'],
  ])('%i elements inside one another', (depth, problem) => {
    const text = '<a>'.repeat(depth) + '</a>'.repeat(depth);
    if (problem === null) expect(events(text)).toHaveLength(2 * depth);
    else expect(() => events(text)).toThrow(failing('LIMIT_NODES', problem));
  });

  it('counts what it yields', () => {
    const read = (xmlNodes: number): TextEvent[] => [
      ...parseXml('<a><b/>c</a>', 'x.xml', new Reading(37, { ...DEFAULT_LIMITS, xmlNodes })),
    ];
    expect(read(5)).toHaveLength(5);
    expect(() => read(4)).toThrow(failing('LIMIT_NODES', 'xmlNodes'));
  });

  it('reads no further than it is asked', () => {
    const [first] = parseXml('<a>&nope;</a>', 'x.xml', new Reading(37));
    expect(first).toMatchObject({ name: 'a' });
  });
});
