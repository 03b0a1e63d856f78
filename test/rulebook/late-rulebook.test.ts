/** Over all of the shipped rules: the compiled rulebook, of which little is parsed, is the plain one by every route. */
import { deserialize, serialize } from 'node:v8';
import { describe, expect, it } from 'vitest';
import { dataLines } from '../../scripts/lib/data-lines.mjs';
import { rulebookLines } from '../../scripts/lib/rulebook-lines.mjs';
import { DataLines } from '../../src/bytes/data-lines.js';
import { canonicalJson } from '../../src/rulebook/canonical-json.js';
import { indexRulebook } from '../../src/rulebook/index-rulebook.js';
import { clauseParts, lateRulebook, RULE_TEXTS, sourceParts } from '../../src/rulebook/late-rulebook.js';
import { builtinRulebook } from '../../src/rulebook/load.js';
import type { Rulebook } from '../../src/rulebook/types.js';
import { shippedRulebook } from './shipped.js';

/** With the keys of every object in order, as the compiled one has them. */
const JSON_TEXT = canonicalJson(shippedRulebook());
const plain = JSON.parse(JSON_TEXT) as Rulebook;
const text = dataLines((add) => rulebookLines(plain, RULE_TEXTS, add));

/** The compiled rulebook, of which nothing was read; `parsed` tells which of its lines were parsed since. */
function unread(): { rulebook: Rulebook; parsed: number[] } {
  const parsed: number[] = [];
  class Counted extends DataLines {
    override parse(line: number): unknown {
      parsed.push(line);
      return super.parse(line);
    }
  }
  return { rulebook: lateRulebook(new Counted(text)), parsed };
}

/** A part of each kind that has late fields. */
const PARTS: readonly (readonly [string, (rulebook: Rulebook) => object | undefined])[] = [
  ['the rulebook', (rulebook) => rulebook],
  ['a category', ({ categories }) => categories.find(({ id }) => id === 'lending')],
  ['an official text', ({ categories }) => categories.find(({ id }) => id === 'lending')?.official],
  ['a rule', ({ categories }) => categories.find(({ id }) => id === 'lending')?.rules.at(-1)],
  ['a data type', ({ dataTypes }) => dataTypes[3]],
  ['a policy', ({ policies }) => policies.find(({ id }) => id === 'google-play')],
];

describe('the compiled rulebook', () => {
  it('has the bytes of the plain one as JSON, however often', () => {
    const { rulebook } = unread();
    expect(JSON.stringify(rulebook)).toBe(JSON_TEXT);
    expect(JSON.stringify(rulebook)).toBe(JSON_TEXT);
    expect(JSON.stringify(builtinRulebook())).toBe(JSON_TEXT);
    expect(canonicalJson(unread().rulebook)).toBe(JSON_TEXT);
  });

  it('parses each line once when all is read, and none before', () => {
    const { rulebook, parsed } = unread();
    expect(parsed).toEqual([]);
    JSON.stringify(rulebook);
    JSON.stringify(rulebook);
    expect(new Set(parsed).size).toBe(parsed.length);
    // The first line is the head.
    expect(parsed.length).toBe(text.trimEnd().split('\n').length - 1);
  });

  it.each(PARTS)('is plain by every route: %s', (_, partOf) => {
    const part = () => partOf(unread().rulebook) ?? {};
    const wanted = partOf(plain) ?? {};
    expect(Object.keys(wanted).length).toBeGreaterThan(2);
    expect(part()).toStrictEqual(wanted);
    expect(wanted).toStrictEqual(part());
    for (const copy of [{ ...part() }, structuredClone(part()), deserialize(serialize(part())) as object]) {
      expect(copy).toStrictEqual(wanted);
      expect(JSON.stringify(copy)).toBe(JSON.stringify(wanted));
    }
    expect(JSON.stringify(Object.entries(part()))).toBe(JSON.stringify(Object.entries(wanted)));
    const read = part();
    expect(JSON.stringify(read)).toBe(JSON.stringify(wanted));
    expect(Object.getOwnPropertyDescriptors(read)).toStrictEqual(Object.getOwnPropertyDescriptors(wanted));
  });

  it('can be frozen as a whole before it is read', () => {
    const frozen = deepFreeze(unread().rulebook);
    expect(JSON.stringify(frozen)).toBe(JSON_TEXT);
  });
});

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  Object.values(value).forEach(deepFreeze);
  return value;
}

