import { describe, expect, it } from 'vitest';
import { categoriesNamed, searchCategories } from '../../src/rulebook/find-category.js';
import type { Category, Rulebook } from '../../src/rulebook/types.js';

function category(id: string, more: Partial<Category> = {}): Category {
  const empty = { necessary: [], conditional: [], baseline: [], rules: [], positives: [] };
  return { id, name: { en: id }, aliases: [], playCategories: [], summary: { en: id }, ...empty, ...more };
}

const rulebook: Rulebook = {
  version: '1',
  sha256: '',
  dataTypes: [],
  sources: [],
  features: [],
  policies: [],
  categories: [
    category('general', { aliases: ['anything'] }),
    category('lending', {
      name: { en: 'Online lending', zh: '网络借贷' },
      aliases: ['loan', 'bnpl'],
      playCategories: ['Finance'],
      summary: { en: 'Personal loans and wage access.', zh: '个人贷款' },
    }),
    category('mobile_bank', { playCategories: ['Finance'], aliases: ['bank'] }),
    category('tools_flashlight', { aliases: ['flashlight'], playCategories: ['Tools'] }),
  ],
};
const ids = (found: Category[]): string[] => found.map(({ id }) => id);

describe('categories by name', () => {
  it.each([
    ['lending', ['lending']],
    ['LOAN', ['lending']],
    ['网络借贷', ['lending']],
    ['online lending', ['lending']],
    ['Finance', ['lending', 'mobile_bank']],
    ['Tools', ['tools_flashlight']],
    ['tools:flashlight', ['tools_flashlight']],
    ['anything', []],
    ['nothing', []],
  ])('%s', (typed, found) => {
    expect(ids(categoriesNamed(rulebook, typed))).toEqual(found);
  });
});

describe('categories by words', () => {
  it.each([
    [['bnpl'], ['lending']],
    [['借贷'], ['lending']],
    [['wage', 'access'], ['lending']],
    [['finance'], ['lending', 'mobile_bank']],
    [['flash'], ['tools_flashlight']],
    [['loan', 'bank'], []],
    [['general'], []],
  ])('%j', (words, found) => {
    expect(ids(searchCategories(rulebook, words))).toEqual(found);
  });

  it('does not find a sub-type by the official text of its category', () => {
    const text = { en: 'Calculators, compasses' };
    const official = { source: 'S', number: 1, name: text, basicFunction: text, necessaryInformation: [] };
    const more = {
      ...rulebook,
      categories: [
        category('kit', { official, name: { en: 'Kit' } }),
        category('kit_compass', { official: { ...official, name: { en: 'Kit' } }, parent: 'kit' }),
        category('kit_abacus', { official: { ...official, name: { en: 'Kit' } }, parent: 'kit' }),
      ],
    };
    expect(ids(searchCategories(more, ['compass']))).toEqual(['kit', 'kit_compass']);
  });

  it('puts names above summaries', () => {
    const more = {
      ...rulebook,
      categories: [category('a', { summary: { en: 'no loan here' } }), ...rulebook.categories],
    };
    expect(ids(searchCategories(more, ['loan']))).toEqual(['lending', 'a']);
  });
});
