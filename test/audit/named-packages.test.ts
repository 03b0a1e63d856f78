/** Apps of other lenders that a loan app asks for by name. */
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/audit/types.js';
import { audit, type AppShape } from './facts.js';
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
