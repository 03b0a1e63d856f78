/** An audit speaks of its day: it cites no text that was not there yet, and none that another had replaced. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareVerdicts } from '../../src/rulebook/orders.js';
import type { Audit } from '../../src/audit/types.js';
import { CAPABILITY_IDS } from '../../src/facts/facts.js';
import { clauseDays, type ClauseDays } from '../../src/rulebook/clause-dates.js';
import { builtinRulebook } from '../../src/rulebook/load.js';
import type { Clause } from '../../src/rulebook/types.js';
import { audit, type AppShape } from './facts.js';

const rulebook = builtinRulebook();
const POLICIES = rulebook.policies.map(({ id }) => id);
const sources = new Map(rulebook.sources.map((source) => [source.id, source]));
const clauses = rulebook.policies.flatMap((policy) => policy.clauses);
const clauseById = new Map(clauses.map((clause) => [clause.id, clause]));
const TODAY = '2026-11-28';

function daysOf(clause: Clause): ClauseDays {
  const days = clauseDays(clause, sources.get(clause.source));
  if (days === null) throw new Error(`${clause.id} has no date`);
  return days;
}

/** The day before. */
function before(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

/** An app that asks for and can do everything of which any clause speaks. */
const EVERYTHING: AppShape = {
  permissions: [...new Set([...clauses.flatMap(({ permissions }) => permissions), 'android.permission.INTERNET'])],
  capabilities: CAPABILITY_IDS.filter((id) => !id.startsWith('default-') && id !== 'accessibility-tool'),
  targetSdk: 35,
};
const CATEGORIES = [null, 'lending', 'kids'];
const audits = new Map<string, Audit>();

function auditOn(asOf: string, category: string | null): Audit {
  const key = `${asOf} ${category ?? ''}`;
  const made = audits.get(key) ?? audit(EVERYTHING, { category, policies: POLICIES, asOf });
  audits.set(key, made);
  return made;
}

function auditsOn(asOf: string, categories: readonly (string | null)[] = CATEGORIES): Audit[] {
  return categories.map((category) => auditOn(asOf, category));
}

/** Ids of the clauses that the findings cite. */
function citedIn(audits: readonly Audit[]): Set<string> {
  return new Set(audits.flatMap(({ findings }) => findings.flatMap((one) => one.clauses.map((c) => c.clauseId))));
}

function tooEarly(asOf: string): string[] {
  return [...citedIn(auditsOn(asOf))].filter((id) => {
    const clause = clauseById.get(id);
    return clause === undefined || asOf < daysOf(clause).known;
  });
}

describe('every clause', () => {
  it('has a day from which it is known to exist', () => {
    expect(clauses.length).toBeGreaterThan(120);
    expect(clauses.filter((clause) => clauseDays(clause, sources.get(clause.source)) === null)).toEqual([]);
  });

  it('is cited on no day before it, nor on a day another has replaced it', () => {
    const days = [...new Set(clauses.map((clause) => before(daysOf(clause).known)))].sort();
    expect(days.length).toBeGreaterThan(10);
    expect(days.flatMap((day) => tooEarly(day).map((id) => `${id} on ${day}`))).toEqual([]);
  });

  it('is cited on its day, in some audit', () => {
    const late = clauses.filter(
      ({ categories, targetSdk, verdict }) =>
        categories.includes('lending') && targetSdk === undefined && verdict !== 'conditional',
    );
    const missing = late.filter((clause) => !citedIn(auditsOn(daysOf(clause).binds, ['lending'])).has(clause.id));
    // Those that speak only of apps that declare a feature, or that are lifted by one, need more than permissions.
    expect(missing.filter(({ requiresFeatures }) => requiresFeatures === undefined).map(({ id }) => id)).toEqual([]);
  });
});

describe('in an audit as of any day', () => {
  it('no text is younger than the day', () => {
    const day = fc
      .integer({ min: Date.parse('2011-01-01'), max: Date.parse('2027-11-28') })
      .map((at) => new Date(at).toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, (asOf) => {
        expect(tooEarly(asOf)).toEqual([]);
        const references = auditsOn(asOf, ['lending', null]).flatMap(({ findings }) =>
          findings.flatMap((f) => f.seeAlso),
        );
        for (const { source } of references) {
          const found = sources.get(source);
          expect(clauseDays({}, found)?.known ?? '9999', source).not.toSatisfy((known: string) => known > asOf);
        }
      }),
      { numRuns: 6 },
    );
  });

  it('of 2011, nothing is cited, announced or named', () => {
    for (const { findings, notes } of auditsOn('2011-01-01')) {
      expect(findings.flatMap((finding) => [...finding.clauses, ...finding.seeAlso])).toEqual([]);
      expect(notes.map(({ code }) => code)).not.toContain('FUTURE_CLAUSE');
    }
  });
});

