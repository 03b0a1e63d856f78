/** The head of the compiled rulebook; `add` makes a line and gives its number. */
export function rulebookLines(
  rulebook: unknown,
  ruleTexts: readonly string[],
  add: (value: unknown) => number,
): unknown;
