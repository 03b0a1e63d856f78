/** Advice never costs points, over generated apps, code and requests. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HidingKind, PermissionEvidence } from '../../src/facts/facts.js';
import { builtinRulebook } from '../../src/rulebook/load.js';
import { advisedBy, auditOf, codeWith, evidence, hidingOf } from './advised.js';
import { DEFAULT_POLICIES } from './facts.js';

const rulebook = builtinRulebook();
const CATEGORIES = rulebook.categories.map(({ id }) => id).filter((id) => id !== 'general');
const POLICIES = rulebook.policies.map(({ id }) => id);
const FEATURES = rulebook.features.map(({ id }) => id);
const NAMES = [
  ...new Set([
    ...rulebook.dataTypes.flatMap(({ permissions }) => permissions.slice(0, 6)),
    ...rulebook.categories.flatMap(({ conditional }) => conditional.flatMap(({ permissions }) => permissions)),
  ]),
].filter((name) => !name.endsWith('*'));

describe('advice', () => {
  const USES: Partial<PermissionEvidence>[] = [
    {},
    {},
    { strength: 'weak' },
    { use: 'used', strength: 'strong' },
    { use: 'not-scanned' },
  ];
  const scene = fc
    .record({
      permissions: fc.uniqueArray(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 8 }),
      uses: fc.infiniteStream(fc.constantFrom(...USES)),
      hiding: fc.constantFrom<(HidingKind | null)[]>(null, null, 'native-code', 'dynamic-loading'),
      isRead: fc.boolean(),
      targetSdk: fc.constantFrom(26, 33, 36, 37),
      asked: fc.record({
        category: fc.constantFrom<(string | null)[]>(null, ...CATEGORIES),
        policies: fc.oneof(
          fc.constant(DEFAULT_POLICIES),
          fc.uniqueArray(fc.constantFrom(...POLICIES), { maxLength: 3 }),
        ),
        features: fc.uniqueArray(fc.constantFrom(...FEATURES), { maxLength: 3 }),
        asOf: fc.constantFrom('2023-06-01', '2026-11-23', '2027-06-01'),
      }),
    })
    .map(({ permissions, uses, hiding, isRead, targetSdk, asked }) => {
      const seen = permissions.map((name) => evidence(name, uses.next().value as Partial<PermissionEvidence>));
      const code = codeWith(seen, hiding === null ? {} : { hiding: hidingOf(hiding) });
      return { app: { permissions, targetSdk }, code: isRead ? code : null, asked };
    });

  it('never costs points: each feature that is advised, and all of them', () => {
    let tried = 0;
    fc.assert(
      fc.property(scene, ({ app, code, asked }) => {
        const before = auditOf(app, code, asked);
        const advised = advisedBy(before).filter((feature) => !asked.features.includes(feature));
        tried += advised.length;
        for (const more of [...advised.map((feature) => [feature]), advised]) {
          const after = auditOf(app, code, { ...asked, features: [...asked.features, ...more] });
          expect([more, after.points]).toEqual([more, Math.min(after.points ?? 0, before.points ?? 0)]);
        }
      }),
      { numRuns: 600 },
    );
    expect(tried).toBeGreaterThan(100);
  });
});
