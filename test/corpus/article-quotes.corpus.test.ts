/** Every quotation of the article against the article itself. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { shippedRulebook } from '../rulebook/shipped.js';
import { hasShared, SHARED } from './shared.js';

const ARTICLE = 'design/article.txt';

describe.skipIf(!hasShared(ARTICLE))('quotations of the article', () => {
  const { categories, policies } = shippedRulebook();
  const clauses = policies.flatMap((policy) => policy.clauses).filter((clause) => clause.source === 'ARTICLE');
  const rules = categories.flatMap((category) => category.rules);
  const quotes = [
    ...clauses.map((clause): [string, string] => [clause.id, clause.quote ?? '']),
    ...rules.flatMap((rule): [string, string][] =>
      rule.articleQuote === undefined ? [] : [[rule.id, rule.articleQuote]],
    ),
  ];

  it('exist', () => {
    expect(quotes.length).toBeGreaterThanOrEqual(13);
  });

  it.each(quotes)('%s quotes it exactly', (_id, quote) => {
    expect(quote).not.toBe('');
    expect(readFileSync(join(SHARED, ARTICLE), 'utf8')).toContain(quote);
  });
});
