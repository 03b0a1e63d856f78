/** `permaudit <apk>` */
import type { AppFacts } from '../../../facts/facts.js';
import type { ManifestNode } from '../../../facts/manifest-tree.js';
import { manifestOf } from '../../../inputs/manifest-of.js';
import { withInput, type AppInput, type OpenedApp, type OpenInputOptions } from '../../../inputs/open-input.js';
import { unreadable } from '../../../inputs/open-apk.js';
import { textsOf } from '../../../manifest/texts.js';
import { auditApp } from '../../../audit/evaluate.js';
import type { Audit } from '../../../audit/types.js';
import { PermauditError } from '../../../bytes/errors.js';
import type { Rulebook } from '../../../rulebook/types.js';
import { FORMATS, type FormatId } from '../../../report/formats.js';
import { appInputOf } from '../../io/app-input.js';
import { EXIT, exitCodeOfAudit } from '../../gate/exit-codes.js';
import { asksForNew, shouldFail } from '../../gate/fail-on.js';
import { UsageError } from '../../io/failures.js';
import { describeReadingError } from '../../io/reading-failure.js';
import { isGithub, tellGithub } from '../../gate/github.js';
import { langOfLocale } from '../../io/lang.js';
import { checkFeatures, findCategory, selectPolicies } from '../../options/lookup.js';
import { today } from '../../options/values.js';
import { writeReport } from '../../io/output.js';
import { viewOf, type AuditFlags, type Settings } from '../../options/flags.js';
import { settingsOf } from '../../options/settings.js';
import { textOptionsOfProcess } from '../../io/terminal.js';
import { tool } from '../../io/package-files.js';
import { rulebookWith } from '../../rule-files/user-rules.js';
import { AUDIT_WORDS } from '../../../words/audit.js';

/** An audit, and the manifest it was made from. */
export interface AuditedApp {
  audit: Audit;
  /** Why there is none, or null where no evidence was asked for. */
  manifest: ManifestNode | PermauditError | null;
}

/** Reads and judges one app: a path, those of its split APKs, or `-`. */
export async function auditFile(
  path: string | readonly string[],
  flags: AuditFlags,
  rulebook: Rulebook,
): Promise<AuditedApp> {
  const category = flags.category === undefined ? null : findCategory(rulebook, flags.category);
  const policies = selectPolicies(rulebook, { policies: flags.policies, regions: flags.region });
  checkFeatures(rulebook, flags.feature ?? []);
  const options: OpenInputOptions = {
    ...(flags.api === undefined ? {} : { apiRange: flags.api }),
    limits: flags.limits,
    identity: flags.verifySignatures === true ? 'verify' : 'read',
    code: flags.code === false ? 'none' : 'read',
  };
  const wants = { texts: category === null, manifest: flags.evidence !== undefined };
  const { facts, texts, manifest } = await readApp(path, options, wants);
  const audit = auditApp(facts, rulebook, {
    category: category?.id ?? null,
    policies,
    features: flags.feature ?? [],
    ...(flags.role === undefined ? {} : { role: flags.role }),
    asOf: flags.asOf ?? today(),
    lang: flags.lang ?? 'en',
    texts,
    tool: tool(),
    words: AUDIT_WORDS,
  });
  return { audit, manifest };
}

interface AppRead extends Pick<AuditedApp, 'manifest'> {
  facts: AppFacts;
  texts: readonly string[];
}

/** @param wants texts only serve the hint at a category that was not declared, the manifest only the evidence */
async function readApp(
  path: string | readonly string[],
  options: OpenInputOptions,
  wants: { texts: boolean; manifest: boolean },
): Promise<AppRead> {
  const name = typeof path === 'string' ? path : (path[0] ?? '');
  let input: AppInput;
  try {
    input = await appInputOf(path, options.limits);
  } catch (error) {
    if (!(error instanceof PermauditError)) throw error;
    return { facts: unreadable(name, error, options.apiRange), texts: [], manifest: error };
  }
  return withInput(input, { ...options, name }, (app) => ({
    facts: app.facts,
    texts: wants.texts && app.apks[0] !== undefined ? textsOf(app.apks[0].file, options.limits) : [],
    manifest: wants.manifest ? manifestOrRefusal(app, options) : null,
  }));
}

