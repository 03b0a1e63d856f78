/** Intent actions that code only compares with those it is told: a receiver that asks which broadcast it was. */
import { NO_CALL, firstCallsWith } from '../dex/string-uses.js';
import type { MethodRef } from '../dex/dex-file.js';
import type { ApiPlace } from './caught-calls.js';
import type { ClassCode } from './class-code.js';
import type { WantedApis } from './wanted.js';

/** By class: methods that tell whether two strings are alike. */
const COMPARISONS: Readonly<Record<string, readonly string[]>> = {
  'Ljava/lang/String;': [
    'equals',
    'equalsIgnoreCase',
    'compareTo',
    'contentEquals',
    'contains',
    'startsWith',
    'hashCode',
  ],
  'Ljava/lang/Object;': ['equals'],
  'Ljava/util/Objects;': ['equals'],
  'Landroid/text/TextUtils;': ['equals'],
  'Lkotlin/jvm/internal/Intrinsics;': ['areEqual'],
  'Lkotlin/text/StringsKt;': ['equals', 'contains', 'startsWith'],
};

/**
 * Whether a method does nothing with an action but compare it, wherever it loads it.
 * @throws PermauditError `LIMIT_STRINGS`, `LIMIT_TIME`
 */
export function isOnlyCompared(place: ApiPlace, { strings }: Pick<WantedApis, 'strings'>, code: ClassCode): boolean {
  const { dex, classIndex, caller, target } = place;
  const method = code.methodOf(dex, classIndex, caller);
  if (target.kind !== 'intent' || method === undefined) return false;
  dex.budget.reading.checkTime(dex.path);
  const calls = firstCallsWith(dex, method.codeOffset, (index) => strings.get(index)?.target === target);
  return calls.length > 0 && calls.every((called) => called !== NO_CALL && compares(dex.methodRef(called)));
}

function compares({ classDescriptor, name }: MethodRef): boolean {
  return Object.hasOwn(COMPARISONS, classDescriptor) && (COMPARISONS[classDescriptor]?.includes(name) ?? false);
}
