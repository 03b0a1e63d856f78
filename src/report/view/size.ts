import { EN, type Strings } from '../../words/en/report.js';

/** e.g. `12.3 kB`, decimal units. */
export function describeSize(bytes: number, words: Strings = EN): string {
  if (bytes < 1000) return words.identity.bytes(bytes);
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
