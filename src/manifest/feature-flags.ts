/**
 * Elements that a device can switch off: Android 16 passes over an element whose `android:featureFlag` names an aconfig
 * flag that is off, or that it does not know (AconfigFlags.skipCurrentElement). The loops that ask go on with the next
 * event, so that what stands inside is then read as its sibling. Which flags are on no APK shows: such an element is read
 * both ways, and nothing that some device reads is left out.
 */
import { attributeByName } from '../axml/by-id.js';
import type { ParserMark, XmlParser } from '../axml/parser.js';
import type { XmlTree } from '../axml/tree.js';
import { NEWEST_API } from '../bytes/api-range.js';
import { PermauditError } from '../bytes/errors.js';
import type { Reading } from '../bytes/reading.js';
import { ANDROID_NAMESPACE } from './attribute-ids.js';
import { isUsesPermission } from './uses-permission-tag.js';

export const API_FEATURE_FLAG = 36;
const ATTRIBUTE = 'featureFlag';

/** By document: which name indexes are those of the attribute, so that each name is decoded once. */
const NAMES = new WeakMap<XmlTree, Map<number, boolean>>();

function isNamed(parser: XmlParser): boolean {
  const known = NAMES.get(parser.tree) ?? new Map<number, boolean>();
  NAMES.set(parser.tree, known);
  for (let index = 0; index < parser.attributeCount; index++) {
    const attribute = parser.attribute(index);
    let is = known.get(attribute.nameIndex);
    if (is === undefined) {
      is = attribute.name === ATTRIBUTE;
      known.set(attribute.nameIndex, is);
    }
    if (is) return true;
  }
  return false;
}

/**
 * Where an element begins that some device of this version passes over, to be read again from there by the loop around
 * it; null for any other element. Tells of it, but for requests, of which their reader tells.
 */
export function switchedOffAt(parser: XmlParser, tag: string | null, reading: Reading): ParserMark | null {
  const flag = isNamed(parser) ? attributeByName(parser, ANDROID_NAMESPACE, ATTRIBUTE) : null;
  if (flag === null || !reading.since(API_FEATURE_FLAG)) return null;
  reading.noteFlagged();
  // Read whether the flag is on or off: what cannot be read refuses the file on both.
  const name = flag.textValue ?? '';
  if (tag !== null && !isUsesPermission(tag)) {
    reading.note({
      code: 'ANOM_MAN_FEATURE_FLAG',
      severity: 'low',
      data: { problem: 'element', tag },
      offset: parser.offset,
      path: parser.tree.data.path,
      evidence: `<${tag}>: ${name}`,
      android: [API_FEATURE_FLAG, NEWEST_API],
    });
  }
  return parser.mark();
}

/**
 * Reads what `off`, as {@link switchedOffAt} gives it, begins. Where the reading forgives, a refusal in it counts for
 * nothing: the devices that have the flag off install the app all the same. Damage that stops those too is met again
 * when the loop goes on from there.
 * @param read is told whether refusals count
 * @returns the refusal that was passed over
 * @throws what `read` throws otherwise
 */
export function readSwitchable(
  off: ParserMark | null,
  parser: XmlParser,
  reading: Reading,
  read: (isForgiven: boolean) => void,
): PermauditError | null {
  if (off === null || !reading.forgivesFlagged) {
    read(false);
    return null;
  }
  const { offset } = parser;
  try {
    read(true);
    return null;
  } catch (error) {
    if (!(error instanceof PermauditError) || error.kind !== 'refused') throw error;
    reading.note({
      code: 'ANOM_MAN_FEATURE_FLAG',
      severity: 'low',
      data: { problem: 'refused', cause: error.told },
      offset,
      path: parser.tree.data.path,
      evidence: error.code,
      android: [API_FEATURE_FLAG, NEWEST_API],
    });
    return error;
  }
}
