/** What the formats of executables say: ELF (gabi), Mach-O (loader.h) and PE (Microsoft's "PE Format"). */

/** Whether a binary of Node.js knows that there is a program in it: the last sign of its fuse. */
const FUSE = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2:';

export interface Executable {
  format: 'elf' | 'mach-o' | 'pe';
  processor: 'x64' | 'arm64';
  /** The name under which the program is in it: of a note, a segment, or a resource. */
  hasProgram: boolean;
  isSigned: boolean;
  isLit: boolean;
}

type Found = Omit<Executable, 'isLit'>;

const processorOf = (machine: number, numbers: { x64: number; arm64: number }): 'x64' | 'arm64' => {
  if (machine === numbers.x64) return 'x64';
  if (machine === numbers.arm64) return 'arm64';
  throw new Error(`an unknown processor: ${machine}`);
};

/** The sections of an ELF64 file by name. */
function elfSections(bytes: Buffer): string[] {
  const table = Number(bytes.readBigUInt64LE(0x28));
  const [size, count, names] = [0x3a, 0x3c, 0x3e].map((at) => bytes.readUInt16LE(at)) as [number, number, number];
  const texts = Number(bytes.readBigUInt64LE(table + names * size + 0x18));
  return Array.from({ length: count }, (_, index) => {
    const start = texts + bytes.readUInt32LE(table + index * size);
    return bytes.toString('latin1', start, bytes.indexOf(0, start));
  });
}

function elf(bytes: Buffer): Found {
  const processor = processorOf(bytes.readUInt16LE(0x12), { x64: 62, arm64: 183 });
  return { format: 'elf', processor, hasProgram: elfSections(bytes).includes('.note.node.sea'), isSigned: false };
}

const LC_SEGMENT_64 = 0x19;
const LC_CODE_SIGNATURE = 0x1d;

function machO(bytes: Buffer): Found {
  const processor = processorOf(bytes.readUInt32LE(4), { x64: 0x0100_0007, arm64: 0x0100_000c });
  const commands: { command: number; name: string }[] = [];
  for (let at = 32, left = bytes.readUInt32LE(16); left > 0; left -= 1, at += bytes.readUInt32LE(at + 4)) {
    commands.push({
      command: bytes.readUInt32LE(at),
      name: bytes.toString('latin1', at + 8, at + 24).replace(/\0+$/, ''),
    });
  }
  return {
    format: 'mach-o',
    processor,
    hasProgram: commands.some(({ command, name }) => command === LC_SEGMENT_64 && name === 'NODE_SEA'),
    isSigned: commands.some(({ command }) => command === LC_CODE_SIGNATURE),
  };
}

function pe(bytes: Buffer): Found {
  const header = bytes.readUInt32LE(0x3c);
  const processor = processorOf(bytes.readUInt16LE(header + 4), { x64: 0x8664, arm64: 0xaa64 });
  const certificates = bytes.readUInt32LE(header + 24 + 112 + 4 * 8 + 4);
  return {
    format: 'pe',
    processor,
    hasProgram: bytes.includes(Buffer.from('NODE_SEA_BLOB', 'utf16le')),
    isSigned: certificates > 0,
  };
}

/** What an executable is. Throws where it is none of the three. */
export function executableIn(bytes: Buffer): Executable {
  const readers: [string, (bytes: Buffer) => Found][] = [
    ['\x7fELF', elf],
    ['\xcf\xfa\xed\xfe', machO],
    ['MZ', pe],
  ];
  const reader = readers.find(([magic]) => bytes.toString('latin1', 0, magic.length) === magic)?.[1];
  if (reader === undefined) throw new Error('neither ELF, nor Mach-O, nor PE');
  return { ...reader(bytes), isLit: bytes.includes(`${FUSE}1`) && !bytes.includes(`${FUSE}0`) };
}
