/**
 * Patterns for names: `*` and `?` within a folder, `**` across folders, `[a-z]`, `[!a-z]`, `{a,b}`.
 *
 * Names of files and packages are chosen by others. Regular expressions made from patterns with several stars take time
 * that grows with a power of the name's length; here it is at most the pattern's length times the name's.
 */

type Token =
  | { kind: 'text'; character: string }
  | { kind: 'one' }
  | { kind: 'class'; negated: boolean; ranges: [string, string][] }
  /** Any characters, without a slash unless `folders`. */
  | { kind: 'many'; folders: boolean }
  /** `**` and the slash behind it: nothing, or anything that ends with a slash. */
  | { kind: 'folders' };

const MOST_ALTERNATIVES = 256;

/** Whether a text has any of the signs of a pattern. */
export function isPattern(text: string): boolean {
  return /[*?[\]{}]/.test(text);
}

/** The leading folders of a pattern that have no signs in them, with their last slash; `''` when there are none. */
export function fixedPart(pattern: string): string {
  const sign = pattern.search(/[*?[\]{}]/);
  return pattern.slice(0, pattern.lastIndexOf('/', sign < 0 ? pattern.length : sign) + 1);
}

/** Makes a test for whole names out of a pattern. The time of a test is linear in the name. */
export function compilePattern(pattern: string): (name: string) => boolean {
  const alternatives = expandBraces(pattern).map(tokensOf);
  return (name) => alternatives.some((tokens) => matchesTokens(tokens, Array.from(name)));
}

/** `a{b,c}d` is `abd` and `acd`. More than {@link MOST_ALTERNATIVES} are not expanded: braces then stand for themselves. */
function expandBraces(pattern: string): string[] {
  let open = [pattern];
  for (;;) {
    const expanded = open.flatMap((text) => {
      const group = /\{([^{}]*,[^{}]*)\}/.exec(text);
      if (group === null) return [text];
      const after = text.slice(group.index + group[0].length);
      return (group[1] ?? '').split(',').map((part) => text.slice(0, group.index) + part + after);
    });
    if (expanded.length > MOST_ALTERNATIVES) return [pattern];
    if (expanded.length === open.length && expanded.every((text, index) => text === open[index])) return expanded;
    open = expanded;
  }
}

function tokensOf(pattern: string): Token[] {
  const characters = Array.from(pattern);
  const tokens: Token[] = [];
  for (let at = 0; at < characters.length;) {
    const [token, length] = tokenAt(characters, at);
    tokens.push(token);
    at += length;
  }
  return tokens;
}

function tokenAt(characters: readonly string[], at: number): [Token, number] {
  const character = characters[at] ?? '';
  if (character === '?') return [{ kind: 'one' }, 1];
  if (character === '[') return classAt(characters, at);
  if (character !== '*') return [{ kind: 'text', character }, 1];
  if (characters[at + 1] !== '*') return [{ kind: 'many', folders: false }, 1];
  const startsSegment = at === 0 || characters[at - 1] === '/';
  return startsSegment && characters[at + 2] === '/' ? [{ kind: 'folders' }, 3] : [{ kind: 'many', folders: true }, 2];
}

/** `[abc]`, `[a-z]`, `[!x]`; a bracket that is not closed is a bracket. */
function classAt(characters: readonly string[], at: number): [Token, number] {
  const negated = characters[at + 1] === '!' || characters[at + 1] === '^';
  const first = at + (negated ? 2 : 1);
  // A bracket right at the beginning is one of the characters, as in shells.
  const end = characters.indexOf(']', first + 1);
  if (end < 0) return [{ kind: 'text', character: '[' }, 1];
  const ranges: [string, string][] = [];
  for (let index = first; index < end; index++) {
    const from = characters[index] ?? '';
    const isRange = characters[index + 1] === '-' && index + 2 < end;
    ranges.push([from, isRange ? (characters[index + 2] ?? '') : from]);
    if (isRange) index += 2;
  }
  return [{ kind: 'class', negated, ranges }, end - at + 1];
}

/** All places of the pattern that can be reached are followed side by side, character by character. */
function matchesTokens(tokens: readonly Token[], name: readonly string[]): boolean {
  let places = new Uint8Array(tokens.length + 1);
  places[0] = 1;
  skipEmpty(tokens, places);
  for (const [index, character] of name.entries()) {
    const next = new Uint8Array(tokens.length + 1);
    for (const [place, token] of tokens.entries()) {
      if (places[place] !== 1) continue;
      if (token.kind === 'many' || token.kind === 'folders') {
        if (character !== '/' || token.kind === 'folders' || token.folders) next[place] = 1;
        if (token.kind === 'folders' && character === '/') next[place + 1] = 1;
      } else if (takes(token, character)) next[place + 1] = 1;
    }
    skipEmpty(tokens, next, name[index]);
    places = next;
  }
  return places[tokens.length] === 1;
}

/** What may stand for nothing is passed: `*` always, the folders of `**` only at the beginning of a folder. */
function skipEmpty(tokens: readonly Token[], places: Uint8Array, previous = '/'): void {
  for (const [place, token] of tokens.entries()) {
    if (places[place] !== 1) continue;
    if (token.kind === 'many' || (token.kind === 'folders' && previous === '/')) places[place + 1] = 1;
  }
}

function takes(token: Exclude<Token, { kind: 'many' | 'folders' }>, character: string): boolean {
  if (token.kind === 'text') return token.character === character;
  if (character === '/') return false;
  if (token.kind === 'one') return true;
  return token.ranges.some(([from, to]) => character >= from && character <= to) !== token.negated;
}
