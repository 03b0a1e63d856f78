/** A reader of either language can check every quotation: it is in that language, or our translation stands beside it. */
import { describe, expect, it } from 'vitest';
import type { Lang, Translation } from '../../src/rulebook/types.js';
import { shippedRulebook } from './shipped.js';

const HAN = /\p{Script=Han}/u;
const { categories, policies, sources } = shippedRulebook();
const languageOf = new Map(sources.map(({ id, language }) => [id, language ?? 'en']));

interface Quoted {
  id: string;
  quote: string;
  language: string;
  translation: Translation;
}

const quoted: Quoted[] = [
  ...policies.flatMap((policy) =>
    policy.clauses.flatMap(({ id, source, quote, translation }) =>
      quote === undefined
        ? []
        : [{ id, quote, language: languageOf.get(source) ?? '', translation: translation ?? {} }],
    ),
  ),
  ...categories.flatMap((category) =>
    category.rules.flatMap(({ id, articleQuote, articleTranslation }) =>
      articleQuote === undefined
        ? []
        : [
            {
              id,
              quote: articleQuote,
              language: languageOf.get('ARTICLE') ?? '',
              translation: articleTranslation ?? {},
            },
          ],
    ),
  ),
];

describe('every quotation', () => {
  it('is one of many', () => {
    expect(quoted.length).toBeGreaterThan(80);
    expect(new Set(quoted.map(({ language }) => language))).toEqual(new Set(['en', 'zh', 'es', 'pt']));
  });

  it('is in the language its source states', () => {
    expect(quoted.filter(({ quote, language }) => HAN.test(quote) !== (language === 'zh')).map(({ id }) => id)).toEqual(
      [],
    );
  });

  it.each(['en', 'zh'] as const)('can be read in %s', (lang: Lang) => {
    const needing = quoted.filter(({ language }) => language !== lang);
    expect(needing.length).toBeGreaterThan(20);
    expect(needing.filter(({ translation }) => translation[lang] === undefined).map(({ id }) => id)).toEqual([]);
    const wrong = needing.filter(({ translation }) => HAN.test(translation[lang] ?? '') !== (lang === 'zh'));
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  it('is translated alike wherever it stands', () => {
    const told = new Map<string, string>();
    const unlike = quoted.filter(({ quote, translation }) => {
      const ours = JSON.stringify(translation);
      const before = told.get(quote) ?? ours;
      told.set(quote, ours);
      return before !== ours;
    });
    expect(unlike.map(({ id }) => id)).toEqual([]);
  });
});
