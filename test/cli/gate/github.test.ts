import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { annotations, appendSummary, fittingSections } from '../../../src/cli/gate/github.js';
import type { AuditVerdict, Finding } from '../../../src/audit/types.js';
import { cleanAudit, finding, refusedAudit } from '../../report/samples.js';

const withFindings = (...findings: ReturnType<typeof finding>[]): ReturnType<typeof cleanAudit> => ({
  ...cleanAudit(),
  findings,
});

describe('GitHub annotations', () => {
  it('are one workflow command a line, whatever the text', () => {
    const hostile = 'a::b,c\n::error::x\r%0A\u001b';
    const audit = withFindings(finding({ title: hostile, permissions: [hostile] }));
    audit.subject.file = hostile;
    const text = annotations(audit);
    expect(text.split('\n')).toHaveLength(2);
    const parts = /^::(error|warning|notice) file=([^,]*),title=([^,]*)::(.*)\n$/.exec(text);
    expect(parts?.[2]).not.toMatch(/[:,\r\n]/);
    expect(parts?.[3]).not.toMatch(/[:,\r\n]/);
    // eslint-disable-next-line no-control-regex -- a terminal acts on them
    expect(text.slice(0, -1)).not.toMatch(/[\u0000-\u001f]/);
  });

  it('name the lines of a text manifest, and columns only within one line', () => {
    const [evidence] = finding().evidence;
    const at = (place: object): string =>
      annotations(withFindings(finding({ evidence: [{ ...evidence!, ...place }] })));
    expect(at({})).not.toContain('line=');
    expect(at({ line: 7, column: 5, endLine: 7, endColumn: 30 })).toContain(',line=7,endLine=7,col=5,endColumn=29,');
    expect(at({ line: 7, column: 5, endLine: 9, endColumn: 3 })).toMatch(/,line=7,endLine=9,title=/);
  });

  it('name the manifest in a folder, and a path below the checkout', () => {
    const audit = withFindings(finding());
    audit.input = 'source-folder';
    audit.subject.file = '/home/runner/work/app/src/main/';
    expect(annotations(audit, { GITHUB_WORKSPACE: '/home/runner/work' })).toContain(
      'file=app/src/main/AndroidManifest.xml,',
    );
    expect(annotations(audit, { GITHUB_WORKSPACE: '/elsewhere' })).toContain('file=/home/runner/work/app/');
  });

  it('say of a justification what it is about', () => {
    const [evidence] = finding().evidence;
    const stale = finding({ permissions: [], evidence: [{ ...evidence!, kind: 'justification', name: 'LEND-MIC' }] });
    expect(annotations(withFindings(stale))).toMatch(/points\): LEND-MIC\n$/);
  });

  it('are errors only for what a text bars, and say what each finding and the app is', () => {
    const level = (verdict: Finding['verdict'], severity: Finding['severity']): string =>
      annotations(withFindings(finding({ verdict, severity })));
    expect(level('prohibited', 'critical')).toMatch(/^::error .*\(critical, prohibited, 25 points\)/);
    expect(level('unjustified', 'high')).toMatch(/^::warning .*\(high, unjustified, /);
    expect(level('unexplained', 'medium')).toMatch(/^::warning .*\(medium, unexplained, /);
    expect(level('conditional', 'low')).toMatch(/^::notice .*\(low, conditional, /);
    const judged = (verdict: AuditVerdict): string =>
      annotations({ ...cleanAudit(), verdict, score: 45, grade: 'D', findings: [] });
    expect(judged('fail')).toMatch(/^::error file=[^,]+,title=FAIL%3A score 45 of 100%2C grade D::it asks for/);
    expect(judged('review')).toMatch(/^::warning file=[^,]+,title=REVIEW%3A score 45/);
    expect(judged('pass')).toBe('');
  });

  it('leave out what is accepted, and tell of a file without a score', () => {
    expect(annotations(withFindings(finding({ suppressedBy: 'agreed' })))).toBe('');
    expect(annotations(refusedAudit())).toMatch(/^::error file=[^,]+,title=No score::.+\n$/);
  });
});

describe('the summary of a step', () => {
  const report = '# App\n\nFAIL\n\n## Findings\n\nmany\n\n## Permissions\n\nmore\n';

  it('is the whole report where that fits, to the byte', () => {
    expect(fittingSections(report, report.length)).toBe(report);
    const long = `${report}${'x'.repeat(500)}`;
    expect(fittingSections(long, long.length)).toBe(long);
    expect(fittingSections(long, long.length - 1)).toContain('left out');
    // Not even that has room.
    expect(fittingSections(report, report.length - 1)).toBe('');
  });

  it('ends with a section where it does not, and says so', () => {
    const long = `${report}${'x'.repeat(1_000)}`;
    const shortened = fittingSections(long, 500);
    expect(shortened).toMatch(/^# App\n\nFAIL\n\n## Findings\n\nmany\n\n_What follows is left out/);
    expect(fittingSections(`# ${'é'.repeat(2_000)}`, 500)).toMatch(/^\n_What follows/);
    for (let most = 0; most < 600; most++) {
      expect(Buffer.byteLength(fittingSections(long, most))).toBeLessThanOrEqual(most);
    }
  });

  it('takes what others have said of the step into account', () => {
    const folder = mkdtempSync(join(tmpdir(), 'permaudit-summary-'));
    try {
      const path = join(folder, 'summary.md');
      appendSummary(report, { GITHUB_STEP_SUMMARY: path });
      expect(readFileSync(path, 'utf8')).toBe(report);
      writeFileSync(path, 'x'.repeat(1024 * 1024 - report.length));
      appendSummary(report, { GITHUB_STEP_SUMMARY: path });
      expect(statSync(path).size).toBe(1024 * 1024);
      appendSummary(report, { GITHUB_STEP_SUMMARY: path });
      expect(statSync(path).size).toBe(1024 * 1024);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