describe('a text that another replaced', () => {
  const replaced = clauses.filter((clause) => daysOf(clause).until !== null);

  it('is there, so that the laws below check something', () => {
    expect(replaced.length).toBeGreaterThan(8);
  });

  it('is cited to the day before, with what replaces it, and never after', () => {
    for (const clause of replaced) {
      const { until } = daysOf(clause);
      const [last, first] = [before(until ?? ''), until ?? ''].map((asOf) => auditsOn(asOf, ['lending']));
      const told = last?.flatMap(({ findings }) => findings.flatMap((finding) => finding.clauses));
      const citation = told?.find(({ clauseId }) => clauseId === clause.id);
      expect(citation, clause.id).toMatchObject({ state: 'in-force', status: 'in-force', until });
      expect(citation?.supersededBy?.length, clause.id).toBeGreaterThan(0);
      expect(citedIn(first ?? []).has(clause.id), clause.id).toBe(false);
      expect(citedIn(auditsOn(TODAY, ['lending'])).has(clause.id), clause.id).toBe(false);
    }
  });

  it('is replaced by one that is no milder about anything it named', () => {
    for (const clause of replaced) {
      const policy = rulebook.policies.find((one) => one.clauses.includes(clause));
      for (const name of [...clause.permissions, ...clause.capabilities]) {
        const now = policy?.clauses.filter(
          (one) => daysOf(one).until === null && [...one.permissions, ...one.capabilities].includes(name),
        );
        const strictness = Math.max(...(now ?? []).map(({ verdict }) => compareVerdicts(verdict, clause.verdict)));
        expect(strictness, `${clause.id} ${name}`).toBeGreaterThanOrEqual(0);
      }
    }
  });
});

describe('the directions of India by day', () => {
  it.each<[string, string | undefined]>([
    ['2022-09-01', undefined],
    ['2022-09-02', 'RBI-2022-RESOURCES'],
    ['2025-05-07', 'RBI-2022-RESOURCES'],
    ['2025-05-08', 'RBI-2025-RESOURCES'],
    ['2025-11-27', 'RBI-2025-RESOURCES'],
    ['2025-11-28', 'RBI-RESOURCES'],
    [TODAY, 'RBI-RESOURCES'],
  ])('on %s: %s', (asOf, id) => {
    const { findings } = audit({ permissions: ['READ_CONTACTS'] }, { policies: ['in-rbi'], asOf });
    expect(findings[0]?.clauses.map(({ clauseId }) => clauseId)).toEqual(id === undefined ? [] : [id]);
    expect(findings[0]?.verdict).toBe(id === undefined ? 'unjustified' : 'prohibited');
  });
});

describe('the words of the article', () => {
  const quotes = (asOf: string): number =>
    auditOn(asOf, 'lending').findings.filter(({ articleQuote }) => articleQuote !== null).length;

  it('stand with no finding before the article was there', () => {
    const { notBefore = '' } = sources.get('ARTICLE') ?? {};
    expect(quotes(notBefore)).toBeGreaterThan(3);
    expect(quotes(before(notBefore))).toBe(0);
  });
});
