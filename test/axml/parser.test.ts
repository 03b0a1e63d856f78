import { describe, expect, it } from 'vitest';
import { XmlParser } from '../../src/axml/parser.js';
import { DEFAULT_LIMITS } from '../../src/bytes/limits.js';
import { Reading } from '../../src/bytes/reading.js';
import { node } from '../../fixtures/hostile/axml-writer.js';
import { element, text } from '../../fixtures/hostile/base.js';
import { fill } from '../../fixtures/hostile/bytes.js';
import { unknownChunk } from '../../fixtures/hostile/chunk-writer.js';
import { atRoot, parser, refusal, tree } from './documents.js';

/** `event name depth` of the whole document. */
function events(xml: XmlParser): string[] {
  const seen: string[] = [];
  for (let event = xml.next(); event !== 'end-document'; event = xml.next()) {
    seen.push(`${event}${event === 'text' ? '' : ` ${xml.name ?? '-'}`} ${xml.depth}`);
  }
  return seen;
}

describe('XmlParser', () => {
  it('counts depth as Java does: the end tag still belongs to its element', () => {
    const xml = parser({ root: element('a', [], [element('b', [], [{ text: 't' }]), element('c')]) });
    expect(events(xml)).toEqual([
      'start-tag a 1',
      'start-tag b 2',
      'text 2',
      'end-tag b 2',
      'start-tag c 2',
      'end-tag c 2',
      'end-tag a 1',
    ]);
    expect(xml.next()).toBe('end-document');
    expect(xml.depth).toBe(0);
  });

  it('skips a subtree by depth, whatever the end tags say', () => {
    const xml = atRoot({
      root: element('a', [], [element('b', [], [element('c')], { endTag: 'x' }), element('d')]),
    });
    xml.next();
    xml.skipCurrentTag();
    expect(xml.next()).toBe('start-tag');
    expect(xml.name).toBe('d');
  });

  it('stops where the document ends, though elements are open', () => {
    const xml = atRoot({ root: element('a', [], [element('b', [], [], { unclosed: true })], { unclosed: true }) });
    xml.skipCurrentTag();
    expect(xml.next()).toBe('end-document');
  });

  it('skips chunks of unknown type with a node header, and refuses those without', () => {
    const reading = new Reading(30);
    const good = { root: element('a', [], [{ bytes: unknownChunk(0x777, 16, 24) }, element('b')]) };
    expect(events(new XmlParser(tree(good, reading), reading))).toHaveLength(4);
    expect(reading.anomalies.map(({ code }) => code)).toEqual(['ANOM_AXML_UNKNOWN_CHUNK']);
    const bad = { root: element('a', [], [{ bytes: unknownChunk(0x777, 12, 24) }]) };
    expect(() => events(parser(bad))).toThrow(refusal('AXML_BAD_NODE'));
  });

  it.each([
    ['start node without extension', node(0x0102, fill(8))],
    ['end node without extension', node(0x0103, fill(4))],
    ['text node without extension', node(0x0104, fill(8))],
    ['namespace node without extension', node(0x0100, fill(4))],
    ['size 0', node(0x0103, fill(8), { size: 0 })],
    ['size past the end', node(0x0103, fill(8), { size: 0x7fff_fff0 })],
  ])('refuses: %s', (_, bytes) => {
    expect(() => events(parser({ root: element('a', [], [{ bytes }]) }))).toThrow(refusal('AXML_BAD_NODE'));
  });

  it('follows attributeStart and attributeSize', () => {
    const start = { beforeAttributes: fill(12, 9), betweenAttributes: fill(4, 9) };
    const xml = atRoot({ root: element('a', [text('label', 'l'), text('name', 'n')], [], { start }) });
    expect(xml.attributeLayout).toEqual({ start: 32, size: 24, headerSize: 16 });
    expect([xml.attribute(0).raw, xml.attribute(1).typedString]).toEqual(['l', 'n']);
  });

  it.each([
    [20, 0, 0],
    [20, 1, 1],
    [20, 3, 3],
    [1, 3, 3],
    // Without size all are the first: two stand for them all.
    [0, 0, 0],
    [0, 1, 1],
    [0, 2, 2],
    [0, 3, 2],
    [0, 0xffff, 2],
  ])('of attributes of size %i and number %i shows %i', (attributeSize, attributeCount, shown) => {
    const attributes = [text('label', 'l'), text('name', 'n'), text('value', 'v')];
    const xml = atRoot({ root: element('a', attributes, [], { start: { attributeSize, attributeCount } }) });
    expect(xml.attributeCount).toBe(shown);
    if (attributeSize === 0) expect([xml.attribute(0).raw, xml.attribute(1).raw]).toEqual(['l', 'l']);
  });

  it('gives attributes their namespace, id and text', () => {
    const xml = atRoot({
      root: element('a', [text('name', 'n'), { ...text('label', 'l'), raw: null, namespace: null }]),
    });
    const [name, label] = [xml.attribute(0), xml.attribute(1)];
    expect([name.namespace, name.name, name.mappedId, name.textValue]).toEqual([
      'http://schemas.android.com/apk/res/android',
      'name',
      0x01010003,
      'n',
    ]);
    expect([label.namespace, label.hasRaw, label.textValue, label.readableRaw]).toEqual([null, false, null, null]);
  });

  it('stops at its limit of nodes', () => {
    const reading = new Reading(30, { ...DEFAULT_LIMITS, xmlNodes: 5 });
    const xml = new XmlParser(tree({ root: element('a', [], [element('b'), element('c')]) }, reading), reading);
    expect(() => events(xml)).toThrow(refusal('LIMIT_NODES'));
  });
});
