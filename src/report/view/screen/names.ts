/** Lists of names that have to be short. */

const MOST_NAMES = 3;

/**
 * The first names and how many more there are.
 * @param names safe to show
 * @param andMore words for a count that is left out
 */
export function listed(
  names: readonly string[],
  comma: string,
  andMore: (count: number) => string,
  most = MOST_NAMES,
): string {
  const more = names.length - most;
  return names.slice(0, most).join(comma) + (more > 0 ? ` ${andMore(more)}` : '');
}

/** The first name and how many more there are; empty for none. */
export function firstOf([first = '', ...rest]: readonly string[], andMore: (count: number) => string): string {
  return rest.length === 0 ? first : `${first} ${andMore(rest.length)}`;
}
