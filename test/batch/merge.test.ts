import { describe, expect, it } from 'vitest';
import { FileAuditor } from '../../src/batch/audit-one.js';
import { failedAudit, batchError } from '../../src/batch/failed.js';
import { Merge, OtherRun } from '../../src/batch/merge.js';
import { recordOf } from '../../src/batch/record.js';
import { digestOfRun } from '../../src/batch/run-digest.js';
import type { BatchRecord } from '../../src/batch/types.js';
import { setupWith, targetOf } from './setup.js';
import { CAREFUL_LOAN, QUICK_LOAN } from './workspace.js';

const auditor = new FileAuditor(setupWith());
const read = (path: string): BatchRecord => JSON.parse(auditor.audit(targetOf(path)).line) as BatchRecord;
const quick = read(QUICK_LOAN);
const careful = { ...read(CAREFUL_LOAN), file: quick.file };
/** A failure of the machine, by its code. */
function failed(code: 'IO_READ' | 'LIMIT_TIME'): BatchRecord {
  const setup = setupWith();
  const error =
    code === 'IO_READ'
      ? batchError({ code, data: { problem: 'cannotRead' as const, system: 'EIO' } })
      : batchError({ code, data: { problem: 'notEnded' as const, limit: 1 } });
  return recordOf(failedAudit(quick.file, 1, error, setup), targetOf(quick.file), digestOfRun(setup));
}

/** Merges results files, each the records of one. */
function merged(...files: BatchRecord[][]): { merge: Merge; kept: [number, number][] } {
  const merge = new Merge();
  const places = files.flatMap((records, source) =>
    records.map((record, line) => ({ record, place: { source, line } })),
  );
  for (const { record, place } of places) merge.add(record, place);
  const kept = places.filter(({ record, place }) => merge.isKept(record, place));
  return { merge, kept: kept.map(({ place: { source, line } }) => [source, line]) };
}

describe('several results of one file', () => {
  it.each<[string, BatchRecord[][], [number, number], string[]]>([
    ['that say the same are one', [[quick], [quick]], [0, 0], []],
    ['of one run: the later one counts', [[quick, careful]], [0, 1], []],
    ['of which one is a failure to read', [[failed('IO_READ')], [careful]], [1, 0], []],
    ['of which the other is a failure to read', [[careful], [failed('IO_READ')]], [0, 0], []],
    ['of which one took too long', [[failed('LIMIT_TIME')], [careful]], [1, 0], []],
    ['that are all failures: the last one', [[failed('LIMIT_TIME')], [failed('IO_READ')]], [1, 0], []],
    ['that were of other bytes: the worse one, and told', [[careful], [quick]], [1, 0], ['CONTENTS_DIFFER']],
    ['in any order', [[quick], [careful]], [0, 0], ['CONTENTS_DIFFER']],
    [
      'that judge the same bytes otherwise: the worse one, and told',
      [[{ ...careful, digest: quick.digest }], [quick]],
      [1, 0],
      ['RESULTS_DIFFER'],
    ],
  ])('%s', (_, files, kept, notes) => {
    const result = merged(...files);
    expect(result.kept).toEqual([kept]);
    const { rows, notes: told, left } = result.merge.result(files.length);
    expect(rows).toHaveLength(1);
    expect(left).toBe(1);
    expect(told.map(({ code }) => code)).toEqual(notes);
  });

  it('are told once, and capped', () => {
    const many = Array.from({ length: 1001 }, (_, n) => ({
      quick: { ...quick, file: `${n}` },
      careful: { ...careful, file: `${n}` },
    }));
    const { merge } = merged(
      many.map((one) => one.quick),
      many.map((one) => one.careful),
      many.map((one) => one.quick),
    );
    const { notes, conflicts, rows } = merge.result(3);
    expect([notes.length, conflicts, rows.length]).toEqual([1000, 1001, 1001]);
  });

  it('are told apart by the bytes of names that are no text', () => {
    const named = (fileBytes: string): BatchRecord => ({ ...quick, file: '\ufffd', fileBytes });
    expect(merged([named('/w==')], [named('/g==')]).merge.result(2).rows).toHaveLength(2);
  });
});

it('results of other settings are not summed up', () => {
  const merge = new Merge();
  merge.add(quick, { source: 0, line: 0 });
  expect(() => {
    merge.add({ ...careful, run: 'another' }, { source: 4, line: 0 });
  }).toThrow(OtherRun);
});

describe('shards', () => {
  const of = (shard: string, file = shard): BatchRecord => ({ ...quick, shard, file });
  it.each<[string, BatchRecord[][], number, string[]]>([
    ['that are all there', [[of('1/3')], [of('2/3')], [of('3/3')]], 3, []],
    ['of which one is not', [[of('1/3')], [of('3/3')]], 2, ['2/3']],
    ['of which the last is not', [[of('1/3')], [of('2/3')]], 2, ['3/3']],
    ['of which one is empty', [[of('1/3')], [of('3/3')]], 3, []],
    ['of which one is empty and another missing', [[of('1/4')], [of('3/4')]], 3, ['2/4', '4/4']],
    ['in one file', [[of('1/2'), of('2/2')]], 1, []],
    ['of nothing', [[quick]], 1, []],
    ['that are no shards', [[of('0/3')], [of('x')], [of('1/0')]], 3, []],
  ])('%s', (_, files, sources, missing) => {
    const { notes } = merged(...files).merge.result(sources);
    expect(notes.map(({ kind, file }) => [kind, file])).toEqual(missing.map((file) => ['missing', file]));
  });
});
