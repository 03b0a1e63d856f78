/** The official list of types: every number once, and no clause against what its own category needs. */
import { describe, expect, it } from 'vitest';
import { builtinRulebook } from '../../src/rulebook/load.js';

const rulebook = builtinRulebook();
const official = rulebook.categories.filter(({ parent, official: type }) => parent === undefined && type !== undefined);
const clauses = rulebook.policies.find(({ id }) => id === 'cn-39')?.clauses.filter(({ source }) => source === 'CN-39');

const DIGITS = '零一二三四五六七八九';

/** The Chinese numeral of 1 to 39, as the items of article 5 have it. */
function numeral(number: number): string {
  const [tens, ones] = [Math.floor(number / 10), number % 10];
  const head = tens === 0 ? '' : `${tens === 1 ? '' : DIGITS.charAt(tens)}十`;
  return head + (ones === 0 ? '' : DIGITS.charAt(ones));
}

/** The sentence of article 5 that a list of necessary information stands in. */
function sentence(items: readonly string[]): string {
  const [only = '', ...more] = items;
  if (only.startsWith('无须个人信息')) return `${only}。`;
  if (more.length === 0) return `必要个人信息为：${only}。`;
  return `必要个人信息包括：${items.map((item, at) => `${at + 1}.${item}`).join('；')}。`;
}

describe('the 39 types', () => {
  it('are all there, each once', () => {
    const numbers = official.map(({ official: type }) => type?.number ?? 0).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 39 }, (_, at) => at + 1));
  });

  it('have names, basic function and necessary information in both languages', () => {
    for (const { id, official: type } of official) {
      for (const text of [type?.name, type?.basicFunction, ...(type?.necessaryInformation ?? [])]) {
        expect([text?.en, text?.zh], id).toEqual([
          expect.stringMatching(/[a-z]/),
          expect.stringMatching(/\p{Script=Han}/u),
        ]);
      }
      expect(type?.necessaryInformation.length, id).toBeGreaterThan(0);
    }
  });

  it('have a clause that cites the type by its number and official name', () => {
    for (const { id, official: type } of official) {
      const own = (clauses ?? []).filter(({ categories }) => categories.includes(id));
      expect(own.length, id).toBeGreaterThan(0);
      const item = `第五条第（${numeral(type?.number ?? 0)}）项 ${type?.name.zh ?? ''}`;
      for (const { locator } of own) expect(locator).toBe(item);
    }
  });

  it('have clauses that quote the whole list which the category gives, in our translation too', () => {
    for (const { id, official: type } of official) {
      const list = type?.necessaryInformation ?? [];
      const own = (clauses ?? []).filter(({ categories }) => categories.includes(id));
      for (const clause of own) {
        expect(clause.quote, clause.id).toBe(sentence(list.map(({ zh }) => zh ?? '')));
        const translation = clause.translation?.en?.toLowerCase() ?? '';
        if (list.length > 1) for (const { en } of list) expect(translation, clause.id).toContain(en.toLowerCase());
        expect(translation, clause.id).not.toBe('');
      }
    }
  });

  it('are cited alike from every clause of a type', () => {
    const checked = official.map(
      ({ id }) =>
        new Set((clauses ?? []).filter(({ categories }) => categories.includes(id)).map((one) => one.verification)),
    );
    expect(checked.map(({ size }) => size)).toEqual(official.map(() => 1));
  });

  it('thirteen of them need no personal information', () => {
    const none = official.filter(({ official: type }) => type?.necessaryInformation[0]?.zh?.startsWith('无须个人信息'));
    expect(none).toHaveLength(13);
  });

  it('no clause calls unjustified what the category or one of its sub-types needs', () => {
    for (const clause of (clauses ?? []).filter(({ verdict }) => verdict === 'unjustified')) {
      for (const category of rulebook.categories.filter(({ id }) => clause.categories.includes(id))) {
        const needs = [...category.necessary, ...category.conditional];
        const needed = new Set<string>(
          needs.flatMap(({ permissions, capabilities }) => [...permissions, ...capabilities]),
        );
        const against = [...clause.permissions, ...clause.capabilities].filter((name) => needed.has(name));
        expect(against, `${clause.id} ${category.id}`).toEqual([]);
      }
    }
  });

  it('share their column with nothing stricter than themselves, and with no catalogue of test scenes', () => {
    const column = rulebook.policies.find(({ id }) => id === 'cn-39')?.clauses ?? [];
    expect(column.filter(({ verdict }) => verdict === 'prohibited').map(({ id }) => id)).toEqual([]);
    const research = new Set(rulebook.sources.filter(({ authority }) => authority === 'research').map(({ id }) => id));
    expect(research.has('CN-164-SCENES')).toBe(true);
    const everywhere = rulebook.policies.flatMap((policy) => policy.clauses);
    expect(everywhere.filter(({ source }) => research.has(source)).map(({ id }) => id)).toEqual([]);
  });

  it('say the same of a text as the policy of the notices does', () => {
    const verdicts = new Map<string, Set<string>>();
    for (const policy of rulebook.policies.filter(({ id }) => ['cn-39', 'cn-191-164'].includes(id))) {
      for (const { source, quote, verdict } of policy.clauses.filter(({ source: one }) => one !== 'CN-39')) {
        const key = `${source} ${quote ?? ''}`;
        verdicts.set(key, (verdicts.get(key) ?? new Set()).add(verdict));
      }
    }
    expect(verdicts.size).toBeGreaterThan(3);
    expect([...verdicts].filter(([, said]) => said.size > 1)).toEqual([]);
  });

  it('name no Android permission, so nothing is barred by them', () => {
    for (const { id, basis, verdict } of clauses ?? []) {
      expect([basis, verdict], id).toEqual(['inferred', expect.not.stringMatching('prohibited')]);
    }
  });
});
