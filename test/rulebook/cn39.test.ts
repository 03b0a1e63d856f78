/** The official list of types: every number once, and no clause against what its own category needs. */
import { describe, expect, it } from 'vitest';
import { builtinRulebook } from '../../src/rulebook/load.js';

const rulebook = builtinRulebook();
const official = rulebook.categories.filter(({ parent, official: type }) => parent === undefined && type !== undefined);
const clauses = rulebook.policies.find(({ id }) => id === 'cn-39')?.clauses.filter(({ source }) => source === 'CN-39');

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
      for (const { locator } of own) expect(locator).toBe(`第五条 第${type?.number ?? 0}类 ${type?.name.zh ?? ''}`);
    }
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

  it('name no Android permission, so nothing is barred by them', () => {
    for (const { id, basis, verdict } of clauses ?? []) {
      expect([basis, verdict], id).toEqual(['inferred', expect.not.stringMatching('prohibited')]);
    }
  });
});
