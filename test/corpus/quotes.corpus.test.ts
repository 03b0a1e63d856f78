/** Every quotation of the policies against the research notes and the article, which hold the texts as they were read. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { shippedRulebook } from '../rulebook/shipped.js';
import { hasShared, SHARED } from './shared.js';

const TEXTS = ['design/rule-sources.md', 'design/article.txt'];

/** Sources with quotations that the notes do not hold, or hold shortened, and where they were read. */
const READ_ELSEWHERE: Readonly<Record<string, string>> = {
  'CN-39': 'article 5, in copies of the text that agree; where there was none to compare, the clause is secondary',
  'CN-164': 'whole sentences of the notice, in copies of it',
  'CN-D2026': 'press reports of the draft that agree: secondary',
  'EU-GDPR': 'article 5(1)(c), in a verbatim copy of the regulation',
  'IN-RBI-DL-2022': 'paragraph 10.1, in a verbatim copy of the guidelines',
  'MX-CONDUSEF': 'the report that carries the quotation: secondary',
  'NG-FCCPC-2023': 'the press of the day, which prints the spokesman: secondary',
  'PK-SECP-15-2022': 'the announcement to the press: secondary',
};

/** The text without white space and the notes' emphasis, which are not part of what was read. */
function bare(text: string): string {
  return text.replace(/\s|\*\*/gu, '');
}

describe('the comparison of quotations', () => {
  it('ignores white space and emphasis, and nothing else', () => {
    expect(bare('may **not** be\n allowed')).toBe(bare('may not be allowed'));
    expect(bare('may not be allowed')).not.toBe(bare('may be allowed'));
  });
});

describe.skipIf(!TEXTS.every(hasShared))('quotations of the policies', () => {
  const quotes = shippedRulebook().policies.flatMap(({ clauses }) =>
    clauses.flatMap(({ id, quote, source }): [string, string, string][] =>
      quote === undefined ? [] : [[id, quote, source]],
    ),
  );
  const google = readFileSync(new URL('../rulebook/read/google-play.md', import.meta.url), 'utf8');
  const read = [...TEXTS.map((path) => readFileSync(join(SHARED, path), 'utf8')), google].map(bare);

  it('exist', () => {
    expect(quotes.length).toBeGreaterThan(60);
  });

  const isInNotes = (quote: string): boolean => read.some((text) => text.includes(bare(quote)));

  it('name only sources that are quoted, and not by the notes alone, as read elsewhere', () => {
    const others = new Set(quotes.filter(([, quote]) => !isInNotes(quote)).map(([, , source]) => source));
    expect(Object.keys(READ_ELSEWHERE).sort()).toEqual([...others].sort());
  });

  it.each(quotes)('%s stands in the texts that were read', (_, quote, source) => {
    expect(bare(quote)).not.toBe('');
    expect(isInNotes(quote) || READ_ELSEWHERE[source] !== undefined).toBe(true);
  });
});
