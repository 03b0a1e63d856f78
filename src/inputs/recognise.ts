/** What an input is, by its first bytes: names and extensions say nothing here. */
import { viewOf } from '../bytes/byte-arrays.js';
import type { ByteSource } from '../bytes/byte-source.js';
import { decodeText } from './xml-text.js';

/** `archive` covers everything that is to be opened as a ZIP, damaged or not: its reader says what is wrong. */
export type Recognised = 'archive' | 'text-manifest' | 'binary-manifest' | 'proto-manifest' | 'encrypted-apkm';

const HEAD = 512;
/** libsodium's largest memory limit that APKMirror's files ever asked for. */
const MAX_MEMORY = 0x20000000;

/** Recognises an input that is one file. */
export function recognise(source: ByteSource): Recognised {
  const head = source.read(0, Math.min(HEAD, source.size));
  if (head[0] === 0x50 && head[1] === 0x4b) return 'archive';
  if (isBinaryXml(head, source.size)) return 'binary-manifest';
  if (isText(head)) return 'text-manifest';
  if (isProtoXml(head, source.size)) return 'proto-manifest';
  return isEncryptedApkm(head) ? 'encrypted-apkm' : 'archive';
}

/** An XML chunk with a string pool in it; the root's type is not looked at by Android 15 and older. */
function isBinaryXml(head: Uint8Array, size: number): boolean {
  if (head.length < 16) return false;
  const view = viewOf(head);
  const rootHeader = view.getUint16(2, true);
  const rootSize = view.getUint32(4, true);
  if (view.getUint16(0, true) === 0x0003 && rootHeader >= 8) return true;
  return rootHeader === 8 && rootSize <= size && rootSize > 8 && view.getUint32(8, true) === 0x001c0001;
}

/** Markup, perhaps after a byte order mark and white space. */
function isText(head: Uint8Array): boolean {
  return /^\uFEFF?[ \t\r\n]{0,400}</.test(decodeText(head));
}

/** An `XmlNode` whose first field is its element. */
function isProtoXml(head: Uint8Array, size: number): boolean {
  if (head[0] !== 0x0a) return false;
  let length = 0;
  for (let at = 1; at <= 5; at++) {
    const byte = head[at] ?? 0;
    length += (byte & 0x7f) * 2 ** (7 * (at - 1));
    if ((byte & 0x80) === 0) return length > 0 && at + 1 + length <= size;
  }
  return false;
}

/**
 * The encrypted .apkm of 2020 and before: a version byte, the algorithm (1 or 2), then the cost of the key derivation
 * and the chunk size as 64-bit numbers (the header of libsodium's pwhash as APKMirror stored it).
 */
function isEncryptedApkm(head: Uint8Array): boolean {
  if (head.length < 42) return false;
  const algorithm = head[1] ?? 0;
  if (algorithm !== 1 && algorithm !== 2) return false;
  const [operations, memory, chunk] = [2, 10, 18].map((at) => viewOf(head).getBigUint64(at, true));
  const within = (value: bigint | undefined, low: number, high: number): boolean =>
    value !== undefined && value >= BigInt(low) && value <= BigInt(high);
  return within(operations, 1, 1 << 20) && within(memory, 8192, MAX_MEMORY) && within(chunk, 16, 1 << 26);
}
