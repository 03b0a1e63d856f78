/** Needs the build: the processes run what it made. `npm test` builds first. */
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type * as Library from '../../src/index.js';
import { temporaryFolder } from './temporary-folder.js';

const LIBRARY = new URL('../../dist/bundle/index.mjs', import.meta.url).href;
const { audit, batch, OptionError, render, renderSummary } = (await import(LIBRARY)) as typeof Library;

const work = temporaryFolder();
for (const name of ['a.apk', 'b.apk', 'c.apk']) copyFileSync('fixtures/apk/quick-loan.apk', join(work, name));
copyFileSync('fixtures/apk/careful-loan.apk', join(work, 'careful.apk'));
writeFileSync(join(work, 'broken.apk'), 'PK\u0003\u0004 and no more');

const options = { category: 'lending', asOf: '2026-11-28', jobs: 2 };

async function all(records: AsyncIterable<Library.BatchRecord>): Promise<Library.BatchRecord[]> {
  const list: Library.BatchRecord[] = [];
  for await (const record of records) list.push(record);
  return list.sort((a, b) => (a.file < b.file ? -1 : 1));
}

describe('a batch', () => {
  it('has a record for each app, and a sum', async () => {
    const run = batch([work], options);
    expect(() => run.summary()).toThrow(TypeError);
    const records = await all(run);
    expect(records.map(({ file }) => file)).toEqual(
      ['a', 'b', 'broken', 'c', 'careful'].map((name) => join(work, `${name}.apk`)),
    );
    const [first, , broken] = records;
    const alone = await audit(join(work, 'a.apk'), { ...options, code: 'none' });
    expect(first?.audit).toEqual(JSON.parse(await render(alone, 'json')));
    expect(broken?.audit).toMatchObject({ score: null, outcome: 'refused' });
    const summary = run.summary();
    expect(summary).toMatchObject({ complete: true, files: { found: 5, audited: 5, scored: 4 } });
    await expect(all(run)).rejects.toBeInstanceOf(TypeError);
    for (const format of ['text', 'json', 'csv', 'html'] as const) {
      expect(await renderSummary(summary, format)).toContain('careful.apk');
    }
    await expect(renderSummary(summary, 'pdf' as 'csv')).rejects.toBeInstanceOf(OptionError);
  });

  it('ends when its loop is left', async () => {
    const run = batch([work], options);
    for await (const { audit: made } of run) {
      expect(made.tool.name).toBe('permaudit');
      break;
    }
    expect(run.summary()).toMatchObject({ complete: false, files: { found: 5, audited: 1 } });
  });

  it('ends by a signal, before and within', async () => {
    expect(await all(batch([work], { ...options, signal: AbortSignal.abort() }))).toEqual([]);
    const controller = new AbortController();
    const run = batch([work], { ...options, jobs: 1, signal: controller.signal });
    for await (const record of run) {
      if (record.file !== '') controller.abort();
    }
    expect(run.summary().complete).toBe(false);
  });

  it('chooses categories by pattern', async () => {
    const rules = [{ pattern: 'careful*', category: 'dialer' }];
    const records = await all(batch([join(work, '{a,careful}.apk')], { ...options, categoryRules: rules }));
    expect(records.map((record) => record.audit.options.category)).toEqual([
      'lending',
      expect.not.stringMatching('lending'),
    ]);
  });

  it('refuses options before its first record', async () => {
    await expect(all(batch([work], { category: 'nothing' }))).rejects.toMatchObject({ option: 'category' });
    const rules = [{ pattern: '*', category: 'nothing' }];
    await expect(all(batch([work], { categoryRules: rules }))).rejects.toBeInstanceOf(OptionError);
  });

  it('hands on what the loop throws', async () => {
    const run = batch([work], options);
    const failed = (async () => {
      for await (const record of run) throw new RangeError(record.file);
    })();
    await expect(failed).rejects.toBeInstanceOf(RangeError);
  });
});
