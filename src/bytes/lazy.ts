/** A value made when it is first asked for, and kept: for libraries that most runs never need. */
export function lazily<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}
