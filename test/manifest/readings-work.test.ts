/** How much of a manifest is read when many versions read it otherwise: counted, not timed. */
import { describe, expect, it } from 'vitest';
import { ATTACK_KINDS } from '../../fixtures/hostile/attack-kinds.js';
import { MemoryByteSource } from '../../src/bytes/byte-source.js';
import { readApk } from '../../src/inputs/open-apk.js';

const readings = ATTACK_KINDS.find(({ id }) => id === 'readings');
const read = (services: number, xmlNodes: number) =>
  readApk(new MemoryByteSource(readings!.build(services)), 'x.apk', { limits: { xmlNodes } });

describe('versions that each read something else', () => {
  it('visit together no more nodes than one may', () => {
    const nodes = 2 * 100;
    const whole = read(100, 100 * nodes);
    expect(whole).toMatchObject({ complete: true, error: null });
    expect(whole.readings.length).toBeGreaterThan(20);
    // Enough for one of them, and far from enough for all.
    const cut = read(100, 4 * nodes);
    expect(cut.error?.code).toBe('LIMIT_NODES');
    expect(cut.complete).toBe(false);
  });
});
