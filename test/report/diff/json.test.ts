/** The JSON of a difference against its schema, for every pair of fixtures. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { diffAudits, type AuditDiff } from '../../../src/audit/diff.js';
import type { Audit } from '../../../src/audit/types.js';
import { applyBaseline } from '../../../src/audit/justify.js';
import { CAPABILITY_IDS } from '../../../src/facts/facts.js';
import { openInput } from '../../../src/inputs/open-input.js';
import { builtinRulebook } from '../../../src/rulebook/load.js';
import { auditApp } from '../../audit-app.js';
import { renderDiffJson } from '../../../src/report/diff/json.js';
import { audit as madeAudit } from '../../audit/facts.js';
import { forbiddenIn, holdsForAnyText } from '../hostile-text.js';
import { SAMPLES } from '../samples.js';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

function schema(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(ROOT, 'schema', name), 'utf8')) as Record<string, unknown>;
}

const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false });
ajv.addSchema(schema('report.schema.json'));
const validate = ajv.compile(schema('diff.schema.json'));

function problems(document: unknown): string[] {
  if (validate(document)) return [];
  return (validate.errors ?? []).map(({ instancePath, message = '' }) => `${instancePath} ${message}`);
}

/** An audit whose file has a digest, as real ones have. */
function audit(...args: Parameters<typeof madeAudit>): Audit {
  const made = madeAudit(...args);
  return { ...made, subject: { ...made.subject, sha256: 'a'.repeat(64) } };
}

const documentOf = (diff: AuditDiff): unknown => JSON.parse(renderDiffJson(diff));

function fixtures(): Audit[] {
  const folder = join(ROOT, 'fixtures/apk');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.apk'))
    .map((name) =>
      auditApp(openInput(join(folder, name), { identity: 'none', code: 'read' }), builtinRulebook(), {
        category: 'lending',
        policies: ['article', 'cn-39', 'google-play'],
        features: [],
        asOf: '2026-11-23',
        tool: { name: 'permaudit', version: '1.0.0' },
      }),
    );
}

/** What is wrong with any pair, each audit with itself too. */
function problemsOfPairs(audits: readonly Audit[]): string[] {
  return audits.flatMap((before) =>
    audits.flatMap((after) =>
      problems(documentOf(diffAudits(before, after))).map(
        (problem) => `${before.subject.file} ${after.subject.file}: ${problem}`,
      ),
    ),
  );
}

describe('the JSON of a difference', () => {
  it('follows its schema for every pair of fixtures', () => {
    const audits = fixtures();
    expect(audits.length).toBeGreaterThan(10);
    expect(problemsOfPairs(audits)).toEqual([]);
  });

  it('follows it for every pair of samples, accepted findings included', () => {
    const made = Object.values(SAMPLES).map((make) => make());
    const accepted = made.map((one) => applyBaseline(one, one.findings));
    expect(problemsOfPairs([...made, ...accepted])).toEqual([]);
  });

  it('follows it where permissions and capabilities reach further', () => {
    const able = (from: number): Audit => ({
      ...audit({ permissions: [{ name: 'READ_EXTERNAL_STORAGE', maxSdkVersion: from }], targetSdk: 36 }),
      capabilities: CAPABILITY_IDS.map((id) => ({ id, apiRange: [60 - from, 37], evidence: [] })),
    });
    const diff = diffAudits(able(28), able(32));
    expect([diff.permissions.widened.length, diff.capabilities.widened.length]).toEqual([1, CAPABILITY_IDS.length]);
    expect(problems(documentOf(diff))).toEqual([]);
  });

  it('is held to it: a key too many or too few, and a score out of range', () => {
    const made = audit({ permissions: ['READ_SMS'] });
    const whole = documentOf(diffAudits(audit({ permissions: [] }), made)) as AuditDiff;
    expect(problems(whole)).toEqual([]);
    expect(problems({ ...whole, surprise: 1 })).not.toEqual([]);
    expect(problems({ ...whole, tool: undefined })).not.toEqual([]);
    expect(problems({ ...whole, accepted: { before: 101, after: null } })).not.toEqual([]);
    expect(problems({ ...whole, findings: { ...whole.findings, added: [{}] } })).not.toEqual([]);
    const { code, ...without } = whole;
    expect(code).toBeNull();
    expect(problems(without)).not.toEqual([]);
  });

  it('holds no character that a terminal would act on, whatever the text', async () => {
    const one = audit({ permissions: [] });
    await holdsForAnyText((other) => {
      expect(forbiddenIn(renderDiffJson(diffAudits(one, other)))).toEqual([]);
      expect(forbiddenIn(renderDiffJson(diffAudits(other, one)))).toEqual([]);
    });
  });
});
