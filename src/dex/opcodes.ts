/**
 * Dalvik opcodes: how wide each instruction is and which index it carries.
 *
 * Source: the Dalvik bytecode and instruction format pages of the Android documentation. ART steps through a method the
 * same way before it verifies it (art/runtime/verifier/method_verifier.cc, ComputeWidthsAndCountOps).
 */

/** What the scan looks at in an instruction. `Pseudo` is nop, whose high byte may announce a payload. */
export const OpcodeUse = {
  None: 0,
  Pseudo: 1,
  Invoke: 2,
  FieldGet: 3,
  String16: 4,
  String32: 5,
  InvokeCustom: 6,
  MethodHandle: 7,
  FieldPut: 8,
  Type: 9,
} as const;

const PACKED_SWITCH_PAYLOAD = 1;
const SPARSE_SWITCH_PAYLOAD = 2;
const FILL_ARRAY_DATA_PAYLOAD = 3;

/** Opcodes of each width, as inclusive ranges. All others, the unused ones among them, are one unit wide. */
const WIDTHS: readonly (readonly [width: number, ranges: readonly (readonly [number, number])[]])[] = [
  [
    2,
    [
      [0x02, 0x02],
      [0x05, 0x05],
      [0x08, 0x08],
      [0x13, 0x13],
      [0x15, 0x16],
      [0x19, 0x1a],
      [0x1c, 0x1c],
      [0x1f, 0x20],
      [0x22, 0x23],
      [0x29, 0x29],
      [0x2d, 0x3d],
      [0x44, 0x6d],
      [0x90, 0xaf],
      [0xd0, 0xe2],
      [0xfe, 0xff],
    ],
  ],
  [
    3,
    [
      [0x03, 0x03],
      [0x06, 0x06],
      [0x09, 0x09],
      [0x14, 0x14],
      [0x17, 0x17],
      [0x1b, 0x1b],
      [0x24, 0x26],
      [0x2a, 0x2c],
      [0x6e, 0x72],
      [0x74, 0x78],
      [0xfc, 0xfd],
    ],
  ],
  [4, [[0xfa, 0xfb]]],
  [5, [[0x18, 0x18]]],
];

const USES: readonly (readonly [use: number, from: number, to: number])[] = [
  [OpcodeUse.Pseudo, 0x00, 0x00],
  [OpcodeUse.String16, 0x1a, 0x1a],
  [OpcodeUse.String32, 0x1b, 0x1b],
  [OpcodeUse.Type, 0x1c, 0x1c],
  [OpcodeUse.Type, 0x1f, 0x20],
  [OpcodeUse.Type, 0x22, 0x25],
  [OpcodeUse.FieldGet, 0x52, 0x58],
  [OpcodeUse.FieldPut, 0x59, 0x5f],
  [OpcodeUse.FieldGet, 0x60, 0x66],
  [OpcodeUse.FieldPut, 0x67, 0x6d],
  [OpcodeUse.Invoke, 0x6e, 0x72],
  [OpcodeUse.Invoke, 0x74, 0x78],
  [OpcodeUse.Invoke, 0xfa, 0xfb],
  [OpcodeUse.InvokeCustom, 0xfc, 0xfd],
  [OpcodeUse.MethodHandle, 0xfe, 0xfe],
];

/**
 * One byte per opcode, so that the scan needs one lookup: the width in 16-bit code units in the low three bits, the
 * {@link OpcodeUse} above them.
 */
export const OPCODE_TABLE: Uint8Array = buildTable();

/** The width of an instruction, in 16-bit code units; a payload's own width is another matter. */
export function opcodeWidth(opcode: number): number {
  return (OPCODE_TABLE[opcode & 0xff] ?? 1) & 7;
}

/**
 * The width of what begins with the nop at `at`: of the table of a switch or array that its high byte announces, else of
 * the nop.
 */
export function payloadUnits(units: Uint16Array, at: number): number {
  const short = units[at + 1] ?? 0;
  switch ((units[at] ?? 0) >> 8) {
    case PACKED_SWITCH_PAYLOAD:
      return 4 + 2 * short;
    case SPARSE_SWITCH_PAYLOAD:
      return 2 + 4 * short;
    case FILL_ARRAY_DATA_PAYLOAD:
      // Up to 2^48 bytes: exact as a number, and far over any end.
      return 4 + Math.ceil((short * ((units[at + 2] ?? 0) + (units[at + 3] ?? 0) * 65_536)) / 2);
    default:
      return 1;
  }
}

function buildTable(): Uint8Array {
  const table = new Uint8Array(256).fill(1);
  for (const [width, ranges] of WIDTHS) {
    for (const [from, to] of ranges) table.fill(width, from, to + 1);
  }
  for (const [use, from, to] of USES) {
    for (let opcode = from; opcode <= to; opcode++) table[opcode] = ((table[opcode] ?? 1) & 7) | (use << 3);
  }
  return table;
}
