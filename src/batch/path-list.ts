/** Lists of paths (`--from`). */

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * The paths of a list: separated by NUL when there is one (`find -print0`), else one a line. A list is bytes, since
 * names need not be text.
 */
export function pathsOfList(list: Buffer): Buffer[] {
  const separator = list.includes(0) ? 0 : LINE_FEED;
  const paths: Buffer[] = [];
  for (let from = 0; from < list.length;) {
    const found = list.indexOf(separator, from);
    const to = found < 0 ? list.length : found;
    const endsInReturn = separator === LINE_FEED && to > from && list[to - 1] === CARRIAGE_RETURN;
    const path = list.subarray(from, endsInReturn ? to - 1 : to);
    if (path.length > 0) paths.push(path);
    from = to + 1;
  }
  return paths;
}
