/** Every category: what it needs is fine with its features declared, and what it does not is found. */
import { describe, expect, it } from 'vitest';
import type { Category } from '../../src/rulebook/types.js';
import { builtinRulebook } from '../../src/rulebook/load.js';
import { audit } from './facts.js';
import { ENGLISH } from '../../src/words/messages.js';

const { categories } = builtinRulebook();
const judged = categories.filter(({ id, necessity }) => id !== 'general' && necessity === undefined);
const cases = judged.map((category): [string, Category] => [category.id, category]);
/** Google Play grants these apps exceptions and wants these declarations; a manifest or developer states them. */
const PLAY_FEATURES = ['play-sms-call-log-exception'];
const PLAY_CAPABILITIES = ['monitoring-tool', 'accessibility-tool'] as const;

const needsOf = ({ necessary, conditional }: Category): Category['necessary'] => [...necessary, ...conditional];
const namesOf = (category: Category): Set<string> =>
  new Set(needsOf(category).flatMap(({ permissions, capabilities }) => [...permissions, ...capabilities]));

describe('what a category needs', () => {
  it.each(cases)('%s: is fine when its features are declared', (id, category) => {
    const needs = needsOf(category);
    const result = audit(
      {
        permissions: [...new Set(needs.flatMap(({ permissions }) => permissions))],
        capabilities: [...new Set([...needs.flatMap(({ capabilities }) => capabilities), ...PLAY_CAPABILITIES])],
        targetSdk: 36,
        minSdk: 26,
      },
      {
        category: id,
        features: [...new Set([...category.conditional.flatMap(({ features }) => features), ...PLAY_FEATURES])],
      },
    );
    expect(result.findings.map(({ ruleId, verdict, severity }) => `${ruleId} ${verdict} ${severity}`)).toEqual([]);
    expect(result.score).toBe(100);
  });

  it.each(cases)('%s: costs at most a little while a feature is not declared', (id, category) => {
    for (const { permissions, capabilities } of category.conditional) {
      const shape = { permissions, capabilities: [...capabilities, ...PLAY_CAPABILITIES], targetSdk: 36, minSdk: 26 };
      const barred = permissions.some((name) => /SMS|CALL_LOG|OUTGOING|MMS|WAP_PUSH/.test(name));
      const { findings } = audit(shape, { category: id, features: barred ? PLAY_FEATURES : [] });
      const worse = findings.filter(({ severity }) => severity !== 'low' && severity !== 'info');
      expect(
        worse.map(({ ruleId, severity }) => `${ruleId} ${severity}`),
        permissions.join(' '),
      ).toEqual([]);
    }
  });
});

/** By data type: a permission that opens it. */
const INTRUSIVE: Readonly<Record<string, string>> = {
  contacts: 'READ_CONTACTS',
  sms: 'READ_SMS',
  'call-log': 'READ_CALL_LOG',
  'location-background': 'ACCESS_BACKGROUND_LOCATION',
  microphone: 'RECORD_AUDIO',
  calendar: 'READ_CALENDAR',
  'phone-identity': 'READ_PHONE_STATE',
  'app-inventory': 'QUERY_ALL_PACKAGES',
};

describe('what a category does not need', () => {
  it.each(cases)('%s: is found, unjustified or barred', (id, category) => {
    const needed = namesOf(category);
    const intrusive = Object.entries(INTRUSIVE).filter(([, name]) => !needed.has(`android.permission.${name}`));
    const result = audit(
      { permissions: intrusive.map(([, name]) => name), targetSdk: 36, minSdk: 29 },
      { category: id },
    );
    const found = new Map(result.findings.map(({ dataType, verdict }) => [dataType, verdict]));
    for (const [dataType] of intrusive) expect(['unjustified', 'prohibited'], dataType).toContain(found.get(dataType));
    expect(result.verdict).not.toBe('pass');
  });

  it('is cited with the official type where there is one', () => {
    const result = audit({ permissions: ['READ_CONTACTS'], targetSdk: 36 }, { category: 'tools_flashlight' });
    expect(result.findings[0]?.clauses.map(({ clauseId }) => clauseId)).toContain('CN39-TOOLS-NECESSARY');
  });
});

describe('the category other', () => {
  it('judges no necessity, so that sensitive access stays unexplained', () => {
    const result = audit({ permissions: ['READ_CALENDAR', 'RECORD_AUDIO'], targetSdk: 36 }, { category: 'other' });
    expect([result.score, result.verdict, result.options.category]).toEqual([89, 'review', 'other']);
    expect(result.findings.map(({ verdict }) => verdict)).toEqual(['unexplained', 'unexplained']);
    expect(result.notes[0]?.code).toBe('NECESSITY_NOT_JUDGED');
  });
});

describe('a category with sub-types', () => {
  it('needs nothing itself, and says which to choose', () => {
    const result = audit({ permissions: ['CAMERA'], targetSdk: 36 }, { category: 'tools' });
    expect(result.findings[0]?.verdict).toBe('unjustified');
    expect(
      result.notes
        .filter(({ code }) => code === 'CHOOSE_SUBTYPE')
        .map(ENGLISH.note)
        .join(),
    ).toContain('tools_flashlight');
  });
});
