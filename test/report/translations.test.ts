/** A quotation that is not in the report's language has our translation beside it, told as ours, in every format that quotes. */
import { describe, expect, it } from 'vitest';
import { renderReport, type FormatId } from '../../src/report/formats.js';
import { explainClause } from '../../src/report/explain/policy.js';
import { explainRule } from '../../src/report/explain/rule.js';
import { createPage } from '../../src/report/text/page-of.js';
import { EN } from '../../src/words/en/report.js';
import { ZH } from '../../src/words/zh/report.js';
import { builtinRulebook } from '../../src/rulebook/load.js';
import type { Lang } from '../../src/rulebook/types.js';
import { audit } from '../audit/facts.js';
import { DETAILS } from './details.js';

const rulebook = builtinRulebook();
const WORDS = { en: EN, zh: ZH };
const OURS: Record<Lang, string> = { en: 'Our translation: ', zh: '译文（本工具所译）：' };

/** Without white space, tags and the escapes of Markdown, so that only the words count. */
const bare = (text: string): string => text.replace(/<[^>]*>|[\s\\]/g, '');
const entities = (text: string): string =>
  text
    .replace(/&#39;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&');

function loanApp(lang: Lang): ReturnType<typeof audit> {
  return audit({ permissions: ['READ_CONTACTS', 'RECORD_AUDIO'], targetSdk: 36 }, { lang });
}

function policyClause(id: string) {
  for (const policy of rulebook.policies) {
    const clause = policy.clauses.find((one) => one.id === id);
    if (clause !== undefined) return { policy, clause };
  }
  throw new Error(`no clause ${id}`);
}

const QUOTING: FormatId[] = ['text', 'html', 'markdown', 'sarif'];
/** By language of the report, a clause whose quotation is in the other. */
const FOREIGN: [Lang, string][] = [
  ['en', 'CN39-LENDING-NECESSARY'],
  ['zh', 'ARTICLE-CONTACTS'],
  ['zh', 'ARTICLE-MICROPHONE'],
];
const NATIVE: [Lang, string][] = [
  ['zh', 'CN39-LENDING-NECESSARY'],
  ['en', 'ARTICLE-CONTACTS'],
];

describe('translations of quotations', () => {
  it.each(FOREIGN.flatMap(([lang, id]) => QUOTING.map((format): [FormatId, Lang, string] => [format, lang, id])))(
    'stand in %s, in %s, beside the quotation of %s',
    async (format, lang, id) => {
      const { clause } = policyClause(id);
      const told = bare(entities(await renderReport(loanApp(lang), format, DETAILS)));
      expect(told).toContain(bare(clause.quote ?? ''));
      const ours = clause.translation?.[lang] ?? '';
      expect(ours).not.toBe('');
      const [before = '', after = ''] = told.split(bare(ours), 2);
      expect(before.slice(-bare(OURS[lang]).length - 1, -1)).toBe(bare(OURS[lang]));
      expect(after).not.toBe('');
    },
  );

  it.each(FOREIGN)('are data in JSON: %s %s', (lang, id) => {
    const { clause } = policyClause(id);
    const cited = loanApp(lang)
      .findings.flatMap(({ clauses }) => clauses)
      .find(({ clauseId }) => clauseId === id);
    expect(cited).toMatchObject({ quote: clause.quote, quoteTranslation: clause.translation?.[lang] });
  });

  it.each(NATIVE)('are left out where the reader needs none: %s %s', (lang, id) => {
    const cited = loanApp(lang)
      .findings.flatMap(({ clauses }) => clauses)
      .find(({ clauseId }) => clauseId === id);
    expect(cited?.quote).toBeTypeOf('string');
    expect(cited).not.toHaveProperty('quoteTranslation');
  });

  it.each([...FOREIGN, ...NATIVE])('are explained, in %s, with clause %s where they are needed', (lang, id) => {
    const { policy, clause } = policyClause(id);
    const page = createPage({ columns: 100, colorLevel: 0, unicode: true, strings: WORDS[lang] });
    const told = bare(explainClause(page, rulebook, policy, clause).join('\n'));
    const ours = clause.translation?.[lang];
    expect(told.includes(bare(OURS[lang]))).toBe(ours !== undefined);
    expect(told).toContain(bare(ours ?? clause.quote ?? ''));
  });

  it('stand under the words of the article that a rule quotes, in Chinese', async () => {
    const category = rulebook.categories.find(({ id }) => id === 'lending');
    const rule = category?.rules.find(({ id }) => id === 'LEND-HARASSMENT-KIT');
    if (category === undefined || rule === undefined) throw new Error('no such rule');
    const page = createPage({ columns: 100, colorLevel: 0, unicode: true, strings: ZH });
    const ours = bare(`${OURS.zh}“${rule.articleTranslation?.zh ?? ''}”`);
    expect(bare(explainRule(page, rulebook, category, rule).join('\n'))).toContain(ours);
    for (const format of ['text', 'html'] as const) {
      expect(bare(await renderReport(loanApp('zh'), format, DETAILS)), format).toContain(ours);
      expect(bare(await renderReport(loanApp('en'), format, DETAILS)), format).not.toContain('译文');
    }
  });
});
