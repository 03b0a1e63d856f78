/** Writes compiled data as the readers want it (src/bytes/data-lines.ts). */

/** A JSON text in ASCII, every other letter as its escape. */
export function inAscii(json) {
  return json.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/**
 * A file of lines.
 * @param {(add: (value: unknown) => number) => unknown} headOf gives what the first line holds; `add` makes a line and
 *   gives its number
 */
export function dataLines(headOf) {
  const lines = [];
  const head = headOf((value) => lines.push(inAscii(JSON.stringify(value))) - 1);
  const first = JSON.stringify([lines.map((line) => line.length), head]);
  return [inAscii(first), ...lines].map((line) => `${line}\n`).join('');
}

/**
 * The lines of a list whose items are found by keys (src/bytes/late-parts.ts): one with the keys, then one for each item, in
 * which 0 stands for what its key says as well. Nothing that a key holds is 0.
 * @returns {number} the number of the first
 */
export function listedLines(items, keyOf, add) {
  const keys = items.map(keyOf);
  const line = add(keys);
  items.forEach((item, index) => {
    const said = Object.entries(keys[index]).filter(
      ([field, value]) => value !== undefined && JSON.stringify(value) === JSON.stringify(item[field]),
    );
    add({ ...item, ...Object.fromEntries(said.map(([field]) => [field, 0])) });
  });
  return line;
}
