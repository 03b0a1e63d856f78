import { describe, expect, it } from 'vitest';
import { renderDashboard } from '../../src/batch/dashboard/document.js';
import { csvRecords } from '../report/csv-reader.js';
import { renderSummaryCsv } from '../../src/batch/summary-csv.js';
import { renderSummaryText } from '../../src/batch/summary-text.js';
import { summarize, type BatchSummary } from '../../src/batch/summary.js';
import { EN } from '../../src/words/en/report.js';
import { ZH } from '../../src/words/zh/report.js';
import { columnsOf } from '../../src/report/view/columns.js';
import type { BatchRow, DiscoveryNote } from '../../src/batch/types.js';
import { exitCodeOfBatch } from '../../src/cli/gate/batch-exit-code.js';
import { setupWith } from './setup.js';

const PLAIN = { columns: 120, colorLevel: 0, unicode: true } as const;

function row(changes: Partial<BatchRow>): BatchRow {
  return {
    file: 'a.apk',
    fileBytes: null,
    package: 'com.a',
    label: 'A',
    versionName: '1',
    category: 'lending',
    outcome: 'complete',
    score: 100,
    grade: 'A',
    verdict: 'pass',
    points: 0,
    errorCode: null,
    anomalies: 0,
    findings: { critical: 0, high: 0, medium: 0, low: 0, info: 0 },
    overRequested: [],
    ...changes,
  };
}

const sms = { dataType: 'sms', name: 'Text messages' };
const contacts = { dataType: 'contacts', name: 'Contacts' };
const lost = { score: null, grade: null, verdict: null, points: null, package: null } as const;
const ROWS = [
  row({ file: 'good.apk' }),
  row({ file: 'bad.apk', score: 0, grade: 'F', verdict: 'fail', points: 130, overRequested: [sms, contacts] }),
  row({ file: 'worse.apk', score: 0, grade: 'F', verdict: 'fail', points: 150, overRequested: [contacts] }),
  row({ file: 'torch.apk', category: null, score: 92, points: 8, overRequested: [sms] }),
  row({ file: 'broken.apk', outcome: 'refused', errorCode: 'ZIP_NO_EOCD', ...lost }),
  row({ file: 'again.apk', outcome: 'refused', errorCode: 'ZIP_NO_EOCD', ...lost }),
  row({ file: 'slow.apk', outcome: 'incomplete', errorCode: 'LIMIT_TIME', ...lost }),
];

function sum(rows: readonly BatchRow[], changes: Partial<Parameters<typeof summarize>[1]> = {}): BatchSummary {
  const facts = { setup: setupWith(), complete: true, found: rows.length, cached: 0, resumed: 0, notes: [] };
  return summarize(rows, { ...facts, ...changes });
}

describe('the summary', () => {
  it('ranks by verdict, then points, beyond a score of 0, then name; no score stands before what passes', () => {
    const { ranking } = sum(ROWS);
    expect(ranking.map(({ file }) => file)).toEqual([
      'worse.apk',
      'bad.apk',
      'again.apk',
      'broken.apk',
      'slow.apk',
      'torch.apk',
      'good.apk',
    ]);
    const reviewed = row({ file: 'a.apk', verdict: 'review', points: 300 });
    const failed = row({ file: 'b.apk', verdict: 'fail', points: 15 });
    expect(sum([reviewed, failed]).ranking.map(({ file }) => file)).toEqual(['b.apk', 'a.apk']);
    expect(sum([...ROWS].reverse())).toEqual(sum(ROWS));
  });

  it('gives CSV the data without need that the summary counts', () => {
    const asked = [
      { ...contacts, verdict: 'prohibited' as const, points: 25 },
      { ...sms, verdict: 'conditional' as const, points: 3 },
    ];
    const [told] = csvRecords(renderSummaryCsv(sum([row({ overRequested: asked })])));
    expect(told?.['over_requested']).toBe('contacts');
  });

  it('has the folder that all files are in once in the dashboard', () => {
    const folder = '/data/apks/';
    const page = renderDashboard(sum(ROWS.map((one) => ({ ...one, file: folder + one.file }))));
    expect(page.split(folder)).toHaveLength(2);
    expect(page).toContain('"f":"worse.apk"');
  });

  it('counts outcomes, grades, verdicts and scores', () => {
    const summary = sum(ROWS);
    expect(summary.files).toEqual({ found: 7, audited: 7, scored: 4, cached: 0, resumed: 0 });
    expect(summary.grades).toEqual({ A: 2, B: 0, C: 0, D: 0, F: 2 });
    expect(summary.verdicts).toEqual({ pass: 2, review: 0, fail: 2 });
    expect(summary.outcomes).toMatchObject({ complete: 4, refused: 2, incomplete: 1, error: 0 });
    expect(summary.scores.filter(({ apps }) => apps > 0)).toEqual([
      { from: 0, to: 9, apps: 2 },
      { from: 90, to: 99, apps: 1 },
      { from: 100, to: 100, apps: 1 },
    ]);
  });

  it.each<
    [
      verdict: BatchRow['overRequested'][number]['verdict'],
      points: number,
      list: 'overRequested' | 'unexplained' | null,
    ]
  >([
    ['prohibited', 25, 'overRequested'],
    ['unjustified', 15, 'overRequested'],
    ['unexplained', 8, 'unexplained'],
    ['conditional', 3, null],
    // What only joins others costs nothing itself.
    ['prohibited', 0, null],
  ])('counts what is %s for %i points in %s', (verdict, points, list) => {
    const asked = { ...contacts, ...(verdict === undefined ? {} : { verdict }), points };
    const counted = sum([row({ file: 'a.apk', overRequested: [asked] })]);
    for (const name of ['overRequested', 'unexplained'] as const) {
      expect(counted[name].flatMap(({ dataTypes }) => dataTypes).length, name).toBe(name === list ? 1 : 0);
    }
  });

  it('counts over-requested data by category, and failures by code', () => {
    const summary = sum(ROWS);
    expect(summary.overRequested).toEqual([
      { category: null, apps: 1, dataTypes: [{ ...sms, apps: 1 }] },
      {
        category: 'lending',
        apps: 3,
        dataTypes: [
          { ...contacts, apps: 2 },
          { ...sms, apps: 1 },
        ],
      },
    ]);
    expect(summary.failures).toEqual([
      { code: 'ZIP_NO_EOCD', files: 2, examples: ['again.apk', 'broken.apk'] },
      { code: 'LIMIT_TIME', files: 1, examples: ['slow.apk'] },
    ]);
  });
});

