/** Text in bytes, without Node's buffers. */
import type { TextEncoding, TextView } from '../platform.js';

/** Arguments of one call: engines allow some ten thousand. */
const PIECE = 0x2000;
const LOSSY = new TextDecoder('utf-8', { ignoreBOM: true });
const STRICT = new TextDecoder('utf-8', { fatal: true });
const ENCODER = new TextEncoder();
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

class BytesView implements TextView {
  constructor(private readonly bytes: Uint8Array) {}

  toString(encoding: TextEncoding, start = 0, end = this.bytes.length): string {
    const part = this.bytes.subarray(start, end);
    if (encoding === 'utf8') return LOSSY.decode(part);
    return encoding === 'latin1' ? ofUnits(part) : ofUnits(littleEndian(part));
  }
}

export function asText(bytes: Uint8Array): TextView {
  return new BytesView(bytes);
}

/** TextDecoder knows neither: its Latin-1 is Windows-1252, and its UTF-16 has no lone surrogates. */
function ofUnits(units: Uint8Array | Uint16Array): string {
  if (units.length <= PIECE) return String.fromCharCode(...units);
  let text = '';
  for (let at = 0; at < units.length; at += PIECE) text += String.fromCharCode(...units.subarray(at, at + PIECE));
  return text;
}

function littleEndian(bytes: Uint8Array): Uint16Array {
  const units = new Uint16Array(bytes.length >> 1);
  for (let at = 0; at < units.length; at++) units[at] = (bytes[2 * at] ?? 0) | ((bytes[2 * at + 1] ?? 0) << 8);
  return units;
}

export function isUtf8(bytes: Uint8Array): boolean {
  try {
    STRICT.decode(bytes);
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

export function uninitialised(length: number): Uint8Array {
  return new Uint8Array(length);
}

export function utf8Of(text: string): Uint8Array {
  return ENCODER.encode(text);
}

export function utf8Length(text: string): number {
  return ENCODER.encode(text).length;
}

export function utf16Of(text: string): Uint8Array {
  const bytes = new Uint8Array(2 * text.length);
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    bytes[2 * at] = unit & 0xff;
    bytes[2 * at + 1] = unit >> 8;
  }
  return bytes;
}

export function hexOf(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
  return text;
}

export function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const three = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    for (let digit = 0; digit < 4; digit++) {
      text += at + digit > bytes.length ? '=' : BASE64.charAt((three >> (18 - 6 * digit)) & 0x3f);
    }
  }
  return text;
}

export function lastIndexOf(bytes: Uint8Array, wanted: Uint8Array, from = bytes.length): number {
  for (let at = Math.min(from, bytes.length - wanted.length); at >= 0; at--) if (begins(bytes, wanted, at)) return at;
  return -1;
}

export function indexOf(bytes: Uint8Array, wanted: Uint8Array): number {
  for (let at = 0; at + wanted.length <= bytes.length; at++) if (begins(bytes, wanted, at)) return at;
  return -1;
}

function begins(bytes: Uint8Array, wanted: Uint8Array, at: number): boolean {
  for (let index = 0; index < wanted.length; index++) if (bytes[at + index] !== wanted[index]) return false;
  return true;
}
