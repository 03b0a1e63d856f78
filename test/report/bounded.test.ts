/** A report in a terminal is never longer than somebody can scroll, whatever the file holds. */
import { describe, expect, it } from 'vitest';
import type { Audit } from '../../src/audit/types.js';
import { withinLines } from '../../src/report/text/bounded.js';
import { createPage } from '../../src/report/text/page-of.js';
import { renderText, type TextReportOptions, type TextView } from '../../src/report/text/report.js';
import { ZH } from '../../src/words/zh/report.js';
import { audit } from '../audit/facts.js';
import { overCollectingAudit } from './samples.js';

const PLAIN: TextReportOptions = { columns: 80, colorLevel: 0, unicode: true };
const page = createPage(PLAIN);
const section = (name: string, length: number): string[] => Array.from({ length }, (_, line) => `${name}${line}`);

describe('sections within a number of lines', () => {
  const lengths = (...sections: number[]): number[] => {
    const made = sections.map((length, index) => section(String.fromCharCode(97 + index), length));
    const lines = withinLines(page, made, 30);
    return made.map((own) => own.filter((line) => lines.includes(line)).length);
  };

  it.each<[number[], number[]]>([
    [
      [10, 20],
      [10, 20],
    ],
    [[30], [30]],
    [[31], [29]],
    // What is cut ends in a line that says how much.
    [
      [10, 21],
      [10, 19],
    ],
    [
      [0, 5, 100, 100],
      [0, 5, 11, 12],
    ],
    [
      [100, 1, 12],
      [16, 1, 12],
    ],
    [
      [11, 10, 10],
      [9, 10, 10],
    ],
  ])('%j keep %j', (given, kept) => {
    expect(lengths(...given)).toEqual(kept);
  });

  it('says after each that is cut how many of its lines are not there', () => {
    const lines = withinLines(page, [section('a', 3), section('b', 100)], 30);
    expect(lines).toHaveLength(30);
    expect(lines.slice(0, 4)).toEqual(['a0', 'a1', 'a2', 'b0']);
    expect(lines.at(-1)?.trim()).toBe('74 more lines of this part are left out: -f json and -f html have them.');
  });
});

describe('the report of an app that asks for very much', () => {
  const many = (count: number): Audit => {
    const made = audit({
      permissions: Array.from({ length: count }, (_, index) => `com.example.permission.P${index}`),
    });
    const [anomaly] = overCollectingAudit().anomalies;
    const evidence = { component: 'com.example.Component', detail: 'handles it', offset: null };
    return {
      ...made,
      anomalies: anomaly === undefined ? [] : Array.from({ length: 2500 }, () => anomaly),
      capabilities: [
        {
          id: 'sms-receiver',
          apiRange: [24, 37],
          evidence: Array.from({ length: count }, (_, index) => ({
            ...evidence,
            component: `com.example.Component${index}`,
          })),
        },
      ],
    };
  };
  const audits = [many(25_000), { ...overCollectingAudit(), permissions: many(25_000).permissions }];

  it.each<[TextView, number]>([
    ['details', 2000],
    ['screen', 100],
    ['summary', 1],
  ])('has in view %s at most %i lines, at any width, in both languages', (view, most) => {
    for (const told of audits) {
      for (const columns of [50, 80, 200]) {
        for (const strings of [undefined, ZH]) {
          const options = { ...PLAIN, columns, view, ...(strings === undefined ? {} : { strings }) };
          const lines = renderText(told, options).split('\n');
          expect(lines.length - 1).toBeLessThanOrEqual(most);
          if (view === 'details') {
            expect(lines.length - 1).toBeGreaterThan(1900);
            expect(lines.join('\n')).toMatch(
              strings === undefined ? /\d+ more lines of this part/ : /另有 \d+ 行未列出/,
            );
          }
        }
      }
    }
  });
});
