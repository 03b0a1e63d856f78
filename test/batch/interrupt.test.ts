import { describe, expect, it } from 'vitest';
import { listenForInterrupts } from '../../src/batch/interrupt.js';

describe('Ctrl-C', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s ends in good order once; a second one has the effect of the system', (name, code) => {
    const before = process.listenerCount(name);
    let told = 0;
    const interrupts = listenForInterrupts(() => (told += 1));
    expect(interrupts.exitCode()).toBeNull();
    expect(process.listenerCount(name)).toBe(before + 1);
    process.emit(name, name);
    expect(interrupts.signal.aborted).toBe(true);
    expect(interrupts.exitCode()).toBe(code);
    expect(told).toBe(1);
    expect(process.listenerCount(name)).toBe(before);
  });

  it('gives the signals back', () => {
    const before = process.listenerCount('SIGINT');
    listenForInterrupts(() => undefined).release();
    expect(process.listenerCount('SIGINT')).toBe(before);
  });
});
