/** Finds what may be names of classes in the bytes of any file. */
import { asText } from '../platform/index.js';

/** A run of letters that is shorter is no name with a package; a longer one is data. */
const MIN_NAME = 3;
const MAX_NAME = 400;
const DOT = 0x2e;
const SLASH = 0x2f;
const UNDERSCORE = 0x5f;

const NAME_BYTES: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) =>
  /[\w$./;-]/.test(String.fromCharCode(byte)) ? 1 : 0,
);

/**
 * Visits each run of letters, digits and `$ _ . / ; -` that has a dot, a slash or an underscore in it.
 *
 * @param stride 1 for text of one byte a letter, 2 for UTF-16, whose odd bytes are then 0
 */
export function forEachName(bytes: Uint8Array, stride: 1 | 2, visit: (name: string) => void): void {
  const text = asText(bytes);
  const encoding = stride === 1 ? 'latin1' : 'utf16le';
  let start = -1;
  let divided = false;
  for (let at = 0; at <= bytes.length; at += stride) {
    const byte = bytes[at] ?? 0;
    const isLetter = NAME_BYTES[byte] === 1 && (stride === 1 || bytes[at + 1] === 0);
    if (isLetter) {
      if (start < 0) start = at;
      divided ||= byte === DOT || byte === SLASH || byte === UNDERSCORE;
      continue;
    }
    const length = (at - start) / stride;
    if (start >= 0 && divided && length >= MIN_NAME && length <= MAX_NAME) visit(text.toString(encoding, start, at));
    start = -1;
    divided = false;
  }
}
