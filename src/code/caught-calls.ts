/** Calls that code is ready to be refused: what Android throws at an app without the permission is caught around them. */
import type { DexFile } from '../dex/dex-file.js';
import { caughtTypes } from '../dex/try-blocks.js';
import type { ApiTarget } from './api-target.js';
import type { ClassCode } from './class-code.js';
import type { WantedApis } from './wanted.js';

/**
 * What guarded methods throw (ref:android/content/Context#enforcePermission). Code that catches everything need not have
 * thought of it.
 */
const REFUSAL = 'Ljava/lang/SecurityException;';

/** A method in which an API stands. */
export interface ApiPlace {
  readonly dex: DexFile;
  readonly classIndex: number;
  /** Its `method_idx`. */
  readonly caller: number;
  readonly target: ApiTarget;
}

/** Whether a method calls an API and catches the refusal of each of its calls. @throws PermauditError `LIMIT_STRINGS` */
export function isCaught(place: ApiPlace, { methods }: Pick<WantedApis, 'methods'>, code: ClassCode): boolean {
  const { dex, classIndex, caller, target } = place;
  if (target.kind !== 'method') return false;
  const method = code.methodOf(dex, classIndex, caller);
  if (method === undefined) return false;
  const places = method.at.filter((_, index) => methods.get(method.calls[index] ?? -1)?.api === target);
  return places.length > 0 && places.every((at) => catches(dex, method.codeOffset, at));
}

function catches(dex: DexFile, codeOffset: number, at: number): boolean {
  return caughtTypes(dex, codeOffset, at).some((type) => dex.typeDescriptor(type) === REFUSAL);
}
