/** The audit of one app, from whatever it is given as. Without file system but for the readers of paths. */
import { applyBaseline, applyJustifications } from '../audit/justify.js';
import type { Audit } from '../audit/types.js';
import { PermauditError } from '../bytes/errors.js';
import type { AppFacts } from '../facts/facts.js';
import type { ManifestNode } from '../facts/manifest-tree.js';
import { manifestOf } from '../inputs/manifest-of.js';
import { openInput, withInput } from '../inputs/open-input.js';
import { AUDIT_WORDS } from '../words/audit.js';
import { judgeApp, readApp, unreadApp, type AppRead, type Asked } from './one-app.js';
import {
  askedOf,
  justificationsOf,
  readingOf,
  type AuditOptions,
  type JudgingOptions,
  type KnownOptions,
  type ReadingOptions,
} from './options.js';
import { nameOf, sourceOf, type AuditInput } from './source.js';

/** As in the entrance (src/index.ts). */
export async function audit(input: AuditInput, options: AuditOptions = {}): Promise<Audit> {
  const asked = askedOf(options);
  const known = knownOf(options, asked);
  return known(judgeApp(await read(input, options, asked), asked));
}

/** As in the entrance. */
export async function readFacts(input: AuditInput, options: ReadingOptions = {}): Promise<AppFacts> {
  const name = options.name ?? nameOf(input);
  const reading = readingOf(options);
  try {
    return openInput(await sourceOf(input, reading.limits), { ...reading, name });
  } catch (error) {
    if (!(error instanceof PermauditError)) throw error;
    return unreadApp(name, error, reading).facts;
  }
}

/** As in the entrance. */
export function auditFacts(facts: AppFacts, options: JudgingOptions & KnownOptions = {}): Audit {
  const asked = askedOf(options);
  return knownOf(options, asked)(judgeApp({ facts, texts: [] }, asked));
}

/** As in the entrance. */
export async function readManifest(input: AuditInput, options: ReadingOptions = {}): Promise<ManifestNode> {
  const reading = { ...readingOf({ ...options, code: 'none' }), identity: 'none' } as const;
  const source = await sourceOf(input, reading.limits);
  return withInput(source, { ...reading, name: options.name ?? nameOf(input) }, (app) =>
    manifestOf(app, reading.limits),
  );
}

async function read(input: AuditInput, options: ReadingOptions, asked: Asked): Promise<AppRead> {
  const name = options.name ?? nameOf(input);
  const reading = readingOf(options);
  try {
    const source = await sourceOf(input, reading.limits);
    return withInput(source, { ...reading, name }, (app) => readApp(app, asked, reading.limits));
  } catch (error) {
    if (!(error instanceof PermauditError)) throw error;
    return unreadApp(name, error, reading);
  }
}

/** Marks what somebody answers for, and what an earlier audit knew. @throws OptionError */
function knownOf(options: KnownOptions, { rulebook }: Asked): (audit: Audit) => Audit {
  const justifications = justificationsOf(options, rulebook);
  const { baseline } = options;
  return (audit) => {
    const marked = justifications.length === 0 ? audit : applyJustifications(audit, justifications, AUDIT_WORDS);
    return baseline === undefined ? marked : applyBaseline(marked, baseline.findings);
  };
}
