/** `permaudit <apk>` */
import type { ManifestNode } from '../../../facts/manifest-tree.js';
import { manifestOf } from '../../../inputs/manifest-of.js';
import { withInput, type AppInput, type OpenedApp, type OpenInputOptions } from '../../../inputs/open-input.js';
import { isWithoutLevels } from '../../../audit/fingerprint.js';
import type { Audit, Finding } from '../../../audit/types.js';
import { PermauditError } from '../../../bytes/errors.js';
import type { Rulebook } from '../../../rulebook/types.js';
import { withinSize } from '../../../report/size.js';
import { FORMATS, type FormatId } from '../../../report/formats.js';
import type { AuditRun } from '../../evidence/audit-run.js';
import type { Within } from '../../evidence/bundle.js';
import { appInputOf, STANDARD_INPUT } from '../../io/app-input.js';
import { EXIT, exitCodeOfAudit } from '../../gate/exit-codes.js';
import { asksForNew } from '../../../audit/fail-on.js';
import { reasonsToFail } from '../../../api/reasons.js';
import { gateOf, tellReasons } from '../../gate/reasons.js';
import { checkDestinations } from '../../io/destinations.js';
import { destinationsOf, readBeside } from '../../options/paths.js';
import { MemoryLimit } from '../../gate/memory-limit.js';
import { TimeLimit } from '../../gate/time-limit.js';
import { memoryOf } from '../../options/limits.js';
import { UsageError } from '../../io/failures.js';
import { describeReadingError } from '../../io/reading-failure.js';
import { isGithub, tellGithub } from '../../gate/github.js';
import { langOfLocale } from '../../io/lang.js';
import { checkFeatures, findCategory, selectPolicies } from '../../options/lookup.js';
import { today } from '../../../api/days.js';
import { judgeApp, readApp, unreadApp, type AppRead, type Asked } from '../../../api/one-app.js';
import { tellWritten, writeReport } from '../../io/output.js';
import { viewOf, type AuditFlags, type Settings } from '../../options/flags.js';
import { checkBom } from '../../options/formats.js';
import { checkConfig } from '../../options/check-config.js';
import { settingsOf, tellSettings } from '../../options/settings.js';
import { applyBaseline, applyJustifications, withSettings } from '../../../audit/justify.js';
import { textOptionsOfProcess } from '../../io/terminal.js';
import { tool } from '../../../api/tool.js';
import { rulebookWith } from '../../rule-files/user-rules.js';
import { AUDIT_WORDS } from '../../../words/audit.js';

/** An audit, and the manifest it was made from. */
export interface AuditedApp {
  audit: Audit;
  /** Why there is none, or null where no evidence was asked for. */
  manifest: ManifestNode | PermauditError | null;
  /** What is said of the app when its time is up later on. */
  unfinished: (error: PermauditError) => Audit;
}

/**
 * Reads and judges one app: a path, those of its split APKs, or `-`. What is not done when the time is up is incomplete
 * (`LIMIT_TIME`), and so is what needs more memory (`LIMIT_MEMORY`).
 */
export async function auditFile(
  path: string | readonly string[],
  flags: AuditFlags,
  rulebook: Rulebook,
  time: TimeLimit = limitOf(flags),
): Promise<AuditedApp> {
  const category = flags.category === undefined ? null : findCategory(rulebook, flags.category);
  const policies = selectPolicies(rulebook, { policies: flags.policies, regions: flags.region });
  checkFeatures(rulebook, flags.feature ?? [], { category });
  const options: NamedInput = {
    ...(flags.api === undefined ? {} : { apiRange: flags.api }),
    limits: time.readingLimits(flags.limits),
    identity: flags.verifySignatures === true ? 'verify' : 'read',
    code: flags.code === false ? 'none' : 'read',
    name: typeof path === 'string' ? path : (path[0] ?? ''),
  };
  const asked: Asked = {
    rulebook,
    category: category?.id ?? null,
    policies,
    features: flags.feature ?? [],
    ...(flags.role === undefined ? {} : { role: flags.role }),
    asOf: flags.asOf ?? today(),
    lang: flags.lang ?? 'en',
    tool: tool(),
  };
  const app = await readFile(path, options, { asked, wantsManifest: flags.evidence !== undefined }, time);
  const unfinished = (error: PermauditError): Audit => judgeApp(unreadApp(options.name, error, options), asked);
  try {
    return { audit: time.run(() => judgeApp(app, asked)), manifest: app.manifest, unfinished };
  } catch (error) {
    if (!(error instanceof PermauditError)) throw error;
    return { audit: unfinished(error), manifest: error, unfinished };
  }
}

