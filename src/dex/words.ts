/** Views of little-endian numbers, without copying wherever the machine allows it. */

const LITTLE_ENDIAN_MACHINE = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** All of `bytes` as 16-bit numbers; a last odd byte is left out. Copies only bytes that lie at an odd address. */
export function units16(bytes: Uint8Array): Uint16Array {
  const count = bytes.byteLength >>> 1;
  if (!LITTLE_ENDIAN_MACHINE) return swapped16(bytes, count);
  if (bytes.byteOffset % 2 === 0) return new Uint16Array(bytes.buffer, bytes.byteOffset, count);
  // Not slice: a Buffer's shares the bytes.
  return new Uint16Array(new Uint8Array(bytes).buffer, 0, count);
}

/** `count` 32-bit numbers of `bytes` from `offset`, which must be inside. Copies where they are not aligned. */
export function words32(bytes: Uint8Array, offset: number, count: number): Uint32Array {
  const start = bytes.byteOffset + offset;
  if (LITTLE_ENDIAN_MACHINE && start % 4 === 0) return new Uint32Array(bytes.buffer, start, count);
  const view = new DataView(bytes.buffer, start, 4 * count);
  return Uint32Array.from({ length: count }, (_, index) => view.getUint32(4 * index, true));
}

function swapped16(bytes: Uint8Array, count: number): Uint16Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, 2 * count);
  return Uint16Array.from({ length: count }, (_, index) => view.getUint16(2 * index, true));
}
