/** Needs the build: the processes run dist/batch/scout-worker.js. `npm test` builds first. */
import { afterEach, describe, expect, it } from 'vitest';
import { Scout, type ScoutOptions } from '../../src/batch/scout.js';
import { DEFAULT_LIMITS } from '../../src/bytes/limits.js';
import { FIXTURES } from './workspace.js';

const REAL = new URL('../../dist/batch/scout-worker.js', import.meta.url);
const FAULTY = new URL('./faulty-scout.mjs', import.meta.url);

let scout: Scout | null = null;
function started(changes: Partial<ScoutOptions> = {}): Scout {
  scout = new Scout({ limits: DEFAULT_LIMITS, memoryMb: 128, worker: FAULTY, ...changes });
  return scout;
}
afterEach(async () => {
  await scout?.close();
});

describe('a scout', () => {
  it('tells which split of which app a file is, and nothing of what is none', async () => {
    const { headerOf } = started({ worker: REAL });
    expect(await headerOf(`${FIXTURES}split_base.apk`)).toEqual({
      packageName: 'com.example.splitapp',
      versionCode: 3,
      split: null,
    });
    expect(await headerOf(`${FIXTURES}split_config.apk`)).toMatchObject({ split: expect.any(String) as string });
    expect(await headerOf('/nowhere/a.apk')).toBeNull();
  });

  it('keeps to the limits that it is given', async () => {
    const { headerOf } = started({ worker: REAL, limits: { ...DEFAULT_LIMITS, manifestBytes: 10 } });
    expect(await headerOf(`${FIXTURES}split_base.apk`)).toBeNull();
  });

  it.each(['heap.apk', 'exit.apk', 'hang.apk'])('outlives a file that ends its process: %s', async (name) => {
    const limits = { ...DEFAULT_LIMITS, timeMs: 100 };
    const { headerOf } = started({ memoryMb: 32, ...(name === 'hang.apk' ? { limits, graceMs: 2000 } : {}) });
    expect(await headerOf(`/bait/${name}`)).toBeNull();
    expect(await headerOf('/bait/good.apk')).toEqual({ packageName: 'a.b', versionCode: 1, split: 'good.apk' });
  });

  it('stops at once when it is told to, and then looks at nothing more', async () => {
    const controller = new AbortController();
    const { headerOf } = started({ signal: controller.signal });
    expect(await headerOf('/bait/good.apk')).not.toBeNull();
    const pending = headerOf('/bait/hang.apk');
    controller.abort();
    expect(await pending).toBeNull();
    expect(await headerOf('/bait/good.apk')).toBeNull();
  });
});

describe('what looks for apps', () => {
  it('opens no APK in its own process', async () => {
    const { isOneApp, isSplitSet } = await import('../../src/inputs/one-app.js');
    const { discover } = await import('../../src/batch/discover.js');
    const asked: string[] = [];
    const headerOf = (path: string): null => {
      asked.push(path);
      return null;
    };
    await discover([FIXTURES], { headerOf });
    await isSplitSet([`${FIXTURES}split_base.apk`, `${FIXTURES}split_config.apk`], headerOf);
    await isOneApp(FIXTURES, headerOf);
    expect(asked).not.toEqual([]);
    expect(asked.every((path) => path.startsWith(FIXTURES))).toBe(true);
  });
});
