/** Just enough of a PDF reader for what Chromium prints: the text of each page, and how far down it goes. */
import { inflateSync } from 'node:zlib';

export interface PrintedPage {
  /** In the order in which it is painted, without white space: margin boxes first. */
  text: string;
  /** The lowest baseline outside of the bottom margin, as a share of the height of the page from its top. */
  filled: number;
}

type Objects = Map<string, { dictionary: string; stream: () => string }>;

/** Chromium writes its objects in plain, one after the other; only streams are packed. */
function objectsOf(pdf: string): Objects {
  const objects: Objects = new Map();
  for (const match of pdf.matchAll(/(\d+) 0 obj\n/g)) {
    const [head, number = ''] = match;
    const start = match.index + head.length;
    const [dictionary = ''] = pdf.slice(start).split(/ stream\n|endobj/, 1);
    const length = Number(/\/Length (\d+)/.exec(dictionary)?.[1] ?? 0);
    const from = start + dictionary.length + ' stream\n'.length;
    const stream = (): string => inflateSync(Buffer.from(pdf.slice(from, from + length), 'latin1')).toString('latin1');
    objects.set(number, { dictionary, stream });
  }
  return objects;
}

function characters(hex: string): string {
  const units = hex.match(/.{4}/g) ?? [];
  return String.fromCharCode(...units.map((unit) => Number.parseInt(unit, 16)));
}

/** What each glyph of a font says (PDF 32000-1, 9.10.3). */
function toUnicode(map: string): Map<number, string> {
  const glyphs = new Map<number, string>();
  for (const [, block = ''] of map.matchAll(/beginbfchar\n([^]*?)endbfchar/g)) {
    for (const [, from = '', to = ''] of block.matchAll(/<(\w+)> <(\w+)>/g)) {
      glyphs.set(Number.parseInt(from, 16), characters(to));
    }
  }
  for (const [, block = ''] of map.matchAll(/beginbfrange\n([^]*?)endbfrange/g)) {
    for (const [, from = '', to = '', first = ''] of block.matchAll(/<(\w+)> <(\w+)> <(\w+)>/g)) {
      const start = Number.parseInt(from, 16);
      for (let glyph = start; glyph <= Number.parseInt(to, 16); glyph++) {
        glyphs.set(glyph, String.fromCharCode(Number.parseInt(first, 16) + glyph - start));
      }
    }
  }
  return glyphs;
}

type Matrix = readonly [number, number, number, number, number, number];

function times(a: Matrix, b: Matrix): Matrix {
  return [
    a[0] * b[0] + a[1] * b[2],
    a[0] * b[1] + a[1] * b[3],
    a[2] * b[0] + a[3] * b[2],
    a[2] * b[1] + a[3] * b[3],
    a[4] * b[0] + a[5] * b[2] + b[4],
    a[4] * b[1] + a[5] * b[3] + b[5],
  ];
}

function matrixOf(line: string): Matrix {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = line.split(' ').map(Number);
  return [a, b, c, d, e, f];
}

/** The share of a page, from its bottom, that belongs to the bottom margin: 13 of 297 mm. */
const BOTTOM = 13 / 297;

function readPage(content: string, fonts: ReadonlyMap<string, Map<number, string>>, height: number): PrintedPage {
  const saved: Matrix[] = [];
  let matrix: Matrix = [1, 0, 0, 1, 0, 0];
  let glyphs = new Map<number, string>();
  let text = '';
  let lowest = height;
  for (const line of content.split('\n')) {
    if (line === 'q') saved.push(matrix);
    else if (line === 'Q') matrix = saved.pop() ?? matrix;
    else if (line.endsWith(' cm')) matrix = times(matrixOf(line), matrix);
    else if (line.endsWith(' Tf')) glyphs = fonts.get(/^\/(\w+)/.exec(line)?.[1] ?? '') ?? new Map<number, string>();
    else if (line.endsWith(' Tm')) {
      const baseline = times(matrixOf(line), matrix)[5];
      if (baseline > height * BOTTOM) lowest = Math.min(lowest, baseline);
    }
    if (!line.endsWith('> Tj')) continue;
    const codes = /<(\w+)> Tj$/.exec(line)?.[1]?.match(/.{4}/g) ?? [];
    text += codes.map((code) => glyphs.get(Number.parseInt(code, 16)) ?? '').join('');
  }
  // A font may have one glyph for two letters, such as fi.
  return { text: text.normalize('NFKC').replace(/\s/g, ''), filled: 1 - lowest / height };
}

/** The pages of a PDF that Chromium made. */
export function pagesOf(pdf: Buffer): PrintedPage[] {
  const objects = objectsOf(pdf.toString('latin1'));
  const streamOf = (number = ''): string => objects.get(number)?.stream() ?? '';
  const maps = new Map<string, Map<number, string>>();
  const fontOf = (number: string): Map<number, string> => {
    const known = maps.get(number);
    if (known !== undefined) return known;
    const map = /\/ToUnicode (\d+)/.exec(objects.get(number)?.dictionary ?? '')?.[1];
    const glyphs = map === undefined ? new Map<number, string>() : toUnicode(streamOf(map));
    maps.set(number, glyphs);
    return glyphs;
  };
  return [...objects.values()]
    .filter(({ dictionary }) => /\/Type \/Page\b/.test(dictionary))
    .map(({ dictionary }) => {
      const fonts = new Map(
        [...dictionary.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', number = '']) => [name, fontOf(number)]),
      );
      const height = Number(/\/MediaBox \[0 0 [\d.]+ ([\d.]+)\]/.exec(dictionary)?.[1]);
      return readPage(streamOf(/\/Contents (\d+)/.exec(dictionary)?.[1]), fonts, height);
    });
}
