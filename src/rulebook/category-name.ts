/** One form for category ids and aliases, so that `Buy-Now` and `buy_now` are one. */
export function normalizeCategoryName(name: string): string {
  return name.trim().toLowerCase().replaceAll('-', '_').replaceAll(' ', '_');
}
