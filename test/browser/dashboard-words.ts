/** English in a Chinese dashboard: Latin words that are no name, id, code or file. */

/** Names, marks, and the ids that stand for themselves in every language. */
const SAME: ReadonlySet<string> = new Set([
  'permaudit',
  'SDK',
  'APK',
  'ZIP',
  'Android',
  'CSV',
  'JSON',
  'article',
  'test',
]);

/** Every Latin word of two letters or more that is left when names, paths, ids and codes are taken away. */
export function englishIn(texts: readonly string[]): string[] {
  const words = texts.flatMap((text) =>
    text
      .replace(/[\w$]+(?:[./-][\w$]+)+|[\w$]+\//g, ' ')
      .replace(/\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g, ' ')
      .replace(/\b[0-9a-f]{32,}\b/g, ' ')
      .match(/[A-Za-z]{2,}/g),
  );
  return words.filter((word): word is string => word !== null && !SAME.has(word));
}
