/** Where the instructions of a method stand (Dalvik executable format, `code_item`). */
import type { DexFile } from './dex-file.js';

/** 16-bit units of a code item before its instructions, and where in them the number of units stands. */
const HEADER_UNITS = 8;
const SIZE_AT = 6;

/** Indices of {@link DexFile.units}. */
export interface Instructions {
  readonly start: number;
  /** One more than the last. */
  readonly end: number;
}

/** The instructions of a code item; null where it is not aligned, for which ART refuses the file, or ends outside the file. */
export function instructionsOf({ units }: DexFile, codeOffset: number): Instructions | null {
  const start = codeOffset / 2 + HEADER_UNITS;
  const size = (units[codeOffset / 2 + SIZE_AT] ?? 0) + (units[codeOffset / 2 + SIZE_AT + 1] ?? 0) * 65_536;
  return codeOffset % 4 !== 0 || start + size > units.length ? null : { start, end: start + size };
}
