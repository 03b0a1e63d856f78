/** What is odd about an element although Android reads it: each oddity makes some other reader see another manifest. */
import type { XmlAttribute } from '../axml/attribute.js';
import type { XmlParser } from '../axml/parser.js';
import type { AnomalyCode, AnomalySeverity } from '../bytes/anomaly.js';
import type { Reading } from '../bytes/reading.js';
import { VALUE_TYPE } from '../chunks/value.js';
import type { ResourceResolver } from '../resources/resolver.js';
import { ANDROID_NAMESPACE, ATTR_NAMES } from './attribute-ids.js';
import { isUsesPermission } from './requested-permissions.js';

const ATTRIBUTE_START = 20;
const ATTRIBUTE_SIZE = 20;
const NODE_HEADER_SIZE = 16;
const FRAMEWORK_NAMES: ReadonlySet<string> = new Set(ATTR_NAMES.values());

type Note = (code: AnomalyCode, severity: AnomalySeverity, message: string, evidence: string, offset?: number) => void;

/** Notes the oddities of the current element, which Android reads as `tag`. */
export function noteElement(parser: XmlParser, tag: string, resolver: ResourceResolver, reading: Reading): void {
  const note: Note = (code, severity, message, evidence, offset = parser.offset) => {
    reading.note({ code, severity, message, offset, path: parser.tree.data.path, evidence });
  };
  noteTag(parser, tag, note);
  noteLayout(parser, tag, note);
  let highest = 0;
  for (let index = 0; index < parser.attributeCount; index++) {
    const attribute = parser.attribute(index);
    const id = resolver.translateId(attribute.mappedId);
    noteOrder(attribute, tag, id, highest, note);
    noteIdentity(attribute, tag, id, resolver, note);
    noteValue(parser, attribute, tag, id, note);
    highest = Math.max(highest, id);
  }
}

/** Notes a permission request that stands where Android ignores it. */
export function noteMisplaced(parser: XmlParser, parent: string, reading: Reading): void {
  const { name } = parser;
  if (name === null || !isUsesPermission(name)) return;
  reading.note({
    code: 'ANOM_MAN_MISPLACED',
    severity: 'low',
    message: `a permission request stands inside <${parent}>, where Android ignores it; other readers may count it`,
    offset: parser.offset,
    path: parser.tree.data.path,
    evidence: `<${name}> in <${parent}>`,
  });
}

/** Notes elements after the manifest's end: Android never looks at them. Damage there is not read either. */
export function noteRest(parser: XmlParser, reading: Reading): void {
  const { data, end } = parser.tree;
  const from = parser.offset;
  for (let at = from, first = true; at + 8 <= end; first = false) {
    const size = data.u32(at + 4);
    const type = data.u16(at);
    if (!first && (type === 0x0102 || type === 0x0103)) {
      reading.note({
        code: 'ANOM_MAN_UNBALANCED',
        severity: 'medium',
        message: 'elements follow the point where Android takes the manifest to end; other readers may count them',
        offset: at,
        path: data.path,
        evidence: `element at ${at}, manifest ended at ${from}`,
      });
      return;
    }
    if (size < 8) return;
    at += size;
  }
}

function noteTag(parser: XmlParser, tag: string, note: Note): void {
  const { data, strings } = parser.tree;
  const index = data.u32(parser.offset + parser.attributeLayout.headerSize + 4);
  if (strings.getFull(index) !== tag) {
    note('ANOM_STR_NUL', 'high', `the tag's name is longer in the file; Android cuts it at a NUL to <${tag}>`, tag);
  }
}

function noteLayout(parser: XmlParser, tag: string, note: Note): void {
  if (parser.attributeCount === 0) return;
  const { start, size, headerSize } = parser.attributeLayout;
  if (start === ATTRIBUTE_START && size === ATTRIBUTE_SIZE && headerSize === NODE_HEADER_SIZE) return;
  note(
    'ANOM_AXML_ATTR_LAYOUT',
    'high',
    `the attributes of <${tag}> are laid out in a way no build tool writes; Android follows it, other readers fail`,
    `attributeStart=${start}, attributeSize=${size}, headerSize=${headerSize}`,
  );
}