/** An input under the name that the report gives it. */
type NamedInput = OpenInputOptions & { name: string };

/** The time and the memory of one app, from now. */
function limitOf(flags: Pick<AuditFlags, 'limits' | 'maxMemory'>): TimeLimit {
  return new TimeLimit(flags.limits, new MemoryLimit(memoryOf(flags)));
}

/** @param wantsManifest for the evidence */
async function readFile(
  path: string | readonly string[],
  options: NamedInput,
  { asked, wantsManifest }: { asked: Asked; wantsManifest: boolean },
  time: TimeLimit,
): Promise<AppRead & Pick<AuditedApp, 'manifest'>> {
  try {
    const input: AppInput = await appInputOf(path, options.limits);
    return time.run(() =>
      withInput(input, options, (app) => ({
        ...readApp(app, asked, options.limits),
        manifest: wantsManifest ? manifestOrRefusal(app, options) : null,
      })),
    );
  } catch (error) {
    if (!(error instanceof PermauditError)) throw error;
    return { ...unreadApp(options.name, error, options), manifest: error };
  }
}

function manifestOrRefusal(app: OpenedApp, { limits = {} }: OpenInputOptions): ManifestNode | PermauditError {
  try {
    return manifestOf(app, limits);
  } catch (error) {
    if (error instanceof PermauditError) return error;
    throw error;
  }
}

/** @throws PermauditError `LIMIT_REPORT`, `LIMIT_TIME` */
async function renderAs(
  audit: Audit,
  format: FormatId,
  flags: AuditFlags,
  toFile: boolean,
  time: TimeLimit | null,
): Promise<string> {
  const options = textOptionsOfProcess({ noColor: !flags.color, toFile });
  // Who asks for Chinese gets its characters, whatever the locale says.
  const view = viewOf(flags);
  const text = { ...options, unicode: options.unicode || audit.options.lang === 'zh', view } as const;
  const render = await FORMATS[format].load(audit.options.lang ?? 'en');
  const all = (): string => withinSize(format, () => render(audit, { text, bom: flags.bom === true }));
  return time === null ? all() : time.run(all);
}

/** A report, and where it goes; undefined: to standard output. */
interface Rendered {
  text: string;
  file: string | undefined;
}

/** @throws PermauditError `LIMIT_TIME` */
async function reportsOf(audit: Audit, settings: Settings, time: TimeLimit | null): Promise<Rendered[]> {
  const reports: Rendered[] = [];
  // What could not even be opened has no report for people: the line on stderr says it all.
  const isSilent = settings.quiet === true && settings.output === undefined;
  if (!isSilent && (settings.format !== 'text' || exitCodeOfAudit(audit) !== EXIT.unreadable)) {
    const { output: file } = settings;
    reports.push({ text: await renderAs(audit, settings.format, settings, file !== undefined, time), file });
  }
  for (const { format, path: file } of settings.report ?? []) {
    reports.push({ text: await renderAs(audit, format, settings, true, time), file });
  }
  return reports;
}

/** Its findings might have grown since: they are new until somebody looks at them again. */
const OLD_BASELINE =
  'permaudit: --baseline: written by an earlier version, whose fingerprints hold no API levels: its findings are not taken for known\n' +
  '  look at the report, and write the baseline again\n';

/** The findings that the report of `--baseline` knew, null without one; those of an old report are told of on stderr. */
export async function baselineOf({ baseline }: Pick<AuditFlags, 'baseline'>): Promise<readonly Finding[] | null> {
  if (baseline === undefined) return null;
  const { readReport } = await import('../../io/audit-or-report.js');
  const { findings, subject } = await readReport(baseline);
  const isOld = findings.some((finding) => isWithoutLevels(finding, subject.package ?? ''));
  if (isOld) process.stderr.write(OLD_BASELINE);
  return findings;
}

