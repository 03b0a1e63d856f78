/** A verdict in words. */
import type { Audit } from '../audit/types.js';
import { EN, type Strings } from './en/report.js';

/** The verdict of a scored audit as a word and a sentence; empty for one without a score. */
export function describeVerdict(
  { verdict, options }: Audit,
  { score }: Strings = EN,
): { word: string; sentence: string } {
  if (verdict === null) return { word: '', sentence: '' };
  const sentence = score.verdictSentence[verdict](options.category !== null, options.necessity === 'judged');
  return { word: score.verdictWord[verdict], sentence };
}
