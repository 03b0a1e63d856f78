/** SARIF 2.1.0 (OASIS), as GitHub code scanning and other consumers accept it. */
import type { Audit } from '../../audit/types.js';
import { escapeJsonDocument } from '../view/escape.js';
import { toSarifRun, type SarifOptions } from './run.js';
import type { SarifLog } from './types.js';

export type { SarifOptions } from './run.js';
export type { SarifLog } from './types.js';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

/** A log with one run for each audit, in the order given. */
export function toSarifLog(audits: readonly Audit[], options: SarifOptions = {}): SarifLog {
  return { $schema: SCHEMA, version: '2.1.0', runs: audits.map((audit) => toSarifRun(audit, options)) };
}

/**
 * Puts the runs of several logs into one, in order. Code scanning takes no two runs of one id in one log: where the same
 * app is there again (another version, another file), a number is added.
 */
export function mergeSarif(logs: readonly SarifLog[]): SarifLog {
  const seen = new Map<string, number>();
  const runs = logs
    .flatMap((log) => log.runs)
    .map((run) => {
      const { id } = run.automationDetails;
      const count = (seen.get(id) ?? 0) + 1;
      seen.set(id, count);
      if (count === 1) return run;
      return { ...run, automationDetails: { ...run.automationDetails, id: `${id}${count}/` } };
    });
  return { $schema: SCHEMA, version: '2.1.0', runs };
}

/** The log as text: two-space indentation, no character that a terminal would act on. */
export function renderSarifLog(log: SarifLog): string {
  return `${escapeJsonDocument(JSON.stringify(log, null, 2))}\n`;
}

/** One audit as a SARIF log. */
export function renderSarif(audit: Audit, options: SarifOptions = {}): string {
  return renderSarifLog(toSarifLog([audit], options));
}
