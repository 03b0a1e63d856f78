/** What many paths begin with. */

/**
 * The folders that all paths lie in, with the separator at the end: shorter than every path. Empty for none, and for fewer
 * than two paths.
 */
export function commonFolder(paths: readonly string[]): string {
  const [first = '', ...rest] = paths;
  if (rest.length === 0) return '';
  let length = first.length - 1;
  for (const path of rest) {
    let same = 0;
    while (same < length && same < path.length - 1 && path[same] === first[same]) same += 1;
    length = same;
  }
  const start = first.slice(0, length);
  return start.slice(0, Math.max(start.lastIndexOf('/'), start.lastIndexOf('\\')) + 1);
}