const HOSTILE = '\u001b[31m\r\n\u202e=cmd|x';

describe('what is printed', () => {
  const hostile = [
    row({
      file: HOSTILE,
      package: HOSTILE,
      label: HOSTILE,
      category: HOSTILE,
      overRequested: [{ dataType: HOSTILE, name: HOSTILE }],
    }),
  ];
  const notes = [
    { kind: 'unreadable', file: HOSTILE, code: 'FILE_UNREADABLE', data: { system: HOSTILE } },
  ] satisfies DiscoveryNote[];
  const failed = row({ file: HOSTILE, errorCode: HOSTILE, outcome: 'error', ...lost });

  it('holds nothing that a terminal acts on', () => {
    const text = renderSummaryText(sum([...hostile, failed], { notes }), PLAIN);
    // eslint-disable-next-line no-control-regex
    expect(text.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u202e]/);
    expect(text).toContain('\\u{1B}[31m');
  });

  it('is CSV that no spreadsheet calculates', () => {
    const csv = renderSummaryCsv(sum([row({ file: '=1+1', label: 'a "b", c', package: HOSTILE })]));
    const [head, line, rest] = csv.split('\r\n');
    expect(head).toMatch(/^file,package,label,/);
    expect(line).toMatch(/^'=1\+1,/);
    expect(line).toContain('"a ""b"", c"');
    expect(line).not.toContain('\u001b');
    expect(rest).toBe('');
  });

  it('says when a batch was stopped', () => {
    const text = renderSummaryText(sum(ROWS, { complete: false, found: 10 }), PLAIN);
    expect(text).toContain('STOPPED before the end: 7 of 10 files are done.');
  });

  it('cuts the ranking, not the rest', () => {
    const text = renderSummaryText(sum(ROWS), PLAIN, 1);
    expect(text).toContain('Worst 1 of 4 apps');
    expect(text).toContain('worse.apk');
    expect(text).not.toContain('bad.apk');
    expect(text).toContain('broken.apk');
  });

  it('fits its terminal', () => {
    const text = renderSummaryText(sum(ROWS), { ...PLAIN, columns: 60, unicode: false });
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(60);
    // eslint-disable-next-line no-control-regex
    expect(text).not.toMatch(/[^\u0000-\u007f]/);
  });
});

