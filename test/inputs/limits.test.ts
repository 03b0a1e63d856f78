/** Every budget, exceeded one by one: its own code, no score, never a silent cut. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readApk } from '../../src/inputs/open-apk.js';
import { outcomeOf } from '../../src/audit/outcome.js';
import { MemoryByteSource } from '../../src/bytes/byte-source.js';
import { DEFAULT_LIMITS, type Limits } from '../../src/bytes/limits.js';
import { ENGLISH } from '../../src/words/messages.js';

const APK = readFileSync(fileURLToPath(new URL('../../fixtures/apk/quick-loan.apk', import.meta.url)));

const CASES: readonly (readonly [keyof Limits, number, string])[] = [
  ['inputBytes', 1000, 'LIMIT_INPUT'],
  ['centralDirectoryBytes', 50, 'LIMIT_INPUT'],
  ['entries', 2, 'LIMIT_INPUT'],
  ['manifestBytes', 100, 'LIMIT_ENTRY'],
  ['resourcesBytes', 100, 'LIMIT_ENTRY'],
  ['poolStrings', 3, 'LIMIT_STRINGS'],
  ['poolBytes', 100, 'LIMIT_STRINGS'],
  ['decodedBytes', 50, 'LIMIT_STRINGS'],
  ['xmlNodes', 5, 'LIMIT_NODES'],
  ['resourceVisits', 1, 'LIMIT_NODES'],
  ['timeMs', -1, 'LIMIT_TIME'],
];

describe('limits', () => {
  it.each(CASES)('%s', (limit, value, code) => {
    const facts = readApk(new MemoryByteSource(APK), 'app.apk', { limits: { [limit]: value } });
    expect(facts.error?.code).toBe(code);
    expect([facts.complete, facts.manifest, outcomeOf(facts)]).toEqual([false, null, 'incomplete']);
    expect(facts.error === null ? '' : ENGLISH.hint(facts.error)).toMatch(/--max-/);
  });

  it('are far from what a real app needs', () => {
    expect(readApk(new MemoryByteSource(APK), 'app.apk').error).toBeNull();
  });

  it('are all covered here but the ratio, which a bomb tests, and those of code', () => {
    const covered = CASES.map(([limit]) => limit);
    const rest = Object.keys(DEFAULT_LIMITS).filter((limit) => !covered.includes(limit as keyof Limits));
    expect(rest.filter((limit) => !limit.startsWith('dex'))).toEqual(['inflateRatio']);
  });
});
