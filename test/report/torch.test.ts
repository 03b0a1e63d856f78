/** A torch that takes everything, without a category: every format says so, and none is green. */
import { XMLParser } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import type { Audit } from '../../src/audit/types.js';
import { annotations } from '../../src/cli/gate/github.js';
import { renderReport, type FormatId } from '../../src/report/formats.js';
import { csvRecords } from './csv-reader.js';
import { DETAILS } from './details.js';
import { audit, fullName } from '../audit/facts.js';
import { HARMLESS, TORCH } from '../audit/torch.js';

/** What a format says in a form that a test can compare. */
interface Said {
  score: number;
  grade: string;
  verdict: string;
  /** What its own readers take for trouble: a failed case, a warning, a colour. */
  alarms: number;
}

type Reader = (report: string) => Said;

interface JsonReport {
  score: number;
  grade: string;
  verdict: string;
  findings: { severity: string }[];
}
interface SarifLog {
  runs: { properties: { score: number; grade: string; verdict: string }; results: { level: string }[] }[];
}
interface JunitReport {
  testsuites: {
    '@failures': string;
    testsuite: { properties: { property: { '@name': string; '@value': string }[] } };
  };
}

/** The groups of a pattern that has to be met. */
function groups(report: string, pattern: RegExp): Record<string, string> {
  const found = pattern.exec(report)?.groups;
  if (found === undefined) throw new Error(`nothing like ${String(pattern)} in the report`);
  return found;
}

function said({ score = '', grade = '', verdict = '' }: Record<string, string>, alarms: number): Said {
  return { score: Number(score), grade, verdict: verdict.toLowerCase(), alarms };
}

const SEVERE = /\b(critical|high|medium)\b/g;
const severeIn = (text: string): number => text.match(SEVERE)?.length ?? 0;

function fromJson(report: string): Said {
  const { score, grade, verdict, findings } = JSON.parse(report) as JsonReport;
  return { score, grade, verdict, alarms: severeIn(findings.map(({ severity }) => severity).join(' ')) };
}

function fromCsv(report: string): Said {
  const rows = csvRecords(report);
  const { score, grade = '', app_verdict: verdict = '' } = rows[0] ?? {};
  return {
    score: Number(score),
    grade,
    verdict,
    alarms: rows.filter((row) => severeIn(row['severity'] ?? '') > 0).length,
  };
}

function fromCsvOfApps(report: string): Said {
  const [{ score, grade = '', verdict = '', critical, high, medium } = {}] = csvRecords(report);
  return { score: Number(score), grade, verdict, alarms: Number(critical) + Number(high) + Number(medium) };
}

function fromSarif(report: string): Said {
  const [run] = (JSON.parse(report) as SarifLog).runs;
  if (run === undefined) throw new Error('a log has a run');
  const { score, grade, verdict } = run.properties;
  const alarms = run.results.filter(({ level }) => level === 'warning' || level === 'error').length;
  return { score, grade, verdict, alarms };
}

function fromJunit(report: string): Said {
  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@' });
  const { testsuites } = parser.parse(report) as JunitReport;
  const value = (name: string): string =>
    testsuites.testsuite.properties.property.find((one) => one['@name'] === name)?.['@value'] ?? '';
  return {
    score: Number(value('score')),
    grade: value('grade'),
    verdict: value('verdict'),
    alarms: Number(testsuites['@failures']),
  };
}

/** Those that tell of findings. */
type Telling = Exclude<FormatId, 'csv-permissions' | 'csv-capabilities' | 'csv-anomalies' | 'csv-sdks'>;

const READERS: Readonly<Record<Telling, Reader>> = {
  text: (report) => {
    const head = groups(report, /score (?<score>\d+) of 100, grade (?<grade>[A-F])/);
    return said({ ...head, ...groups(report, /^ {2}(?<verdict>FAIL|REVIEW|PASS): /m) }, severeIn(report));
  },
  html: (report) => {
    const score = groups(report, /class="dial-score">(?<score>\d+)</);
    const grade = groups(report, /class="grade"[^>]*><span>[^<]*<\/span><b>(?<grade>[A-F])<\/b>/);
    const banner = groups(report, /<div class="banner tone-(?<tone>[a-z]+)">[\s\S]*?<strong>(?<verdict>[A-Z]+):/);
    return said({ ...score, ...grade, ...banner }, banner['tone'] === 'good' ? 0 : 1);
  },
  markdown: (report) => {
    const head = groups(
      report,
      /(?<sign>\S+) \*\*(?<verdict>FAIL|REVIEW|PASS), score (?<score>\d+) of 100, grade (?<grade>[A-F])\*\*/,
    );
    return said(head, head['sign'] === '✅' ? 0 : severeIn(report));
  },
  csv: fromCsv,
  'csv-findings': fromCsv,
  'csv-apps': fromCsvOfApps,
  sarif: fromSarif,
  junit: fromJunit,
  json: fromJson,
  ndjson: fromJson,
};

const SILENT = [null, 'other'];
const FORMATS = Object.entries(READERS) as [FormatId, Reader][];
const cases = SILENT.flatMap((category) => FORMATS.map(([format, read]) => ({ category, format, read })));

describe.each(cases)('$format, category $category', ({ category, format, read }) => {
  const report = async (app: typeof TORCH): Promise<[Audit, string]> => {
    const result = audit(app, { category });
    return [result, await renderReport(result, format, DETAILS)];
  };

  it('says of a torch that takes everything: for review, D or F, with alarms', async () => {
    const [{ score }, text] = await report(TORCH);
    const { alarms, grade, ...rest } = read(text);
    expect(rest).toEqual({ score, verdict: 'review' });
    expect(['D', 'F']).toContain(grade);
    expect(alarms).toBeGreaterThan(0);
  });

  it.skipIf(format === 'csv-apps')('names all that it takes', async () => {
    const [, text] = await report(TORCH);
    const flat = text.replaceAll(/<\/?(wbr|span)[^>]*>/g, '').replaceAll('\\_', '_');
    // The terminal names what is Android's by its last part.
    const told = (name: string): string => (format === 'text' ? name : fullName(name));
    const silent = TORCH.permissions.filter((name) => !flat.includes(told(name as string)));
    expect(silent).toEqual([]);
    expect(flat).toContain('accessibility');
  });

  it('says of an app for the network and the vibrator: 100, A, pass, without an alarm', async () => {
    const [, text] = await report(HARMLESS);
    expect(read(text)).toEqual({ score: 100, grade: 'A', verdict: 'pass', alarms: 0 });
  });
});

describe.each(SILENT)('GitHub annotations, category %s', (category) => {
  it('warn of a torch that takes everything, once for each medium finding', () => {
    const result = audit(TORCH, { category });
    const medium = result.findings.filter(({ severity }) => severity === 'medium');
    const lines = annotations(result).trimEnd().split('\n');
    expect(medium.length).toBeGreaterThan(4);
    for (const { ruleId } of medium) {
      expect(lines.filter((line) => /^::(warning|error) /.test(line) && line.includes(ruleId))).toHaveLength(1);
    }
  });

  it('warn of nothing for the network and the vibrator', () => {
    expect(annotations(audit(HARMLESS, { category }))).not.toMatch(/^::(warning|error)/m);
  });
});
