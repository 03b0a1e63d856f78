/**
 * Golden reports: six stored audits, each in every format; the difference of two; the summary of all as a batch.
 *
 * `UPDATE_GOLDEN=1 npx vitest run test/golden` makes the audits anew from the fixtures and rewrites the reports; look at
 * the difference before you commit it. The stored audits keep the formats' tests apart from the rulebook: a changed rule
 * changes no golden file until they are made anew.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { diffAudits } from '../../src/audit/diff.js';
import type { Audit } from '../../src/audit/types.js';
import { recordOf, rowOf } from '../../src/batch/record.js';
import { renderSummaryText } from '../../src/batch/summary-text.js';
import { summarize } from '../../src/batch/summary.js';
import { loadDiffFormat, type DiffFormat, type DiffRendering } from '../../src/report/diff/formats.js';
import { FORMAT_IDS, FORMATS, renderReport, type RenderOptions } from '../../src/report/formats.js';
import { parseReport } from '../../src/report/parse-report.js';
import type { TextReportOptions } from '../../src/report/text/report.js';
import { stringsFor } from '../../src/words/report.js';
import { setupWith, targetOf } from '../batch/setup.js';
import { junitProblems, sarifProblems } from '../report/schemas.js';
import { auditOf, SOURCES } from './audits.js';

const HERE = fileURLToPath(new URL('.', import.meta.url));
/** The terminal report beside the screen of 80 columns in English. */
const TEXTS: Readonly<Record<string, RenderOptions>> = {
  details: { text: { columns: 80, colorLevel: 0, unicode: true, view: 'details' } },
  'details.zh': { lang: 'zh', text: { columns: 80, colorLevel: 0, unicode: true, view: 'details' } },
  summary: { text: { columns: 80, colorLevel: 0, unicode: true, view: 'summary' } },
  zh: { lang: 'zh' },
  narrow: { text: { columns: 50, colorLevel: 0, unicode: false } },
  wide: { text: { columns: 200, colorLevel: 1, unicode: true } },
};
const isUpdate = process.env['UPDATE_GOLDEN'] === '1';
const work = mkdtempSync(join(tmpdir(), 'permaudit-golden-'));
afterAll(() => {
  rmSync(work, { recursive: true });
});

function storedAudit(name: string): Audit {
  const parsed = parseReport(readFileSync(join(HERE, name, 'report.json'), 'utf8'));
  if (!parsed.ok) throw new Error(`${name}: ${parsed.problem.message}; run UPDATE_GOLDEN=1 npx vitest run test/golden`);
  return parsed.audit;
}

describe.each(Object.keys(SOURCES))('golden reports: %s', (name) => {
  it('comes from the pipeline with the same outcome', async () => {
    const fresh = await auditOf(name, work);
    if (isUpdate) {
      mkdirSync(join(HERE, name), { recursive: true });
      writeFileSync(join(HERE, name, 'report.json'), await renderReport(fresh, 'json'));
    }
    const stored = storedAudit(name);
    expect({ outcome: fresh.outcome, error: fresh.error?.code, file: fresh.subject.file }).toEqual({
      outcome: stored.outcome,
      error: stored.error?.code,
      file: stored.subject.file,
    });
    expect(fresh.permissions.map((permission) => permission.name)).toEqual(
      stored.permissions.map((permission) => permission.name),
    );
  });

  it.each(FORMAT_IDS)('%s', async (format) => {
    const rendered = await renderReport(storedAudit(name), format);
    const file = join(HERE, name, `report.${FORMATS[format].extension}`);
    if (isUpdate) writeFileSync(file, rendered);
    expect(rendered).toBe(readFileSync(file, 'utf8'));
    // The JSON report is held against its schema wherever it is read back.
    if (format === 'sarif') expect(sarifProblems(JSON.parse(rendered))).toBe('');
    if (format === 'junit') expect(junitProblems(rendered)).toEqual([]);
    if (format === 'ndjson') expect(parseReport(rendered)).toMatchObject({ ok: true });
  });

  it.each(Object.entries(TEXTS))('text, %s', async (kind, options) => {
    const rendered = await renderReport(storedAudit(name), 'text', options);
    const file = join(HERE, name, `report.${kind}.txt`);
    if (isUpdate) writeFileSync(file, rendered);
    expect(rendered).toBe(readFileSync(file, 'utf8'));
  });
});

