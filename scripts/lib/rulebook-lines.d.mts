/** The head of the compiled rulebook; `add` makes a line and gives its number. */
export function rulebookLines(
  rulebook: unknown,
  late: Readonly<Record<'category' | 'dataType' | 'official' | 'rule', readonly string[]>>,
  add: (value: unknown) => number,
): unknown;
