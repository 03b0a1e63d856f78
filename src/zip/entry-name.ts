/** Entry names as libziparchive judges them (entry_name_utils-inl.h, IsValidEntryName). */

/** Whether a NUL byte is in the name: refused by every version. */
export function hasNul(name: Uint8Array): boolean {
  return name.includes(0);
}

/**
 * Whether the name has the *shape* of UTF-8 that Android 6 and newer demand: lead and continuation bytes in order,
 * forms of up to six bytes, overlong forms and surrogates included.
 */
export function hasUtf8Shape(name: Uint8Array): boolean {
  for (let index = 0; index < name.length; index++) {
    const lead = name[index] ?? 0;
    if ((lead & 0x80) === 0) continue;
    if ((lead & 0xc0) === 0x80 || (lead & 0xfe) === 0xfe) return false;
    for (let rest = (lead << 1) & 0xff; rest & 0x80; rest = (rest << 1) & 0xff) {
      index++;
      if (((name[index] ?? 0) & 0xc0) !== 0x80) return false;
    }
  }
  return true;
}

/** The name as text for people: UTF-8 where it is valid, else byte for byte. Attacker-controlled. */
export function displayName(key: string): string {
  // eslint-disable-next-line no-control-regex -- the class is the Latin-1 key's own alphabet
  if (/^[\x00-\x7f]*$/.test(key)) return key;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(key, (unit) => unit.charCodeAt(0)));
  } catch (error) {
    if (error instanceof TypeError) return key;
    throw error;
  }
}
