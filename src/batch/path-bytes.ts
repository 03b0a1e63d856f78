/** Paths as bytes: file systems do not promise text. */
import { join } from 'node:path';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const SLASH = Buffer.from('/');

/** The path as text; bytes that are not UTF-8 show as U+FFFD. */
export function textOfPath(path: Uint8Array): string {
  return Buffer.from(path.buffer, path.byteOffset, path.byteLength).toString('utf8');
}

/** The path in base64 when its text would not lead back to it, else null. */
export function bytesUnlessText(path: Uint8Array): string | null {
  try {
    decoder.decode(path);
    return null;
  } catch (error) {
    if (error instanceof TypeError) return Buffer.from(path).toString('base64');
    throw error;
  }
}

/** `folder/name`, without doubling a slash. */
export function joinBytes(folder: Buffer, name: Buffer): Buffer {
  const text = bytesUnlessText(folder) === null ? folder.toString('utf8') : null;
  if (text === '.') return name;
  return folder.at(-1) === 0x2f ? Buffer.concat([folder, name]) : Buffer.concat([folder, SLASH, name]);
}

/** A path typed by the user, tidied (`a//b/./c`), as bytes. */
export function typedPath(text: string): Buffer {
  return Buffer.from(join(text), 'utf8');
}