/** Holds what was made against the file, or in an update makes the file of it. */
function expectGolden(folder: string, name: string, made: string): void {
  const file = join(HERE, folder, name);
  if (isUpdate) {
    mkdirSync(join(HERE, folder), { recursive: true });
    writeFileSync(file, made);
  }
  expect(made).toBe(readFileSync(file, 'utf8'));
}

const AT_80: TextReportOptions = { columns: 80, colorLevel: 0, unicode: true };
const NARROW: TextReportOptions = { columns: 50, colorLevel: 0, unicode: false };
const WIDE: TextReportOptions = { columns: 200, colorLevel: 1, unicode: true };

/** By file: which stored audits are compared, and how the difference is shown. */
const DIFFERENCES: Readonly<Record<string, readonly [before: string, after: string, DiffFormat, DiffRendering]>> = {
  'more.txt': ['clean', 'over-collecting', 'text', { lang: 'en', text: AT_80 }],
  'more.zh.txt': ['clean', 'over-collecting', 'text', { lang: 'zh', text: AT_80 }],
  'more.narrow.txt': ['clean', 'over-collecting', 'text', { lang: 'en', text: NARROW }],
  'more.wide.txt': ['clean', 'over-collecting', 'text', { lang: 'en', text: WIDE }],
  'more.md': ['clean', 'over-collecting', 'markdown', { lang: 'en', text: AT_80 }],
  'more.html': ['clean', 'over-collecting', 'html', { lang: 'en', text: AT_80 }],
  'more.zh.html': ['clean', 'over-collecting', 'html', { lang: 'zh', text: AT_80 }],
  'less.txt': ['over-collecting', 'clean', 'text', { lang: 'en', text: AT_80 }],
  'hostile.txt': ['clean', 'hostile', 'text', { lang: 'en', text: AT_80 }],
  'hostile.html': ['clean', 'hostile', 'html', { lang: 'en', text: AT_80 }],
};

describe('the difference of two', () => {
  it.each(Object.entries(DIFFERENCES))('%s', async (file, [before, after, format, how]) => {
    const render = await loadDiffFormat(format, how);
    expectGolden('diff', file, render(diffAudits(storedAudit(before), storedAudit(after))));
  });
});

describe('all of them as a batch', () => {
  const texts = { 'summary.txt': AT_80, 'summary.narrow.txt': NARROW, 'summary.wide.txt': WIDE };
  it.each([
    ...Object.entries(texts).map(([file, options]) => [file, 'en', options] as const),
    ['summary.zh.txt', 'zh', AT_80] as const,
  ])('%s', async (file, lang, options) => {
    const rows = Object.keys(SOURCES).map((name) => {
      const audit = storedAudit(name);
      return rowOf(recordOf(audit, targetOf(audit.subject.file), 'run'));
    });
    const facts = { complete: true, found: rows.length, cached: 1, resumed: 0 };
    const { rulebook } = setupWith();
    // What a new rulebook changes is not what the summary is made of.
    const setup = setupWith({ rulebook: { ...rulebook, version: '2026.11.0' }, policies: ['article', 'google-play'] });
    const notes = [{ file: 'a.fifo', kind: 'not-a-file', code: 'NO_REGULAR_FILE', data: {} } as const];
    const summary = summarize(rows, { ...facts, setup, notes });
    expectGolden('batch', file, renderSummaryText(summary, { ...options, strings: await stringsFor(lang) }));
  });
});

describe('the terminal report at 80 columns', () => {
  it.each([
    ['over-collecting', 'report.txt', 55],
    ['clean', 'report.txt', 25],
    ['over-collecting', 'report.details.txt', 320],
    ['over-collecting', 'report.details.zh.txt', 320],
  ])('%s/%s has at most %i lines', (name, file, most) => {
    expect(readFileSync(join(HERE, name, file), 'utf8').match(/\n/g)?.length).toBeLessThanOrEqual(most);
  });
});
