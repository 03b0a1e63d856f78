import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Audit } from '../../src/audit/types.js';
import { renderSummaryCsv } from '../../src/batch/summary-csv.js';
import { summarize } from '../../src/batch/summary.js';
import { APP_COLUMNS, AUDITED_APP_COLUMNS } from '../../src/report/csv/apps.js';
import { csvText } from '../../src/report/csv/cells.js';
import { CSV_KINDS, type CsvKind } from '../../src/report/csv/kinds.js';
import { csvColumns, renderCsv } from '../../src/report/csv/report.js';
import { renderMany } from '../../src/report/many.js';
import { setupWith } from '../batch/setup.js';
import { csvRecords, parseCsv } from './csv-reader.js';
import { holdsForAnyText } from './hostile-text.js';
import { cleanAudit, codeAudit, overCollectingAudit, refusedAudit, SAMPLES } from './samples.js';

const records = (audit: Audit, kind: CsvKind): Record<string, string>[] => csvRecords(renderCsv(audit, kind));
const samples = Object.values(SAMPLES).map((make) => make());

describe.each(CSV_KINDS)('CSV of %s', (kind) => {
  it('has the heading of its kind and as many cells in every row, whatever the app', () => {
    for (const audit of samples) {
      const [heading, ...rows] = parseCsv(renderCsv(audit, kind));
      expect(heading).toEqual(csvColumns(kind));
      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows) expect(row).toHaveLength(csvColumns(kind).length);
    }
    expect(new Set(csvColumns(kind)).size).toBe(csvColumns(kind).length);
  });

  it('tells the app in every row, that which could not be read too', () => {
    for (const audit of samples) {
      for (const row of records(audit, kind)) {
        const { outcome, score, grade } = audit;
        expect(row).toMatchObject({ outcome, score: score === null ? '' : String(score), grade: grade ?? '' });
        expect(row['file']).not.toBe('');
      }
    }
  });

  it('puts many apps under one heading, and begins with a byte order mark once, where one is asked for', () => {
    const format = `csv-${kind}` as const;
    const alone = samples.map((audit) => renderCsv(audit, kind, { header: false }));
    expect(renderMany(samples, format)).toBe(csvText(csvColumns(kind), []) + alone.join(''));
    expect(renderMany(samples, format, true)).toBe(`\uFEFF${renderMany(samples, format)}`);
    expect(renderCsv(cleanAudit(), kind, { bom: true })).toBe(`\uFEFF${renderCsv(cleanAudit(), kind)}`);
  });

  it('starts no formula and breaks no row, whatever the text, with a comma or a semicolon between cells', async () => {
    await holdsForAnyText((audit) => {
      const text = renderCsv(audit, kind);
      for (const row of parseCsv(text)) {
        expect(row).toHaveLength(csvColumns(kind).length);
        for (const cell of row) {
          expect(cell).not.toMatch(/^[\s"]*[=+\-@\uff1d\uff0b\uff0d\uff20]/);
          expect(cell).not.toMatch(/[\r\n\t]/);
        }
      }
      for (const part of text.split(/[;\r\n]/)) expect(part).not.toMatch(/^[\s"]*[=+\-@\uff1d\uff0b\uff0d\uff20]/);
    });
  });

  it('is described column by column in docs/reports.md', () => {
    const docs = readFileSync('docs/reports.md', 'utf8');
    const row = docs.split('\n').find((line) => line.startsWith(`| \`csv-${kind}\``)) ?? '';
    const told = [...row.matchAll(/`([a-z_0-9]+)`/g)].map(([, name]) => name);
    const own = csvColumns(kind).filter((column) => kind === 'apps' || !SHARED.includes(column));
    expect(told).toEqual(own);
  });
});

const EMPTY_BATCH = summarize([], { setup: setupWith(), complete: true, found: 0, cached: 0, resumed: 0, notes: [] });
/** What every kind but the apps shares. */
const SHARED = csvColumns('sdks').filter((column) => csvColumns('anomalies').includes(column));

describe('CSV', () => {
  it('has one row for each record of the audit', () => {
    const audit = overCollectingAudit();
    const rules = records(audit, 'findings').map(({ rule }) => rule);
    expect(rules).toEqual([...audit.findings, ...audit.justified].map(({ ruleId }) => ruleId));
    const names = records(audit, 'permissions').map(({ permission }) => permission);
    expect(names).toEqual(audit.permissions.map(({ name }) => name));
    expect(records(audit, 'capabilities').map(({ capability }) => capability)).toEqual(
      audit.capabilities.map(({ id }) => id),
    );
    expect(records(audit, 'anomalies').map(({ code }) => code)).toEqual(audit.anomalies.map(({ code }) => code));
    expect(records(audit, 'apps')).toHaveLength(1);
    expect(records(cleanAudit(), 'findings').map(({ state }) => state)).toContain('justified');
  });

  it('has what the code shows beside each permission, and each known SDK', () => {
    const used = records(codeAudit(), 'permissions').find(({ code_use: use }) => use === 'used');
    expect(used).toMatchObject({
      code_strength: 'strong',
      code_sites: '3',
      used_by: 'Example Ads (com.example.ads) 3',
    });
    expect(records(codeAudit(), 'sdks')[0]).toMatchObject({
      name: 'Example Ads',
      purpose: 'advertising',
      team: 'Example',
      classes: '12',
      permissions: 'android.permission.READ_CONTACTS',
    });
  });

  it('lets the points of open and accepted findings add up to those of the app', () => {
    const points = records(overCollectingAudit(), 'findings')
      .filter(({ state }) => state !== 'justified')
      .map((row) => Number(row['points']));
    expect(points.reduce((sum, one) => sum + one, 0)).toBe(overCollectingAudit().points);
    expect(records(overCollectingAudit(), 'apps')[0]?.['points']).toBe(String(overCollectingAudit().points));
  });

  it('never lets a file that was not read look like an app without findings', () => {
    const [row, ...more] = records(refusedAudit(), 'findings');
    expect(row).toMatchObject({ outcome: 'refused', score: '', rule: '', severity: '' });
    expect(more).toEqual([]);
    const [app] = records(refusedAudit(), 'apps');
    expect(app).toMatchObject({ outcome: 'refused', error: 'ZIP_DUPLICATE_NAME', score: '' });
    expect(app?.['message']).not.toBe('');
  });

  it('tells of an app first what a batch tells of each', () => {
    expect(AUDITED_APP_COLUMNS.slice(0, APP_COLUMNS.length)).toEqual([...APP_COLUMNS]);
    const heading = renderSummaryCsv(EMPTY_BATCH);
    expect(heading).toBe(`${APP_COLUMNS.join(',')}\r\n`);
    expect(renderSummaryCsv(EMPTY_BATCH, { bom: true })).toBe(`\uFEFF${heading}`);
  });

  it.each([
    ['=1+1', "'=1+1"],
    ['a;=1+1', "a;'=1+1"],
    ['a; "@x', '"a;\' ""@x"'],
    ['a;b', 'a;b'],
    ['-', "'-"],
    ['a"b', '"a""b"'],
    ['a,b', '"a,b"'],
    ['\t=1', '\\u{9}=1'],
    ['', ''],
  ])('writes %j as a cell %s', (text, cell) => {
    expect(csvText(['a'], [{ a: text }], { header: false })).toBe(`${cell}\r\n`);
  });

  it('leaves numbers as they are', () => {
    expect(csvText(['a', 'b'], [{ a: -1, b: null }], { header: false })).toBe('-1,\r\n');
  });
});
