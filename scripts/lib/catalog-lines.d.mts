/** The head of the compiled catalogue; `add` makes a line and gives its number. */
export function catalogLines(
  catalog: unknown,
  lookAlikes: readonly (readonly [skeleton: string, place: number])[],
  add: (value: unknown) => number,
): unknown;
