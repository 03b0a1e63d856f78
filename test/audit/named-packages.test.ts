/** Apps of other lenders that a loan app asks for by name. */
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/audit/types.js';
import { evaluateNamedPackages } from '../../src/audit/named-packages.js';
import type { PredicateOutcome } from '../../src/audit/combination.js';
import type { Capability } from '../../src/facts/facts.js';
import type { NamedPackages } from '../../src/rulebook/types.js';
import { audit, factsOf, type AppShape } from './facts.js';
import { madeContext } from './made-rulebook.js';
import { ENGLISH } from '../../src/words/messages.js';

const RULE = 'LEND-APP-INVENTORY-RIVALS';

function rivals(shape: Partial<AppShape>, category = 'lending'): Finding | undefined {
  const result = audit({ permissions: [], targetSdk: 36, ...shape }, { category });
  return result.findings.find(({ ruleId }) => ruleId === RULE);
}

describe('the apps of other lenders', () => {
  it('are found by their own names, and by the list of those whose names do not tell', () => {
    expect(rivals({ queries: ['com.whizdm.moneyview.loans'] })).toBeDefined();
    expect(rivals({ queries: ['com.Quick.PinjamanKilat'] })).toBeDefined();
    expect(rivals({ queries: ['io.silvrr.installment'] })).toBeDefined();
  });

  it('are no payment apps, browsers or apps of the same maker', () => {
    expect(rivals({ queries: ['net.one97.paytm', 'com.phonepe.app', 'com.android.chrome'] })).toBeUndefined();
    const own = { packageName: 'com.example.loan', queries: ['com.example.loan.pro', 'com.EXAMPLE.loans'] };
    expect(rivals(own)).toBeUndefined();
    expect(rivals({ ...own, queries: [...own.queries, 'org.example.loan'] })?.evidence.map(ENGLISH.evidence)[0]).toBe(
      'org.example.loan',
    );
  });

  it('are told by name, the first eight, and cost as much as the list of apps', () => {
    const queries = Array.from({ length: 11 }, (_, at) => `com.lender${String(at).padStart(2, '0')}.loan`);
    const finding = rivals({ queries });
    expect(finding).toMatchObject({ verdict: 'unjustified', severity: 'high', points: 15, composite: false });
    expect(finding?.capabilities).toEqual(['queries-packages']);
    expect(finding?.evidence.map(ENGLISH.evidence)[0]).toBe(`${queries.slice(0, 8).join(', ')} and 3 more`);
    expect(finding?.evidence[0]?.apiRanges).toEqual([[30, 37]]);
  });

  it('count once with the list of all apps', () => {
    const both = audit({ permissions: ['QUERY_ALL_PACKAGES'], queries: ['com.other.loan'], targetSdk: 36 });
    const inventory = both.waterfall.filter(({ dataType }) => dataType === 'app-inventory');
    expect(inventory.map(({ points }) => points)).toEqual([25]);
  });

  it('are of no interest in an app that is no lender', () => {
    expect(rivals({ queries: ['com.other.loan'] }, 'shopping')).toBeUndefined();
  });
});

describe('packages that a predicate means', () => {
  const PREDICATE: NamedPackages = { kind: 'named-packages', words: ['loan'], packages: ['io.Silent.App'] };
  const asked = (names: string[], offset = 10): Capability => ({
    id: 'queries-packages',
    apiRange: [30, 37],
    evidence: names.map((component, at) => ({ component, offset: offset + at, detail: component })),
  });
  const OTHER: Capability = {
    ...{ id: 'vpn-service', apiRange: [24, 37] },
    evidence: [{ component: 'org.other.loan', offset: 1, detail: 'service' }],
  };
  function of(
    capabilities: Capability[],
    own: string | null = 'com.example.app',
    predicate = PREDICATE,
  ): PredicateOutcome | null {
    const facts = factsOf({ permissions: [], targetSdk: 36, packageName: own ?? '' });
    const manifest = own === null ? null : facts.manifest;
    return evaluateNamedPackages(predicate, 'unjustified', madeContext({ ...facts, manifest, capabilities }, {}));
  }
  const namesIn = (outcome: PredicateOutcome | null): unknown => outcome?.evidence[0]?.detail;
  const told = (names: string[], more = 0): unknown => ({ code: 'NAMED_PACKAGES', data: { names, more } });

  it('are looked for in `<queries>` alone', () => {
    expect(of([])).toBeNull();
    expect(of([OTHER])).toBeNull();
    expect(namesIn(of([OTHER, asked(['org.rival.loan'])]))).toEqual(told(['org.rival.loan']));
  });

  it('are told by name, each once, from where the first of them stands', () => {
    const outcome = of([asked(['z.z.loan', 'com.android.chrome', 'b.b.loan', 'z.z.loan'])]);
    expect(outcome).toEqual({
      verdict: 'unjustified',
      permissions: [],
      evidence: [
        {
          ...{ kind: 'capability', name: 'queries-packages', apiRanges: [[30, 37]], offset: 12 },
          detail: told(['b.b.loan', 'z.z.loan']),
        },
      ],
    });
  });

  it.each([8, 9])('are told up to eight: of %i', (count) => {
    const names = Array.from({ length: count }, (_, at) => `m${at}.m.loan`);
    expect(namesIn(of([asked(names)]))).toEqual(told(names.slice(0, 8), count - 8));
  });

  // The maker is the first two parts of a name.
  it.each<[named: string, own: string | null, isMeant: boolean]>([
    ['com.rival.loan', 'com.example.app', true],
    ['com.rival.LOANS', 'com.example.app', true],
    ['com.rival.lend', 'com.example.app', false],
    ['IO.silent.APP', 'com.example.app', true],
    ['io.silent.app.more', 'com.example.app', false],
    ['com.example.loan', 'com.example.app', false],
    ['COM.Example.loan', 'com.example.app', false],
    ['com.example.loan', 'com.Example', false],
    ['com.examples.loan', 'com.example.app', true],
    ['a.bc.loan', 'ab.c.app', true],
    ['loan', 'com.example.app', true],
    ['com.rival.loan', null, true],
    ['com.rival.loan', '', true],
  ])('%s, asked for by %s: %s', (named, own, isMeant) => {
    expect(of([asked([named])], own) !== null).toBe(isMeant);
  });

  it('may be meant by words alone', () => {
    const words: NamedPackages = { kind: 'named-packages', words: ['loan'] };
    expect(of([asked(['io.silent.app'])], 'com.example.app', words)).toBeNull();
    expect(namesIn(of([asked(['io.silent.app', 'org.rival.loan'])], 'com.example.app', words))).toEqual(
      told(['org.rival.loan']),
    );
  });
});
