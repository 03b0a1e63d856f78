/**
 * Golden reports: six stored audits, each in every format.
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
import type { Audit } from '../../src/audit/types.js';
import { FORMAT_IDS, FORMATS, renderReport, type RenderOptions } from '../../src/report/formats.js';
import { parseReport } from '../../src/report/parse-report.js';
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
