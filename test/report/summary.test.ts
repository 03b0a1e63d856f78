/** One line for each app. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPage } from '../../src/report/text/page-of.js';
import { renderText } from '../../src/report/text/report.js';
import { summaryLineOf, summaryLines, type SummaryLine } from '../../src/report/text/summary.js';
import { ZH } from '../../src/words/zh/report.js';
import { hostileAudit, overCollectingAudit, refusedAudit, SAMPLES } from './samples.js';

const page = createPage({ columns: 80, colorLevel: 0, unicode: true });
const line = (more: Partial<SummaryLine>): SummaryLine => ({ ...summaryLineOf(overCollectingAudit()), ...more });
const filesOf = (apps: SummaryLine[]): (string | undefined)[] =>
  summaryLines(page, apps).map((text) => text.split(/ {2,}/).at(-1));

describe('the summary', () => {
  it.each(Object.entries(SAMPLES))('is one line: %s', (_, make) => {
    for (const columns of [50, 80, 200]) {
      for (const colorLevel of [0, 1] as const) {
        const text = renderText(make(), { columns, colorLevel, unicode: false, view: 'summary' });
        expect(text.match(/\n/g)).toHaveLength(1);
      }
    }
  });

  it('tells verdict, score, grade, the worst findings, package and file', () => {
    expect(summaryLines(page, [line({ file: 'a.apk' })])).toEqual([
      'FAIL  32  F  2 critical  com.example.quickloan  a.apk',
    ]);
    const [refused = ''] = summaryLines(page, [summaryLineOf(refusedAudit())]);
    expect(refused).toMatch(/^refused by Android {2}– {2}– {2}– {2}/);
    const chinese = createPage({ columns: 80, colorLevel: 0, unicode: true, strings: ZH });
    expect(summaryLines(chinese, [line({ file: 'a.apk' })])[0]).toMatch(/^不通过 {2}32 {2}F {2}严重 2 项 {2}/);
  });

  it('counts no finding that somebody answers for', () => {
    const audit = overCollectingAudit();
    const answered = { ...audit, findings: audit.findings.map((one) => ({ ...one, suppressedBy: 'owner: reason' })) };
    expect(summaryLineOf(answered).findings).toEqual({ critical: 0, high: 0, medium: 0, low: 0, info: 0 });
  });

  it('puts the worst first: by verdict, then points, then name; no score before what passes', () => {
    const apps = [
      line({ file: 'p', verdict: 'pass', points: 0 }),
      line({ file: 'n', verdict: null, score: null, grade: null, points: null, outcome: 'incomplete' }),
      line({ file: 'r', verdict: 'review', points: 90 }),
      line({ file: 'b', verdict: 'fail', points: 30 }),
      line({ file: 'a', verdict: 'fail', points: 30 }),
      line({ file: 'c', verdict: 'fail', points: 31 }),
    ];
    expect(filesOf(apps)).toEqual(['c', 'a', 'b', 'r', 'n', 'p']);
  });

  it('aligns its columns', () => {
    const lines = summaryLines(page, [
      line({ file: 'f1', score: 100, package: 'a.b' }),
      line({ file: 'f2', score: 5 }),
    ]);
    expect(new Set(lines.map((text) => text.search(/f[12]$/))).size).toBe(1);
  });

  it('stays one line whatever the APK holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (data) => {
        const text = renderText(hostileAudit(data), { columns: 80, colorLevel: 0, unicode: true, view: 'summary' });
        expect(text).not.toMatch(/(?!\n)[\p{C}\p{Zl}\p{Zp}]/u);
        expect(text.match(/\n/g)).toHaveLength(1);
      }),
      { numRuns: 40 },
    );
  });
});
