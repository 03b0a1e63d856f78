/** The cases built from their recipes against the files of the shared set: they must read alike. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AppFacts } from '../../src/facts/facts.js';
import { FIRST_API, LAST_API } from '../../fixtures/hostile/case.js';
import { TABLE_CASES } from '../../fixtures/hostile/cases.js';
import { answerOn, read } from '../inputs/hostile-outcomes.js';
import { hasShared, SHARED } from './shared.js';

/** What matters of a reading: outcome, code and permissions per version, identity, anomalies. */
function digest(facts: AppFacts): unknown {
  const answers: unknown[] = [];
  for (let api = FIRST_API; api <= LAST_API; api++) answers.push(answerOn(facts, api));
  return {
    answers,
    ranges: facts.readings.map(({ apiRange, outcome, error }) => [apiRange, outcome, error?.code]),
    packageName: facts.manifest?.packageName,
    label: facts.manifest?.label,
    labels: facts.manifest === null ? null : { ...facts.manifest.labels },
    versions: [facts.manifest?.minSdk, facts.manifest?.targetSdk],
    requested: facts.manifest?.requested.map(({ name, element, maxSdkVersion }) => [name, element, maxSdkVersion]),
    anomalies: [...new Set(facts.anomalies.map(({ code, severity }) => `${code} ${severity}`))].sort(),
  };
}

describe.skipIf(!hasShared('hostile/cases'))('rebuilt cases', () => {
  it.each(TABLE_CASES)('$id reads as the shared file does', ({ id, build }) => {
    const shared = new Uint8Array(readFileSync(join(SHARED, 'hostile/cases', `${id}.apk`)));
    expect(digest(read(build()))).toEqual(digest(read(shared)));
  });
});
