/** What an audit of all Android versions says an app gets holds what each version alone gives it. */
import { describe, expect, it } from 'vitest';
import { ATTACK_KINDS } from '../../fixtures/hostile/attack-kinds.js';
import { FIRST_API, LAST_API } from '../../fixtures/hostile/case.js';
import { HOSTILE_CASES, isLarge } from '../../fixtures/hostile/cases.js';
import { grantsOf, lostGrants } from '../../scripts/lib/law-of-versions.mjs';
import { NEWEST_API } from '../../src/bytes/api-range.js';
import { MemoryByteSource } from '../../src/bytes/byte-source.js';
import type { AppFacts } from '../../src/facts/facts.js';
import { openInput } from '../../src/inputs/open-input.js';

describe('each version read alone', () => {
  const CASES = [
    ...HOSTILE_CASES.filter((hostile) => !isLarge(hostile)).map(({ id, build }) => [id, build] as const),
    ...ATTACK_KINDS.map(({ id, build, unit }) => [id, () => build(Math.min(unit, 200))] as const),
  ];
  const ALL = Array.from({ length: LAST_API - FIRST_API + 1 }, (_, index) => FIRST_API + index);

  it.each(CASES)('gives no more than the audit of all: %s', (id, build) => {
    const bytes = build();
    const suffix = ATTACK_KINDS.find((kind) => kind.id === id)?.suffix ?? '.apk';
    const read = (apiRange: readonly [number, number]): AppFacts =>
      openInput(new MemoryByteSource(bytes), { name: `${id}${suffix}`, apiRange: [...apiRange], identity: 'none' });
    expect(lostGrants(read, [1, NEWEST_API], ALL)).toEqual([]);
  });

  it('is compared by name and level', () => {
    const kind = ATTACK_KINDS.find(({ id }) => id === 'permissions');
    const whole = openInput(new MemoryByteSource(kind!.build(10)), { name: 'x.apk' });
    expect(grantsOf(whole).has('a.b7 30')).toBe(true);
    const none: AppFacts = { ...whole, permissions: [], capabilities: [] };
    const read = ([from, to]: readonly [number, number]): AppFacts => (from === to ? whole : none);
    expect(lostGrants(read, [1, NEWEST_API], [30])).toContain('a.b7 30');
    expect(lostGrants(() => ({ ...none, complete: false }), [1, NEWEST_API], [30])).toEqual([]);
  });
});
