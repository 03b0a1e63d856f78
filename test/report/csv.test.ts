import { describe, expect, it } from 'vitest';
import { CSV_COLUMNS, renderCsv } from '../../src/report/csv.js';
import { holdsForAnyText } from './hostile-text.js';
import { cleanAudit, codeAudit, overCollectingAudit, refusedAudit } from './samples.js';

/** An RFC 4180 reader, written for the test. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let isQuoted = false;
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    if (isQuoted) {
      if (character !== '"') cell += character;
      else if (text.charAt(index + 1) === '"') cell += text.charAt(index++);
      else isQuoted = false;
    } else if (character === '"') {
      if (cell !== '') throw new Error(`a quote inside the bare cell ${cell}`);
      isQuoted = true;
    } else if (character === ',' || (character === '\r' && text.charAt(index + 1) === '\n')) {
      rows.at(-1)!.push(cell);
      cell = '';
      if (character === '\r') {
        rows.push([]);
        index++;
      }
    } else cell += character;
  }
  if (isQuoted || cell !== '' || rows.pop()?.length !== 0) throw new Error('the last line is not ended');
  return rows;
}

function column(rows: string[][], name: (typeof CSV_COLUMNS)[number]): string[] {
  return rows.slice(1).map((row) => row[CSV_COLUMNS.indexOf(name)] ?? '');
}

describe('CSV', () => {
  it('has a heading line and as many cells in every row', () => {
    const rows = parseCsv(renderCsv(overCollectingAudit()));
    expect(rows[0]).toEqual([...CSV_COLUMNS]);
    for (const row of rows) expect(row).toHaveLength(CSV_COLUMNS.length);
  });

  it('has one row for each permission in the code and each known SDK', () => {
    const rows = parseCsv(renderCsv(codeAudit()));
    const of = (kind: string): string[] => rows.find((row) => row[0] === kind) ?? [];
    const cellOf = (kind: string, name: (typeof CSV_COLUMNS)[number]): string =>
      of(kind)[CSV_COLUMNS.indexOf(name)] ?? '';
    expect(cellOf('code', 'detail')).toBe('strong evidence; 3 sites; Example Ads (com.example.ads) 3');
    expect(cellOf('sdk', 'title')).toBe('Example Ads');
    expect(cellOf('sdk', 'permissions')).toBe('android.permission.READ_CONTACTS');
    expect(cellOf('sdk', 'detail')).toBe('advertising; Example; 12 classes');
  });

  it('has one row for each finding, permission, capability and anomaly', () => {
    const audit = overCollectingAudit();
    const records = column(parseCsv(renderCsv(audit)), 'record');
    const count = (kind: string): number => records.filter((record) => record === kind).length;
    expect(count('app')).toBe(1);
    expect(count('finding')).toBe(audit.findings.length);
    expect(count('permission')).toBe(audit.permissions.length);
    expect(count('capability')).toBe(1);
    expect(count('anomaly')).toBe(1);
    expect(column(parseCsv(renderCsv(cleanAudit())), 'record')).toContain('justified');
  });

  it('lets the points of the findings add up to those of the app', () => {
    const rows = parseCsv(renderCsv(overCollectingAudit()));
    const points = column(rows, 'points').map(Number);
    const records = column(rows, 'record');
    const sum = points.filter((_, index) => records[index] === 'finding').reduce((a, b) => a + b, 0);
    expect(sum).toBe(points[records.indexOf('app')]);
  });

  it('tells a refusal in the row of the app, with empty score cells', () => {
    const rows = parseCsv(renderCsv(refusedAudit()));
    expect(column(rows, 'score')).toEqual(['']);
    expect(column(rows, 'detail')[0]).toMatch(/^ZIP_DUPLICATE_NAME: /);
  });

  it('leaves the heading out when asked, to append to a file', () => {
    const audit = cleanAudit();
    expect(renderCsv(audit)).toBe(`${CSV_COLUMNS.join(',')}\r\n${renderCsv(audit, { header: false })}`);
  });

  it('starts no formula and breaks no row, whatever the text', async () => {
    await holdsForAnyText((audit) => {
      for (const row of parseCsv(renderCsv(audit))) {
        expect(row).toHaveLength(CSV_COLUMNS.length);
        for (const cell of row) {
          expect(cell).not.toMatch(/^[\s"]*[=+\-@\uff1d\uff0b\uff0d\uff20]/);
          expect(cell).not.toMatch(/[\r\n\t]/);
        }
      }
    });
  });
});
