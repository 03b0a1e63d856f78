/** Which clauses speak of an app, and from which day: each condition of a clause met and not met, at its edges. */
import { describe, expect, it } from 'vitest';
import { clausesNaming, clausesOnTarget, type AppliedClause } from '../../src/audit/clause-state.js';
import { auditContext, type AuditContext, type AuditRequest } from '../../src/audit/request.js';
import type { CapabilityId } from '../../src/facts/facts.js';
import { builtinRulebook } from '../../src/rulebook/load.js';
import type { Clause, Source } from '../../src/rulebook/types.js';
import { AUDIT_WORDS } from '../../src/words/audit.js';
import { factsOf, type AppShape } from './facts.js';

const shipped = builtinRulebook();
const NAME = 'android.permission.READ_CONTACTS';
const SOURCE: Source = {
  id: 'LAW',
  title: { en: 'A law' },
  issuer: { en: 'Nobody' },
  authority: 'law',
  status: 'in-force',
  issued: '2020-01-01',
  inForce: '2020-02-01',
  verification: 'primary',
};

interface Asked {
  clause?: Partial<Clause>;
  source?: Partial<Source>;
  app?: AppShape & { usesFeatures?: { name: string; required: boolean }[] };
  request?: Partial<AuditRequest>;
}

function contextOf({ clause = {}, source = {}, app, request = {} }: Asked): AuditContext {
  const made: Clause = {
    id: 'C',
    source: 'LAW',
    title: { en: 'A clause' },
    categories: ['*'],
    verdict: 'unjustified',
    basis: 'explicit',
    verification: 'primary',
    permissions: [NAME],
    capabilities: [],
    ...clause,
  };
  const policy = { id: 'p', name: { en: 'p' }, summary: { en: 'p' }, regions: [], default: true, clauses: [made] };
  const rulebook = { ...shipped, sources: [{ ...SOURCE, ...source }], policies: [policy] };
  const facts = factsOf({ targetSdk: 34, ...app, permissions: app?.permissions ?? [NAME] });
  const manifest = facts.manifest === null ? null : { ...facts.manifest, usesFeatures: app?.usesFeatures ?? [] };
  return auditContext({ ...facts, manifest }, rulebook, {
    ...{ category: null, policies: ['p'], features: [], asOf: '2026-11-23', words: AUDIT_WORDS },
    tool: { name: 'permaudit', version: '0' },
    ...request,
  });
}

const speaks = (asked: Asked, name = NAME): AppliedClause[] => clausesNaming(name, 'p', contextOf(asked));
const onTarget = ({ clause, ...asked }: Asked): AppliedClause[] =>
  clausesOnTarget('p', contextOf({ ...asked, clause: { targetSdk: { max: 40 }, permissions: [], ...clause } }));

