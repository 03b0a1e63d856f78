/** A JSON text in ASCII, every other letter as its escape. */
export function inAscii(json: string): string;

/** A file of lines: `headOf` gives what the first line holds; `add` makes a line and gives its number. */
export function dataLines(headOf: (add: (value: unknown) => number) => unknown): string;

/** The lines of a list whose items are found by keys; the number of the first. */
export function listedLines<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => object,
  add: (value: unknown) => number,
): number;
