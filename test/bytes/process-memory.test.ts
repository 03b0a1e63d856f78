import { afterEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/bytes/limits.js';
import { MIB, ProcessMemory } from '../../src/bytes/process-memory.js';
import { Reading } from '../../src/bytes/reading.js';

const GIB = 1024 * MIB;
const tooMuch: unknown = expect.objectContaining({
  code: 'LIMIT_MEMORY',
  told: { code: 'LIMIT_MEMORY', data: { problem: 'tooMuch' } },
});

afterEach(() => {
  vi.useRealTimers();
});

describe('the memory of a process', () => {
  it('is over where more is held, and where more is about to be', () => {
    expect(new ProcessMemory(GIB).isOver()).toBe(false);
    expect(new ProcessMemory(GIB).isOver(GIB)).toBe(true);
    expect(new ProcessMemory(8 * MIB).isOver()).toBe(true);
    expect(() => {
      new ProcessMemory(8 * MIB).look();
    }).toThrow(tooMuch);
  });

  it('is not over for garbage', () => {
    const most = process.memoryUsage.rss() + 200 * MIB;
    const memory = new ProcessMemory(most);
    for (let piece = 0; piece < 10; piece++) {
      Buffer.alloc(50 * MIB, 1);
      expect(memory.isOver()).toBe(false);
    }
  });

  it('is always looked at before something large', () => {
    const memory = new ProcessMemory(GIB);
    memory.look();
    memory.look();
    expect(() => {
      memory.look(GIB);
    }).toThrow(tooMuch);
  });

  it('is looked at where many small pieces are asked for', () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const memory = new ProcessMemory(8 * MIB);
    expect(() => {
      memory.look();
    }).toThrow(tooMuch);
    // No time has passed since.
    memory.look(16 * MIB - 1);
    expect(() => {
      memory.look(1);
    }).toThrow(tooMuch);
    memory.look(16 * MIB - 1);
    vi.advanceTimersByTime(39);
    memory.look();
    vi.advanceTimersByTime(1);
    expect(() => {
      memory.look();
    }).toThrow(tooMuch);
  });

  it('is seen to be over at most so often, and then each time', () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const memory = new ProcessMemory(8 * MIB);
    expect([memory.isSeenOver(), memory.isSeenOver()]).toEqual([true, false]);
    vi.advanceTimersByTime(39);
    expect(memory.isSeenOver()).toBe(false);
    vi.advanceTimersByTime(1);
    expect([memory.isSeenOver(), memory.isSeenOver()]).toEqual([true, false]);
    expect(new ProcessMemory(GIB).isSeenOver()).toBe(false);
  });

  it('is asked for along with the time', () => {
    const asked: number[] = [];
    const reading = new Reading(37, { ...DEFAULT_LIMITS, look: (more) => asked.push(more) });
    reading.checkTime('');
    reading.checkTime('', 5);
    expect(asked).toEqual([0, 5]);
  });
});
