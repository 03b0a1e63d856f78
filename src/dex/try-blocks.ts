/** What the code around an instruction catches (Dalvik executable format, `code_item`, `try_item`). */
import type { DexFile } from './dex-file.js';
import { Leb128Cursor } from './leb128.js';

const TRIES_AT = 6;
const SIZE_AT = 12;
const INSTRUCTIONS_AT = 16;
const TRY_BYTES = 8;
/** Handlers of one try block that are looked at; code that somebody wrote has a handful. */
const MAX_HANDLERS = 64;

/**
 * The `type_idx` of what is caught of an instruction, in the order in which it is tried; what catches everything
 * (`finally`) is left out. Empty where nothing is caught and where the code item is damaged.
 * @param codeOffset of the code item
 * @param at 16-bit units from the first instruction
 */
export function caughtTypes(dex: DexFile, codeOffset: number, at: number): number[] {
  const { bytes } = dex;
  const tries = dex.u32At(codeOffset + TRIES_AT) & 0xffff;
  const size = dex.u32At(codeOffset + SIZE_AT);
  if (tries === 0 || size < 0) return [];
  // Try blocks begin at a multiple of four bytes, as the code item does.
  const first = codeOffset + INSTRUCTIONS_AT + 4 * Math.ceil(size / 2);
  const handlers = first + TRY_BYTES * tries;
  if (handlers >= bytes.length) return [];
  const block = tryBlockAt(dex, first, tries, at);
  return block === null ? [] : handledTypes(bytes, handlers + block);
}

/** The offset of the handlers of the block that holds an instruction; blocks are sorted and do not overlap. */
function tryBlockAt(dex: DexFile, first: number, tries: number, at: number): number | null {
  let low = 0;
  for (let high = tries; high - low > 1;) {
    const middle = (low + high) >>> 1;
    if (dex.u32At(first + TRY_BYTES * middle) <= at) low = middle;
    else high = middle;
  }
  const item = first + TRY_BYTES * low;
  const start = dex.u32At(item);
  const rest = dex.u32At(item + 4);
  return start <= at && at < start + (rest & 0xffff) ? rest >>> 16 : null;
}

/** `encoded_catch_handler`: a signed number of pairs, not above 0 where something catches the rest. */
function handledTypes(bytes: Uint8Array, offset: number): number[] {
  const cursor = new Leb128Cursor(bytes);
  cursor.moveTo(offset);
  // Of a signed number of one byte, which is as many as are looked at.
  const size = cursor.u8();
  const pairs = size > 0x7f ? 0 : Math.min(size >= 0x40 ? 0x80 - size : size, MAX_HANDLERS);
  const types: number[] = [];
  for (let pair = 0; pair < pairs; pair++) {
    const type = cursor.uleb128();
    cursor.uleb128();
    if (!cursor.ok) break;
    types.push(type);
  }
  return types;
}
