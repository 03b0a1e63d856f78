/** A wildcard of the rulebook stands for names that no catalogue has yet: they are judged exactly as the known ones. */
import { describe, expect, it } from 'vitest';
import { allPermissionNames, isDangerous, isSensitive, permissionInfo } from '../../src/knowledge/index.js';
import { isWildcard, wildcardPrefix } from '../../src/rulebook/permission-names.js';
import { builtinRulebook } from '../../src/rulebook/load.js';
import { audit, DEFAULT_POLICIES } from './facts.js';

const HEALTH = 'android.permission.health.';
const MADE_UP = 'READ_NOT_YET_INVENTED';

/** Every string of the rulebook, wherever it stands. */
function* strings(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) yield* strings(part);
}

const rulebook = builtinRulebook();
const everyString = [...new Set(strings(rulebook))];
const wildcards = everyString.filter((text) => isWildcard(text) && !text.includes(' '));
/** A known name under the wildcard that no rule names on its own. */
const knownUnder = (wildcard: string): string => {
  const named = new Set(everyString);
  const known = allPermissionNames().find(
    (name) => name.startsWith(wildcardPrefix(wildcard)) && isSensitive(name) && !named.has(name),
  );
  if (known === undefined) throw new Error(`nothing known under ${wildcard}`);
  return known;
};
const categories = [null, ...rulebook.categories.map(({ id }) => id)];
const policySets = [[], DEFAULT_POLICIES, rulebook.policies.map(({ id }) => id)];
const features = rulebook.features.map(({ id }) => id);

describe('wildcards', () => {
  it('are in the rulebook, and each of a prefix that is known', () => {
    expect(wildcards).toContain(`${HEALTH}*`);
  });

  it.each(wildcards)('%s: a made-up name is judged as a known one, in every category, by every policy', (wildcard) => {
    const known = knownUnder(wildcard);
    const madeUp = wildcardPrefix(wildcard) + MADE_UP;
    for (const category of categories) {
      for (const policies of policySets) {
        for (const declared of [[], features]) {
          const of = (name: string): string => {
            const app = { permissions: [name, 'com.google.android.gms.permission.AD_ID'], targetSdk: 36 };
            const { findings, score, verdict, waterfall, permissions } = audit(app, {
              category,
              policies,
              features: declared,
            });
            const bare = findings.map((finding) => ({ ...finding, apiRange: null, evidence: [], fingerprint: '' }));
            const judged = permissions.map(({ name: own, verdict: each, dataType }) => [own, each, dataType]);
            return JSON.stringify({ bare, score, verdict, waterfall, judged }).replaceAll(name, 'NAME');
          };
          expect(of(madeUp), `${category ?? 'no category'}, ${policies.join(' ')}`).toBe(of(known));
        }
      }
    }
  });

  it('give a loan app the health finding for a symptom, known or not', () => {
    for (const name of ['READ_SYMPTOM_COUGH', 'READ_SYMPTOM_OF_NEXT_YEAR']) {
      const { findings } = audit({ permissions: [HEALTH + name], targetSdk: 36 });
      expect(findings.map(({ ruleId, dataType }) => [ruleId, dataType])).toEqual([
        ['LEND-CALENDAR-SENSOR', 'body-sensors'],
      ]);
      expect(findings[0]?.permissions).toEqual([HEALTH + name]);
      expect(findings[0]?.clauses.every(({ permissions }) => permissions.join() === HEALTH + name)).toBe(true);
      expect(findings[0]?.clauses.map(({ policy }) => policy)).toContain('cn-39');
    }
  });

  it('make an unknown name of the family sensitive at every level, and no other unknown name', () => {
    expect(permissionInfo(HEALTH + MADE_UP)).toBeNull();
    expect([23, 30, 37].map((api) => isDangerous(HEALTH + MADE_UP, api))).toEqual([true, true, true]);
    expect(isSensitive(HEALTH + MADE_UP)).toBe(true);
    for (const name of ['android.permission.healthy.READ_STEPS', 'android.permission.health', `x.${HEALTH}READ`]) {
      expect(isSensitive(name), name).toBe(false);
      expect(isDangerous(name, 37), name).toBe(false);
    }
  });

  it('do not reach names beside the prefix', () => {
    const { findings } = audit({ permissions: ['android.permission.healthy.READ_STEPS'], targetSdk: 36 });
    expect(findings).toEqual([]);
  });
});
