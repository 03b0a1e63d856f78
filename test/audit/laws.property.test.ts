/** The laws of the score, over generated apps and the real rules. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditApp } from '../../src/audit/evaluate.js';
import { costOf } from '../../src/audit/score.js';
import { POINTS } from '../../src/audit/severity.js';
import type { Audit } from '../../src/audit/types.js';
import { CAPABILITY_IDS, type CapabilityId } from '../../src/facts/facts.js';
import { builtinRulebook } from '../../src/rulebook/load.js';
import { audit, factsOf, type AppShape } from './facts.js';
import type { ReadingError } from '../../src/facts/facts.js';
import { meetingStricterTexts } from './stricter-texts.js';
import { AUDIT_WORDS } from '../../src/words/audit.js';

const rulebook = builtinRulebook();
const POLICIES = rulebook.policies.map(({ id }) => id);
const CATEGORIES = rulebook.categories.map(({ id }) => id).filter((id) => id !== 'general');
/** Those that justify: others make rules apply, so declaring them may well cost points. */
const FEATURES = rulebook.features.filter(({ justifies }) => justifies !== false).map(({ id }) => id);
const NAMES = [
  ...rulebook.dataTypes.flatMap(({ permissions }) => permissions.slice(0, 6)),
  'android.permission.INTERNET',
  'com.example.UNKNOWN',
];
/** Handler evidence lifts clauses: the laws are about permissions. */
const LIFTING: readonly CapabilityId[] = ['accessibility-tool', 'location-button-only'];
const CAPABILITIES = CAPABILITY_IDS.filter((id) => !id.startsWith('default-') && !LIFTING.includes(id));

const permissions = fc.uniqueArray(fc.constantFrom(...NAMES), { maxLength: 14 });
const shape: fc.Arbitrary<AppShape> = fc.record({
  permissions,
  capabilities: fc.uniqueArray(fc.constantFrom<CapabilityId>(...CAPABILITIES), { maxLength: 4 }),
  targetSdk: fc.integer({ min: 3, max: 37 }),
  minSdk: fc.integer({ min: 14, max: 34 }),
});
const request = fc.record({
  category: fc.option(fc.constantFrom(...CATEGORIES), { nil: null }),
  policies: fc.uniqueArray(fc.constantFrom(...POLICIES), { maxLength: 4 }),
  features: fc.uniqueArray(fc.constantFrom(...FEATURES), { maxLength: 4 }),
  asOf: fc.constantFrom('2019-01-01', '2023-06-01', '2026-09-01', '2026-11-23', '2027-06-01'),
});

const scoreOf = (result: Audit): number => result.score ?? Number.NaN;
const pointsOf = (result: Audit): number => result.points ?? Number.NaN;