describe('a clause', () => {
  it('speaks of what it names, a permission or a capability, and of nothing else', () => {
    expect(speaks({})).toMatchObject([{ clause: { id: 'C' }, policy: 'p', state: 'in-force' }]);
    expect(speaks({ clause: { permissions: [], capabilities: ['vpn-service'] } }, 'vpn-service')).toHaveLength(1);
    expect(speaks({}, 'android.permission.CAMERA')).toEqual([]);
    expect(speaks({ clause: { permissions: [] } })).toEqual([]);
  });

  const app = (more: Partial<NonNullable<Asked['app']>>): Asked['app'] => ({ permissions: [NAME], ...more });
  const able = (...capabilities: CapabilityId[]): Asked['app'] => app({ capabilities });
  const uses = (name: string, required: boolean): Asked['app'] => app({ usesFeatures: [{ name, required }] });
  const has = (...features: string[]): Asked['request'] => ({ features });

  it.each<[string, Partial<Clause>, Asked['app'], Asked['request'], boolean]>([
    ['a lowest target, one below', { targetSdk: { min: 30 } }, app({ targetSdk: 29 }), {}, false],
    ['a lowest target, met', { targetSdk: { min: 30 } }, app({ targetSdk: 30 }), {}, true],
    ['a lowest target, one above', { targetSdk: { min: 30 } }, app({ targetSdk: 31 }), {}, true],
    ['a highest target, one below', { targetSdk: { max: 30 } }, app({ targetSdk: 29 }), {}, true],
    ['a highest target, met', { targetSdk: { max: 30 } }, app({ targetSdk: 30 }), {}, true],
    ['a highest target, one above', { targetSdk: { max: 30 } }, app({ targetSdk: 31 }), {}, false],
    ['a device feature, absent', { requiresUsesFeatures: ['watch'] }, app({}), {}, false],
    ['a device feature, optional', { requiresUsesFeatures: ['watch'] }, uses('watch', false), {}, false],
    ['a device feature, another', { requiresUsesFeatures: ['watch'] }, uses('car', true), {}, false],
    ['one of two device features', { requiresUsesFeatures: ['watch', 'car'] }, uses('car', true), {}, true],
    ['unless a device feature, absent', { unlessUsesFeatures: ['watch'] }, app({}), {}, true],
    ['unless a device feature, optional', { unlessUsesFeatures: ['watch'] }, uses('watch', false), {}, true],
    ['unless one of two device features', { unlessUsesFeatures: ['watch', 'car'] }, uses('car', true), {}, false],
    ['a permission besides, absent', { requiresPermissions: ['android.permission.CAMERA'] }, app({}), {}, false],
    ['a permission besides, held', { requiresPermissions: [NAME] }, app({}), {}, true],
    ['two, of which one is held', { requiresPermissions: [NAME, 'android.permission.CAMERA'] }, app({}), {}, false],
    ['a declared feature, absent', { requiresFeatures: ['kids'] }, app({}), {}, false],
    ['one of two declared features', { requiresFeatures: ['kids', 'health'] }, app({}), has('health'), true],
    ['unless a capability, absent', { unlessCapabilities: ['vpn-service'] }, app({}), {}, true],
    ['unless one of two', { unlessCapabilities: ['vpn-service', 'device-admin'] }, able('device-admin'), {}, false],
    ['unless a declared feature, absent', { unlessFeatures: ['approved'] }, app({}), {}, true],
    ['unless one of two declared', { unlessFeatures: ['approved', 'other'] }, app({}), has('other'), false],
  ])('with %s', (_, clause, shape, request, expected) => {
    const asked: Asked = { clause, request: request ?? {}, ...(shape === undefined ? {} : { app: shape }) };
    expect(speaks(asked)).toHaveLength(expected ? 1 : 0);
    if (clause.targetSdk === undefined) expect(onTarget(asked)).toHaveLength(expected ? 1 : 0);
  });

  it.each([
    ['consumer', 'supply', 0],
    ['consumer', 'consumer', 1],
    [undefined, 'supply', 1],
    [undefined, 'consumer', 1],
  ] as const)('of a text on %s speaks to the role %s: %i', (appliesTo, role, count) => {
    const source = appliesTo === undefined ? {} : { appliesTo };
    expect(speaks({ source, request: { role } })).toHaveLength(count);
    expect(onTarget({ source, request: { role } })).toHaveLength(count);
  });

  it('of a category speaks in it alone', () => {
    const clause = { categories: ['lending'] };
    for (const [category, count] of [
      ['lending', 1],
      ['news', 0],
      [null, 0],
    ] as const) {
      expect(speaks({ clause, request: { category } })).toHaveLength(count);
      expect(onTarget({ clause, request: { category } })).toHaveLength(count);
    }
  });

  it('on the target names no permission and no capability', () => {
    expect(onTarget({})).toMatchObject([{ clause: { id: 'C' }, policy: 'p', state: 'in-force' }]);
    expect(onTarget({ clause: { permissions: [NAME] } })).toEqual([]);
    expect(onTarget({ clause: { capabilities: ['vpn-service'] } })).toEqual([]);
    expect(clausesOnTarget('p', contextOf({ clause: { permissions: [] } }))).toEqual([]);
  });
});

describe('the days of a clause', () => {
  const at = (asOf: string, clause: Partial<Clause>, source: Partial<Source> = {}): string | undefined => {
    const asked = { clause, source, request: { asOf } };
    const [state, onTargetToo] = [speaks(asked)[0]?.state, onTarget(asked)[0]?.state];
    expect(onTargetToo).toBe(state);
    return state;
  };

  it.each([
    ['2024-02-29', undefined],
    ['2024-03-01', 'announced'],
    ['2024-04-30', 'announced'],
    ['2024-05-01', 'in-force'],
    ['2025-12-31', 'in-force'],
    ['2026-01-01', undefined],
  ])('announced in March, in force from May, replaced in 2026: on %s %s', (asOf, state) => {
    const dates = { announced: '2024-03-01', effective: '2024-05-01', until: '2026-01-01' };
    expect(at(asOf, dates)).toBe(state);
  });

  it.each([
    ['2024-02-29', undefined],
    ['2024-03-01', 'future'],
    ['2024-05-01', 'in-force'],
  ])('seen in March without a day of issue, in force from May: on %s %s', (asOf, state) => {
    expect(at(asOf, { notBefore: '2024-03-01', effective: '2024-05-01' })).toBe(state);
  });

  it('without any date it is cited on none', () => {
    const { issued: _issued, inForce: _inForce, ...undated } = SOURCE;
    const context = contextOf({});
    const index = { ...context.index, source: () => undated };
    expect(clausesNaming(NAME, 'p', { ...context, index })).toEqual([]);
  });
});
