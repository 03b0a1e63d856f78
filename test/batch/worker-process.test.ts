/** Needs the build: the processes run dist/batch/serve.js. `npm test` builds first. */
import { afterEach, describe, expect, it } from 'vitest';
import { NotBegun, WorkerDeath, WorkerProcess } from '../../src/batch/worker-process.js';
import { targetOf } from './setup.js';

const started: WorkerProcess<object>[] = [];

async function start(): Promise<WorkerProcess<object>> {
  const module = new URL('./telling-worker.mjs', import.meta.url);
  const worker = new WorkerProcess<object>({ module, memoryMb: 128 });
  started.push(worker);
  await worker.start({});
  return worker;
}

/** What becomes of files that a process is given all at once, and, as it happens, which it begins. */
function giveAll(worker: WorkerProcess<object>, files: readonly string[]) {
  const events: string[] = [];
  const outcomes = files.map(async (file) => {
    try {
      await worker.audit(targetOf(file), () => events.push(`begin ${file}`));
      events.push(`answer ${file}`);
      return 'answered';
    } catch (error) {
      if (error instanceof NotBegun) return 'not begun';
      if (error instanceof WorkerDeath) return error.message;
      throw error;
    }
  });
  return { events, outcomes: Promise.all(outcomes) };
}

afterEach(() => {
  for (const worker of started.splice(0)) worker.kill();
});

describe('a process that is given several files', () => {
  it('begins each after the answer to the one before', async () => {
    const { events, outcomes } = giveAll(await start(), ['a', 'b', 'c']);
    expect(events).toEqual(['begin a']);
    expect(await outcomes).toEqual(['answered', 'answered', 'answered']);
    expect(events.indexOf('begin b')).toBeLessThan(events.indexOf('answer b'));
    expect(events.filter((event) => event.startsWith('begin'))).toEqual(['begin a', 'begin b', 'begin c']);
    expect(events.indexOf('begin c')).toBeLessThan(events.indexOf('answer c'));
  });

  it('and ends at one of them takes down only that', async () => {
    const { events, outcomes } = giveAll(await start(), ['a', 'exit.apk', 'b', 'c']);
    expect(await outcomes).toEqual(['answered', 'exit code 7', 'not begun', 'not begun']);
    expect(events).not.toContain('begin b');
  });

  it('has handed over each answer before it begins the next one, however large it is', async () => {
    const { outcomes } = giveAll(await start(), ['large.apk', 'exit.apk']);
    expect(await outcomes).toEqual(['answered', 'exit code 7']);
  });

  it('and is killed takes down only what it is at', async () => {
    const worker = await start();
    const { outcomes } = giveAll(worker, ['hang.apk', 'a']);
    worker.kill();
    expect((await outcomes)[1]).toBe('not begun');
    expect((await outcomes)[0]).not.toBe('not begun');
    expect(worker.isAlive).toBe(false);
  });

  it('and is dismissed takes down none', async () => {
    const worker = await start();
    const { outcomes } = giveAll(worker, ['hang.apk', 'a']);
    worker.dismiss();
    expect(await outcomes).toEqual(['not begun', 'not begun']);
    expect(worker.isAlive).toBe(false);
  });
});
