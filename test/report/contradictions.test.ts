/** A stored report is read back only where its result is the one that its findings make. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyBaseline } from '../../src/audit/justify.js';
import type { Audit } from '../../src/audit/types.js';
import { openInput } from '../../src/inputs/open-input.js';
import { auditApp } from '../audit-app.js';
import { contradictionIn } from '../../src/report/contradiction.js';
import { renderJson } from '../../src/report/json.js';
import { parseReport } from '../../src/report/parse-report.js';
import { artifactPath } from '../../src/report/view/artifact-path.js';
import { builtinRulebook } from '../../src/rulebook/load.js';
import { ROOT } from '../e2e/run.js';

function auditOf(file: string, category: string | null): Audit {
  const facts = openInput(join(ROOT, 'fixtures/apk', file), { code: 'none' });
  return auditApp(facts, builtinRulebook(), {
    category,
    policies: ['article', 'cn-39', 'google-play'],
    features: [],
    asOf: '2026-11-28',
    tool: { name: 'permaudit', version: '0.0.0' },
  });
}

const apks = readdirSync(join(ROOT, 'fixtures/apk')).filter((name) => name.endsWith('.apk'));

describe('a report that is as it was written', () => {
  it.each(apks)('is read back: %s', (file) => {
    for (const category of ['lending', null]) {
      const audit = auditOf(file, category);
      const some = audit.findings.filter((_, index) => index % 2 === 0);
      for (const one of [audit, applyBaseline(audit, some)]) {
        const parsed = parseReport(renderJson(one));
        expect(parsed.ok && contradictionIn(parsed.audit)).toBeNull();
      }
    }
  });
});

describe('a report that contradicts itself', () => {
  const audit = auditOf('quick-loan.apk', 'lending');
  const known = applyBaseline(audit, audit.findings);
  const accepted = known.accepted;
  if (accepted === null) throw new Error('the baseline accepts nothing');

  it.each<[string, Audit]>([
    ['score', { ...audit, score: 100 }],
    ['grade', { ...audit, grade: 'A' }],
    ['verdict', { ...audit, verdict: 'pass' }],
    ['points', { ...audit, points: 0 }],
    ['accepted.score', { ...known, accepted: { ...accepted, score: 1 } }],
    ['accepted.verdict', { ...known, accepted: { ...accepted, verdict: 'fail' } }],
    ['score', { ...audit, findings: [] }],
    ['verdict', { ...auditOf('careful-loan.apk', 'lending'), verdict: 'fail' }],
  ])('is refused: %s', (key, altered) => {
    const parsed = parseReport(renderJson(altered));
    if (!parsed.ok) throw new Error(parsed.problem.message);
    expect(contradictionIn(parsed.audit)).toContain(`itself: ${key} is `);
  });
});

describe('the path of a folder', () => {
  it('loses the slashes at its end, in time that grows with it', () => {
    const folder = (file: string): string =>
      artifactPath({
        ...auditOf('flashlight.apk', null),
        input: 'source-folder',
        subject: { ...auditOf('flashlight.apk', null).subject, file },
      });
    expect(folder('a/b//\\/')).toBe('a/b/AndroidManifest.xml');
    expect(folder('//')).toBe('/AndroidManifest.xml');
    // Tried at each slash, as the expression before did it, this takes minutes.
    expect(folder(`${'/'.repeat(1_000_000)}a`)).toHaveLength(1_000_001 + '/AndroidManifest.xml'.length);
  });
});