describe('the score', () => {
  it('does not rise when a permission is listed that an old target brings anyway', () => {
    const app: AppShape = { permissions: ['ACCESS_COARSE_LOCATION'], targetSdk: 23, minSdk: 14 };
    const listed: AppShape = { ...app, permissions: [...app.permissions, 'ACCESS_BACKGROUND_LOCATION'] };
    const asked = { category: 'news', policies: [], features: [] };
    expect(pointsOf(audit(app, asked))).toBeGreaterThan(0);
    expect(pointsOf(audit(listed, asked))).toBeGreaterThanOrEqual(pointsOf(audit(app, asked)));
  });

  it('lowers by its whole cost what a more sensitive kind of data had spoken for, once it is listed', () => {
    const app: AppShape = { permissions: ['READ_CONTACTS'], targetSdk: 3, minSdk: 14 };
    const asked = { category: 'lending', policies: ['in-rbi'], features: [], asOf: '2023-06-01' };
    const before = audit(app, asked);
    const after = audit({ ...app, permissions: [...app.permissions, 'READ_MEDIA_AUDIO'] }, asked);
    expect(before.findings.some(({ dataType }) => dataType === 'audio-files')).toBe(false);
    expect(after.findings.find(({ dataType }) => dataType === 'audio-files')).toMatchObject({
      verdict: 'prohibited',
      severity: 'high',
      points: 15,
    });
    expect(pointsOf(after) - pointsOf(before)).toBe(15);
  });

  it('differs by one step at most between what is listed and what Android adds anyway', () => {
    fc.assert(
      fc.property(shape, fc.nat(), request, (app, at, asked) => {
        const before = audit(app, asked);
        const added = before.permissions.filter(
          ({ origin, apiRanges, verdict }) => origin === 'implied' && apiRanges.length > 0 && verdict !== null,
        );
        const chosen = added[at % Math.max(1, added.length)];
        if (chosen === undefined) return;
        const after = audit({ ...app, permissions: [...app.permissions, chosen.name] }, asked);
        const more = pointsOf(after) - pointsOf(before);
        expect(more).toBeGreaterThanOrEqual(0);
        // The widest step of the table is from high to critical. What a more sensitive kind of data had spoken for is no
        // finding until it is listed, and then costs all its own; and what shared points may then count by itself.
        const { dataType } = before.permissions.find(({ name }) => name === chosen.name) ?? chosen;
        const isTold = before.findings.some((finding) => finding.dataType === dataType);
        const own = Math.max(0, ...after.findings.filter((each) => each.dataType === dataType).map(costOf));
        const shared = before.findings.filter(({ countedIn }) => countedIn !== undefined);
        const apart = shared.reduce((sum, { severity }) => sum + POINTS[severity], 0);
        expect(more).toBeLessThanOrEqual((isTold ? 10 : own) + apart);
      }),
      { numRuns: 400 },
    );
  });

  it('never rises when a permission is added', () => {
    fc.assert(
      fc.property(shape, fc.constantFrom(...NAMES), request, (app, extra, asked) => {
        const with_ = { ...app, permissions: [...app.permissions, extra] };
        expect(pointsOf(audit(with_, asked))).toBeGreaterThanOrEqual(pointsOf(audit(app, asked)));
      }),
      { numRuns: 400 },
    );
  });

  it('does not depend on the order of permissions, policies or features', () => {
    fc.assert(
      fc.property(shape, request, (app, asked) => {
        const turned = { ...app, permissions: [...app.permissions].reverse() };
        const other = { ...asked, policies: [...asked.policies].reverse(), features: [...asked.features].reverse() };
        const a = audit(app, asked);
        const b = audit(turned, other);
        expect([b.score, b.points, b.grade, b.verdict, b.waterfall]).toEqual([
          a.score,
          a.points,
          a.grade,
          a.verdict,
          a.waterfall,
        ]);
        expect(b.findings.map(({ fingerprint }) => fingerprint)).toEqual(
          a.findings.map(({ fingerprint }) => fingerprint),
        );
      }),
      { numRuns: 200 },
    );
  });

  it('never rises when a policy is added', () => {
    fc.assert(
      fc.property(shape, request, fc.constantFrom(...POLICIES), (app, asked, extra) => {
        if (asked.policies.length === 0) return;
        const more = { ...asked, policies: [...new Set([...asked.policies, extra])] };
        expect(pointsOf(audit(app, more))).toBeGreaterThanOrEqual(pointsOf(audit(app, asked)));
      }),
      { numRuns: 400 },
    );
  });

  it('never falls when a feature is declared', () => {
    fc.assert(
      fc.property(shape, request, fc.constantFrom(...FEATURES), (app, asked, extra) => {
        const more = { ...asked, features: [...new Set([...asked.features, extra])] };
        expect(pointsOf(audit(app, more))).toBeLessThanOrEqual(pointsOf(audit(app, asked)));
      }),
      { numRuns: 300 },
    );
  });

  it('is what the waterfall says, line by line', () => {
    fc.assert(
      fc.property(shape, request, (app, asked) => {
        const result = audit(app, asked);
        const sum = result.waterfall.reduce((total, line) => total + line.points, 0);
        expect(sum).toBe(result.points);
        expect(result.score).toBe(Math.max(0, 100 - sum));
        expect(new Set(result.waterfall.map(({ dataType }) => dataType)).size).toBe(result.waterfall.length);
        expect(result.waterfall.at(-1)?.scoreAfter ?? 100).toBe(scoreOf(result));
      }),
      { numRuns: 200 },
    );
  });

  it('gives back exactly the points of a finding whose causes are removed', () => {
    fc.assert(
      fc.property(shape, request, fc.nat(), (app, asked, at) => {
        // High targets only: an old target brings permissions that stay as long as their source does.
        const modern = { ...app, targetSdk: 37 };
        const before = audit(modern, asked);
        const fixable = before.findings.filter(
          ({ ruleId, composite, evidence }) =>
            !composite &&
            !ruleId.includes('LOW') &&
            evidence.every(({ kind }) => kind === 'permission' || kind === 'capability'),
        );
        const fixed = fixable[at % Math.max(1, fixable.length)];
        if (fixed === undefined) return;
        const gone = new Set(fixed.evidence.map(({ name }) => name));
        const sameCause = before.findings.filter(
          (other) => other !== fixed && !other.composite && other.evidence.some(({ name }) => gone.has(name)),
        );
        // What another permission still brings, or what it brings itself, stays or goes with it.
        const entangled = before.permissions.some(
          ({ name, impliedBy }) =>
            impliedBy.some(({ permission }) => gone.has(permission)) || (gone.has(name) && impliedBy.length > 0),
        );
        // A foreground service that can do nothing without it goes with it.
        const isWork = (name: string): boolean => /^(android.permission.)?foreground.service/i.test(name);
        if (before.findings.some((other) => other !== fixed && other.evidence.some(({ name }) => isWork(name)))) return;
        // So does a permission that opens nothing without one of these.
        const besides = rulebook.dataTypes.flatMap(({ opensBeside = {} }) => Object.entries(opensBeside));
        const isBeside = (name: string): boolean =>
          besides.some(([alone, others]) => alone === name && others.some((other) => gone.has(other)));
        if (before.findings.some((other) => other !== fixed && other.evidence.some(({ name }) => isBeside(name))))
          return;
        if (sameCause.length > 0 || entangled) return;
        const after = audit(
          {
            ...modern,
            permissions: modern.permissions.filter((name) => !gone.has(name as string)),
            capabilities: (modern.capabilities ?? []).filter((id) => !gone.has(id)),
          },
          asked,
        );
        expect(pointsOf(before) - pointsOf(after)).toBe(fixed.points);
      }),
      { numRuns: 400 },
    );
  });

  it('is the same, byte for byte, on a second run', () => {
    fc.assert(
      fc.property(shape, request, (app, asked) => {
        expect(JSON.stringify(audit(app, asked))).toBe(JSON.stringify(audit(app, asked)));
      }),
      { numRuns: 60 },
    );
  });

  it('is null exactly when the file could not be read as Android would', () => {
    const place = { offset: null, path: '' };
    const outcomes = fc.constantFrom<ReadingError | null>(
      { code: 'ZIP_NO_EOCD', data: { problem: 'notZip' }, ...place },
      { code: 'LIMIT_ENTRY', data: { problem: 'dexTotal', limit: 1 }, ...place },
      { code: 'IO_READ', data: { problem: 'folder' }, ...place },
      null,
    );
    fc.assert(
      fc.property(shape, outcomes, (app, error) => {
        const facts = factsOf(app);
        const failed =
          error === null
            ? facts
            : {
                ...facts,
                manifest: null,
                complete: false,
                readings: [],
                permissions: [],
                error,
              };
        const result = auditApp(failed, rulebook, {
          category: 'lending',
          policies: ['article'],
          features: [],
          asOf: '2026-11-23',
          tool: { name: 'permaudit', version: '0' },
          words: AUDIT_WORDS,
        });
        const expected = { ZIP_NO_EOCD: 'refused', LIMIT_ENTRY: 'incomplete', IO_READ: 'error' } as const;
        if (error === null) expect(result.score).not.toBeNull();
        else
          expect([result.score, result.grade, result.verdict, result.outcome]).toEqual([
            null,
            null,
            null,
            expected[error.code as keyof typeof expected],
          ]);
      }),
      { numRuns: 60 },
    );
  });
});

