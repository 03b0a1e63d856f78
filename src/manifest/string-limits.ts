/** How long attribute values may be on Android 15 and newer: core/java/android/content/res/Element.java. */
import type { XmlParser } from '../axml/parser.js';
import { PermauditError } from '../bytes/errors.js';
import type { Reading } from '../bytes/reading.js';

const API_ELEMENT_LIMITS = 35;

/** Longest value in UTF-16 units, by what it is. */
export const STRING_LIMITS = { name: 1024, package: 256, permissionGroup: 256, other: 32_768 } as const;

/** Which value it is. */
export type LongValue =
  | { problem: 'elementName'; element: string }
  | { problem: 'attribute'; attribute: string }
  | { problem: 'permissionName' | 'requestName' };

/**
 * Refuses a value of the current element that Android's Validator would refuse.
 * @throws PermauditError `MAN_STRING_TOO_LONG`
 */
export function checkLength(
  value: string | null,
  limit: number,
  parser: XmlParser,
  what: LongValue,
  reading: Reading,
): void {
  if (value === null || value.length <= limit || !reading.since(API_ELEMENT_LIMITS)) return;
  throw new PermauditError(
    'MAN_STRING_TOO_LONG',
    { ...what, length: value.length, limit },
    {
      offset: parser.offset,
      path: parser.tree.data.path,
    },
  );
}
