import { readFileSync } from 'node:fs';
import { DEFAULT_LIMITS, type Limits } from '../../src/bytes/limits.js';
import { Reading } from '../../src/bytes/reading.js';
import { DexBudget } from '../../src/dex/budget.js';
import type { DexFile } from '../../src/dex/dex-file.js';
import { openDex } from '../../src/dex/open.js';
import { NO_METHOD, scanCode, wantNothing, type ScanResult } from '../../src/dex/scan.js';

export function budget(limits: Partial<Limits> = {}): DexBudget {
  return new DexBudget(new Reading(37, { ...DEFAULT_LIMITS, ...limits }));
}

export function openAll(bytes: Uint8Array, limits: Partial<Limits> = {}): DexFile[] {
  return openDex(bytes, 'classes.dex', budget(limits));
}

/** The only logical file. */
export function open(bytes: Uint8Array, limits: Partial<Limits> = {}): DexFile {
  const files = openAll(bytes, limits);
  if (files.length !== 1 || files[0] === undefined) throw new Error(`${files.length} files`);
  return files[0];
}

export function fixture(name: string): Uint8Array {
  return readFileSync(new URL(`../../fixtures/dex/${name}.dex`, import.meta.url));
}

export function codes(dex: DexFile): string[] {
  return dex.problems.kept.map(({ code }) => code);
}

/** Everything the scan can see, as `<caller> <kind> <target> x<count>`. */
export function scanAll(dex: DexFile): ScanResult & { sites: string[] } {
  const wanted = wantNothing(dex);
  for (const map of [wanted.methods, wanted.fields, wanted.strings]) map.fill(1);
  const sites: string[] = [];
  const from = (caller: number, classIndex: number): string =>
    caller === NO_METHOD ? dex.typeDescriptor(dex.classType(classIndex)) : method(dex, caller);
  const result = scanCode(dex, wanted, {
    call: (target, count, caller, at) => sites.push(`${from(caller, at)} calls ${method(dex, target)} x${count}`),
    fieldGet: (target, count, caller, at) => sites.push(`${from(caller, at)} reads ${field(dex, target)} x${count}`),
    string: (target, count, caller, at) => sites.push(`${from(caller, at)} has ${dex.string(target) ?? '?'} x${count}`),
  });
  return { ...result, sites };
}

export function method(dex: DexFile, index: number): string {
  const { classDescriptor, name } = dex.methodRef(index);
  return `${classDescriptor}->${name}`;
}

function field(dex: DexFile, index: number): string {
  return `${dex.typeDescriptor(dex.fieldClass(index))}->${dex.string(dex.fieldName(index)) ?? ''}`;
}
