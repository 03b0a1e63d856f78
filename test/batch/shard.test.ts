import fc from 'fast-check';
import { linkSync, mkdirSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { discover } from '../../src/batch/discover.js';
import { isInShard, shardText } from '../../src/batch/shard.js';
import { CAREFUL_LOAN, FIXTURES, put, QUICK_LOAN, workspace } from './workspace.js';

const shardsOf = (of: number): { index: number; of: number }[] =>
  Array.from({ length: of }, (_, index) => ({ index: index + 1, of }));

describe('a name', () => {
  it('is in one shard of any number of them', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.integer({ min: 1, max: 300 }), (name, of) => {
        expect(shardsOf(of).filter((shard) => isInShard(name, shard))).toHaveLength(1);
      }),
      { numRuns: 60 },
    );
  });

  it('is in the same one on every machine, and in every version', () => {
    const shardOf = (name: string): string | undefined =>
      shardsOf(16)
        .map((shard) => (isInShard(Buffer.from(name), shard) ? shardText(shard) : ''))
        .find((text) => text !== '');
    // The first six bytes of SHA-256, as sha256sum prints them, modulo 16.
    expect(['a.apk', 'b.apk', 'loan/base.apk'].map(shardOf)).toEqual(['9/16', '11/16', '4/16']);
  });

  it('is as likely in one as in another', () => {
    const counts = shardsOf(16).map(
      (shard) =>
        Array.from({ length: 4096 }, (_, n) => `app-${n}.apk`).filter((name) => isInShard(Buffer.from(name), shard))
          .length,
    );
    expect(Math.min(...counts)).toBeGreaterThan(200);
    expect(Math.max(...counts)).toBeLessThan(312);
  });
});

describe('the shards of a folder', () => {
  function store(): string {
    const folder = workspace();
    for (let n = 0; n < 12; n++) put(n % 2 === 0 ? QUICK_LOAN : CAREFUL_LOAN, join(folder, `app-${n}.apk`));
    // Two names of one file, a link to another, and an app in several files.
    linkSync(join(folder, 'app-0.apk'), join(folder, 'zz-hard.apk'));
    symlinkSync(join(folder, 'app-3.apk'), join(folder, '00-soft.apk'));
    mkdirSync(join(folder, 'set'));
    for (const name of ['split_base', 'split_config', 'split_feature']) {
      put(join(FIXTURES, `${name}.apk`), join(folder, 'set', `${name}.apk`));
    }
    return folder;
  }

  const filesIn = async (folder: string, shard?: { index: number; of: number }): Promise<string[]> => {
    const { targets } = await discover([folder], shard === undefined ? {} : { shard });
    return targets.map(({ file }) => relative(folder, file));
  };

  it.each([1, 2, 3, 7, 40])('are the whole, each app in one of %i', async (of) => {
    const folder = store();
    const parts = await Promise.all(shardsOf(of).map((shard) => filesIn(folder, shard)));
    expect(parts.flat().sort()).toEqual((await filesIn(folder)).sort());
  });

  it('know how many apps the others have', async () => {
    const folder = store();
    const all = (await filesIn(folder)).length;
    const { targets, elsewhere } = await discover([folder], { shard: { index: 2, of: 3 } });
    expect(targets.length + elsewhere).toBe(all);
    expect((await discover([folder])).elsewhere).toBe(0);
  });

  it('are the same wherever the folder is mounted, and whatever is in the files', async () => {
    const [one, other] = [store(), store()];
    put(CAREFUL_LOAN, join(other, 'app-4.apk'));
    expect(await filesIn(one, { index: 1, of: 3 })).toEqual(await filesIn(other, { index: 1, of: 3 }));
  });

  it('take what is named by itself by the path as it was named', async () => {
    const folder = store();
    const named = Array.from({ length: 12 }, (_, n) => Buffer.from(join(folder, `app-${n}.apk`)));
    const parts = await Promise.all(shardsOf(3).map((shard) => discover(named, { shard })));
    expect(parts.map(({ targets }) => targets.map(({ file }) => file))).toEqual(
      shardsOf(3).map((shard) => named.filter((path) => isInShard(path, shard)).map(String)),
    );
  });
});
