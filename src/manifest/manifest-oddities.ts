/** What is odd about an element although Android reads it: each oddity makes some other reader see another manifest. */
import type { XmlAttribute } from '../axml/attribute.js';
import type { XmlParser } from '../axml/parser.js';
import {
  anomalyMessage,
  type Anomaly,
  type AnomalyCode,
  type AnomalyData,
  type AnomalySeverity,
} from '../bytes/anomaly.js';
import type { Reading } from '../bytes/reading.js';
import { isIntType, VALUE_TYPE } from '../chunks/value.js';
import type { ResourceResolver } from '../resources/resolver.js';
import { ANDROID_NAMESPACE, ATTR, ATTR_NAMES } from './attribute-ids.js';
import { isUsesPermission } from './uses-permission-tag.js';

const hex = (id: number): string => `0x${id.toString(16)}`;

const ATTRIBUTE_START = 20;
const ATTRIBUTE_SIZE = 20;
const NODE_HEADER_SIZE = 16;
const FRAMEWORK_NAMES: ReadonlySet<string> = new Set(ATTR_NAMES.values());

type Note = <Code extends AnomalyCode>(
  code: Code,
  severity: AnomalySeverity,
  data: AnomalyData<Code>,
  evidence: Anomaly['evidence'],
  offset?: number,
) => void;

/** Notes the oddities of the current element, which Android reads as `tag`. */
export function noteElement(parser: XmlParser, tag: string, resolver: ResourceResolver, reading: Reading): void {
  const note: Note = (code, severity, data, evidence, offset = parser.offset) => {
    reading.note({ ...anomalyMessage(code, data), severity, offset, path: parser.tree.data.path, evidence });
  };
  noteTag(parser, tag, note);
  noteLayout(parser, tag, note);
  let highest = 0;
  for (let index = 0; index < parser.attributeCount; index++) {
    const attribute = parser.attribute(index);
    const id = resolver.translateId(attribute.mappedId);
    noteOrder(attribute, tag, id, highest, note);
    noteIdentity(attribute, tag, id, resolver, note);
    noteNamespace(attribute, tag, id, note);
    noteValue(attribute, tag, id, note);
    noteVersion(attribute, tag, id, resolver, note);
    noteConfiguration(attribute, tag, id, resolver, note);
    highest = Math.max(highest, id);
  }
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
        data: { problem: 'follow' },
        offset: at,
        path: data.path,
        evidence: { code: 'ELEMENT_AFTER', data: { at, end: from } },
      });
      return;
    }
    if (size < 8) return;
    at += size;
  }
}

const DISTRIBUTION = 'http://schemas.android.com/apk/distribution';
/** What bundletool leaves in the APKs it builds (AndroidManifest, ManifestDeliveryElement): Android reads none of the names. */
const DISTRIBUTION_TAGS: ReadonlySet<string> = new Set([
  ...['module', 'delivery', 'instant-delivery', 'install-time', 'on-demand', 'fast-follow', 'removable', 'permanent'],
  ...['fusing', 'conditions', 'device-feature', 'min-sdk', 'max-sdk', 'user-countries', 'country'],
  ...['device-groups', 'device-group'],
]);

function noteTag(parser: XmlParser, tag: string, note: Note): void {
  const { data, strings } = parser.tree;
  const ext = parser.offset + parser.attributeLayout.headerSize;
  const namespace = strings.getFull(data.u32(ext));
  if (namespace !== null && !(namespace === DISTRIBUTION && DISTRIBUTION_TAGS.has(tag))) {
    // Old manifest mergers write <android:uses-permission>: strange, but not made to hide.
    note(
      'ANOM_MAN_TAG_NAMESPACE',
      namespace === ANDROID_NAMESPACE ? 'low' : 'medium',
      { problem: 'carries', tag },
      namespace,
    );
  }
  const full = strings.getFull(data.u32(ext + 4));
  if (full !== tag) {
    const isOpen = full !== null && full.length < tag.length;
    note('ANOM_STR_NUL', 'high', { problem: isOpen ? 'tagOpen' : 'tagCut', tag }, tag);
  } else if (tag.includes('\0')) {
    note('ANOM_STR_NUL', 'high', { problem: 'tagHolds' }, tag);
  }
}

