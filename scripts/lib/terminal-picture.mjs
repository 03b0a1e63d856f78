/** A terminal with what a program wrote into it, as an SVG: every cell at its place, whatever font there is. */
import { ansiLines } from './ansi.mjs';

const CELL = { width: 8.4, height: 18 };
const PAD = { x: 20, top: 44, bottom: 16 };
const GROUND = '#16181d';
const INK = '#e6e4de';
const FAINT = '#a3a096';
const FONT = 'ui-monospace,SFMono-Regular,Menlo,Consolas,DejaVu Sans Mono,Liberation Mono,monospace';

/** Characters that have to meet their neighbours are drawn: share of the cell from the left, the top, in width, in height. */
const DRAWN = new Map([
  ['█', [0, 0, 1, 1]],
  ['▀', [0, 0, 1, 0.5]],
  ['▄', [0, 0.5, 1, 0.5]],
  ['─', [0, 0.47, 1, 0.06]],
]);

const number = (value) => String(Math.round(value * 100) / 100);
const escaped = (text) =>
  text.replace(/[&<>"]/g, (mark) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[mark]);

function colourOf({ fill, faint }) {
  if (fill !== null) return fill;
  return faint ? FAINT : INK;
}

function words(text, column, y, run) {
  const weight = run.bold ? ' font-weight="700"' : '';
  const x = number(PAD.x + column * CELL.width);
  const length = number(text.length * CELL.width);
  return `<text x="${x}" y="${number(y + 13)}" fill="${colourOf(run)}"${weight} textLength="${length}">${escaped(text)}</text>`;
}

function blocks(text, column, y, run) {
  const [left, top, width, height] = DRAWN.get(text[0]);
  const x = PAD.x + (column + left) * CELL.width;
  const size = `width="${number(text.length * width * CELL.width)}" height="${number(height * CELL.height)}"`;
  return `<rect x="${number(x)}" y="${number(y + top * CELL.height)}" ${size} fill="${colourOf(run)}"/>`;
}

/** Pieces of a run, by what draws them: words with single spaces in them, or one drawn character repeated. */
function piecesOf(run, start, y) {
  const pieces = [...run.text.matchAll(/([█▀▄─])\1*|[^\s█▀▄─]+(?: [^\s█▀▄─]+)*/g)];
  return pieces.map(({ 0: text, 1: drawn, index }) =>
    drawn === undefined ? words(text, start + index, y, run) : blocks(text, start + index, y, run),
  );
}

function lineOf(runs, row) {
  const y = PAD.top + row * CELL.height;
  let column = 0;
  return runs.flatMap((run) => {
    const pieces = piecesOf(run, column, y);
    column += run.text.length;
    return pieces;
  });
}

/**
 * @param {string} command what was typed
 * @param {string} output what the program printed, with its colours; at most 80 characters a line are shown well
 * @param {string} label what the picture shows, for those who do not see it
 * @returns {string} the SVG
 */
export function terminalPicture(command, output, label) {
  const lines = ansiLines(`\u001b[2m$\u001b[22m ${command}\n${output.trimEnd()}`);
  const columns = Math.max(...lines.map((runs) => runs.reduce((sum, { text }) => sum + text.length, 0)), 80);
  const width = Math.ceil(2 * PAD.x + columns * CELL.width);
  const height = PAD.top + lines.length * CELL.height + PAD.bottom;
  const buttons = ['#e0655c', '#d9a93f', '#5fae5a'].map(
    (fill, at) => `<circle cx="${22 + at * 20}" cy="20" r="6" fill="${fill}"/>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(label)}">
<rect width="${width}" height="${height}" rx="10" fill="${GROUND}"/>
${buttons.join('\n')}
<g font-family="${FONT}" font-size="14">
${lines.flatMap(lineOf).join('\n')}
</g>
</svg>
`;
}
