/** Every quotation of the policies against the research notes and the article, which hold the texts as they were read. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { shippedRulebook } from '../rulebook/shipped.js';
import { hasShared, SHARED } from './shared.js';

const TEXTS = ['design/rule-sources.md', 'design/article.txt'];

/**
 * Quotations that the notes do not hold, and where they were read. Those on notice 164 stand in docs/detection_scene.md of
 * zhengjim/camille (commit 82c25af4a22438ffae53284b9a90368bcd382faa), the catalogue of scenes for it.
 */
const READ_ELSEWHERE: Readonly<Record<string, string>> = {
  'CN39-RIDE-HAILING-LOCATION': 'article 5(2), in copies of the text that agree; the notes shorten it',
  'CN164-LENDING': 'heading 2.1',
  'CN164-SCENE-OVERCOLLECT': 'section 1.2, scene 1',
  'CN164-SCENE-OVERCOLLECT-DEVICE': 'section 1.2, scene 1',
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
    clauses.flatMap(({ id, quote }): [string, string][] => (quote === undefined ? [] : [[id, quote]])),
  );
  const google = readFileSync(new URL('../rulebook/read/google-play.md', import.meta.url), 'utf8');
  const read = [...TEXTS.map((path) => readFileSync(join(SHARED, path), 'utf8')), google].map(bare);

  it('exist', () => {
    expect(quotes.length).toBeGreaterThan(60);
  });

  it('name only clauses that quote as read elsewhere', () => {
    const ids = quotes.map(([id]) => id);
    expect(Object.keys(READ_ELSEWHERE).filter((id) => !ids.includes(id))).toEqual([]);
  });

  it.each(quotes)('%s stands in the texts that were read', (id, quote) => {
    expect(bare(quote)).not.toBe('');
    // An exception that the notes do hold is none, so it fails too.
    expect(read.some((text) => text.includes(bare(quote)))).toBe(READ_ELSEWHERE[id] === undefined);
  });
});
