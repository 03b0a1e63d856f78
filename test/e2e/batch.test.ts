import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { apkOfRoot, application, manifest, uses, usesSdk } from '../../fixtures/hostile/base.js';
import type { BatchSummary } from '../../src/batch/summary.js';
import type { BatchRecord } from '../../src/batch/types.js';
import { CAREFUL_LOAN, FIXTURES, put, QUICK_LOAN, workspace } from '../batch/workspace.js';
import { CSV_FORMATS } from '../../src/report/csv/kinds.js';
import { csvRecords } from '../report/csv-reader.js';
import { batch, recordsIn } from './batch-process.js';
import { NODE } from './run.js';

function loans(): string {
  const folder = join(workspace(), 'apks');
  mkdirSync(folder);
  put(QUICK_LOAN, join(folder, 'quick.apk'));
  put(CAREFUL_LOAN, join(folder, 'careful.apk'));
  return folder;
}

const summaryOf = (text: string): BatchSummary => JSON.parse(text) as BatchSummary;

/** A process takes longer to start than its few files to audit. */
const ONE = ['--no-cache', '--jobs', '1'];

describe('a batch', () => {
  it('prints a summary, nothing on stderr, and exits with 0', () => {
    const { status, stdout, stderr } = batch(['--no-cache', '--jobs', '2', loans()]);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toContain('2 files audited, 2 with a score.');
    expect(stdout).toMatch(/FAIL +0 +F +198 +com\.example\./);
  });

  it('gives the same audits as one file at a time', () => {
    for (const code of ['--code', '--no-code']) {
      const { stdout } = batch([...ONE, code, '-f', 'ndjson', QUICK_LOAN]);
      const { audit } = JSON.parse(stdout) as BatchRecord;
      expect(audit).toEqual(JSON.parse(batchOfOne(QUICK_LOAN, code)));
      expect(audit.code === null).toBe(code === '--no-code');
    }
  });

  it('exits with the worst code of all', () => {
    expect(batch([...ONE, '--fail-on', 'high', loans()]).status).toBe(1);
    expect(batch(['--no-cache', '--fail-on', 'high', FIXTURES]).status).toBe(4);
    expect(batch([...ONE, loans(), '/nowhere.apk']).status).toBe(3);
    expect(batch([...ONE, workspace()]).status).toBe(3);
    // A limit no file can keep.
    expect(batch([...ONE, '--max-manifest', '1', loans()]).status).toBe(5);
  });

  it.each([
    [['--resume', 'x'], /--resume needs/],
    [[], /no APK given/],
    [['--jobs', '0', 'x'], /--jobs/],
    [['--format', 'yaml', 'x'], /--format/],
    [['--category-map', '/nowhere.csv', 'x'], /--category-map/],
    [['--from', '/nowhere.txt'], /--from/],
  ])('refuses %j', (args, message) => {
    const { status, stderr } = batch(args);
    expect(stderr).toMatch(message);
    expect(status).toBe(2);
  });

  it('reads lists from a file and from stdin, with odd names', () => {
    const folder = loans();
    const odd = Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xff, 0x0a]), Buffer.from('.apk')]);
    put(QUICK_LOAN, odd);
    const list = join(folder, 'list.txt');
    writeFileSync(list, `${join(folder, 'careful.apk')}\r\n`);
    const input = Buffer.concat([odd, Buffer.from([0])]);
    const { stdout, status } = batch([...ONE, '--from', list, '--from', '-', '-f', 'json'], { input });
    const { ranking } = summaryOf(stdout);
    expect(status).toBe(0);
    expect(ranking.map(({ fileBytes }) => fileBytes)).toEqual([odd.toString('base64'), null]);
  });

  it('maps categories by package and by file', () => {
    const folder = loans();
    const map = join(folder, 'map.csv');
    writeFileSync(map, 'pattern,category\ncom.example.quickloan,no-such-category\n');
    const { status, stderr } = batch([...ONE, '--category-map', map, folder]);
    expect(stderr).toMatch(/no category "no-such-category"/);
    expect(status).toBe(2);
    writeFileSync(map, 'com.example.quickloan,lending\n');
    const mapped = batchWithout([...ONE, '-f', 'json', '--category-map', map, folder]);
    const categories = summaryOf(mapped).ranking.map(({ file, category }) => [basename(file), category]);
    expect(Object.fromEntries(categories)).toEqual({ 'quick.apk': 'lending', 'careful.apk': null });
  });

  it('writes CSV and JSON to files', () => {
    const folder = loans();
    const csv = join(folder, 'ranking.csv');
    expect(batch([...ONE, '-f', 'csv', '-o', csv, folder]).stdout).toBe('');
    expect(readFileSync(csv, 'utf8').split('\r\n')).toHaveLength(4);
  });

  it('writes CSV of what is in the apps, worst app first, as `render` does, and again when it is resumed', () => {
    const folder = loans();
    const at = (name: string): string => join(folder, name);
    const kinds = CSV_FORMATS.flatMap((format) => ['--report', `${format}=${at(`${format}.csv`)}`]);
    const results = ['--results', at('results.ndjson')];
    expect(batch([...ONE, ...results, '-f', 'csv', '-o', at('ranking.csv'), ...kinds, '--bom', folder]).status).toBe(0);
    const first = CSV_FORMATS.map((format) => readFileSync(at(`${format}.csv`), 'utf8'));
    const reports = ['quick', 'careful'].map((name) => at(`${name}.json`));
    for (const report of reports) writeFileSync(report, batchOfOne(report.replace('json', 'apk'), '--no-code'));
    CSV_FORMATS.forEach((format, index) => {
      expect(first[index], format).toBe(spawnText([CLI, 'render', ...reports, '-f', format, '--bom']));
    });
    const [ranked = {}] = csvRecords(readFileSync(at('ranking.csv'), 'utf8'));
    expect(csvRecords(readFileSync(at('csv-apps.csv'), 'utf8'))[0]).toMatchObject(ranked);
    copyFileSync(join(FIXTURES, 'bypass-loan.apk'), at('careful.apk'));
    expect(batch([...ONE, ...results, '--resume', '-f', 'csv-findings', '-o', at('f.csv'), folder]).status).toBe(0);
    const packages = new Set(csvRecords(readFileSync(at('f.csv'), 'utf8')).map((row) => row['package']));
    expect([...packages]).toEqual(['com.example.quickloan', 'com.example.bypassloan']);
    const routed = spawnText([CLI, folder, '--no-cache', '-f', 'csv-permissions']);
    expect(csvRecords(routed)[0]).toHaveProperty('permission');
  });

  it('remembers audits: the second run takes them all from the cache, and says the same', () => {
    const folder = loans();
    const cache = join(workspace(), 'cache');
    const first = summaryOf(batch(['--cache-dir', cache, '--jobs', '1', '-f', 'json', folder]).stdout);
    const second = summaryOf(batch(['--cache-dir', cache, '--jobs', '1', '-f', 'json', folder]).stdout);
    expect(first.files.cached).toBe(0);
    expect(second.files.cached).toBe(2);
    expect(second.ranking).toEqual(first.ranking);
  });

  it('resumes by content: size and time alone show nothing, unless they are trusted', () => {
    const folder = workspace();
    const path = join(folder, 'a.apk');
    const results = join(workspace(), 'results.ndjson');
    const put = (name: string): void => {
      const bytes = apkOfRoot(manifest([usesSdk(24, 34), uses(`android.permission.${name}`), application()]));
      writeFileSync(path, bytes);
      utimesSync(path, 1_700_000_000, 1_700_000_000);
    };
    const resumed = (...more: string[]): unknown => {
      const { stdout } = batch([...ONE, '--results', results, '--resume', ...more, '-f', 'json', folder]);
      const { files, ranking } = summaryOf(stdout);
      return [files.resumed, ranking[0]?.findings.critical];
    };
    // Names of one length, so that the files are of one size.
    put('READ_SMS');
    const { size } = statSync(path);
    put('READ_ABC');
    expect(statSync(path).size).toBe(size);
    expect(batch([...ONE, '--results', results, folder]).status).toBe(0);
    expect(resumed()).toEqual([1, 0]);
    put('READ_SMS');
    expect(resumed('--trust-times')).toEqual([1, 0]);
    const [again, critical] = resumed() as [number, number];
    expect(again).toBe(0);
    expect(critical).toBeGreaterThan(0);
    expect(batch([...ONE, '--trust-times', folder]).status).toBe(2);
  });

  it('is refused the results file of a run that is at work', () => {
    const results = join(workspace(), 'results.ndjson');
    const holder = JSON.stringify({ pid: process.pid, host: hostname(), started: null });
    writeFileSync(`${results}.lock`, holder);
    const { status, stderr } = batch([...ONE, '--results', results, '--resume', loans()]);
    expect(status).toBe(2);
    expect(stderr).toContain(`another run writes to it (process ${process.pid} on`);
    writeFileSync(`${results}.lock`, holder.replace(String(process.pid), String(spawnSync('true').pid)));
    expect(batch([...ONE, '--results', results, '--resume', loans()]).status).toBe(0);
    expect(existsSync(`${results}.lock`)).toBe(false);
  });

  it('resumes: what is done is not done again, what is new or changed is', () => {
    const folder = loans();
    const results = join(workspace(), 'results.ndjson');
    expect(batch([...ONE, '--results', results, folder]).status).toBe(0);
    expect(batch([...ONE, '--results', results, folder]).status).toBe(2);
    copyFileSync(join(FIXTURES, 'sms-app.apk'), join(folder, 'new.apk'));
    copyFileSync(join(FIXTURES, 'bypass-loan.apk'), join(folder, 'careful.apk'));
    const { files, ranking } = summaryOf(
      batch([...ONE, '--results', results, '--resume', '-f', 'json', folder]).stdout,
    );
    expect(files).toMatchObject({ audited: 3, resumed: 1 });
    expect(ranking.map((row) => row.package)).toEqual([
      'com.example.quickloan',
      'com.example.bypassloan',
      'com.example.smsapp',
    ]);
    expect(recordsIn(results)).toHaveLength(4);
  });
});

const CLI = new URL('../../bin/permaudit.js', import.meta.url).pathname;

/** Without the category that the others declare. */
function batchWithout(args: readonly string[]): string {
  return spawnText([CLI, 'batch', '--as-of', '2026-11-23', ...args]);
}

function batchOfOne(path: string, ...options: string[]): string {
  return spawnText([CLI, path, '-c', 'lending', '--as-of', '2026-11-23', '-f', 'json', ...options]);
}

function spawnText(args: readonly string[]): string {
  const { stdout, status, stderr } = spawnSync(NODE, [...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}