describe('without a category', () => {
  const asked = fc.record({
    policies: fc.uniqueArray(fc.constantFrom(...POLICIES), { maxLength: 4 }),
    features: fc.uniqueArray(fc.constantFrom(...FEATURES), { maxLength: 4 }),
    asOf: fc.constantFrom('2019-06-01', '2023-06-01', '2025-07-01', '2026-09-01', '2027-06-01'),
  });

  it('the score never rises when a permission is added', () => {
    fc.assert(
      fc.property(
        shape,
        fc.constantFrom(...NAMES),
        asked,
        fc.constantFrom(null, 'other'),
        (app, extra, rest, category) => {
          const with_ = { ...app, permissions: [...app.permissions, extra] };
          const [before, after] = [app, with_].map((each) => audit(each, { ...rest, category }));
          expect(after?.points ?? -1).toBeGreaterThanOrEqual(before?.points ?? 0);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('the score is never better than with a category that needs all that is asked for', () => {
    const needing = rulebook.categories.filter(
      ({ id, necessary, conditional }) => id !== 'general' && necessary.length + conditional.length > 0,
    );
    // An old target would add what no category said it needs.
    const targets = fc.constantFrom(30, 33, 34, 36, 37);
    fc.assert(
      fc.property(
        fc.constantFrom(...needing),
        fc.infiniteStream(fc.nat({ max: 2 })),
        asked,
        targets,
        (category, choice, rest, targetSdk) => {
          const pick = (): number => Number(choice.next().value);
          const chosen = [
            ...category.necessary.map((need) => ({ ...need, features: [] })),
            ...category.conditional,
          ].flatMap((need) => {
            const permissions = need.permissions.filter(() => pick() === 0);
            const capabilities = need.capabilities.filter(() => pick() === 0);
            return permissions.length + capabilities.length === 0
              ? []
              : [{ permissions, capabilities, feature: need.features[pick() % Math.max(1, need.features.length)] }];
          });
          const app: AppShape = {
            permissions: chosen.flatMap((need) => need.permissions),
            capabilities: [...chosen.flatMap((need) => need.capabilities), ...meetingStricterTexts(category.id)],
            targetSdk,
          };
          const features = [...new Set([...rest.features, ...chosen.flatMap(({ feature }) => feature ?? [])])];
          const none = audit(app, { ...rest, features, category: null });
          const needed = audit(app, { ...rest, features, category: category.id });
          expect(pointsOf(needed)).toBeLessThanOrEqual(pointsOf(none));
          if (none.verdict === 'pass') expect(needed.verdict).toBe('pass');
          if (none.verdict === 'review') expect(needed.verdict).not.toBe('fail');
        },
      ),
      { numRuns: 400 },
    );
  });
});

it('grade and verdict never contradict', () => {
  fc.assert(
    fc.property(shape, request, (app, asked) => {
      const { grade, verdict } = audit(app, asked);
      if (verdict === 'fail') expect(['D', 'F']).toContain(grade);
      else if (verdict === 'review') expect(grade).not.toBe('A');
      else expect(verdict).toBe('pass');
    }),
    { numRuns: 200 },
  );
});
