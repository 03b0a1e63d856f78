/** Every hostile case against what its own notes say Android does. */
import { describe, expect, it } from 'vitest';
import { cutText } from '../../src/bytes/cut-text.js';
import type { Anomaly, AnomalySeverity } from '../../src/bytes/anomaly.js';
import type { AppFacts } from '../../src/facts/facts.js';
import { FIRST_API, LAST_API, type HostileCase } from '../../fixtures/hostile/case.js';
import { HOSTILE_CASES, SUITE_CASES, TABLE_CASES } from '../../fixtures/hostile/cases.js';
import { answerOn, read, type Answer } from './hostile-outcomes.js';
import { ENGLISH } from '../../src/words/messages.js';

const EVASION: readonly AnomalySeverity[] = ['medium', 'high'];

function expectedOn({ android }: HostileCase, api: number): Answer {
  const outcome = android.find(({ from, to }) => from <= api && api <= to);
  if (outcome === undefined) return 'outside';
  return 'refused' in outcome ? { refused: outcome.refused } : { permissions: [...outcome.permissions] };
}

/** `21-29: {...}` for each stretch with one answer. */
function stretches(answer: (api: number) => Answer): string[] {
  const lines: { from: number; to: number; answer: string }[] = [];
  for (let api = FIRST_API; api <= LAST_API; api++) {
    const now = answer(api);
    const text =
      now === 'outside' || 'refused' in now ? JSON.stringify(now) : JSON.stringify([...now.permissions].sort());
    const last = lines[lines.length - 1];
    if (last?.answer === text) last.to = api;
    else lines.push({ from: api, to: api, answer: text });
  }
  return lines.map(({ from, to, answer: text }) => `${from}-${to}: ${text}`);
}

function codes(facts: AppFacts, evasion: boolean): string[] {
  const found = facts.anomalies.filter(({ severity }) => EVASION.includes(severity) === evasion);
  return [...new Set(found.map(({ code }) => code))].sort();
}

const sorted = (list: readonly string[] = []): string[] => [...list].sort();

/** Says what and where it is, and on which of the audited versions it matters. */
function expectComplete(anomaly: Anomaly, { apiRange }: AppFacts): void {
  const { evidence, android } = anomaly;
  expect([ENGLISH.anomaly(anomaly), evidence]).not.toContain('');
  expect(android[0]).toBeLessThanOrEqual(android[1]);
  expect(android[0]).toBeGreaterThanOrEqual(apiRange[0]);
  expect(android[1]).toBeLessThanOrEqual(apiRange[1]);
}

describe('hostile cases', () => {
  it('has the 96 of the table and at least 60 more, each with its own id', () => {
    expect(TABLE_CASES).toHaveLength(96);
    expect(HOSTILE_CASES.length).toBeGreaterThanOrEqual(156);
    expect(new Set(HOSTILE_CASES.map(({ id }) => id)).size).toBe(HOSTILE_CASES.length);
  });

  it.each(SUITE_CASES)('$id $recipe', (hostile) => {
    const facts = read(hostile.build(), [FIRST_API, LAST_API]);
    expect(stretches((api) => answerOn(facts, api))).toEqual(stretches((api) => expectedOn(hostile, api)));
    expect(codes(facts, true)).toEqual(sorted(hostile.evasion));
    expect(codes(facts, false)).toEqual(sorted(hostile.oddities));
    for (const anomaly of facts.anomalies) expectComplete(anomaly, facts);
    if (hostile.capabilities !== undefined) {
      expect(facts.capabilities.map(({ id, apiRange }) => [id, ...apiRange])).toEqual(hostile.capabilities);
    }
    if (hostile.packageName !== undefined) expect(facts.manifest?.packageName).toBe(hostile.packageName);
    if (hostile.label !== undefined) expect(facts.manifest?.label).toBe(cutText(hostile.label));
  });
});
