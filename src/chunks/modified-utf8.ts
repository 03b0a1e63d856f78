/**
 * Modified UTF-8 as ART's NewStringUTF reads it (art/libdexfile/dex/utf.cc, GetUtf16FromUtf8): lead bytes decide the
 * length, continuation bytes are not checked, surrogates may stand alone, and a four-byte form gives a pair.
 */
export function decodeModifiedUtf8(bytes: Uint8Array): string {
  let end = 0;
  while (end < bytes.length && (bytes[end] ?? 0) < 0x80) end++;
  if (end === bytes.length) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  // A four-byte form cut short by the end gives a pair from fewer bytes: one unit more than bytes at most.
  const units = new Uint16Array(bytes.length + 1);
  let count = 0;
  const next = { at: 0 };
  while (next.at < bytes.length) {
    const point = nextPoint(bytes, next);
    if (point > 0xffff) {
      units[count++] = 0xd800 + (((point - 0x10000) >> 10) & 0x3ff);
      units[count++] = 0xdc00 + ((point - 0x10000) & 0x3ff);
    } else {
      units[count++] = point;
    }
  }
  return Buffer.from(units.buffer, 0, count * 2).toString('utf16le');
}

function nextPoint(bytes: Uint8Array, cursor: { at: number }): number {
  const take = (): number => bytes[cursor.at++] ?? 0;
  const one = take();
  if ((one & 0x80) === 0) return one;
  const two = take();
  if ((one & 0x20) === 0) return ((one & 0x1f) << 6) | (two & 0x3f);
  const three = take();
  if ((one & 0x10) === 0) return ((one & 0x0f) << 12) | ((two & 0x3f) << 6) | (three & 0x3f);
  return ((one & 0x07) << 18) | ((two & 0x3f) << 12) | ((three & 0x3f) << 6) | (take() & 0x3f);
}
