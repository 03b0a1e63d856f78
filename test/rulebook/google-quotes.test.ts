/** Google Play's clauses: each quotes its text as it was read or says why not, has a date, and bars only what is barred. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Clause } from '../../src/rulebook/types.js';
import { shippedRulebook } from './shipped.js';

const { policies, sources } = shippedRulebook();
const clauses = policies.find(({ id }) => id === 'google-play')?.clauses ?? [];
/** The passages as they were read, each a block quotation. */
const passages = readFileSync(new URL('read/google-play.md', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('> '))
  .map((line) => line.slice(2));

const idsWhere = (isWrong: (clause: Clause) => boolean): string[] => clauses.filter(isWrong).map(({ id }) => id);
const isQuoted = ({ quote }: Clause): boolean =>
  quote !== undefined && passages.some((passage) => passage.includes(quote));

describe("Google's words", () => {
  it('are held in some number', () => {
    expect(clauses.length).toBeGreaterThan(30);
    expect(passages.length).toBeGreaterThan(25);
    expect(passages.filter((passage) => passage.trim().length < 40)).toEqual([]);
  });

  it('are quoted as they were read', () => {
    expect(idsWhere((clause) => clause.quote !== undefined && !isQuoted(clause))).toEqual([]);
  });

  it('stand in every clause, or the clause says why not', () => {
    expect(idsWhere(({ quote, note }) => quote === undefined && !/No quotation/u.test(note?.en ?? ''))).toEqual([]);
  });

  it('were read in the text itself in all but a few clauses', () => {
    expect(idsWhere(({ verification }) => verification.startsWith('unverified'))).toEqual([]);
    expect(idsWhere(({ verification }) => verification !== 'primary')).toEqual([
      'PLAY-SPYWARE-LOANS',
      'PLAY-QUERY-ALL-PACKAGES-FINANCE',
      'PLAY-QUERY-ALL-PACKAGES-LOANS',
    ]);
  });
});

describe("Google's dates", () => {
  it('stand in every clause or with its source', () => {
    const dated = new Set(sources.filter(({ notBefore }) => notBefore !== undefined).map(({ id }) => id));
    const undated = idsWhere(
      ({ announced, effective, source }) => announced === undefined && effective === undefined && !dated.has(source),
    );
    expect(undated).toEqual([]);
  });

  it('are in order', () => {
    const upTo = (earlier: string | undefined, later: string | undefined): boolean =>
      earlier === undefined || later === undefined || earlier <= later;
    expect(
      idsWhere(
        ({ announced, effective, enforced }) =>
          !upTo(announced, effective) || !upTo(effective, enforced) || !upTo(announced, enforced),
      ),
    ).toEqual([]);
  });

  it('warn of the contact picker and the location button until 27 January 2027', () => {
    const coming = clauses.filter(({ effective }) => effective === '2027-01-27').map(({ id }) => id);
    expect(coming).toEqual(['PLAY-PRECISE-LOCATION-SCOPE', 'PLAY-CONTACTS-PICKER']);
  });
});

describe('what Google bars', () => {
  it('is never our reading of it', () => {
    expect(idsWhere(({ verdict, basis }) => verdict === 'prohibited' && basis === 'inferred')).toEqual([]);
  });

  it('is barred in so many words', () => {
    const barring = clauses.filter(({ verdict, quote }) => verdict === 'prohibited' && quote !== undefined);
    const words = /prohibited|may not|should not|lending purposes/u;
    expect(barring.length).toBeGreaterThan(8);
    expect(barring.filter(({ quote }) => !words.test(quote ?? '')).map(({ id }) => id)).toEqual([]);
  });

  it('names the constant where the basis is explicit', () => {
    // The SMS and call log sentence says "the above permissions", which its table lists.
    const TABLE = /READ_SMS|RECEIVE_|SEND_SMS|WRITE_SMS|CALL_LOG|PROCESS_OUTGOING_CALLS/u;
    const unnamed = clauses
      .filter(({ basis, quote }) => basis === 'explicit' && quote !== undefined)
      .flatMap(({ id, quote, permissions }) =>
        permissions
          .map((name) => name.split('.').at(-1) ?? name)
          .filter((name) => !(quote ?? '').toUpperCase().includes(name) && !TABLE.test(name))
          .map((name) => `${id} ${name}`),
      );
    expect(unnamed).toEqual([]);
  });

  it('leaves the removal of a confirmation out of the reading of photos', () => {
    expect(idsWhere(({ permissions }) => permissions.includes('android.permission.MANAGE_MEDIA'))).toEqual([]);
  });
});
