/** Opens documents of the hostile writer. */
import { expect } from 'vitest';
import { XmlParser } from '../../src/axml/parser.js';
import { openXml, type XmlTree } from '../../src/axml/tree.js';
import { Reading } from '../../src/bytes/reading.js';
import { buildXml, type XmlSpec } from '../../fixtures/hostile/axml-writer.js';

export function tree(spec: XmlSpec, reading = new Reading(37)): XmlTree {
  return openXml(buildXml(spec), 'x.xml', reading);
}

export function parser(spec: XmlSpec, reading = new Reading(37)): XmlParser {
  return new XmlParser(tree(spec, reading), reading);
}

/** A parser at the first start tag. */
export function atRoot(spec: XmlSpec): XmlParser {
  const xml = parser(spec);
  while (xml.next() !== 'start-tag');
  return xml;
}

export const refusal = (code: string): Error => expect.objectContaining({ code }) as Error;
