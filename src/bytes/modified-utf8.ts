/**
 * Modified UTF-8, the encoding of DEX strings and of what resources hand to Java: UTF-16 code units of one to three bytes
 * each, NUL as C0 80. Decoded as ART does (art/libdexfile/dex/utf.cc, GetUtf16FromUtf8): the lead byte decides the length,
 * continuation bytes are not checked, surrogates may stand alone, and a four-byte form gives a pair.
 */
import { asText, utf8Of } from '../platform/index.js';

/** The text of `bytes` from `start` to `end`. Nothing after `end` is read. */
export function decodeModifiedUtf8(bytes: Uint8Array, start = 0, end = bytes.length): string {
  let plain = start;
  while (plain < end && (bytes[plain] ?? 0) < 0x80) plain++;
  if (plain === end) return asText(bytes).toString('latin1', start, end);
  // A four-byte form cut short by the end gives a pair from fewer bytes: one unit more than bytes at most.
  const units = new Uint16Array(end - start + 1);
  let count = 0;
  const next = { at: start };
  while (next.at < end) {
    const point = nextPoint(bytes, next, end);
    if (point > 0xffff) {
      units[count++] = 0xd800 + (((point - 0x10000) >> 10) & 0x3ff);
      units[count++] = 0xdc00 + ((point - 0x10000) & 0x3ff);
    } else {
      units[count++] = point;
    }
  }
  return asText(new Uint8Array(units.buffer, 0, count * 2)).toString('utf16le');
}

function nextPoint(bytes: Uint8Array, cursor: { at: number }, end: number): number {
  const take = (): number => (cursor.at < end ? (bytes[cursor.at++] ?? 0) : 0);
  const one = take();
  if ((one & 0x80) === 0) return one;
  const two = take();
  if ((one & 0x20) === 0) return ((one & 0x1f) << 6) | (two & 0x3f);
  const three = take();
  if ((one & 0x10) === 0) return ((one & 0x0f) << 12) | ((two & 0x3f) << 6) | (three & 0x3f);
  return ((one & 0x07) << 18) | ((two & 0x3f) << 12) | ((three & 0x3f) << 6) | (take() & 0x3f);
}

/** The one encoding of `text` that ART's verifier accepts, without the zero byte at the end. */
export function encodeModifiedUtf8(text: string): Uint8Array {
  // Of ASCII alone, as nearly all texts are, the two encodings are one but for NUL.
  const plain = utf8Of(text);
  if (plain.length === text.length && !plain.includes(0)) return plain;
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit !== 0 && unit < 0x80) bytes.push(unit);
    else if (unit < 0x800) bytes.push(0xc0 | (unit >> 6), 0x80 | (unit & 0x3f));
    else bytes.push(0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 0x3f), 0x80 | (unit & 0x3f));
  }
  return Uint8Array.from(bytes);
}
