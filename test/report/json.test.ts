import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { Audit } from '../../src/audit/types.js';
import { ANOMALY_CODES } from '../../src/bytes/anomaly.js';
import { CAPABILITY_IDS } from '../../src/facts/facts.js';
import { renderJson, REPORT_SCHEMA_VERSION } from '../../src/report/json.js';
import { audit } from '../audit/facts.js';
import { cleanAudit, overCollectingAudit, refusedAudit, SAMPLES } from './samples.js';

const schema = JSON.parse(readFileSync(new URL('../../schema/report.schema.json', import.meta.url), 'utf8')) as {
  $defs: Record<string, { properties: Record<string, { enum: string[] }> }>;
};
const validate = new Ajv2020({ allErrors: true, strict: true, strictTypes: false }).compile(schema);

function problems(document: unknown): string[] {
  return validate(document)
    ? []
    : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''}`);
}

/** The same data with every object's keys in reverse. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reversed(inner)]),
  );
}

describe('the JSON report', () => {
  it.each(Object.entries(SAMPLES))('follows the schema: %s', (_, make) => {
    expect(problems(JSON.parse(renderJson(make())))).toEqual([]);
  });

  it('follows the schema where a finding is counted elsewhere', () => {
    const made = audit({ permissions: ['READ_CONTACTS'], targetSdk: 15, minSdk: 14 });
    const counted = { ...made, subject: { ...made.subject, sha256: '0'.repeat(64) } };
    expect(counted.findings.some(({ countedIn }) => countedIn !== undefined)).toBe(true);
    expect(problems(JSON.parse(renderJson(counted)))).toEqual([]);
  });

  it('keeps the data of the audit', () => {
    for (const make of Object.values(SAMPLES)) expect(JSON.parse(renderJson(make()))).toEqual(make());
  });

  it('has the documented keys in the documented order', () => {
    expect(Object.keys(JSON.parse(renderJson(cleanAudit())) as object)).toEqual([
      ...[
        'schemaVersion',
        'tool',
        'rulebook',
        'subject',
        'options',
        'input',
        'identity',
        'modules',
        'code',
        'outcome',
        'complete',
        'score',
        'grade',
        'verdict',
      ],
      ...[
        'points',
        'accepted',
        'findings',
        'justified',
        'waterfall',
        'permissions',
        'capabilities',
        'versions',
        'anomalies',
      ],
      ...['error', 'positives', 'notes'],
    ]);
  });

  it('is the same bytes however the audit was put together', () => {
    for (const make of Object.values(SAMPLES)) expect(renderJson(reversed(make()) as Audit)).toBe(renderJson(make()));
  });

  it('leaves out what the schema does not know', () => {
    const audit = { ...cleanAudit(), secret: 1 } as Audit;
    expect(JSON.parse(renderJson(audit))).not.toHaveProperty('secret');
  });

  it('is refused by the schema when a score is given for what was not read', () => {
    expect(problems({ ...refusedAudit(), score: 100 })).not.toEqual([]);
    expect(problems({ ...cleanAudit(), score: null })).not.toEqual([]);
    expect(problems({ ...overCollectingAudit(), extra: 1 })).not.toEqual([]);
  });

  it('is of the version the schema describes', () => {
    expect(problems({ ...cleanAudit(), schemaVersion: REPORT_SCHEMA_VERSION })).toEqual([]);
    expect(problems({ ...cleanAudit(), schemaVersion: '1.0.0' })).not.toEqual([]);
  });

  it('has a schema that knows every anomaly code and capability', () => {
    expect(schema.$defs['anomaly']?.properties['code']?.enum).toEqual([...ANOMALY_CODES]);
    expect(schema.$defs['capability']?.properties['id']?.enum).toEqual([...CAPABILITY_IDS]);
  });
});
