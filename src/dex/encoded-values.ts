import type { DexFile } from './dex-file.js';
import { Leb128Cursor } from './leb128.js';

/** Types of an `encoded_value` that are looked for, one or more. */
export const EncodedType = { MethodHandle: 0x16, String: 0x17, Type: 0x18 } as const;
/** Types of an `encoded_value` that carry `value_arg + 1` bytes end at this one; null and boolean carry none. */
const VALUE_LAST_WITH_BYTES = 0x1b;
/** Stands for a byte after the end of the file: a type that no static field has. */
const VALUE_OUTSIDE = 0x1d;
const VALUE_NULL = 0x1e;
const VALUE_BOOLEAN = 0x1f;

/**
 * Visits the values of one type in an `encoded_array_item` (Dalvik executable format): the initial values of static
 * fields, or what an `invoke-custom` is made with. Neither holds arrays or annotations.
 *
 * @param wanted of {@link EncodedType}
 * @param mayPass asked before so many values are passed over; false stops
 * @param visit told the index that the value is, unchecked, and its type
 * @returns false when the values are damaged, or of a kind that cannot stand there
 */
export function forEachEncoded(
  dex: DexFile,
  { offset, wanted }: { readonly offset: number; readonly wanted: readonly number[] },
  mayPass: (values: number) => boolean,
  visit: (index: number, type: number) => void,
): boolean {
  const cursor = new Leb128Cursor(dex.bytes);
  cursor.moveTo(offset);
  const values = cursor.uleb128();
  if (!cursor.ok || values > cursor.left) return false;
  if (!mayPass(values)) return false;
  // Resource classes have hundreds of thousands of numbers: they are passed over without a call each.
  const { bytes } = dex;
  const mask = wanted.reduce((bits, type) => bits | (1 << type), 0);
  let at = cursor.at;
  for (let left = values; left > 0; left--) {
    const head = bytes[at++] ?? VALUE_OUTSIDE;
    const type = head & 0x1f;
    const size = (head >> 5) + 1;
    if (type <= VALUE_LAST_WITH_BYTES) {
      if (((mask >>> type) & 1) !== 0) visit(littleEndian(bytes, at, size), type);
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
