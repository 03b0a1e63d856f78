/** What JSONB can hold of a line of JSON. */

/** Escapes that JSONB refuses: NUL, and halves of surrogate pairs (PostgreSQL, "JSON Types", 8.14). */
const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|[^u])/g;
const REPLACEMENT = '\\ufffd';

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

/**
 * A line of JSON whose strings JSONB takes, and whether anything had to be replaced for it (by U+FFFD).
 * @param line JSON as `lineOf` writes it: what is not ASCII may stand in it as it is, lone surrogates only escaped
 */
export function forJsonb(line: string): { json: string; isAltered: boolean } {
  let isAltered = false;
  const replaced: { from: number; to: number }[] = [];
  let high: { from: number; to: number } | null = null;
  for (const match of line.matchAll(ESCAPE)) {
    const [whole, digits] = match;
    const span = { from: match.index, to: match.index + whole.length };
    const unit = digits === undefined ? -1 : Number.parseInt(digits, 16);
    if (high !== null) {
      const isPair = high.to === span.from && isLow(unit);
      if (!isPair) replaced.push(high);
      high = null;
      if (isPair) continue;
    }
    if (isHigh(unit)) high = span;
    else if (unit === 0 || isLow(unit)) replaced.push(span);
  }
  if (high !== null) replaced.push(high);
  let json = '';
  let at = 0;
  for (const { from, to } of replaced) {
    json += line.slice(at, from) + REPLACEMENT;
    at = to;
    isAltered = true;
  }
  return { json: json + line.slice(at), isAltered };
}
