import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { codeSpan, markdownText } from '../../src/report/view/markdown-escape.js';
import { renderMarkdown } from '../../src/report/markdown/report.js';
import fc from 'fast-check';
import { harmlessAudit, holdsForAnyText, hostileText } from './hostile-text.js';
import { codeAudit, overCollectingAudit, refusedAudit } from './samples.js';

/** Tables, autolinks and HTML on, as GitHub has them: what must not come of data must be possible here. */
const parser = new MarkdownIt({ html: true, linkify: true });

interface Seen {
  html: string[];
  links: number;
  images: number;
  blocks: string[];
  cells: number;
}

function readMarkdown(markdown: string): Seen {
  const seen: Seen = { html: [], links: 0, images: 0, blocks: [], cells: 0 };
  for (const token of parser.parse(markdown, {})) {
    seen.blocks.push(token.type);
    if (token.type === 'html_block') seen.html.push(token.content.trim());
    if (token.type === 'td_open') seen.cells++;
    for (const child of token.children ?? []) {
      if (child.type === 'html_inline') seen.html.push(child.content);
      if (child.type === 'link_open') seen.links++;
      if (child.type === 'image') seen.images++;
    }
  }
  return seen;
}

describe('Markdown', () => {
  it('tells the verdict, the score and every finding', () => {
    const text = renderMarkdown(overCollectingAudit());
    expect(text).toContain('❌ **FAIL, score 32 of 100, grade F**');
    for (const id of ['LEND-001', 'LEND-002', 'LEND-003', 'LEND-009']) expect(text).toContain(id);
    expect(text).toContain('**unverified** (from memory, likely)');
  });

  it('tells why there is no score', () => {
    const text = renderMarkdown(refusedAudit());
    expect(text).toContain('**No score: Android would refuse this file.**');
    expect(text).toContain('`ZIP_DUPLICATE_NAME`');
  });

  it('shows accepted findings with their reason and both scores', () => {
    const audit = overCollectingAudit();
    const text = renderMarkdown({
      ...audit,
      findings: audit.findings.map((one) => ({ ...one, suppressedBy: 'agreed' })),
      accepted: { score: 100, grade: 'A', verdict: 'pass', points: 0 },
    });
    expect(text).toContain('accepted: `agreed`');
    expect(text).toContain('Without the accepted findings: score 100, grade A, pass.');
  });

  it('has the same blocks, links and HTML, whatever the text', async () => {
    const expected = readMarkdown(renderMarkdown(harmlessAudit()));
    // The addresses of cited texts are links, and nothing else is.
    const cited = harmlessAudit().findings.flatMap(({ clauses }) => clauses.filter(({ url }) => url !== null));
    expect(expected.links).toBe(cited.length);
    await holdsForAnyText((audit) => {
      const seen = readMarkdown(renderMarkdown(audit));
      expect(seen.images).toBe(0);
      expect(seen.links).toBe(audit.score === null ? 0 : cited.length);
      if (audit.score !== null) expect(seen).toEqual(expected);
    });
  });

  it('makes rulebook prose plain text, whatever it says', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const seen = readMarkdown(`- ${markdownText(text.replace(/\S*@\S*/g, ''))}`);
        expect([seen.html, seen.links, seen.images]).toEqual([[], 0, 0]);
      }),
    );
  });

  it('says what the code does with a permission', () => {
    const markdown = renderMarkdown(codeAudit());
    expect(markdown).toContain('used by `com.example.ads` (Example Ads) in 3 places; only a library uses it');
    expect(markdown).toContain('tools:node="remove"');
    expect(markdown).toContain('not scanned');
    expect(readMarkdown(markdown).html.filter((part) => part.includes('uses-permission'))).toEqual([]);
  });

  it('lists the known SDKs, and the permissions their code uses', () => {
    const markdown = renderMarkdown(codeAudit());
    expect(markdown).toContain('Known SDKs in the code (1)');
    expect(markdown).toMatch(/\| Example Ads \| advertising \| Example \| `android\.permission\.READ_CONTACTS` \|/);
    expect(renderMarkdown(overCollectingAudit())).not.toContain('Known SDKs');
  });

  it('keeps a code span one code span, whatever is in it', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const [, inline] = parser.parse(codeSpan(text), {});
        expect(inline?.children?.map((child) => child.type)).toEqual(['code_inline']);
      }),
    );
  });
});
