import { describe, expect, it } from 'vitest';
import { withoutCertificate } from '../../scripts/lib/portable-executable.mjs';

const HEADER = 0x80;
const DIRECTORY = HEADER + 24 + 112 + 32;

/** A PE32+ file, as far as it is read: its header, and a table of certificates. */
function file(length: number, certificates: { at: number; size: number }): Buffer {
  const bytes = Buffer.alloc(length, 0xaa);
  bytes.writeUInt32LE(HEADER, 0x3c);
  bytes.writeUInt32LE(certificates.at, DIRECTORY);
  bytes.writeUInt32LE(certificates.size, DIRECTORY + 4);
  return bytes;
}

describe('withoutCertificate', () => {
  it('takes the certificates off the end, and out of the directory, and nothing else', () => {
    const signed = file(0x400, { at: 0x3f0, size: 0x10 });
    const bytes = withoutCertificate(signed);
    expect(bytes).toEqual(file(0x3f0, { at: 0, size: 0 }));
    expect(signed).toEqual(file(0x400, { at: 0x3f0, size: 0x10 }));
  });

  it('leaves a file without them as it is', () => {
    const unsigned = file(0x400, { at: 0, size: 0 });
    expect(withoutCertificate(unsigned)).toBe(unsigned);
  });

  it.each([
    ['before the end', { at: 0x3e0, size: 0x10 }],
    ['beyond the end', { at: 0x3f0, size: 0x11 }],
  ])('refuses a file that has them %s', (_, certificates) => {
    expect(() => withoutCertificate(file(0x400, certificates))).toThrow('do not end it');
  });
});