function manifestOrRefusal(app: OpenedApp, { limits = {} }: OpenInputOptions): ManifestNode | PermauditError {
  try {
    return manifestOf(app, limits);
  } catch (error) {
    if (error instanceof PermauditError) return error;
    throw error;
  }
}

function renderAs(audit: Audit, format: FormatId, flags: AuditFlags, toFile: boolean): Promise<string> {
  const options = textOptionsOfProcess({ noColor: !flags.color, toFile });
  // Who asks for Chinese gets its characters, whatever the locale says.
  const view = viewOf(flags);
  const text = { ...options, unicode: options.unicode || audit.options.lang === 'zh', view } as const;
  return FORMATS[format].render(audit, { text });
}

/** The audit with what somebody answers for, and what an earlier report knew, marked. */
export async function markKnown(audit: Audit, settings: Settings): Promise<Audit> {
  let marked = audit;
  if (settings.justifications.length > 0) {
    const { applyJustifications } = await import('../../../audit/justify.js');
    marked = applyJustifications(marked, settings.justifications, AUDIT_WORDS);
  }
  if (settings.baseline !== undefined) {
    const [{ applyBaseline }, { readReport }] = await Promise.all([
      import('../../../audit/justify.js'),
      import('../../io/audit-or-report.js'),
    ]);
    const { findings } = await readReport(settings.baseline);
    marked = applyBaseline(marked, new Set(findings.map(({ fingerprint }) => fingerprint)));
  }
  return marked;
}

/**
 * Audits one app, writes its reports, and returns the exit code.
 * @param input a path, or those of one app's split APKs
 */
export async function runAudit(input: string | readonly string[], flags: AuditFlags): Promise<number> {
  const path = typeof input === 'string' ? input : (input[0] ?? '');
  // What programs read is the same whoever runs it: only the terminal report follows the locale.
  const lang = flags.lang ?? (flags.format === 'text' ? langOfLocale(process.env) : 'en');
  const settings = await settingsOf({ ...flags, lang });
  if (asksForNew(settings.failOn) && settings.baseline === undefined) {
    throw new UsageError('--fail-on new needs --baseline: new against what?', '--baseline report.json');
  }
  const rulebook = await rulebookWith(settings.rules, settings.quiet);
  const { audit: unmarked, manifest } = await auditFile(input, settings, rulebook);
  const audit = await markKnown(unmarked, settings);
  const code = exitCodeOfAudit(audit);
  // What could not even be opened has no report for people: the line on stderr says it all.
  const isSilent = settings.quiet === true && settings.output === undefined;
  if (!isSilent && (settings.format !== 'text' || code !== EXIT.unreadable)) {
    await writeReport(await renderAs(audit, settings.format, settings, settings.output !== undefined), settings.output);
  }
  for (const { format, path: file } of settings.report ?? []) {
    await writeReport(await renderAs(audit, format, settings, true), file);
  }
  if (settings.evidence !== undefined && manifest !== null) {
    const { writeEvidence } = await import('../../evidence/bundle.js');
    const paths = typeof input === 'string' ? [input] : input;
    await writeEvidence({ paths, audit, manifest, rulebook, settings }, settings.evidence);
  }
  if (audit.error !== null && code !== EXIT.ok) process.stderr.write(describeReadingError(path, audit.error));
  if (isGithub(process.env)) await tellGithub(audit, process.env);
  return code === EXIT.ok && shouldFail(audit, settings.failOn ?? { kind: 'none' }) ? EXIT.failOn : code;
}
