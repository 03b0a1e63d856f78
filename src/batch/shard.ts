/** One of several parts of a batch, so that machines that know nothing of each other share the work. */
import { createHash } from 'node:crypto';

/** Part `index` of `of` parts; the first is 1. */
export interface Shard {
  index: number;
  of: number;
}

/** How a shard is written: `3/16`. */
export function shardText({ index, of }: Shard): string {
  return `${index}/${of}`;
}

/**
 * Whether an app belongs to a shard: the same on every machine, whatever is in the file and whatever else is there.
 * @param name the path of the app within the folder that was named, so that machines may mount it at different places
 */
export function isInShard(name: Uint8Array, { index, of }: Shard): boolean {
  // 48 bits: the remainder is as good as even for any number of shards, and exact as a number.
  return createHash('sha256').update(name).digest().readUIntBE(0, 6) % of === index - 1;
}
