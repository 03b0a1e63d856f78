/** What must be changed in an executable of Windows before something is put into it (Microsoft's "PE Format"). */

const PE_OFFSET_AT = 0x3c;
/** From the signature `PE\0\0`: the file header, then the directories of a PE32+ optional header. */
const CERTIFICATES_AT = 24 + 112 + 4 * 8;

/**
 * The executable without its Authenticode signature, which would not hold for what it becomes: a broken signature is worse
 * than none. Throws where the signature does not end the file.
 * @param {Buffer} bytes a PE32+ file
 */
export function withoutCertificate(bytes) {
  const directory = bytes.readUInt32LE(PE_OFFSET_AT) + CERTIFICATES_AT;
  const [start, size] = [bytes.readUInt32LE(directory), bytes.readUInt32LE(directory + 4)];
  if (size === 0) return bytes;
  if (start + size !== bytes.length) throw new Error('the certificates of the executable do not end it');
  const rest = Buffer.from(bytes.subarray(0, start));
  rest.fill(0, directory, directory + 8);
  return rest;
}
