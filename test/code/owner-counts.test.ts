/** Whose sites they are, how many show use by themselves, and where they lie. */
import { describe, expect, it } from 'vitest';
import { OwnerCounts } from '../../src/code/owner-counts.js';
import type { Owner } from '../../src/code/owners.js';

const ADS = { id: 'ads', name: 'Ads', team: null, kind: 'ads' };
const app = (name: string): Owner => ({ kind: 'app', sdk: null, name: null, identity: null, package: name });
const sdk = (name: string): Owner => ({ kind: 'sdk', sdk: 'ads', name: 'Ads', identity: ADS, package: name });
const nobody = (name: string): Owner => ({ ...app(name), kind: 'unattributed' });

function counted(...sites: [Owner, boolean][]): [string, string | null, number, number][] {
  const counts = new OwnerCounts();
  for (const [owner, strong] of sites) counts.add(owner, strong);
  return counts.list().map(({ kind, package: name, sites: all, strongSites }) => [kind, name, all, strongSites]);
}

describe('owners of sites', () => {
  it('are named by what the packages of their strong sites have in common', () => {
    const sites = counted([sdk('com.ads.core.net'), true], [sdk('com.ads.core'), true], [sdk('com.ads.ui'), false]);
    expect(sites).toEqual([['sdk', 'com.ads.core', 3, 2]]);
    expect(counted([sdk('com.ads.core'), false], [sdk('com.ads.ui'), false])).toEqual([['sdk', 'com.ads', 2, 0]]);
    expect(counted([sdk('com.adsense'), true], [sdk('com.ads'), true])).toEqual([['sdk', null, 2, 2]]);
  });

  it('have no package where it would be one like com, a or none', () => {
    expect(counted([nobody('com.a'), true], [nobody('com.b'), true])).toEqual([['unattributed', null, 2, 2]]);
    expect(counted([nobody('a'), true])).toEqual([['unattributed', null, 1, 1]]);
    expect(counted([nobody(''), true], [nobody('a.b'), true])).toEqual([['unattributed', null, 2, 2]]);
    expect(counted([sdk('androidx.core'), true], [sdk('androidx.work'), true])).toEqual([['sdk', 'androidx', 2, 2]]);
  });

  it('stand by strong sites first: many hints weigh less than one use', () => {
    const hints = Array.from({ length: 9 }, (): [Owner, boolean] => [sdk('com.ads'), false]);
    expect(counted(...hints, [app('com.me'), true]).map(([kind]) => kind)).toEqual(['app', 'sdk']);
    expect(counted([sdk('com.ads'), true], [app('com.me'), true]).map(([kind]) => kind)).toEqual(['app', 'sdk']);
  });
});
