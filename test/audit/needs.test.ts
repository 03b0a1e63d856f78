/** A category that needs a permission never judges it worse than no category does: every need, every text. */
import { describe, expect, it } from 'vitest';
import type { Audit } from '../../src/audit/types.js';
import type { CapabilityId } from '../../src/facts/facts.js';
import { clauseApplies, indexRulebook } from '../../src/rulebook/index-rulebook.js';
import { builtinRulebook } from '../../src/rulebook/load.js';
import { namesPermission } from '../../src/rulebook/permission-names.js';
import type { Category, Clause } from '../../src/rulebook/types.js';
import { audit, type AppShape } from './facts.js';
import { meetingStricterTexts, STRICTER_TEXTS } from './stricter-texts.js';

const rulebook = builtinRulebook();
const index = indexRulebook(rulebook);
const CATEGORIES = rulebook.categories.filter(({ id }) => id !== 'general');
/** Before and after each text came into force, the last of them on 27 January 2027. */
const DAYS = ['2019-06-01', '2023-06-01', '2025-07-01', '2026-11-23', '2027-06-01'];

/** Something that a category needs, once any one of the features is declared; `['']` where none has to be. */
interface Needed {
  category: string;
  name: string;
  isPermission: boolean;
  features: readonly string[];
}

function neededBy({ id: category, baseline, necessary, conditional }: Category): Needed[] {
  const groups = [
    ...baseline.map(({ permissions }) => ({ permissions, capabilities: [], features: [] })),
    ...necessary.map((need) => ({ ...need, features: [] })),
    ...conditional,
  ];
  return groups.flatMap(({ permissions, capabilities, features }) => [
    ...permissions.map((name) => ({ category, name, isPermission: true, features })),
    ...capabilities.map((name) => ({ category, name, isPermission: false, features })),
  ]);
}

/** The clauses that single categories out, by name or by exception, and name what this one needs. */
function singlingOut({ category, name }: Needed): { policy: string; clause: Clause }[] {
  return rulebook.policies.flatMap(({ id, clauses }) =>
    clauses
      .filter((clause) => clauseApplies(clause, category) && !clauseApplies(clause, null))
      .filter(
        ({ permissions, capabilities }) =>
          namesPermission(permissions, name) || (capabilities as readonly string[]).includes(name),
      )
      .map((clause) => ({ policy: id, clause })),
  );
}

interface Pair {
  needed: Needed;
  policy: string;
  clause: Clause;
}

const PAIRS: Pair[] = CATEGORIES.flatMap(neededBy).flatMap((needed) =>
  singlingOut(needed).map((found) => ({ needed, ...found })),
);

/** An app that the clause speaks of: what is needed, and what the clause asks for besides. */
function appOf({ needed, clause }: Pair, extra: readonly CapabilityId[]): AppShape {
  const { name, isPermission } = needed;
  return {
    permissions: [...(isPermission ? [name] : []), ...(clause.requiresPermissions ?? [])],
    capabilities: [...(isPermission ? [] : [name as CapabilityId]), ...extra],
    targetSdk: clause.targetSdk?.max ?? Math.max(30, clause.targetSdk?.min ?? 36),
    minSdk: 24,
  };
}

const RANK = { pass: 0, review: 1, fail: 2 };
const weightOf = ({ points, verdict }: Audit): [number, number] => [
  points ?? Number.NaN,
  verdict === null ? Number.NaN : RANK[verdict],
];

/** The days on which the category judges the app worse than no category does, and the clauses it then cites. */
function worse(pair: Pair, extra: readonly CapabilityId[]): string[] {
  const { needed, policy, clause } = pair;
  const app = appOf(pair, extra);
  const choices = needed.features.length === 0 ? [[]] : needed.features.map((feature) => [feature]);
  return choices.flatMap((declared) =>
    DAYS.flatMap((asOf) => {
      const asked = { policies: [policy], features: [...declared, ...(clause.requiresFeatures ?? [])], asOf };
      const [none, own] = [null, needed.category].map((category) => audit(app, { ...asked, category }));
      if (none === undefined || own === undefined) throw new Error('two audits');
      const [points, rank] = weightOf(own);
      const [noPoints, noRank] = weightOf(none);
      return points <= noPoints && rank <= noRank ? [] : [`${asOf} ${declared.join()} ${noPoints}->${points}`];
    }),
  );
}

