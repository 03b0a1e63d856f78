import { describe, expect, it } from 'vitest';
import { FORMAT_IDS, FORMATS, findFormat, renderReport } from '../../src/report/formats.js';
import { isCsv } from '../../src/report/csv/kinds.js';
import { parseReport } from '../../src/report/parse-report.js';
import { forbiddenIn, holdsForAnyText } from './hostile-text.js';
import { SAMPLES } from './samples.js';

describe('every format', () => {
  it.each(FORMAT_IDS)('%s renders all samples, ends with one line feed, and gives the same bytes again', async (id) => {
    for (const make of Object.values(SAMPLES)) {
      const rendered = await renderReport(make(), id);
      expect(rendered.endsWith('\n')).toBe(true);
      expect(await renderReport(make(), id)).toBe(rendered);
    }
  });

  it.each(FORMAT_IDS)('%s never holds a character that a terminal or reader could be tricked with', async (id) => {
    await holdsForAnyText(async (audit) => {
      expect(forbiddenIn(await renderReport(audit, id))).toEqual([]);
    });
  });

  it('has one extension each, and one media type for each kind of file', () => {
    expect(new Set(FORMAT_IDS.map((id) => FORMATS[id].extension)).size).toBe(FORMAT_IDS.length);
    const types = FORMAT_IDS.filter((id) => !isCsv(id)).map((id) => FORMATS[id].mediaType);
    expect(new Set(types).size).toBe(types.length);
    for (const id of FORMAT_IDS) expect(FORMATS[id].mediaType === 'text/csv', id).toBe(isCsv(id));
  });

  it('is found by id and by extension', () => {
    expect(findFormat('sarif')).toBe('sarif');
    expect(findFormat('MD')).toBe('markdown');
    expect(findFormat('xml')).toBe('junit');
    expect(findFormat('pdf')).toBeNull();
    expect(findFormat('constructor')).toBeNull();
  });
});

describe('a stored report', () => {
  it('reads back to what every format renders alike', async () => {
    for (const make of Object.values(SAMPLES)) {
      const parsed = parseReport(await renderReport(make(), 'json'));
      if (!parsed.ok) throw new Error(parsed.problem.message);
      for (const id of FORMAT_IDS) expect(await renderReport(parsed.audit, id)).toBe(await renderReport(make(), id));
    }
  });

  const valid = async (): Promise<Record<string, unknown>> =>
    JSON.parse(await renderReport(SAMPLES['clean']!(), 'json')) as Record<string, unknown>;
  const codeOf = (document: unknown): string => {
    const parsed = parseReport(typeof document === 'string' ? document : JSON.stringify(document));
    return parsed.ok ? 'ok' : parsed.problem.code;
  };

  it('is refused with a code when it is no report', async () => {
    expect(codeOf('{')).toBe('REPORT_NOT_JSON');
    expect(codeOf('[]')).toBe('REPORT_NOT_A_REPORT');
    expect(codeOf('null')).toBe('REPORT_NOT_A_REPORT');
    expect(codeOf({ ...(await valid()), schemaVersion: '1.0.0' })).toBe('REPORT_VERSION');
    expect(codeOf({ ...(await valid()), schemaVersion: 1 })).toBe('REPORT_VERSION');
    expect(codeOf({ ...(await valid()), score: 101 })).toBe('REPORT_INVALID');
    expect(codeOf({ ...(await valid()), surprise: true })).toBe('REPORT_INVALID');
    expect(codeOf({ ...(await valid()), findings: [{}] })).toBe('REPORT_INVALID');
  });

  it('of a newer minor version is read without what is new in it', async () => {
    const document = { ...(await valid()), schemaVersion: '2.999.0', surprise: true };
    const parsed = parseReport(JSON.stringify(document));
    if (!parsed.ok) throw new Error(parsed.problem.message);
    expect(Object.keys(parsed.audit)).not.toContain('surprise');
  });

  it('is read with a byte order mark too', async () => {
    expect(codeOf(`\uFEFF${JSON.stringify(await valid())}`)).toBe('ok');
  });
});