/** The audit with what an earlier report knew marked. */
export function markBaseline(audit: Audit, baseline: readonly Finding[] | null): Audit {
  return baseline === null ? audit : applyBaseline(audit, baseline);
}

/** The audit with what somebody answers for, and what an earlier report knew, marked. */
export function markKnown(audit: Audit, settings: Settings, baseline: readonly Finding[] | null): Audit {
  const told = withSettings(audit, settings.loaded?.told);
  const { justifications } = settings;
  const marked = justifications.length === 0 ? told : applyJustifications(told, justifications, AUDIT_WORDS);
  return markBaseline(marked, baseline);
}

/** What is written of an audit. */
interface Made {
  audit: Audit;
  reports: Rendered[];
  /** By name; null where none was asked for. */
  evidence: ReadonlyMap<string, string> | null;
}

async function make(
  run: Omit<AuditRun, 'manifest'> & Pick<AuditedApp, 'manifest'>,
  time: TimeLimit | null,
): Promise<Made> {
  const { audit, settings, manifest } = run;
  const reports = await reportsOf(audit, settings, time);
  if (settings.evidence === undefined || manifest === null) return { audit, reports, evidence: null };
  const { evidenceFiles } = await import('../../evidence/bundle.js');
  const within: Within = (work) => (time === null ? work() : time.run(work));
  return { audit, reports, evidence: await evidenceFiles({ ...run, manifest }, within) };
}

/** The reports and the evidence, of an audit that is incomplete where a limit is met before they are made. */
async function makeInTime(
  run: Parameters<typeof make>[0],
  unfinished: AuditedApp['unfinished'],
  time: TimeLimit,
): Promise<Made> {
  try {
    return await make(run, time);
  } catch (error) {
    if (!(error instanceof PermauditError)) throw error;
    const manifest = run.manifest === null ? null : error;
    return make({ ...run, audit: unfinished(error), manifest }, null);
  }
}

/** Whether the report that tells why there is no result is on the same terminal that stderr is. */
function isOnScreen({ format, output, quiet }: Settings, code: number): boolean {
  const isPrinted = format === 'text' && output === undefined && quiet !== true && code !== EXIT.unreadable;
  return isPrinted && process.stdout.isTTY && process.stderr.isTTY;
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
  checkBom(settings);
  if (asksForNew(settings.failOn) && settings.baseline === undefined) {
    throw new UsageError('--fail-on new needs --baseline: new against what?', '--baseline report.json');
  }
  const paths = typeof input === 'string' ? [input] : input;
  const inputs = paths.filter((one) => one !== STANDARD_INPUT).map((one) => ({ what: 'the input', path: one }));
  checkDestinations([...inputs, ...readBeside(settings)], destinationsOf(settings));
  const rulebook = await rulebookWith(settings.rules, settings.quiet);
  if (settings.loaded !== null) checkConfig(settings.loaded, rulebook);
  tellSettings(flags, settings.loaded);
  const time = limitOf(settings);
  const { audit: unmarked, manifest, unfinished } = await auditFile(input, settings, rulebook, time);
  const marked = markKnown(unmarked, settings, await baselineOf(settings));
  const run = { paths, audit: marked, manifest, rulebook, settings };
  const { audit, reports, evidence } = await makeInTime(run, unfinished, time);
  const code = exitCodeOfAudit(audit);
  for (const { text, file } of reports) await writeReport(text, file, settings.quiet);
  if (settings.evidence !== undefined && evidence !== null) {
    const { writeEvidence } = await import('../../evidence/bundle.js');
    await writeEvidence(evidence, settings.evidence);
    tellWritten(settings.evidence, settings.quiet);
  }
  if (audit.error !== null && code !== EXIT.ok && !isOnScreen(settings, code)) {
    process.stderr.write(describeReadingError(path, audit.error));
  }
  if (isGithub(process.env)) await tellGithub(audit, process.env);
  if (code !== EXIT.ok) return code;
  const reasons = reasonsToFail(audit, settings.failOn ?? { kind: 'none' });
  tellReasons(reasons.map((reason) => `${gateOf(flags, settings)} ${reason}`));
  return reasons.length > 0 ? EXIT.failOn : EXIT.ok;
}
