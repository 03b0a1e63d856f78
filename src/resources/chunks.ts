/** Walking chunks in resources.arsc: ChunkIterator (libs/androidfw/Chunk.h, ChunkIterator.cpp). */
import { PermauditError } from '../bytes/errors.js';
import type { BoundedReader } from '../bytes/reader.js';
import { CHUNK_HEADER_SIZE, chunkAt, isValidChunk, type ChunkHeader } from '../chunks/chunk.js';

/**
 * The chunks from `start` to `end`. Damage at the first chunk, or a damaged header later, refuses the table; data that is
 * merely too short for one more chunk ends the walk.
 * @throws PermauditError `ARSC_CORRUPT`
 */
export function* walkChunks(data: BoundedReader, start: number, end: number): Generator<ChunkHeader> {
  let at = start;
  while (at < end) {
    const chunk = chunkAt(data, at, end);
    const fits = chunk !== null && at + chunk.size <= end;
    if (!fits && at > start) return;
    if (chunk === null || !isValidChunk(chunk, CHUNK_HEADER_SIZE, end) || (at & 3) !== 0) {
      throw new PermauditError('ARSC_CORRUPT', { problem: 'chunkHeader' }, { offset: at, path: data.path });
    }
    yield chunk;
    at += chunk.size;
  }
}
