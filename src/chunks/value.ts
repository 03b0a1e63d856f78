/** Typed values (Res_value) and how Android turns them into text (android.util.TypedValue.coerceToString). */
import type { BoundedReader } from '../bytes/reader.js';

export const VALUE_TYPE = {
  NULL: 0x00,
  REFERENCE: 0x01,
  ATTRIBUTE: 0x02,
  STRING: 0x03,
  FLOAT: 0x04,
  DIMENSION: 0x05,
  FRACTION: 0x06,
  DYNAMIC_REFERENCE: 0x07,
  DYNAMIC_ATTRIBUTE: 0x08,
  FIRST_INT: 0x10,
  INT_DEC: 0x10,
  INT_HEX: 0x11,
  INT_BOOLEAN: 0x12,
  FIRST_COLOR: 0x1c,
  LAST_COLOR: 0x1f,
  LAST_INT: 0x1f,
} as const;

/** Bytes of a Res_value. */
export const VALUE_SIZE = 8;

/** A typed value; `data` is unsigned. */
export interface TypedValue {
  type: number;
  data: number;
}

/** The Res_value at `offset`. */
export function valueAt(data: BoundedReader, offset: number): TypedValue {
  return { type: data.u8(offset + 3), data: data.u32(offset + 4) };
}

/** Whether the value is an integer, a boolean or a colour: what `TypedValue` calls TYPE_FIRST_INT to TYPE_LAST_INT. */
export function isIntType(type: number): boolean {
  return type >= VALUE_TYPE.FIRST_INT && type <= VALUE_TYPE.LAST_INT;
}

const DIMENSION_UNITS = ['px', 'dip', 'sp', 'pt', 'in', 'mm'];
const FRACTION_UNITS = ['%', '%p'];
const RADIX_FACTORS = [1 / 256, 1 / 32768, 1 / 8388608, 1 / 2147483648];

function complexToFloat(data: number): number {
  return (data & 0xffffff00) * (RADIX_FACTORS[(data >> 4) & 3] ?? 1);
}

function hex(data: number, width = 0): string {
  return (data >>> 0).toString(16).padStart(width, '0');
}

/** The text of a value that is not a string; null for strings and TYPE_NULL, as Android gives it. */
export function coerceToString({ type, data }: TypedValue): string | null {
  switch (type) {
    case VALUE_TYPE.REFERENCE:
      return `@${data}`;
    case VALUE_TYPE.ATTRIBUTE:
      return `?${data}`;
    case VALUE_TYPE.FLOAT:
      return String(new Float32Array(Uint32Array.of(data).buffer)[0]);
    case VALUE_TYPE.DIMENSION:
      return `${complexToFloat(data)}${DIMENSION_UNITS[data & 0xf] ?? ''}`;
    case VALUE_TYPE.FRACTION:
      return `${complexToFloat(data) * 100}${FRACTION_UNITS[data & 0xf] ?? ''}`;
    case VALUE_TYPE.INT_HEX:
      return `0x${hex(data)}`;
    case VALUE_TYPE.INT_BOOLEAN:
      return data !== 0 ? 'true' : 'false';
    default:
      if (type >= VALUE_TYPE.FIRST_COLOR && type <= VALUE_TYPE.LAST_COLOR) return `#${hex(data, 8)}`;
      return isIntType(type) ? String(data | 0) : null;
  }
}
