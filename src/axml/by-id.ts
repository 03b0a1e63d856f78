/**
 * Attributes by resource id, as the full pass finds them: RetrieveAttributes (libs/androidfw/AttributeResolution.cpp).
 *
 * Android walks the wanted ids and the attributes side by side, both taken to be ascending. An attribute is therefore
 * seen only if its id is greater than every id before it in the element; the walk below finds just those.
 */
import type { XmlAttribute } from './attribute.js';
import type { XmlParser } from './parser.js';

/** Turns an id as written into the id Android uses (package ids can be remapped). */
export type IdTranslator = (id: number) => number;

/** The visible attributes of the current element by resource id, in file order. */
export function attributesById(parser: XmlParser, translate: IdTranslator): Map<number, XmlAttribute> {
  const visible = new Map<number, XmlAttribute>();
  let highest = 0;
  for (let index = 0; index < parser.attributeCount; index++) {
    const attribute = parser.attribute(index);
    const id = translate(attribute.mappedId);
    if (id <= highest) continue;
    highest = id;
    visible.set(id, attribute);
  }
  return visible;
}

/**
 * The first attribute whose namespace and name strings are equal (ResXMLParser::indexOfAttribute), as the lite pass
 * looks it up. A null namespace matches only attributes without one.
 */
export function attributeByName(parser: XmlParser, namespace: string | null, name: string): XmlAttribute | null {
  for (let index = 0; index < parser.attributeCount; index++) {
    const attribute = parser.attribute(index);
    if (attribute.name === name && attribute.namespace === namespace) return attribute;
  }
  return null;
}
