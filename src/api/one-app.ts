/** An app that was read, and its audit: what the command line and the library have in common. Pure but for what is read. */
import { auditApp } from '../audit/evaluate.js';
import type { AuditRequest } from '../audit/request.js';
import type { Audit } from '../audit/types.js';
import type { PermauditError } from '../bytes/errors.js';
import type { Limits } from '../bytes/limits.js';
import type { AppFacts } from '../facts/facts.js';
import { unreadable } from '../inputs/open-apk.js';
import type { OpenedApp, OpenInputOptions } from '../inputs/opener.js';
import { textsOf } from '../manifest/texts.js';
import type { Rulebook } from '../rulebook/types.js';
import { AUDIT_WORDS } from '../words/audit.js';

/** What an app is judged by; ids are those of the rulebook. */
export interface Asked extends Omit<AuditRequest, 'texts' | 'words'> {
  rulebook: Rulebook;
}

/** What an audit is made from. */
export interface AppRead {
  facts: AppFacts;
  /** What the app says on its screens: only for the hint at a category that was not declared. */
  texts: readonly string[];
}

/** What is read of an app as long as its files are open. */
export function readApp(
  { facts, apks }: OpenedApp,
  { category }: Pick<Asked, 'category'>,
  limits?: Partial<Limits>,
): AppRead {
  const [base] = apks;
  return { facts, texts: category === null && base !== undefined ? textsOf(base.file, limits) : [] };
}

/** An app of which nothing is known but why. */
export function unreadApp(name: string, error: PermauditError, { apiRange }: OpenInputOptions): AppRead {
  return { facts: unreadable(name, error, apiRange), texts: [] };
}

/** The audit of an app. */
export function judgeApp({ facts, texts }: AppRead, { rulebook, ...request }: Asked): Audit {
  return auditApp(facts, rulebook, { ...request, texts, words: AUDIT_WORDS });
}
