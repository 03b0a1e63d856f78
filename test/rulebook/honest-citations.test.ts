/** What every clause of the shipped policies owes its reader: a source that can be looked up, and no more than it says. */
import { describe, expect, it } from 'vitest';
import { compareSeverities } from '../../src/rulebook/orders.js';
import type { Clause, Policy, Source } from '../../src/rulebook/types.js';
import { shippedRulebook } from './shipped.js';

const { policies, sources } = shippedRulebook();
const sourceById = new Map(sources.map((source) => [source.id, source]));
const cited = policies.flatMap((policy) => policy.clauses.map((clause) => ({ policy, clause })));
const AUTHORITIES = [
  'law',
  'regulation',
  'normative-document',
  'guidance',
  'standard',
  'platform',
  'research',
  'article',
];
const STATUSES = ['in-force', 'draft', 'superseded', 'notice', 'published'];
const VERIFICATIONS = ['primary', 'secondary', 'unverified-high', 'unverified-medium'];

function sourceOf({ source }: Clause): Source {
  const found = sourceById.get(source);
  if (found === undefined) throw new Error(`no source ${source}`);
  return found;
}

/** The ids of the clauses for which `isWrong` holds. */
function idsWhere(isWrong: (clause: Clause, policy: Policy) => boolean): string[] {
  return cited.filter(({ clause, policy }) => isWrong(clause, policy)).map(({ clause }) => clause.id);
}

describe('every clause', () => {
  it('is one of many, so that the checks below check something', () => {
    expect(cited.length).toBeGreaterThan(120);
    expect(new Set(cited.map(({ clause }) => clause.id)).size).toBe(cited.length);
  });

  it('names who issued its source', () => {
    expect(idsWhere((clause) => sourceOf(clause).issuer.en.trim() === '')).toEqual([]);
    expect(idsWhere((clause) => sourceOf(clause).title.en.trim() === '')).toEqual([]);
  });

  it('has a source that can be found, by date or address', () => {
    const without = idsWhere((clause) => {
      const { issued, inForce, url } = sourceOf(clause);
      return issued === undefined && inForce === undefined && url === undefined;
    });
    expect(without).toEqual([]);
  });

  it('of the regions says nothing of MANAGE_MEDIA, which opens no photo', () => {
    const regional = ['co-sic', 'eu-gdpr', 'id-ojk', 'in-rbi', 'pk-secp'];
    const name = 'android.permission.MANAGE_MEDIA';
    expect(idsWhere(({ permissions }, { id }) => regional.includes(id) && permissions.includes(name))).toEqual([]);
  });

  it('of a text that was replaced says by what', () => {
    const replaced = sources.filter(({ status }) => status === 'superseded');
    expect(replaced.map(({ id }) => id)).toEqual(expect.arrayContaining(['IN-RBI-DL-2025', 'IN-RBI-DL-2022']));
    expect(replaced.filter(({ until, supersededBy }) => until === undefined || supersededBy === undefined)).toEqual([]);
  });

  it('cites no paragraph of the directions of India that nobody read', () => {
    const unread = cited.filter(({ clause }) => clause.source === 'IN-RBI-CF-2025');
    expect(unread.length).toBeGreaterThan(5);
    expect(unread.filter(({ clause }) => clause.locator !== undefined || clause.quote !== undefined)).toEqual([]);
    expect(unread.filter(({ clause }) => clause.verification !== 'secondary')).toEqual([]);
  });

  it('says how binding its source is, and whether it is in force', () => {
    expect(idsWhere((clause) => !AUTHORITIES.includes(sourceOf(clause).authority))).toEqual([]);
    expect(idsWhere((clause) => !STATUSES.includes(sourceOf(clause).status))).toEqual([]);
  });

  it('says how it was checked, and never rests on weak memory', () => {
    expect(idsWhere((clause) => !VERIFICATIONS.includes(clause.verification))).toEqual([]);
    expect(sources.filter(({ verification }) => !VERIFICATIONS.includes(verification))).toEqual([]);
  });

  it('calls its basis explicit only where a platform names Android constants', () => {
    expect(idsWhere((clause) => clause.basis === 'explicit' && sourceOf(clause).authority !== 'platform')).toEqual([]);
  });
});

describe('texts that do not bind', () => {
  const isMild = ({ severityCap }: Policy): boolean =>
    severityCap !== undefined && compareSeverities(severityCap, 'medium') <= 0;

  it('that are drafts weigh medium at most and are never selected by default', () => {
    const drafting = cited.filter(({ clause }) => sourceOf(clause).status === 'draft').map(({ policy }) => policy);
    expect(new Set(drafting.map(({ id }) => id))).toEqual(new Set(['cn-draft-2026']));
    expect(drafting.filter((policy) => !isMild(policy) || policy.default)).toEqual([]);
  });

  it('that are alerts of Mexico weigh medium at most', () => {
    expect(policies.filter(({ id }) => id === 'mx').map(isMild)).toEqual([true]);
  });

  it('that state a principle bar no permission', () => {
    const principles = policies.filter(({ id }) => ['eu-gdpr', 'cn-39', 'cn-191-164'].includes(id));
    expect(principles).toHaveLength(3);
    const barring = principles.flatMap(({ clauses }) =>
      clauses.filter(({ verdict, source }) => verdict === 'prohibited' && ['EU-GDPR', 'CN-39'].includes(source)),
    );
    expect(barring).toEqual([]);
  });
});

describe('texts bound to a purpose', () => {
  it.each(['ke-cbk', 'co-sic', 'eu-ccd2'])('%s says so with every ban', (id) => {
    const bans = policies
      .filter((policy) => policy.id === id)
      .flatMap(({ clauses }) => clauses.filter(({ verdict }) => verdict === 'prohibited'));
    expect(bans.length).toBeGreaterThan(0);
    expect(bans.filter(({ note }) => !/collect|scor/u.test(note?.en ?? '')).map((clause) => clause.id)).toEqual([]);
  });
});
