/** Classes whose names a shrinker made short. */

/** ProGuard and R8 count `a` to `zzz`; what has a name of its own is longer. */
const LONGEST = 3;

/**
 * Whether a class has such a name. Play services comes with short names of its own (`com.google.android.gms.internal`, and
 * `zza` beside its classes): they say nothing of the app, which may never call them.
 */
export function isRenamed(descriptor: string): boolean {
  if (descriptor.startsWith('Lcom/google/android/gms/internal/')) return false;
  const start = Math.max(descriptor.lastIndexOf('/'), descriptor.lastIndexOf('$'), 0) + 1;
  const simple = descriptor.slice(start, -1);
  return simple.length > 0 && simple.length <= LONGEST && !simple.startsWith('zz');
}
