/** Who pays for a cause, as docs/score.md has it: each cause once, the worst first, and more causes never cost less. */
import { describe, expect, it } from 'vitest';
import { countedElsewhere, type Held } from '../../src/audit/shared-points.js';
import { scoreOf, withPoints } from '../../src/audit/score.js';
import type { Finding } from '../../src/audit/types.js';
import type { Severity } from '../../src/rulebook/types.js';
import { audit } from './facts.js';

const [TEMPLATE] = audit({ permissions: ['READ_CONTACTS'], targetSdk: 36 }).findings;

/** A finding of the data type and rule `id` that rests on the permissions. */
function finding(id: string, severity: Severity, permissions: string[], over: Partial<Finding> = {}): Finding {
  if (TEMPLATE === undefined) throw new Error('a loan app with contacts has a finding');
  const evidence = permissions.map((name) => ({
    kind: 'implied-permission' as const,
    name,
    apiRanges: [],
    detail: { code: 'TARGET_SDK' as const, data: { targetSdk: 3, below: null } },
    offset: null,
  }));
  return { ...TEMPLATE, ruleId: id, dataType: id, severity, evidence, implied: true, ...over };
}

const TARGET_EVIDENCE: Finding['evidence'][number] = {
  kind: 'target-sdk',
  name: 'targetSdkVersion',
  apiRanges: [],
  detail: { code: 'TARGET_SDK', data: { targetSdk: 3, below: 23 } },
  offset: null,
};

/** What is granted without a question. */
function granted(severity: Severity): Finding {
  const { implied: _implied, ...rest } = finding('target', severity, []);
  return { ...rest, evidence: [TARGET_EVIDENCE] };
}

function listed(id: string, severity: Severity, over: Partial<Finding> = {}): Finding {
  const { implied: _implied, ...rest } = finding(id, severity, []);
  return { ...rest, ...over };
}

/** `x: ['A']`: x is added with A. What is named as a cause and never added is requested; '' is the target. */
function held(impliedBy: Record<string, string[]>, alsoRequested: string[] = []): Held[] {
  const sources = Object.values(impliedBy).flat();
  const requested = [...new Set([...sources, ...alsoRequested])].filter(
    (name) => name !== '' && (impliedBy[name] === undefined || alsoRequested.includes(name)),
  );
  const reason = { code: 'COMPAT' as const, data: { targetSdkBelow: 4 } };
  const by = (name: string): Held['impliedBy'] =>
    (impliedBy[name] ?? []).map((permission) => ({ permission, targetSdkBelow: null, reason }));
  const added = Object.keys(impliedBy).filter((name) => !requested.includes(name));
  return [
    ...requested.map((name): Held => ({ name, origin: 'requested', impliedBy: by(name) })),
    ...added.map((name): Held => ({ name, origin: 'implied', impliedBy: by(name) })),
  ];
}

interface Row {
  title: string;
  findings: Finding[];
  held: Held[];
  counted: Record<string, string[]>;
  points: number;
}