describe('a category that needs a permission or capability', () => {
  it('is tried wherever a text singles out categories', () => {
    expect(PAIRS.length).toBeGreaterThan(40);
    expect(new Set(PAIRS.map(({ policy }) => policy)).size).toBeGreaterThan(2);
  });

  it.each(PAIRS.map((pair) => [pair.needed.category, pair.needed.name, pair.clause.id, pair] as const))(
    '%s never judges %s worse than no category does, for all that %s says',
    (category, _, __, pair) => {
      expect(worse(pair, meetingStricterTexts(category))).toEqual([]);
    },
  );
});

describe('a text that asks more of a category', () => {
  it.each(STRICTER_TEXTS)('$clause asks it in the words quoted, of $category', ({ category, clause: id, says }) => {
    const clause = index.clause(id)?.clause;
    expect(clause?.quote).toContain(says);
    expect(clause?.verification).toBe('primary');
    expect(clause?.categories).toContain(category);
  });

  it('is named here only where it makes a difference, and nothing else does', () => {
    const found = PAIRS.filter((pair) => worse(pair, []).length > 0);
    // Another clause may name the same permission: the one that bars it decides.
    const named = (pair: Pair): boolean =>
      STRICTER_TEXTS.some(
        ({ category, clause }) =>
          category === pair.needed.category &&
          singlingOut(pair.needed).some((other) => other.clause.id === clause) &&
          worse(pair, meetingStricterTexts(category)).length === 0,
      );
    expect(found.filter((pair) => !named(pair)).map(({ needed, clause }) => [needed.category, clause.id])).toEqual([]);
    const differing = found.map(({ clause }) => clause.id);
    expect(STRICTER_TEXTS.filter(({ clause }) => !differing.includes(clause))).toEqual([]);
  });
});

describe('what a category needs by an exception of Google', () => {
  it('passes with the exception declared: an alert by text message', () => {
    const asked = { category: 'personal_safety', policies: ['google-play'], features: ['emergency-alert'] };
    const app: AppShape = { permissions: ['SEND_SMS', 'ACCESS_COARSE_LOCATION'], targetSdk: 36 };
    expect(audit(app, asked)).toMatchObject({ score: 100, verdict: 'pass', findings: [] });
    expect(audit(app, { ...asked, features: ['location-sharing'] }).verdict).toBe('fail');
  });

  // Names of callers are looked up by number: the Contact Picker cannot do that.
  it.each([
    ['call_recorder', 'call-recording'],
    ['security', 'caller-id'],
    ['health_companion', 'wearable-companion'],
    ['dialer_sms', ''],
  ])('%s may look up the name of a caller, though there is the Contact Picker', (category, feature) => {
    const app: AppShape = { permissions: ['READ_CONTACTS'], targetSdk: 37 };
    const asked = { policies: ['google-play'], features: feature === '' ? [] : [feature], asOf: '2027-06-01' };
    expect(audit(app, { ...asked, category }).score).toBe(100);
    expect(audit(app, { ...asked, category: 'tools_flashlight' })).toMatchObject({ verdict: 'review', points: 15 });
  });

  it.each([
    ['device_management', [], false],
    ['parental_mdm', ['parental-control'], true],
    ['parental_mdm', ['parental-control', 'device-management'], false],
    ['news', [], true],
  ])(
    "Google's policy on photos and videos, which exempts device management of enterprises, bars %s with %j: %s",
    (category, features, isBarred) => {
      const app: AppShape = { permissions: ['READ_MEDIA_IMAGES'], targetSdk: 36 };
      const { findings } = audit(app, { category, policies: ['google-play'], features });
      const cited = findings.flatMap(({ clauses }) => clauses.map(({ clauseId }) => clauseId));
      expect(cited.includes('PLAY-PHOTO-VIDEO-ACCESS')).toBe(isBarred);
    },
  );
});
