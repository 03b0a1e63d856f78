/** Digests of what decides an audit: for the results file and for the cache. */
import { createHash } from 'node:crypto';
import { REPORT_SCHEMA_VERSION } from '../report/json.js';
import type { BatchSetup } from './types.js';

/** Version of the results file's lines. */
export const RECORD_VERSION = '1.1.0';

/** The settings that decide an audit apart from the file and its category. */
function decisive(setup: BatchSetup): unknown[] {
  const {
    tool,
    rulebook,
    policies,
    features,
    role,
    asOf,
    apiRange,
    limits,
    lang = 'en',
    code = false,
    wholeRemote,
  } = setup;
  return [
    RECORD_VERSION,
    REPORT_SCHEMA_VERSION,
    tool,
    rulebook.sha256,
    policies,
    features,
    asOf,
    apiRange,
    limits,
    lang,
    code,
    ...(role === undefined ? [] : [{ role }]),
    ...(wholeRemote === undefined ? [] : [{ wholeRemote }]),
  ];
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

/** Digest of all settings of a run, in lower-case hexadecimal. */
export function digestOfRun(setup: BatchSetup): string {
  const { categoryRules, defaultCategory, settings, justifications } = setup;
  const file = settings === undefined ? [] : [{ settings, justifications }];
  return digest([...decisive(setup), categoryRules, defaultCategory, ...file]);
}

/** The part of every cache key of a run that is the same for all its files. */
export function digestForCache(setup: BatchSetup): string {
  return digest(decisive(setup));
}
