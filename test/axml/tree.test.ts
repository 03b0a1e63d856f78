import { describe, expect, it } from 'vitest';
import { openXml } from '../../src/axml/tree.js';
import { Reading } from '../../src/bytes/reading.js';
import { resourceMap } from '../../fixtures/hostile/axml-writer.js';
import { element, text } from '../../fixtures/hostile/base.js';
import { fill, u32, utf8 } from '../../fixtures/hostile/bytes.js';
import { chunk, unknownChunk } from '../../fixtures/hostile/chunk-writer.js';
import { buildPool } from '../../fixtures/hostile/string-pool-writer.js';
import { refusal, tree } from './documents.js';

const root = element('manifest', [text('name', 'n'), text('label', 'l')]);

describe('openXml', () => {
  it('reads pool, resource map and the first node', () => {
    const xml = tree({ root });
    expect([...xml.resourceIds]).toEqual([0x01010001, 0x01010003]);
    expect(xml.strings.get(0)).toBe('label');
    expect(xml.firstNode).toBe(xml.beforeRoot.offset + xml.beforeRoot.size);
  });

  it('takes the last pool and the last map', () => {
    const xml = tree({ root, beforePool: buildPool({ strings: ['decoy'] }), afterPool: resourceMap([7]) });
    expect(xml.strings.get(0)).toBe('label');
    expect(xml.resourceIds[0]).toBe(0x01010001);
  });

  it('refuses another root type since API 36', () => {
    const spec = { root, header: { type: 0 } };
    const old = new Reading(35);
    expect(tree(spec, old).end).toBeGreaterThan(0);
    expect(old.validFor).toEqual([1, 35]);
    expect(old.anomalies.map(({ code, android }) => [code, android])).toEqual([['ANOM_AXML_HEADER', [1, 35]]]);
    expect(() => tree(spec, new Reading(36))).toThrow(refusal('AXML_ROOT_TYPE'));
  });

  it.each([
    ['size past the data', { header: { size: 0x10000 } }, 'AXML_CORRUPT'],
    ['header past the size', { header: { headerSize: 0xfff0 } }, 'AXML_CORRUPT'],
    ['unaligned chunk', { afterPool: chunk(0x999, fill(0), fill(3)) }, 'AXML_BAD_CHUNK'],
    ['chunk header below 8', { afterPool: chunk(0x999, fill(0), fill(8), { headerSize: 4 }) }, 'AXML_BAD_CHUNK'],
    ['chunk past the end', { afterPool: chunk(0x999, fill(0), fill(8), { size: 0x8000_0000 }) }, 'AXML_CORRUPT'],
    ['damaged pool', { poolHeader: { stringsStart: 0x7fff } }, 'AXML_CORRUPT'],
    ['node before the pool', { beforePool: chunk(0x0100, fill(8), fill(8)) }, 'AXML_CORRUPT'],
  ])('refuses: %s', (_, more, code) => {
    expect(() => tree({ root, ...more })).toThrow(refusal(code));
  });

  it('tells plain text from damage', () => {
    expect(() => openXml(utf8('\n <manifest/>'), 'x', new Reading(30))).toThrow(refusal('AXML_PLAIN_TEXT'));
    expect(() => openXml(utf8('nothing of the kind'), 'x', new Reading(30))).toThrow(refusal('AXML_CORRUPT'));
    expect(() => openXml(u32(3), 'x', new Reading(30))).toThrow(refusal('AXML_CORRUPT'));
  });

  it('notes what it skips', () => {
    const codes = (more: object): string[] => {
      const reading = new Reading(30);
      tree({ root, ...more }, reading);
      return reading.anomalies.map(({ code }) => code);
    };
    expect(codes({})).toEqual([]);
    expect(codes({ trailing: fill(4) })).toEqual(['ANOM_AXML_TRAILING']);
    expect(codes({ extraHeader: fill(4) })).toEqual(['ANOM_AXML_HEADER']);
    expect(codes({ beforePool: unknownChunk(0x999, 8, 16) })).toEqual(['ANOM_AXML_UNKNOWN_CHUNK']);
    expect(codes({ afterMap: resourceMap([1]) })).toEqual(['ANOM_AXML_EXTRA_POOL']);
  });
});
