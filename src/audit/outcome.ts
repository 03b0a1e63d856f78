/** What became of the reading as a whole. */
import type { AppFacts, ManifestReading } from '../facts/facts.js';
import { ERROR_KINDS } from '../bytes/errors.js';
import type { Outcome } from './types.js';

/** The outcome of a reading. `refused`, `incomplete` and `error` never carry a score. */
export function outcomeOf(facts: AppFacts): Outcome {
  const code = facts.error?.code;
  const kind = code === undefined ? null : (ERROR_KINDS as Record<string, string>)[code];
  if (facts.manifest === null) {
    if (kind === 'unreadable') return 'error';
    return kind === 'refused' ? 'refused' : 'incomplete';
  }
  if (!facts.complete || kind === 'unsure') return 'incomplete';
  if (differs(facts.readings)) return 'version-dependent';
  return facts.anomalies.some(({ severity }) => severity !== 'info') ? 'complete-with-anomalies' : 'complete';
}

/** Whether an outcome has a score. */
export function isScored(outcome: Outcome): boolean {
  return outcome === 'complete' || outcome === 'complete-with-anomalies' || outcome === 'version-dependent';
}

/** Versions differ in whether they accept the file, or in what it requests, defines or is called. */
function differs(readings: readonly ManifestReading[]): boolean {
  const [first, ...rest] = readings.map(({ manifest }) =>
    manifest === null
      ? null
      : JSON.stringify([
          manifest.packageName,
          manifest.label,
          manifest.targetSdk,
          manifest.requested.map(({ name, maxSdkVersion, minSdkVersion }) => [name, maxSdkVersion, minSdkVersion]),
        ]),
  );
  return rest.some((other) => other !== first);
}