describe('its index', () => {
  const categories = [null, ...plain.categories.map(({ id }) => id)];
  const policies = plain.policies.map(({ id }) => id);

  it('answers as that of the plain one, before the lists are read and after it', () => {
    const wanted = indexRulebook(plain);
    for (const isRead of [false, true]) {
      const { rulebook } = unread();
      if (isRead) JSON.stringify(rulebook);
      const index = indexRulebook(rulebook);
      for (const { id } of plain.sources) expect(index.source(id)).toEqual(wanted.source(id));
      for (const { id } of plain.features) expect(index.feature(id)).toEqual(wanted.feature(id));
      for (const { id } of plain.policies.flatMap(({ clauses }) => clauses)) {
        expect(index.clause(id)?.clause).toEqual(wanted.clause(id)?.clause);
        expect(index.clause(id)?.policy.id).toBe(wanted.clause(id)?.policy.id);
      }
      for (const { id, permissions, capabilities } of plain.dataTypes) {
        expect(index.dataType(id)).toEqual(wanted.dataType(id));
        for (const name of [...permissions, `${permissions[0] ?? ''}X`]) {
          expect(index.dataTypeOf(name)).toEqual(wanted.dataTypeOf(name));
        }
        for (const one of capabilities) expect(index.dataTypeOfCapability(one)?.id).toBe(id);
      }
      for (const { id, aliases } of plain.categories) {
        for (const name of [id, ...aliases]) expect(index.category(name)?.id).toBe(id);
        expect(index.isBaseline('android.permission.INTERNET', id)).toBe(
          wanted.isBaseline('android.permission.INTERNET', id),
        );
      }
      expect(index.categoryKeys.map(({ id }) => id)).toEqual(plain.categories.map(({ id }) => id));
      for (const category of categories) {
        expect(index.rulesFor(category)).toEqual(wanted.rulesFor(category));
        for (const policy of policies) {
          expect(index.clausesFor(policy, category)).toEqual(wanted.clausesFor(policy, category));
        }
      }
      for (const { rules } of plain.categories) {
        for (const { id } of rules) expect(index.rule(id)?.rule).toEqual(wanted.rule(id)?.rule);
      }
      const unknown = [index.source('x'), index.clause('x'), index.rule('x'), index.feature('x')];
      expect([unknown, index.clausesFor('x', null)]).toEqual([[undefined, undefined, undefined, undefined], []]);
    }
  });

  it('gives the very objects that the lists hold', () => {
    const { rulebook } = unread();
    const index = indexRulebook(rulebook);
    const clauses = policies.flatMap((policy) => index.clausesFor(policy, 'lending'));
    const source = index.source('CN-39');
    const all = new Set(rulebook.policies.flatMap((policy) => policy.clauses));
    expect(clauses.length).toBeGreaterThan(40);
    expect(clauses.filter((clause) => !all.has(clause))).toEqual([]);
    expect(rulebook.sources.filter((one) => one === source)).toHaveLength(1);
    expect(index.rule('LEND-CONTACTS-READ')?.category).toBe(rulebook.categories.find(({ id }) => id === 'lending'));
  });

  it('does not parse what it is not asked for', () => {
    const { rulebook, parsed } = unread();
    const index = indexRulebook(rulebook);
    // The keys of two lists.
    expect(parsed).toHaveLength(2);
    expect([index.category('online lending')?.id, index.dataTypeOf('android.permission.READ_SMS')?.id]).toEqual([
      'lending',
      'sms',
    ]);
    expect(parsed).toHaveLength(4);
    const clauses = index.clausesFor('google-play', 'lending');
    expect(parsed).toHaveLength(4 + 1 + clauses.length);
    expect(clauses.length).toBeLessThan(rulebook.policies.find(({ id }) => id === 'google-play')?.clauses.length ?? 0);
  });

  it('takes what somebody put in the place of a list', () => {
    const { rulebook } = unread();
    const [policy] = rulebook.policies;
    const [source] = plain.sources;
    if (policy === undefined || source === undefined) throw new Error('no policy, or no source');
    expect(clauseParts(policy).keys).toHaveLength(plain.policies[0]?.clauses.length ?? 0);
    expect(sourceParts(rulebook).keys).toEqual(plain.sources.map(({ id }) => ({ id })));
    policy.clauses = [];
    rulebook.sources = [{ ...source, id: 'MINE' }];
    rulebook.dataTypes = [];
    rulebook.categories = rulebook.categories.slice(0, 1);
    const index = indexRulebook(rulebook);
    expect([index.categoryKeys, index.category('general')]).toEqual([plain.categories.slice(0, 1), undefined]);
    expect(index.dataTypeOf('android.permission.READ_SMS')).toBeUndefined();
    expect(index.clausesFor(policy.id, 'lending')).toEqual([]);
    expect([index.source('MINE')?.id, index.source(source.id)]).toEqual(['MINE', undefined]);
  });
});
