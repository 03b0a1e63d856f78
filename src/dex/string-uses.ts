/** What is called with a string constant: the first call that gets the register into which it was loaded. */
import { instructionsOf } from './code-item.js';
import type { DexFile } from './dex-file.js';
import { OPCODE_TABLE, OpcodeUse, payloadUnits } from './opcodes.js';

const CONST_STRING = 0x1a;
const CONST_STRING_JUMBO = 0x1b;
/** invoke-virtual/range and those after it; those before list their registers (format 35c). */
const FIRST_RANGE = 0x74;

/** The string was loaded, and no call that follows in the code gets it. */
export const NO_CALL = -1;

/**
 * Of each place in a method that loads the string: the `method_idx` of the first call after it that gets the register, as
 * the code stands, or {@link NO_CALL}. Jumps are not followed: a constant is loaded where it is used.
 * @param codeOffset of the code item
 * @param isString told of a `string_idx`
 */
export function firstCallsWith(dex: DexFile, codeOffset: number, isString: (index: number) => boolean): number[] {
  const { units } = dex;
  const found: number[] = [];
  const code = instructionsOf(dex, codeOffset);
  if (code === null) return found;
  /** By register: which entry of `found` waits for the call that gets it. */
  const waiting = new Map<number, number>();
  for (let at = code.start; at < code.end;) {
    const unit = units[at] ?? 0;
    const info = OPCODE_TABLE[unit & 0xff] ?? 1;
    const use = info >> 3;
    if (use === OpcodeUse.Invoke) {
      for (const register of waiting.size === 0 ? [] : registersOf(units, at)) {
        const entry = waiting.get(register);
        if (entry === undefined) continue;
        found[entry] = units[at + 1] ?? 0;
        waiting.delete(register);
      }
    } else if ((unit & 0xff) === CONST_STRING || (unit & 0xff) === CONST_STRING_JUMBO) {
      const high = (unit & 0xff) === CONST_STRING ? 0 : (units[at + 2] ?? 0);
      waiting.delete(unit >>> 8);
      if (isString((units[at + 1] ?? 0) + high * 65_536)) waiting.set(unit >>> 8, found.push(NO_CALL) - 1);
    }
    at += use === OpcodeUse.Pseudo && unit > 0xff ? payloadUnits(units, at) : info & 7;
  }
  return found;
}

/** The registers that a call gets (formats 35c and 3rc). */
function registersOf(units: Uint16Array, at: number): number[] {
  const unit = units[at] ?? 0;
  const rest = units[at + 2] ?? 0;
  if ((unit & 0xff) >= FIRST_RANGE) return Array.from({ length: unit >>> 8 }, (_, index) => rest + index);
  const listed = [rest & 0xf, (rest >>> 4) & 0xf, (rest >>> 8) & 0xf, rest >>> 12, (unit >>> 8) & 0xf];
  return listed.slice(0, unit >>> 12);
}
