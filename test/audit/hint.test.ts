import { describe, expect, it } from 'vitest';
import { categoryHint } from '../../src/audit/hint.js';
import type { Category } from '../../src/rulebook/types.js';

function category(id: string, aliases: string[], zh?: string): Category {
  return {
    id,
    name: zh === undefined ? { en: id } : { en: id, zh },
    aliases,
    playCategories: [],
    summary: { en: id },
    necessary: [],
    conditional: [],
    baseline: [],
    rules: [],
    positives: [],
  };
}

const CATEGORIES = [
  category('general', ['app']),
  category('lending', ['loan', '借款', 'buy_now_pay_later'], '网络借贷'),
  category('map_nav', ['maps', 'navigation'], '地图导航'),
  category('tools', ['flashlight', 'tool']),
];

const hint = (labels: string[], packageName = 'com.example.x'): string[] | undefined =>
  categoryHint({ labels, packageName }, CATEGORIES)?.categories;

describe('the category hint', () => {
  it('comes from the label in any language', () => {
    expect(hint(['Quick Loan'])).toEqual(['lending']);
    expect(hint(['Quick', '极速借款'])).toEqual(['lending']);
    expect(hint(['BuyNow PayLater'])).toEqual(['lending']);
    expect(hint(['Quick Loans!'])).toEqual(['lending']);
  });

  it('comes from the package name', () => {
    expect(categoryHint({ labels: ['Fast'], packageName: 'com.acme.loan' }, CATEGORIES)).toEqual({
      categories: ['lending'],
      seen: ['loan'],
    });
  });

  it('wants whole words', () => {
    expect(hint(['Balloon', 'Sloane'], 'com.balloan.x')).toBeUndefined();
  });

  it('names all that fit alike, and prefers what fits better', () => {
    expect(hint(['Loan Maps'])).toEqual(['lending', 'map_nav']);
    expect(hint(['Loan Maps'], 'com.acme.loan')).toEqual(['lending']);
  });

  it('says nothing on words that say nothing', () => {
    expect(hint(['My App'], 'com.example.tools')).toBeUndefined();
    expect(hint([], '')).toBeUndefined();
  });

  it('bears any text of any length', () => {
    const long = 'loan '.repeat(200_000);
    expect(hint(Array.from({ length: 1000 }, () => long))).toEqual(['lending']);
    expect(hint(['x'.repeat(500) + ' loan'])).toBeUndefined();
  });

  const ofTexts = (texts: string[], labels = ['Fast']): string[] | undefined =>
    categoryHint({ labels, packageName: 'com.example.x', texts }, CATEGORIES)?.categories;

  it('comes from texts where the names say nothing, if they speak of it again and again', () => {
    const texts = ['Your loan', 'Repay the loan', 'Apply for a loan', 'No loan yet', 'A flashlight'];
    expect(ofTexts(texts)).toEqual(['lending']);
    expect(ofTexts(texts.slice(0, 3))).toBeUndefined();
    expect(ofTexts(texts, ['Maps'])).toEqual(['map_nav']);
    expect(ofTexts(['借款金额', '借款期限', '我的借款', '借款记录'])).toEqual(['lending']);
  });

  it('does not come from texts that speak of two things, or hold a word across their ends', () => {
    const loans = ['Your loan', 'Repay the loan', 'Apply for a loan', 'No loan yet'];
    expect(ofTexts([...loans, 'Maps', 'Open maps', 'More maps'])).toBeUndefined();
    expect(ofTexts(Array.from({ length: 10 }, (_, at) => (at % 2 === 0 ? 'buy now' : 'pay later')))).toBeUndefined();
  });

  it('takes no longer for texts made to be slow', () => {
    const texts = Array.from({ length: 20_000 }, () => 'loan'.repeat(50));
    expect(ofTexts(texts)).toBeUndefined();
  });
});
