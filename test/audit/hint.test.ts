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

describe('the bounds of the hint', () => {
  const of = (app: { labels?: string[]; packageName?: string; texts?: string[] }, among: Category[]): unknown =>
    categoryHint({ labels: [], packageName: '', ...app }, among);

  it.each(['general', 'other'])('is never %s', (id) => {
    const among = [category(id, ['loan'])];
    expect(of({ labels: ['Loan'] }, among)).toBeNull();
    expect(of({ texts: ['loan loan loan loan'] }, among)).toBeNull();
  });

  const EMPTY = ['android', 'app', 'apps', 'com', 'org', 'net', 'google', 'mobile', 'media', 'other', 'tool', 'tools'];
  const MORE = ['utility', 'utilities', 'service', 'services', 'online', 'my', 'the', 'main', 'common', 'example'];
  it.each([...EMPTY, ...MORE, 'test', 'local'])('is not made of %s', (word) => {
    expect(of({ labels: [word] }, [category('x1y', [word])])).toBeNull();
    expect(of({ labels: [`${word}x`] }, [category('x1y', [`${word}x`])])).not.toBeNull();
  });

  it('wants three letters, of Chinese two', () => {
    expect(of({ labels: ['ab'] }, [category('x1y', ['ab'])])).toBeNull();
    expect(of({ labels: ['abc'] }, [category('x1y', ['abc'])])).not.toBeNull();
    expect(of({ labels: ['贷'] }, [category('x1y', ['贷'])])).toBeNull();
    expect(of({ labels: ['贷款'] }, [category('x1y', ['贷款'])])).not.toBeNull();
  });

  it('goes by the official name too, without its last word for a kind', () => {
    const text = { basicFunction: { en: '' }, necessaryInformation: [] };
    const official = { source: 's', number: 1, name: { en: 'Lending money', zh: '网络借贷类' }, ...text };
    const among = [{ ...category('x1y', []), official }];
    expect(of({ labels: ['Lending money now'] }, among)).toEqual({ categories: ['x1y'], seen: ['lending money'] });
    expect(of({ labels: ['网络借贷'] }, among)).toEqual({ categories: ['x1y'], seen: ['网络借贷'] });
    const english = [{ ...category('x1y', []), official: { ...official, name: { en: 'Lending money' } } }];
    expect(of({ labels: ['网络借贷'] }, english)).toBeNull();
    const kinds = { categories: ['x1y'], seen: ['类别管理'] };
    expect(of({ labels: ['类别管理'] }, [category('x1y', ['类别管理'])])).toEqual(kinds);
  });

  it('looks at 200 labels, 120 letters of each, and 256 of a package name', () => {
    const among = [category('x1y', ['loan'])];
    const labels = (before: number): string[] => [...Array.from({ length: before }, () => 'q'), 'loan'];
    expect([of({ labels: labels(199) }, among) === null, of({ labels: labels(200) }, among) === null]).toEqual([
      false,
      true,
    ]);
    const padded = (before: number): string => `${'q'.repeat(before - 1)} loan`;
    expect(of({ labels: [padded(116)] }, among)).not.toBeNull();
    expect(of({ labels: [padded(117)] }, among)).toBeNull();
    expect(of({ packageName: padded(252) }, among)).not.toBeNull();
    expect(of({ packageName: padded(253) }, among)).toBeNull();
  });

  it('looks at 200,000 letters of texts', () => {
    const among = [category('x1y', ['loan'])];
    const loans = 'loan loan loan loan';
    // A text is set apart by a bar and two spaces.
    const after = (letters: number): unknown => of({ texts: ['q'.repeat(letters - 3), loans] }, among);
    expect(after(200_000 - loans.length)).not.toBeNull();
    expect(after(200_001 - loans.length)).toBeNull();
  });

  it('reads words over any signs between them', () => {
    expect(of({ labels: ['Buy -- (now!)'] }, [category('x1y', ['buy_now'])])).not.toBeNull();
    expect(of({ labels: ['Buy it now'] }, [category('x1y', ['buy_now'])])).toBeNull();
  });

  it('names three categories at most', () => {
    const among = ['aa1', 'bb1', 'cc1', 'dd1'].map((id) => category(id, ['loan']));
    expect(of({ labels: ['loan'] }, among)).toEqual({ categories: ['aa1', 'bb1', 'cc1'], seen: ['loan'] });
  });

  it('of texts wants four times, twice as often as anything else, and no sub-type', () => {
    const among = [category('aa1', ['loan']), category('bb1', ['maps'])];
    const times = (loans: number, maps: number): unknown =>
      of(
        { texts: [...Array.from({ length: loans }, () => 'loan'), ...Array.from({ length: maps }, () => 'maps')] },
        among,
      );
    expect([times(3, 0), times(4, 3), times(5, 3)]).toEqual([null, null, null]);
    expect(times(4, 0)).toEqual({ categories: ['aa1'], seen: ['loan'] });
    expect(times(4, 2)).toEqual({ categories: ['aa1'], seen: ['loan'] });
    expect(times(2, 4)).toEqual({ categories: ['bb1'], seen: ['maps'] });
    expect([times(120, 61), times(120, 60)]).toEqual([null, { categories: ['aa1'], seen: ['loan'] }]);
    const alone = of({ texts: ['loan', 'loan', 'loan', 'loan'] }, [category('aa1', ['loan'])]);
    expect(alone).toEqual({ categories: ['aa1'], seen: ['loan'] });
    const sub = [{ ...category('aa1', ['loan']), parent: 'bb1' }];
    expect(of({ texts: Array.from({ length: 9 }, () => 'loan') }, sub)).toBeNull();
  });
});
