/** The protection level of a permission that an app defines (PermissionInfo). */

/** Flags of a permission's protection level (PermissionInfo); the first four are values of the base. */
export const PROTECTION_LEVELS: readonly (readonly [string, number])[] = [
  ['normal', 0x0],
  ['dangerous', 0x1],
  ['signature', 0x2],
  ['signatureOrSystem', 0x3],
  ['internal', 0x4],
  ['privileged', 0x10],
  ['system', 0x10],
  ['development', 0x20],
  ['appop', 0x40],
  ['pre23', 0x80],
  ['installer', 0x100],
  ['verifier', 0x200],
  ['preinstalled', 0x400],
  ['setup', 0x800],
  ['instant', 0x1000],
  ['runtime', 0x2000],
  ['oem', 0x4000],
  ['vendorPrivileged', 0x8000],
  ['textClassifier', 0x10000],
  ['wellbeing', 0x20000],
  ['documenter', 0x40000],
  ['configurator', 0x80000],
  ['incidentReportApprover', 0x100000],
  ['appPredictor', 0x200000],
  ['module', 0x400000],
  ['companion', 0x800000],
  ['retailDemo', 0x1000000],
  ['recents', 0x2000000],
  ['role', 0x4000000],
  ['knownSigner', 0x8000000],
];

const BASE = 0xf;
/** The base that stands for a signature with a flag, and the name that is not today's. */
const SIGNATURE_OR_SYSTEM = 3;
const OLD_NAMES: ReadonlySet<string> = new Set(['system', 'signatureOrSystem']);
const BASES = 5;

/** A level as the catalogue writes it, e.g. `dangerous`, `signature|privileged`; bits that no flag names are in hexadecimal. */
export function protectionLevelText(level: number): string {
  const base = level & BASE;
  const flags = PROTECTION_LEVELS.slice(BASES).filter(([name, bit]) => !OLD_NAMES.has(name) && (level & bit) !== 0);
  const unnamed = flags.reduce((rest, [, bit]) => rest & ~bit, (level & ~BASE) >>> 0) >>> 0;
  const baseName =
    base === SIGNATURE_OR_SYSTEM
      ? 'signature|privileged'
      : (PROTECTION_LEVELS.slice(0, BASES).find(([, value]) => value === base)?.[0] ?? `0x${base.toString(16)}`);
  const names = flags.map(([name]) => name).filter((name) => !(base === SIGNATURE_OR_SYSTEM && name === 'privileged'));
  return [baseName, ...names, ...(unnamed === 0 ? [] : [`0x${unnamed.toString(16)}`])].join('|');
}
