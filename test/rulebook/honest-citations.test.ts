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

  it('without a quotation was not read in the text itself', () => {
    expect(idsWhere(({ quote, verification }) => quote === undefined && verification === 'primary')).toEqual([]);
  });

  it('that rests on our mapping or reading says so in a note', () => {
    const silent = idsWhere(({ basis, note }) => basis !== 'explicit' && (note?.en ?? '').trim() === '');
    expect(silent).toEqual([]);
    const reading = /\b(?:ours?|we|us)\b/iu;
    const hidden = idsWhere(
      ({ basis, verdict, note }) => basis === 'inferred' && verdict !== 'necessary' && !reading.test(note?.en ?? ''),
    );
    expect(hidden).toEqual([]);
  });

  it('calls its basis explicit only where a platform names Android constants', () => {
    expect(idsWhere((clause) => clause.basis === 'explicit' && sourceOf(clause).authority !== 'platform')).toEqual([]);
  });
});

describe('quotations', () => {
  /** Items of a list, which their text begins in lower case: of GDPR article 5(1), and what Google excepts from level 36. */
  const ITEMS = ['GDPR-5-1-C', 'PLAY-TARGET-35-WEAR-CAR', 'PLAY-TARGET-34-TV-XR'];
  const beginsInside = (quote: string): boolean => /^\p{Ll}/u.test(quote);

  it('begin where the sentence begins, unless the text was read in the words of others', () => {
    const inside = idsWhere(
      ({ quote, verification }) => quote !== undefined && verification === 'primary' && beginsInside(quote),
    );
    expect(inside.toSorted()).toEqual(ITEMS.toSorted());
  });

  it('of the article begin where its sentence begins, in rules too', () => {
    const rules = shippedRulebook().categories.flatMap((category) => category.rules);
    const quoted = rules.flatMap(({ articleQuote }) => articleQuote ?? []);
    expect(quoted.length).toBeGreaterThan(5);
    expect(quoted.filter(beginsInside)).toEqual([]);
  });

  it('of one sentence of the article are alike in clauses and rules', () => {
    const clauses = cited.filter(({ policy }) => policy.id === 'article').map(({ clause }) => clause.quote ?? '');
    const rules = shippedRulebook().categories.flatMap((category) => category.rules);
    const parts = rules.flatMap(({ articleQuote }) => articleQuote ?? []);
    const start = (quote: string): string => quote.slice(0, 30);
    const differing = parts.filter((part) => clauses.some((one) => start(one) === start(part) && one !== part));
    expect(differing).toEqual([]);
  });
});

describe('texts without a clause', () => {
  it('are told with the day from which they hold, and why nothing is judged by them', () => {
    const listed = policies.flatMap(({ withoutClause }) => withoutClause ?? []);
    expect(listed).toEqual(expect.arrayContaining(['PLAY-APP-FUNCTIONS', 'PLAY-MANAGE-CONTACTS', 'GH-BOG-DCS-2025']));
    for (const id of listed) {
      const source = sourceById.get(id);
      expect(source?.inForce ?? source?.issued, id).toBeDefined();
      expect(source?.note?.en ?? '', id).not.toBe('');
    }
    expect(sourceById.get('PLAY-APP-FUNCTIONS')?.inForce).toBe('2027-04-14');
    expect(sourceById.get('PLAY-MANAGE-CONTACTS')?.inForce).toBe('2027-08-25');
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