function noteLayout(parser: XmlParser, tag: string, note: Note): void {
  if (parser.attributeCount === 0) return;
  const { start, size, headerSize } = parser.attributeLayout;
  if (start === ATTRIBUTE_START && size === ATTRIBUTE_SIZE && headerSize === NODE_HEADER_SIZE) return;
  note(
    'ANOM_AXML_ATTR_LAYOUT',
    'high',
    { problem: 'layout', tag },
    `attributeStart=${start}, attributeSize=${size}, headerSize=${headerSize}`,
  );
}

function noteOrder(attribute: XmlAttribute, tag: string, id: number, highest: number, note: Note): void {
  if (id === 0 || id > highest) return;
  const name = ATTR_NAMES.get(id) ?? `0x${id.toString(16)}`;
  if (id === highest) {
    note('ANOM_ATTR_DUPLICATE', 'high', { problem: 'twice', tag, attribute: name }, name, attribute.offset);
  } else {
    note('ANOM_ATTR_UNSORTED', 'high', { problem: 'order', attribute: name, tag }, name, attribute.offset);
  }
}

function noteIdentity(attribute: XmlAttribute, tag: string, id: number, resolver: ResourceResolver, note: Note): void {
  if (resolver.isRemapped(attribute.mappedId)) {
    note(
      'ANOM_PKGID_REMAP',
      'high',
      { problem: 'hides', tag },
      { code: 'READ_AS', data: { id: hex(attribute.mappedId), readAs: hex(id) } },
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
      { problem: 'otherName', tag, attribute: expected, name: name ?? '' },
      { code: 'NAME_WITH_ID', data: { name: name ?? '', id: hex(id) } },
      attribute.offset,
    );
  }
  if (expected === undefined && id === 0 && attribute.namespace === ANDROID_NAMESPACE && name !== null) {
    if (!FRAMEWORK_NAMES.has(name)) return;
    note('ANOM_ATTR_NO_ID', 'medium', { problem: 'noId', attribute: name, tag }, name, attribute.offset);
  }
}

/** Only the id counts for Android; readers that go by namespace and name do not see the attribute. */
function noteNamespace(attribute: XmlAttribute, tag: string, id: number, note: Note): void {
  const expected = ATTR_NAMES.get(id);
  const { namespace } = attribute;
  if (expected === undefined || namespace === ANDROID_NAMESPACE) return;
  note(
    'ANOM_ATTR_NAME_ID',
    namespace === null ? 'low' : 'high',
    namespace === null
      ? { problem: 'noNamespace', attribute: expected, tag }
      : { problem: 'foreignNamespace', attribute: expected, tag },
    { code: 'NAME_IN', data: { name: expected, namespace } },
    attribute.offset,
  );
}

function noteValue(attribute: XmlAttribute, tag: string, id: number, note: Note): void {
  const { type } = attribute.typed;
  const name = ATTR_NAMES.get(id) ?? attribute.name ?? '';
  if (type === VALUE_TYPE.STRING) {
    noteString(attribute, tag, name, note);
    noteRaw(attribute, tag, name, note);
  } else if (isUsesPermission(tag) && name === 'name') {
    note(
      'ANOM_ATTR_TYPE',
      type === VALUE_TYPE.REFERENCE ? 'low' : 'high',
      { problem: 'nameNotString', tag },
      `type=0x${type.toString(16)}`,
      attribute.offset,
    );
  } else if (id !== 0 && attribute.hasRaw && type === VALUE_TYPE.NULL) {
    note(
      'ANOM_ATTR_TYPE',
      'medium',
      { problem: 'noValue', attribute: name, tag },
      attribute.readableRaw ?? '',
      attribute.offset,
    );
  }
}

