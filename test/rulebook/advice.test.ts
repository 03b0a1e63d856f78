/** Advice is read as a step, by itself, on the first screen: it says what to do, and to what. */
import { describe, expect, it } from 'vitest';
import type { Text } from '../../src/rulebook/types.js';
import { OWN_RULES } from '../../src/words/own-rules.js';
import { AUDIT_WORDS } from '../../src/words/audit.js';
import { shippedRulebook } from './shipped.js';

const { categories, dataTypes } = shippedRulebook();
const advice: [id: string, text: Text, index: number][] = [
  ...categories.flatMap(({ rules }) => rules.map(({ id, remediation }) => [id, remediation] as const)),
  ...[...OWN_RULES.values()].map(({ id, remediation }) => [id, remediation] as const),
  ...dataTypes.map(({ id, saferAlternatives }) => [id, saferAlternatives] as const),
].flatMap(([id, texts]) => texts.map((text, index): [string, Text, number] => [id, text, index]));

/** The verbs that steps begin with. */
const VERB =
  /^(?:Ask|Build|Cap|Check|Declare|Encrypt|Hold|Insert|Keep|Learn|Leave|Let|Name|Never|Offer|Open|Raise|Read|Record|Remove|Save|Set|Take|Update|Use) /;

describe('advice', () => {
  it('says in English what to do', () => {
    expect(advice.length).toBeGreaterThan(100);
    expect(advice.filter(([, { en }]) => !VERB.test(`${en} `)).map(([id, { en }]) => `${id}: ${en}`)).toEqual([]);
  });

  it('names in its first step what it is about', () => {
    const vague = (text: Text): boolean =>
      /^(?:Remove|Use|Drop|Keep|Set) (?:it|them)\b/.test(text.en) || /^(?:否则|或者|无需)/.test(text.zh ?? '');
    expect(advice.filter(([, text]) => vague(text)).map(([id, { en, zh }]) => `${id}: ${en} ${zh ?? ''}`)).toEqual([]);
  });

  it('names permissions where the audit itself advises', () => {
    const added = ['READ_CALL_LOG', 'CAMERA'];
    for (const sentences of Object.values(AUDIT_WORDS.sentences)) {
      for (const isAlternative of [true, false]) {
        const dropped = sentences.DROP_SOURCES({ permissions: ['READ_CONTACTS'], added, isAlternative });
        expect(dropped).toContain('READ_CONTACTS');
        expect(dropped).toMatch(/READ_CALL_LOG.+CAMERA/);
        expect(/^(?:Or|或者)/.test(dropped)).toBe(isAlternative);
      }
      expect(sentences.RAISE_TARGET({ targetSdk: 29, added })).toMatch(/29.+READ_CALL_LOG.+CAMERA/);
      expect(sentences.REMOVE_UNUSED({ permissions: added })).toMatch(/READ_CALL_LOG.+CAMERA/);
      expect(sentences.UNDECLARE({ feature: 'calls', permissions: added })).toMatch(/READ_CALL_LOG.+CAMERA.+calls/);
    }
  });
});
