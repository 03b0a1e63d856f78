/** Texts of the shipped rules that lack one of the languages reports are written in. A user's own rules may be in one. */
import { LineCounter, isMap, isScalar, parseDocument, visit } from 'yaml';

const HAN = /\p{Script=Han}/u;

/** Translations of quotations are in the languages the quotation is not in. */
const ONE_SIDED = new Set(['translation', 'articleTranslation']);

/**
 * @param {string} text of one YAML file
 * @returns {number[]} the lines (from 1) of mappings with `en` and without Chinese under `zh`, in order
 */
export function linesWithoutChinese(text) {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const found = [];
  visit(document, {
    Pair: (_, pair) => (isScalar(pair.key) && ONE_SIDED.has(pair.key.value) ? visit.SKIP : undefined),
    Map: (_, map) => {
      if (!isMap(map) || !map.has('en')) return;
      const zh = map.get('zh');
      if (typeof zh !== 'string' || !HAN.test(zh)) found.push(lines.linePos(map.range[0]).line);
    },
  });
  return found;
}
