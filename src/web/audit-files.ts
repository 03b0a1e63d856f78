/** What `permaudit FILES --category ID --region CODES --lang LANG` does, for files that somebody handed over. */
import { auditApp } from '../audit/evaluate.js';
import type { Audit, ToldError } from '../audit/types.js';
import { kindOfError, PermauditError } from '../bytes/errors.js';
import type { AppFacts } from '../facts/facts.js';
import { unreadable } from '../inputs/open-apk.js';
import { withInput } from '../inputs/open-input.js';
import { textsOf } from '../manifest/texts.js';
import { renderHtml } from '../report/html/document.js';
import { renderJson } from '../report/json.js';
import { withinSize } from '../report/size.js';
import { builtinRulebook } from '../rulebook/load.js';
import type { Lang } from '../rulebook/types.js';
import { AUDIT_WORDS } from '../words/audit.js';
import { messagesFor } from '../words/load.js';
import type { AuditTask, Failure, Reports } from './protocol.js';

/** A browser's digests are slower than Node's, and whoever waits can stop it. */
const LIMITS = { timeMs: 600_000 };

/** A task with its files by name, as they were provided to the platform. */
export interface NamedTask extends Omit<AuditTask, 'files'> {
  readonly names: readonly string[];
}

/**
 * The reports of an app, or why there are none: where the command line would end with "cannot be read". One whose report would
 * be too large is told as incomplete, as there.
 * @param version of this program
 */
export async function auditFiles(task: NamedTask, version: string): Promise<Reports | Failure> {
  const audit = auditOf(task, version);
  const { error } = audit;
  if (audit.outcome === 'error' && error !== null && kindOfError(error.code) === 'unreadable') {
    return failureOf(error, task.lang);
  }
  try {
    return reportsOf(audit, task.lang);
  } catch (error) {
    if (!(error instanceof PermauditError)) throw error;
    return reportsOf(judge(unreadable(task.names[0] ?? '', error, undefined), [], task, version), task.lang);
  }
}

/** @throws PermauditError `LIMIT_REPORT` */
function reportsOf(audit: Audit, lang: Lang): Reports {
  const json = withinSize('json', () => renderJson(audit));
  return { json, html: withinSize('html', () => renderHtml(audit, lang)) };
}

function auditOf(task: NamedTask, version: string): Audit {
  const { names, category } = task;
  const [first = ''] = names;
  try {
    const input = names.length === 1 ? first : names;
    const options = { limits: LIMITS, identity: 'read', code: 'read', name: first } as const;
    return withInput(input, options, ({ facts, apks: [base] }) => {
      // Texts only serve the hint at a category that was not declared.
      const texts = category === null && base !== undefined ? textsOf(base.file, LIMITS) : [];
      return judge(facts, texts, task, version);
    });
  } catch (error) {
    if (!(error instanceof PermauditError)) throw error;
    return judge(unreadable(first, error, undefined), [], task, version);
  }
}

function judge(
  facts: AppFacts,
  texts: readonly string[],
  { category, regions, lang, asOf }: NamedTask,
  version: string,
): Audit {
  const rulebook = builtinRulebook();
  const policies = rulebook.policies
    .filter((policy) => policy.default || policy.regions.some((region) => regions.includes(region)))
    .map(({ id }) => id);
  return auditApp(facts, rulebook, {
    category,
    policies,
    features: [],
    asOf: asOf ?? new Date().toISOString().slice(0, 10),
    lang,
    tool: { name: 'permaudit', version },
    words: AUDIT_WORDS,
    texts,
  });
}

/** In words of the language. */
async function failureOf(error: ToldError, lang: Lang): Promise<Failure> {
  const messages = await messagesFor(lang);
  return { message: messages.error(error), hint: messages.hint(error), code: error.code };
}
