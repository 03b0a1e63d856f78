/** What a finding rests on: how a permission is asked for or comes, which component gives a power, and where it stands. */
import { describe, expect, it } from 'vitest';
import {
  capabilityEvidence,
  contradictionEvidence,
  impliedDetail,
  permissionEvidence,
} from '../../src/audit/finding-evidence.js';
import type { FindingEvidence } from '../../src/audit/types.js';
import type { Judgement } from '../../src/audit/verdicts.js';
import type { Span } from '../../src/bytes/place.js';
import type { CapabilityEvidence, EffectivePermission, ImpliedBy } from '../../src/facts/facts.js';
import { factsOf } from './facts.js';

const [TEMPLATE] = factsOf({ permissions: ['CAMERA'], targetSdk: 36 }).permissions;
if (TEMPLATE === undefined) throw new Error('an app that asks for the camera has it');
const CAMERA: EffectivePermission = TEMPLATE;

type Stated = Omit<Span, 'offset'>;
/** A place in a text manifest is told as far as it is known: half a place is none. */
const PLACES: [stated: Stated, told: Stated][] = [
  [{}, {}],
  [{ line: 3 }, {}],
  [{ column: 5 }, {}],
  [{ endLine: 4, endColumn: 6 }, {}],
  [{ line: 3, endLine: 4, endColumn: 6 }, {}],
  [{ column: 5, endLine: 4, endColumn: 6 }, {}],
  [
    { line: 3, column: 5 },
    { line: 3, column: 5 },
  ],
  [
    { line: 3, column: 5, endLine: 4 },
    { line: 3, column: 5 },
  ],
  [
    { line: 3, column: 5, endColumn: 6 },
    { line: 3, column: 5 },
  ],
  [
    { line: 3, column: 5, endLine: 4, endColumn: 6 },
    { line: 3, column: 5, endLine: 4, endColumn: 6 },
  ],
];

const placeIn = ({ line, column, endLine, endColumn }: FindingEvidence): unknown =>
  Object.entries({ line, column, endLine, endColumn }).filter(([, each]) => each !== undefined);

describe('a permission', () => {
  const SPLIT: ImpliedBy = {
    permission: 'P',
    targetSdkBelow: null,
    reason: { code: 'SPLIT', data: { permission: 'P', targetSdkBelow: null, vendor: null } },
  };
  const COMPAT: ImpliedBy = {
    permission: '',
    targetSdkBelow: 4,
    reason: { code: 'COMPAT', data: { targetSdkBelow: 4 } },
  };

  it('that is requested tells the element, its bound, and the levels on which it is held', () => {
    const requested: EffectivePermission = {
      ...CAMERA,
      ...{ element: 'uses-permission-sdk-23', maxSdkVersion: 32, offset: 77 },
      apiRanges: [
        [24, 26],
        [28, 32],
      ],
    };
    expect(permissionEvidence(requested)).toEqual({
      kind: 'permission',
      name: 'android.permission.CAMERA',
      apiRanges: requested.apiRanges,
      detail: { code: 'REQUESTED', data: { element: 'uses-permission-sdk-23', maxSdkVersion: 32 } },
      offset: 77,
    });
  });

  it('that is requested and added as well is told as requested', () => {
    expect(permissionEvidence({ ...CAMERA, impliedBy: [SPLIT] })).toMatchObject({
      kind: 'permission',
      detail: { code: 'REQUESTED' },
    });
  });

  it('that Android adds tells all that brings it, and stands nowhere', () => {
    const added: EffectivePermission = {
      ...CAMERA,
      ...{ origin: 'implied', element: null, offset: null, impliedBy: [SPLIT, COMPAT] },
    };
    expect(permissionEvidence(added)).toEqual({
      kind: 'implied-permission',
      name: 'android.permission.CAMERA',
      apiRanges: added.apiRanges,
      detail: { code: 'IMPLIED', data: { reasons: [SPLIT.reason, COMPAT.reason] } },
      offset: null,
    });
    expect(impliedDetail([COMPAT])).toEqual({ code: 'IMPLIED', data: { reasons: [COMPAT.reason] } });
  });

  it.each(PLACES)('that stands at %j is told at %j', (stated, told) => {
    expect(placeIn(permissionEvidence({ ...CAMERA, ...stated }))).toEqual(Object.entries(told));
  });
});

describe('a capability', () => {
  const part = (component: string, more: Partial<CapabilityEvidence> = {}): CapabilityEvidence => ({
    ...{ component, offset: 8, detail: { code: 'NAMED', data: { name: `action of ${component}` } } },
    ...more,
  });
  const of = (...evidence: CapabilityEvidence[]): FindingEvidence =>
    capabilityEvidence({ id: 'vpn-service', apiRange: [24, 37], evidence });

  it.each([1, 2, 3])('tells the first of %i components, and how many more there are', (count) => {
    const parts = Array.from({ length: count }, (_, at) => part(`C${at}`, { offset: 40 + at }));
    const detail = { code: 'NAMED', data: { name: 'action of C0' } };
    expect(of(...parts)).toEqual({
      kind: 'capability',
      name: 'vpn-service',
      apiRanges: [[24, 37]],
      detail: { code: 'COMPONENT', data: { module: null, component: 'C0', detail, more: count - 1 } },
      offset: 40,
    });
  });

  it('tells the split or module of the component', () => {
    expect(of(part('C', { module: 'feature_one' })).detail).toMatchObject({ data: { module: 'feature_one' } });
  });

  it('without a component tells nothing, at no place', () => {
    expect(of()).toEqual({
      ...{ kind: 'capability', name: 'vpn-service', apiRanges: [[24, 37]] },
      ...{ detail: { code: 'NOTHING', data: {} }, offset: null },
    });
  });

  it.each(PLACES)('that stands at %j is told at %j', (stated, told) => {
    expect(placeIn(of(part('C', stated), part('D', { line: 90, column: 90 })))).toEqual(Object.entries(told));
  });
});

describe('a declared feature', () => {
  const judged = (contradicted: string | null): Judgement => ({
    ...{ name: CAMERA.name, isImplied: false, verdict: 'unjustified', answers: [], votes: [], cited: [], warnings: [] },
    ...{ satisfied: false, features: [], contradicted },
  });

  it('that the code contradicts is evidence, by its name', () => {
    expect(contradictionEvidence(judged('kyc-camera'))).toEqual([
      {
        ...{ kind: 'code', name: CAMERA.name, apiRanges: [], offset: null },
        detail: { code: 'NO_CODE_FOR', data: { feature: 'kyc-camera' } },
      },
    ]);
  });

  it('that nothing contradicts is none', () => {
    expect(contradictionEvidence(judged(null))).toEqual([]);
  });
});
