/** Damaged code, seeded and counted: evidence is always a value, the same again, and never surer than what was read. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seal } from '../../fixtures/dex/dex-writer.js';
import type { CodeEvidence } from '../../src/facts/facts.js';
import { apkOf, codeOf, dexFixture, verdicts } from './helpers.js';

const REQUESTS = ['SEND_SMS', 'READ_PHONE_STATE', 'BROADCAST_STICKY', 'READ_CONTACTS', 'SET_WALLPAPER'];
const LIMITS = { dexUnits: 200_000, dexMethods: 20_000 };
const STATES = new Set(['complete', 'partial', 'none']);

function evidenceOf(one: Uint8Array, two: Uint8Array): CodeEvidence {
  const entries = [
    { name: 'classes.dex', data: one },
    { name: 'classes2.dex', data: two },
    { name: 'assets/plugin', data: two },
  ];
  return codeOf(apkOf({ requests: REQUESTS, entries }), { limits: LIMITS });
}

function check(code: CodeEvidence): void {
  expect(STATES.has(code.state)).toBe(true);
  expect(code.reason === null).toBe(code.state === 'complete');
  const doubted = verdicts(code).filter((one) => one.endsWith(' no-evidence'));
  if (code.state !== 'complete') expect(doubted).toEqual([]);
  for (const { sites, totalSites, owners, use, strength } of code.permissions) {
    expect(sites.length).toBeLessThanOrEqual(Math.min(20, totalSites));
    expect(owners.reduce((sum, owner) => sum + owner.sites, 0)).toBe(totalSites);
    expect(strength === 'strong').toBe(use === 'used' || use === 'used-undeclared');
  }
}

const ONE = dexFixture('evidence-1');
const TWO = dexFixture('evidence-2');

/** Bytes changed one by one, to values that matter more often than chance would have it. */
const edits = fc.array(
  fc.tuple(fc.nat(), fc.oneof(fc.constantFrom(0, 1, 0x7f, 0x80, 0xff), fc.integer({ min: 0, max: 255 }))),
  { minLength: 1, maxLength: 12 },
);

function changed(bytes: Uint8Array, changes: readonly (readonly [number, number])[], sealed: boolean): Uint8Array {
  const copy = Uint8Array.from(bytes);
  for (const [at, value] of changes) copy[at % copy.length] = value;
  return sealed ? seal(copy) : copy;
}

describe('code evidence of damaged DEX files', () => {
  it('with bytes changed', () => {
    fc.assert(
      fc.property(edits, edits, fc.boolean(), (one, two, sealed) => {
        const code = evidenceOf(changed(ONE, one, sealed), changed(TWO, two, sealed));
        check(code);
        expect(evidenceOf(changed(ONE, one, sealed), changed(TWO, two, sealed))).toEqual(code);
      }),
      { numRuns: 1_000, seed: 20260301 },
    );
  });

  it('with one byte of the tables changed', () => {
    // Behind the magic number, all of the header and the tables, whose words decide where everything is.
    for (let at = 8; at < 1_500; at++) {
      for (const value of [0, 0xff]) check(evidenceOf(changed(ONE, [[at, value]], false), TWO));
    }
  });

  it('cut short', () => {
    fc.assert(
      fc.property(fc.nat({ max: ONE.length }), fc.nat({ max: TWO.length }), (one, two) => {
        check(evidenceOf(ONE.subarray(0, one), TWO.subarray(0, two)));
      }),
      { numRuns: 300, seed: 20260302 },
    );
  });
});
