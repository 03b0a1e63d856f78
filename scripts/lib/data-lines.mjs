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
