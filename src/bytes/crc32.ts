import * as zlib from 'node:zlib';

let table: Uint32Array | undefined;

function crcTable(): Uint32Array {
  table ??= Uint32Array.from({ length: 256 }, (_, index) => {
    let value = index;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
    return value >>> 0;
  });
  return table;
}

/** CRC-32 (ISO 3309, as in ZIP) of `bytes`, unsigned. */
export function crc32(bytes: Uint8Array): number {
  // node:zlib has it from 20.15 on; it is much faster.
  if (typeof zlib.crc32 === 'function') return zlib.crc32(bytes);
  const lookup = crcTable();
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (lookup[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
