import type { DexFile } from './dex-file.js';
import { Leb128Cursor } from './leb128.js';

/** Types of an `encoded_value` that carry `value_arg + 1` bytes end at this one; null and boolean carry none. */
const VALUE_STRING = 0x17;
const VALUE_LAST_WITH_BYTES = 0x1b;
/** Stands for a byte after the end of the file: a type that no static field has. */
const VALUE_OUTSIDE = 0x1d;
const VALUE_NULL = 0x1e;
const VALUE_BOOLEAN = 0x1f;

/**
 * Visits the strings among the initial values of static fields (`encoded_array_item`, Dalvik executable format).
 *
 * @param mayPass asked before so many values are passed over; false stops
 * @param visit told the `string_idx`, unchecked
 * @returns false when the values are damaged, or of a kind that no static field can have
 */
export function forEachStaticString(
  dex: DexFile,
  offset: number,
  mayPass: (values: number) => boolean,
  visit: (stringIndex: number) => void,
): boolean {
  const cursor = new Leb128Cursor(dex.bytes);
  cursor.moveTo(offset);
  const values = cursor.uleb128();
  if (!cursor.ok || values > cursor.left) return false;
  if (!mayPass(values)) return false;
  // Resource classes have hundreds of thousands of numbers: they are passed over without a call each.
  const { bytes } = dex;
  let at = cursor.at;
  for (let left = values; left > 0; left--) {
    const head = bytes[at++] ?? VALUE_OUTSIDE;
    const type = head & 0x1f;
    const size = (head >> 5) + 1;
    if (type <= VALUE_LAST_WITH_BYTES) {
      if (type === VALUE_STRING) visit(littleEndian(bytes, at, size));
      at += size;
    } else if (type !== VALUE_NULL && type !== VALUE_BOOLEAN) return false;
  }
  return at <= bytes.length;
}

function littleEndian(bytes: Uint8Array, at: number, size: number): number {
  let value = 0;
  for (let index = 0; index < size; index++) value += (bytes[at + index] ?? 0) * 2 ** (8 * index);
  return value;
}