describe('the ranking in a terminal', () => {
  const below = (folder: string): BatchRow[] =>
    ['quick-loan.apk', 'deep/er/careful.apk', `${'long'.repeat(30)}.apk`].map((file, index) =>
      row({
        file: folder + file,
        package: `com.example.${'x'.repeat(index * 30)}`,
        verdict: 'fail',
        points: 100 - index,
      }),
    );
  const linesOf = (rows: BatchRow[], columns: number, unicode = true, strings = EN): string[] => {
    const lines = renderSummaryText(sum(rows), { ...PLAIN, columns, unicode, strings }).split('\n');
    const from = lines.findIndex((line) => /worst first|按严重程度排列/.test(line)) + 2;
    return lines.slice(from, lines.indexOf('', from));
  };

  it('has one line for each app at every width, and keeps the end of a file', () => {
    for (let columns = 50; columns <= 200; columns += 10) {
      for (const unicode of [true, false]) {
        for (const strings of unicode ? [EN, ZH] : [EN]) {
          const lines = linesOf(below('/srv/apps/'), columns, unicode, strings);
          expect(lines.filter((line) => columnsOf(line) > columns)).toEqual([]);
          expect(lines).toHaveLength(5);
          expect(lines.at(-1)).toMatch(/long\.apk$/);
        }
      }
    }
  });

  it('tells files below the folder that they have in common', () => {
    const [folder, , first = '', second = ''] = linesOf(below('/srv/apps/'), 160);
    expect(folder).toBe('  Files below /srv/apps/');
    expect(first).toMatch(/^ {2}FAIL +100 {2,}A {2,}100 {2}com\.example\. +quick-loan\.apk$/);
    expect(second).toMatch(/ deep\/er\/careful\.apk$/);
    expect(linesOf(below('').slice(0, 1), 160)[0]).toMatch(/^ {2}Verdict/);
  });
});

describe('the exit code', () => {
  const code = (changes: Partial<BatchRow>[], more: Partial<Parameters<typeof summarize>[1]> = {}): number =>
    exitCodeOfBatch(sum(changes.map(row), more), { kind: 'severity', atLeast: 'high' });
  const refused = { outcome: 'refused', errorCode: 'ZIP_NO_EOCD', ...lost } as const;
  const unsure = { outcome: 'incomplete', errorCode: 'LIMIT_TIME', ...lost } as const;
  const unread = { outcome: 'error', errorCode: 'IO_READ', ...lost } as const;
  const bug = { outcome: 'error', errorCode: 'WORKER_DIED', ...lost } as const;
  const found = { findings: { critical: 1, high: 0, medium: 0, low: 0, info: 0 } };

  it('is that of the worst file: 70, 3, 5, 4, 1, 0', () => {
    expect(code([{}])).toBe(0);
    expect(code([{}, found])).toBe(1);
    expect(code([refused, {}, found])).toBe(4);
    expect(code([unsure, refused, {}, found])).toBe(5);
    expect(code([unread, unsure, refused, {}, found])).toBe(3);
    expect(code([bug, unread, unsure, refused, {}, found])).toBe(70);
  });

  it('tells what was not looked at, and when there was nothing', () => {
    const note = (kind: 'unreadable' | 'link') => ({
      notes: [{ kind, file: 'x', code: 'NO_MATCH', data: {} }] satisfies DiscoveryNote[],
    });
    expect(code([{}], note('unreadable'))).toBe(3);
    expect(code([{}], note('link'))).toBe(0);
    expect(code([])).toBe(3);
  });

  it('follows --fail-on score', () => {
    const summary = sum([row({ score: 60 })]);
    expect(exitCodeOfBatch(summary, { kind: 'score', below: 61 })).toBe(1);
    expect(exitCodeOfBatch(summary, { kind: 'score', below: 60 })).toBe(0);
    expect(exitCodeOfBatch(summary, { kind: 'none' })).toBe(0);
  });
});

describe('SDKs', () => {
  const ads = (...permissions: string[]) => ({ id: 'ads', name: 'Example Ads', kind: 'ads', permissions });
  const push = { id: 'push', name: 'Example Push', kind: 'push', permissions: ['p.NOTIFY'] };

  it('are counted with the permissions that their code uses, most first', () => {
    const rows = [
      row({ file: '1', sdks: [push, ads('p.LOCATION')] }),
      row({ file: '2', sdks: [ads('p.PHONE', 'p.LOCATION')] }),
      row({ file: '3', sdks: [] }),
    ];
    const summary = sum(rows);
    expect(summary.sdks).toEqual([
      {
        id: 'ads',
        name: 'Example Ads',
        kind: 'ads',
        apps: 2,
        permissions: [
          { name: 'p.LOCATION', apps: 2 },
          { name: 'p.PHONE', apps: 1 },
        ],
      },
      { id: 'push', name: 'Example Push', kind: 'push', apps: 1, permissions: [{ name: 'p.NOTIFY', apps: 1 }] },
    ]);
    expect(renderSummaryText(summary, PLAIN)).toMatch(/SDKs that drag permissions in[^]*2 {2}Example Ads/);
  });

  it('are not spoken of when no code was looked at', () => {
    expect(sum(ROWS)).not.toHaveProperty('sdks');
    expect(renderSummaryText(sum(ROWS), PLAIN)).not.toContain('SDKs');
    expect(renderDashboard(sum(ROWS))).not.toContain('id="sdks"');
    expect(renderDashboard(sum([row({ sdks: [push] })]))).toContain('id="sdks"');
  });
});
