import { describe, expect, it } from 'vitest';
import { Channel } from '../../src/api/channel.js';

async function take<T>(channel: Channel<T>, most = Number.POSITIVE_INFINITY): Promise<T[]> {
  const taken: T[] = [];
  for await (const value of channel) {
    taken.push(value);
    if (taken.length >= most) break;
  }
  return taken;
}

describe('a channel', () => {
  it('hands values over in their order, whoever is first', async () => {
    const channel = new Channel<number>();
    const early = [channel.put(1), channel.put(2)];
    const taking = take(channel);
    await Promise.all(early);
    await channel.put(3);
    channel.end();
    expect(await taking).toEqual([1, 2, 3]);
  });

  it('has the sender wait until its value is taken', async () => {
    const channel = new Channel<number>();
    let isTaken = false;
    const put = channel.put(1).then(() => (isTaken = true));
    await new Promise(setImmediate);
    expect(isTaken).toBe(false);
    expect(await take(channel, 1)).toEqual([1]);
    await put;
    expect(isTaken).toBe(true);
  });

  it('throws after what is waiting', async () => {
    const channel = new Channel<number>();
    void channel.put(1);
    channel.fail(new RangeError('end'));
    channel.end();
    const values = channel[Symbol.asyncIterator]();
    expect(await values.next()).toEqual({ value: 1, done: false });
    await expect(values.next()).rejects.toBeInstanceOf(RangeError);
  });

  it('lets senders go where nobody takes any more', async () => {
    const channel = new Channel<number>();
    const waiting = channel.put(1);
    channel.close();
    await waiting;
    await channel.put(2);
  });
});