/** A string that other readers cut, lengthen or lose. */
function noteString(attribute: XmlAttribute, tag: string, name: string, note: Note): void {
  const { strings } = attribute.tree;
  const { data } = attribute.typed;
  const full = strings.getFull(data);
  const seen = strings.get(data);
  if (full !== seen) {
    const isOpen = full !== null && seen !== null && full.length < seen.length;
    note(
      'ANOM_STR_NUL',
      'high',
      { problem: isOpen ? 'open' : 'cut', attribute: name, tag },
      seen ?? '',
      attribute.offset,
    );
  } else if (seen !== null && strings.holdsNul(data)) {
    note('ANOM_STR_NUL', 'high', { problem: 'part', attribute: name, tag }, seen, attribute.offset);
  }
  const stated = strings.statedUtf16Length(data);
  if (stated !== null && full !== null && (stated & 0x7fff) !== (full.length & 0x7fff)) {
    note(
      'ANOM_STR_LENGTH',
      'medium',
      { problem: 'stated', attribute: name, tag },
      { code: 'LENGTHS', data: { stated, actual: full.length } },
      attribute.offset,
    );
  }
  if (strings.isMalformed(data)) {
    note('ANOM_STR_ENCODING', 'medium', { problem: 'utf8', attribute: name, tag }, seen ?? '', attribute.offset);
  }
}

/** A raw value that is not the typed one, or is missing where build tools write one. */
function noteRaw(attribute: XmlAttribute, tag: string, name: string, note: Note): void {
  const seen = attribute.tree.strings.get(attribute.typed.data);
  if (seen === null) return;
  const raw = attribute.readableRaw;
  if (attribute.hasRaw && raw !== seen) {
    const packageName = tag === 'manifest' && name === 'package';
    note(
      'ANOM_ATTR_RAW_TYPED',
      'high',
      { problem: packageName ? 'takesRaw' : 'takesTyped', attribute: name, tag },
      { code: 'TYPED_AND_RAW', data: { typed: seen, raw: raw ?? '' } },
      attribute.offset,
    );
  } else if (!attribute.hasRaw && isUsesPermission(tag) && name === 'name') {
    note('ANOM_ATTR_RAW_TYPED', 'info', { problem: 'typedOnly', tag }, seen, attribute.offset);
  }
}

const VERSIONS: ReadonlySet<number> = new Set([ATTR.minSdkVersion, ATTR.targetSdkVersion, ATTR.maxSdkVersion]);

/** Version numbers: the lite pass reads the raw value, the full pass the typed one, and only integers limit a request. */
function noteVersion(attribute: XmlAttribute, tag: string, id: number, resolver: ResourceResolver, note: Note): void {
  if (!VERSIONS.has(id) || !(isUsesPermission(tag) || tag === 'uses-sdk')) return;
  const name = ATTR_NAMES.get(id) ?? '';
  const value = resolver.resolve(attribute.typed);
  const raw = attribute.readableRaw;
  if (isIntType(value.type)) {
    if (!attribute.hasRaw || raw === null || !/^[0-9]{1,10}$/.test(raw) || Number(raw) === value.data) return;
    note(
      'ANOM_ATTR_RAW_TYPED',
      'high',
      { problem: 'rawFirst', attribute: name, tag },
      { code: 'TYPED_AND_RAW', data: { typed: value.data, raw } },
      attribute.offset,
    );
  } else if (isUsesPermission(tag) && value.type !== VALUE_TYPE.NULL) {
    const text = value.string ?? attribute.tree.strings.get(value.data);
    note(
      'ANOM_ATTR_TYPE',
      'medium',
      { problem: 'notNumber', attribute: name, tag },
      value.type === VALUE_TYPE.STRING && text !== null ? text : `type=0x${value.type.toString(16)}`,
      attribute.offset,
    );
  }
}

/** What decides about permissions should not depend on the device's configuration. */
function noteConfiguration(
  attribute: XmlAttribute,
  tag: string,
  id: number,
  resolver: ResourceResolver,
  note: Note,
): void {
  if (id === 0 || !(isUsesPermission(tag) || tag === 'uses-sdk')) return;
  if (!resolver.variesByConfiguration(attribute.typed)) return;
  const name = ATTR_NAMES.get(id) ?? `0x${id.toString(16)}`;
  note(
    'ANOM_MAN_CONFIG_DEPENDENT',
    'low',
    { problem: 'depends', attribute: name, tag },
    `@0x${attribute.typed.data.toString(16)}`,
    attribute.offset,
  );
}

/** parseUsesSdk runs for each `uses-sdk`; the last one decides. */
export function noteSecondUsesSdk(parser: XmlParser, reading: Reading): void {
  reading.note({
    code: 'ANOM_MAN_DUPLICATE',
    severity: 'low',
    data: { problem: 'usesSdk' },
    offset: parser.offset,
    path: parser.tree.data.path,
    evidence: '<uses-sdk>',
  });
}
