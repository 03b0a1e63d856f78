/** What a program wrote for a terminal, as lines of runs of one look each. */

/** SGR parameters that the report uses. Others are told, so that no look is lost without a word. */
const PLAIN = { fill: null, bold: false, faint: false, italic: false, underline: false };

function applied(look, codes) {
  const [code, ...rest] = codes;
  if (code === undefined) return look;
  if (code === 38 && rest[0] === 2) {
    const fill = `#${rest
      .slice(1, 4)
      .map((part) => part.toString(16).padStart(2, '0'))
      .join('')}`;
    return applied({ ...look, fill }, rest.slice(4));
  }
  const next = {
    0: PLAIN,
    1: { ...look, bold: true },
    2: { ...look, faint: true },
    3: { ...look, italic: true },
    4: { ...look, underline: true },
    22: { ...look, bold: false, faint: false },
    23: { ...look, italic: false },
    24: { ...look, underline: false },
    39: { ...look, fill: null },
  }[code];
  if (next === undefined) throw new Error(`no look is known for SGR ${code}`);
  return applied(next, rest);
}

/**
 * @param {string} output text with SGR sequences (`ESC [ ... m`); any other control sequence is an error
 * @returns {{ text: string, fill: string | null, bold: boolean, faint: boolean, italic: boolean, underline: boolean }[][]}
 *   for each line its runs, in order; `fill` is `#rrggbb`, or null for the terminal's own colour
 */
export function ansiLines(output) {
  let look = PLAIN;
  return output.split('\n').map((line) => {
    const runs = [];
    // eslint-disable-next-line no-control-regex -- control characters are what is looked for
    for (const [, codes, text] of line.matchAll(/\u001b\[([0-9;]*)m|([^\u001b]+|\u001b)/g)) {
      if (text === '\u001b') throw new Error('a control sequence that is no SGR');
      if (text === undefined) look = applied(look, codes === '' ? [0] : codes.split(';').map(Number));
      else runs.push({ ...look, text });
    }
    return runs;
  });
}