const ROWS: Row[] = [
  {
    title: 'one cause: the worst costs',
    findings: [finding('a', 'medium', ['x']), finding('b', 'high', ['y'])],
    held: held({ x: ['P'], y: ['P'] }),
    counted: { a: ['b'] },
    points: 15,
  },
  {
    title: 'one cause, two alike: the first by data type costs',
    findings: [finding('b', 'high', ['y']), finding('a', 'high', ['x'])],
    held: held({ x: ['P'], y: ['P'] }),
    counted: { b: ['a'] },
    points: 15,
  },
  {
    title: 'two causes: both cost',
    findings: [finding('a', 'medium', ['x']), finding('b', 'high', ['y'])],
    held: held({ x: ['P'], y: ['Q'] }),
    counted: {},
    points: 23,
  },
  {
    title: 'the target is a cause like a permission',
    findings: [finding('a', 'medium', ['x']), finding('b', 'high', ['y']), finding('c', 'low', ['z'])],
    held: held({ x: [''], y: [''], z: ['P'] }),
    counted: { a: ['b'] },
    points: 18,
  },
  {
    title: 'a cause is followed through what is added',
    findings: [finding('a', 'medium', ['x']), finding('b', 'high', ['y'])],
    held: held({ x: ['y'], y: ['P'] }),
    counted: { a: ['b'] },
    points: 15,
  },
  {
    title: 'what is listed and added has both causes',
    findings: [finding('a', 'medium', ['x']), finding('b', 'high', ['z'])],
    held: held({ x: ['y'], y: ['P'], z: ['P'] }, ['y']),
    counted: {},
    points: 23,
  },
  {
    title: 'the worse one leaves the cause that only the other has',
    findings: [finding('a', 'high', ['x']), finding('b', 'medium', ['y'])],
    held: held({ x: ['P', 'Q'], y: ['P'] }),
    counted: {},
    points: 23,
  },
  {
    title: 'three with two causes: the two worst cost, and stand for the third',
    findings: [finding('a', 'high', ['x']), finding('b', 'medium', ['x']), finding('c', 'low', ['x'])],
    held: held({ x: ['P', 'Q'] }),
    counted: { c: ['a', 'b'] },
    points: 23,
  },
  {
    title: 'without a known cause each costs',
    findings: [finding('a', 'high', ['x']), finding('b', 'high', ['y'])],
    held: [],
    counted: {},
    points: 30,
  },
  {
    title: 'a worse finding of the data type leaves the cause to others',
    findings: [
      finding('a', 'high', ['x']),
      listed('listed', 'critical', { dataType: 'a' }),
      finding('b', 'medium', ['x']),
    ],
    held: held({ x: ['P'] }),
    counted: {},
    points: 33,
  },
  {
    title: 'an equal one does so too',
    findings: [finding('a', 'high', ['x']), listed('listed', 'high', { dataType: 'a' }), finding('b', 'medium', ['x'])],
    held: held({ x: ['P'] }),
    counted: {},
    points: 23,
  },
  {
    title: 'of a data type with a milder finding only what is above it is shared',
    findings: [
      finding('a', 'high', ['x']),
      listed('listed', 'medium', { dataType: 'a' }),
      finding('b', 'medium', ['x']),
    ],
    held: held({ x: ['P'] }),
    counted: { a: ['b'] },
    points: 16,
  },
  {
    title: 'what is granted without a question is counted in what is as bad',
    findings: [finding('a', 'high', ['x']), granted('high')],
    held: held({ x: ['P'] }),
    counted: { target: ['a'] },
    points: 15,
  },
  {
    title: 'worse than what is added, it stands for the worst of it',
    findings: [finding('a', 'medium', ['x']), finding('b', 'low', ['y']), finding('c', 'low', ['x']), granted('high')],
    held: held({ x: ['P'], y: ['Q'] }),
    counted: { a: ['target'], c: ['target'] },
    points: 18,
  },
  {
    title: 'it stands for the worst alone: what shares another cause too is counted in both',
    findings: [
      finding('a', 'high', ['x']),
      finding('b', 'medium', ['y']),
      finding('c', 'low', ['x', 'y']),
      granted('critical'),
    ],
    held: held({ x: ['P'], y: ['Q'] }),
    counted: { a: ['target'], c: ['b', 'target'] },
    points: 33,
  },
  {
    title: 'as bad as the worst, it is counted in it',
    findings: [finding('a', 'medium', ['x']), finding('b', 'low', ['y']), granted('medium')],
    held: held({ x: ['P'], y: ['Q'] }),
    counted: { target: ['a'] },
    points: 11,
  },
  {
    title: 'several of a data type: the heaviest stands for what shares their cause, then the first by rule',
    findings: [
      finding('a1', 'medium', ['x'], { dataType: 'a' }),
      finding('a3', 'high', ['x'], { dataType: 'a' }),
      finding('a2', 'high', ['x'], { dataType: 'a' }),
      finding('b', 'medium', ['x']),
    ],
    held: held({ x: ['P'] }),
    counted: { b: ['a2'] },
    points: 15,
  },
  {
    title: 'all of a data type are counted in what stands for it',
    findings: [
      finding('a1', 'low', ['x'], { dataType: 'a' }),
      finding('a2', 'medium', ['x'], { dataType: 'a' }),
      finding('b', 'high', ['x']),
    ],
    held: held({ x: ['P'] }),
    counted: { a1: ['b'], a2: ['b'] },
    points: 15,
  },
  {
    title: 'what is no permission has no cause, and takes none away',
    findings: [finding('a', 'medium', ['x', 'vpn-service']), finding('b', 'high', ['vpn-service', 'x'])],
    held: held({ x: ['P'] }),
    counted: { a: ['b'] },
    points: 15,
  },
  {
    title: 'a cause that the app does not have is none',
    findings: [finding('a', 'medium', ['x']), finding('b', 'high', ['y'])],
    held: held({ x: ['P'], y: ['P'] }).filter(({ name }) => name !== 'P'),
    counted: {},
    points: 23,
  },
  {
    title: 'what brings each other has the causes of both',
    findings: [finding('a', 'medium', ['x']), finding('b', 'high', ['y'])],
    held: held({ x: ['y', 'P'], y: ['x'] }),
    counted: { a: ['b'] },
    points: 15,
  },
  {
    title: 'alone it costs',
    findings: [listed('a', 'high'), granted('high')],
    held: [],
    counted: {},
    points: 30,
  },
  {
    title: 'what costs nothing is not said to be counted elsewhere, and stands for nothing',
    findings: [finding('a', 'info', ['x']), finding('b', 'high', ['x'], { composite: true }), granted('low')],
    held: held({ x: ['P'] }),
    counted: {},
    points: 3,
  },
];

describe.each(ROWS)('$title', ({ findings, held: permissions, counted, points }) => {
  it.each([
    ['as it is', findings],
    ['turned around', [...findings].reverse()],
  ])('%s', (_order, list) => {
    const found = countedElsewhere(list, permissions);
    expect(Object.fromEntries([...found].map(([{ ruleId }, rules]) => [ruleId, rules]))).toEqual(counted);
    const scored = withPoints(list, permissions);
    expect(scoreOf(scored).points).toBe(points);
    for (const { ruleId, countedIn, points: each } of scored) {
      expect(countedIn).toEqual(counted[ruleId]);
      if (countedIn !== undefined) expect(each).toBe(0);
    }
    expect(withPoints(scored, permissions)).toEqual(scored);
  });
});

it('counts by itself what was counted in a finding that is accepted', () => {
  const permissions = held({ x: ['P'] });
  const all = withPoints([finding('a', 'high', ['x']), finding('b', 'medium', ['x'])], permissions);
  const open = all.filter(({ ruleId }) => ruleId !== 'a');
  expect(withPoints(open, permissions).map(({ points, countedIn }) => [points, countedIn])).toEqual([[8, undefined]]);
});
