import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { MIB } from '../../../src/bytes/process-memory.js';
import { MemoryLimit } from '../../../src/cli/gate/memory-limit.js';
import { TimeLimit } from '../../../src/cli/gate/time-limit.js';
import { errorOf } from './error-of.js';

const HOUR = 3_600_000;
/** More than what a test leaves behind. */
const ROOM = 80;
const LATE_MS = 300;
const PIECE = 1_000_000;

/** A limit somewhat above what is held now, old enough to be watched. */
async function limitAround(): Promise<{ time: TimeLimit; memory: MemoryLimit }> {
  const memory = new MemoryLimit(Math.ceil(process.memoryUsage.rss() / MIB) + ROOM);
  await setTimeout(LATE_MS);
  return { time: new TimeLimit({ timeMs: HOUR }, memory), memory };
}

/** Work that looks at nothing and would go on. */
const HUNGRY: readonly (readonly [string, () => unknown])[] = [
  [
    'objects',
    () => {
      const kept: object[] = [];
      for (;;) kept.push({ index: kept.length, text: `x${kept.length}` });
    },
  ],
  [
    'buffers',
    () => {
      const kept: Buffer[] = [];
      for (;;) kept.push(Buffer.alloc(PIECE, kept.length));
    },
  ],
  [
    'texts, in a loop that catches everything',
    () => {
      const kept: string[] = [];
      for (;;) {
        try {
          kept.push(Buffer.alloc(PIECE, 'x').toString('latin1'));
        } catch {
          kept.length = 0;
        }
      }
    },
  ],
];

describe('the memory of one app', () => {
  it.each(HUNGRY)('ends work that keeps %s, and lets the rest be done', async (_name, work) => {
    const { time, memory } = await limitAround();
    try {
      expect(errorOf(() => time.run(work))).toMatchObject({ code: 'LIMIT_MEMORY' });
      // What was kept is garbage now.
      expect(time.run(() => 'told')).toBe('told');
    } finally {
      memory.end();
    }
  });

  it('leaves work alone that fits', async () => {
    const { time, memory } = await limitAround();
    try {
      const made = time.run(() => Array.from({ length: 20 }, (_, index) => Buffer.alloc(PIECE, index)).length);
      expect(made).toBe(20);
      expect(memory.interruption()).toBeNull();
    } finally {
      memory.end();
    }
  });

  it('keeps a share of it for judging and rendering', () => {
    const held = Math.ceil(process.memoryUsage.rss() / MIB);
    const { look, entries } = new MemoryLimit(4 * held).readingLimits({ entries: 7 });
    expect(entries).toBe(7);
    expect(errorOf(() => look?.(held * MIB))).toBeNull();
    expect(errorOf(() => look?.(2.9 * held * MIB))).toMatchObject({ code: 'LIMIT_MEMORY' });
  });

  it('leaves no listener behind', async () => {
    const before = process.listenerCount('SIGINT');
    const { time, memory } = await limitAround();
    time.run(() => 1);
    expect(process.listenerCount('SIGINT')).toBe(before + 1);
    memory.end();
    expect(process.listenerCount('SIGINT')).toBe(before);
  });
});
