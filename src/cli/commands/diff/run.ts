/** `permaudit diff <old> <new>`: two APKs, two stored reports, or one of each. */
import { diffAudits, type AuditDiff } from '../../../audit/diff.js';
import type { Audit, Finding } from '../../../audit/types.js';
import { PermauditError } from '../../../bytes/errors.js';
import { toReadingError } from '../../../facts/reading-error.js';
import { loadDiffFormat, type DiffFormat, type DiffRenderer } from '../../../report/diff/formats.js';
import { withinSize } from '../../../report/size.js';
import type { Lang, Rulebook } from '../../../rulebook/types.js';
import { STANDARD_INPUT } from '../../io/app-input.js';
import { looksLikeReport, readReport } from '../../io/audit-or-report.js';
import { EXIT, exitCodeOfAudit, exitCodeOfError } from '../../gate/exit-codes.js';
import { reasonsToFailDiff } from '../../gate/fail-on-diff.js';
import { gateOf, tellReasons } from '../../gate/reasons.js';
import { TimeLimit } from '../../gate/time-limit.js';
import { checkDestinations } from '../../io/destinations.js';
import { destinationsOf, readBeside } from '../../options/paths.js';
import { UsageError } from '../../io/failures.js';
import { langOfLocale, layoutOfProcess } from '../../io/lang.js';
import { describeReadingError } from '../../io/reading-failure.js';
import { appendSummary, isGithub } from '../../gate/github.js';
import type { DiffFlags, Settings } from '../../options/flags.js';
import { writeReport } from '../../io/output.js';
import { checkConfig } from '../../options/check-config.js';
import { settingsOf, tellSettings } from '../../options/settings.js';
import { rulebookWith } from '../../rule-files/user-rules.js';
import { auditFile, baselineOf, markBaseline, markKnown } from '../audit/run.js';

/**
 * Writes what changed, and returns the exit code: that of the worse side when one could not be read.
 * @throws UsageError, OutputError
 */
export async function runDiff(oldPath: string, newPath: string, flags: DiffFlags): Promise<number> {
  if (oldPath === STANDARD_INPUT && newPath === STANDARD_INPUT) {
    throw new UsageError('standard input is one side of a comparison, not both', 'permaudit diff old.apk -');
  }
  // As for one app: only the terminal report follows the locale, and a stored report keeps its own language.
  const lang = flags.lang ?? (flags.format === 'text' ? langOfLocale(process.env) : 'en');
  const settings = await settingsOf({ ...flags, lang });
  const sides = [
    { what: 'the old version', path: oldPath },
    { what: 'the new version', path: newPath },
  ];
  checkDestinations(
    [...sides.filter(({ path }) => path !== STANDARD_INPUT), ...readBeside(settings)],
    destinationsOf(settings),
  );
  const rulebook = await rulebookWith(settings.rules, settings.quiet);
  if (settings.loaded !== null) checkConfig(settings.loaded, rulebook);
  tellSettings(flags, settings.loaded);
  const baseline = await baselineOf(settings);
  const before = await auditOf(oldPath, { settings, rulebook, baseline });
  const after = await auditOf(newPath, { settings, rulebook, baseline });
  const unread = codeOfUnread(oldPath, before) ?? codeOfUnread(newPath, after);
  if (unread !== null) return unread;
  try {
    return await compare({ before, after }, flags, settings);
  } catch (error) {
    if (!(error instanceof PermauditError)) throw error;
    const told = toReadingError(error);
    process.stderr.write(describeReadingError(newPath, told));
    return exitCodeOfError(told);
  }
}

/** The exit code of a side without a score, whose error is told; null where it has one. */
function codeOfUnread(path: string, audit: Audit): number | null {
  const code = exitCodeOfAudit(audit);
  if (code === EXIT.ok) return null;
  if (audit.error !== null) process.stderr.write(describeReadingError(path, audit.error));
  return code;
}

/** What each side is judged by. */
interface Judging {
  settings: Settings<DiffFlags>;
  rulebook: Rulebook;
  baseline: readonly Finding[] | null;
}

/** A stored report stands as it is but for the baseline; what is audited here is marked by permaudit.yaml too. */
async function auditOf(path: string, { settings, rulebook, baseline }: Judging): Promise<Audit> {
  if (await looksLikeReport(path)) return markBaseline(await readReport(path), baseline);
  const { audit } = await auditFile(path, settings, rulebook);
  return markKnown(audit, settings, baseline);
}

/** @throws PermauditError `LIMIT_REPORT`, `LIMIT_TIME`; OutputError */
async function compare(
  { before, after }: { before: Audit; after: Audit },
  flags: DiffFlags,
  settings: Settings<DiffFlags>,
): Promise<number> {
  const lang = flags.lang ?? after.options.lang ?? 'en';
  const asked = await renderersOf(settings, lang);
  const summary = isGithub(process.env) ? await rendererOf('markdown', settings, lang, true) : null;
  const { diff, reports, markdown } = new TimeLimit(settings.limits).run(() => {
    const made = diffAudits(before, after);
    return {
      diff: made,
      reports: asked.map(({ render, file }) => ({ text: render(made), file })),
      markdown: summary?.(made) ?? null,
    };
  });
  for (const { text, file } of reports) await writeReport(text, file, settings.quiet);
  if (markdown !== null) appendSummary(markdown, process.env);
  const reasons = reasonsOf(diff, after, flags, settings);
  tellReasons(reasons);
  return reasons.length > 0 ? EXIT.failOn : EXIT.ok;
}

function reasonsOf(diff: AuditDiff, after: Audit, flags: DiffFlags, settings: Settings<DiffFlags>): string[] {
  const gate = gateOf(flags, settings);
  const more = reasonsToFailDiff(diff, after, { kind: flags.failOnMore === true ? 'new' : 'none' });
  return [
    ...reasonsToFailDiff(diff, after, settings.failOn ?? { kind: 'none' }).map((reason) => `${gate} ${reason}`),
    ...more.map((reason) => `--fail-on-more ${reason}`),
  ];
}

/** What is to be written, and where; without a file: to standard output. */
async function renderersOf(
  settings: Settings<DiffFlags>,
  lang: Lang,
): Promise<{ render: DiffRenderer; file: string | undefined }[]> {
  const { format, output, report = [], quiet } = settings;
  const first = quiet === true && output === undefined ? [] : [{ format, file: output }];
  const all = [...first, ...report.map(({ format: one, path }) => ({ format: one, file: path }))];
  return Promise.all(
    all.map(async ({ format: one, file }) => ({
      render: await rendererOf(one, settings, lang, file !== undefined),
      file,
    })),
  );
}

/** What makes one format; it throws `LIMIT_REPORT` for what is larger than a report may be. */
async function rendererOf(
  format: DiffFormat,
  { color }: DiffFlags,
  lang: Lang,
  toFile: boolean,
): Promise<DiffRenderer> {
  const text = await layoutOfProcess({ noColor: !color, toFile, lang });
  const render = await loadDiffFormat(format, { lang, text });
  return (diff) => withinSize(format, () => render(diff));
}
