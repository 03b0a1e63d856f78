/** Lists whose length a file decides. */

/** Adds all of `items` to the end of `list`: a spread argument for each would overflow the stack at some 100,000. */
export function pushAll<T>(list: T[], items: Iterable<T>): void {
  for (const item of items) list.push(item);
}