function noteOrder(attribute: XmlAttribute, tag: string, id: number, highest: number, note: Note): void {
  if (id === 0 || id > highest) return;
  const name = ATTR_NAMES.get(id) ?? `0x${id.toString(16)}`;
  if (id === highest) {
    note(
      'ANOM_ATTR_DUPLICATE',
      'high',
      `<${tag}> has the attribute ${name} twice; Android takes the first`,
      name,
      attribute.offset,
    );
  } else {
    note(
      'ANOM_ATTR_UNSORTED',
      'high',
      `the attribute ${name} of <${tag}> stands out of order: Android does not see it, other readers do`,
      name,
      attribute.offset,
    );
  }
}

function noteIdentity(attribute: XmlAttribute, tag: string, id: number, resolver: ResourceResolver, note: Note): void {
  if (resolver.isRemapped(attribute.mappedId)) {
    note(
      'ANOM_PKGID_REMAP',
      'high',
      `an attribute of <${tag}> hides behind a remapped package id; only Android resolves it`,
      `0x${attribute.mappedId.toString(16)} is read as 0x${id.toString(16)}`,
      attribute.offset,
    );
  }
  const expected = ATTR_NAMES.get(id);
  const { name } = attribute;
  if (expected !== undefined && name !== expected) {
    // Shrinkers empty the names, which only the id makes up for; another attribute's name is a mask.
    const masked = name !== null && name !== '' && FRAMEWORK_NAMES.has(name);
    note(
      'ANOM_ATTR_NAME_ID',
      masked ? 'high' : 'low',
      `an attribute of <${tag}> is ${expected} to Android, but is named "${name ?? ''}"`,
      `${name ?? ''} with id 0x${id.toString(16)}`,
      attribute.offset,
    );
  }
  if (expected === undefined && id === 0 && attribute.namespace === ANDROID_NAMESPACE && name !== null) {
    if (!FRAMEWORK_NAMES.has(name)) return;
    note(
      'ANOM_ATTR_NO_ID',
      'medium',
      `the attribute ${name} of <${tag}> has no resource id: Android does not see it, other readers do`,
      name,
      attribute.offset,
    );
  }
}

function noteValue(parser: XmlParser, attribute: XmlAttribute, tag: string, id: number, note: Note): void {
  const { type, data } = attribute.typed;
  const name = ATTR_NAMES.get(id) ?? attribute.name ?? '';
  const { strings } = parser.tree;
  if (type === VALUE_TYPE.STRING) {
    const full = strings.getFull(data);
    const seen = strings.get(data);
    if (full !== seen) {
      note(
        'ANOM_STR_NUL',
        'high',
        `the ${name} of <${tag}> is longer in the file; Android cuts it at a NUL`,
        seen ?? '',
        attribute.offset,
      );
    }
    const stated = strings.statedUtf16Length(data);
    if (stated !== null && full !== null && (stated & 0x7fff) !== (full.length & 0x7fff)) {
      note(
        'ANOM_STR_LENGTH',
        'medium',
        `the ${name} of <${tag}> states a wrong length; Android ignores it, other readers lose the string`,
        `${stated} for ${full.length}`,
        attribute.offset,
      );
    }
    if (attribute.hasRaw && attribute.raw !== seen) {
      note(
        'ANOM_ATTR_RAW_TYPED',
        'high',
        `the ${name} of <${tag}> has two values; the full pass takes the typed one`,
        `typed ${seen ?? ''}, raw ${attribute.raw ?? ''}`,
        attribute.offset,
      );
    }
  } else if (isUsesPermission(tag) && name === 'name') {
    note(
      'ANOM_ATTR_TYPE',
      type === VALUE_TYPE.REFERENCE ? 'low' : 'high',
      `the name of <${tag}> is not a string: Android ignores the request, other readers may count it`,
      `type=0x${type.toString(16)}`,
      attribute.offset,
    );
  } else if (attribute.hasRaw && type === VALUE_TYPE.NULL) {
    note(
      'ANOM_ATTR_TYPE',
      'medium',
      `the ${name} of <${tag}> has a text but no value; Android sees no value`,
      attribute.raw ?? '',
      attribute.offset,
    );
  }
}
