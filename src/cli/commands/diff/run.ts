/** `permaudit diff <old> <new>`: two APKs, two stored reports, or one of each. */
import { diffAudits } from '../../../audit/diff.js';
import type { Audit } from '../../../audit/types.js';
import { stringsFor } from '../../../words/report.js';
import type { Lang, Rulebook } from '../../../rulebook/types.js';
import { STANDARD_INPUT } from '../../io/app-input.js';
import { looksLikeReport, readReport } from '../../io/audit-or-report.js';
import { EXIT, exitCodeOfAudit } from '../../gate/exit-codes.js';
import { reasonsToFailDiff } from '../../gate/fail-on-diff.js';
import { gateOf, tellReasons } from '../../gate/reasons.js';
import { checkDestinations } from '../../io/destinations.js';
import { destinationsOf, readBeside } from '../../options/paths.js';
import { UsageError } from '../../io/failures.js';
import { describeReadingError } from '../../io/reading-failure.js';
import { appendSummary, isGithub } from '../../gate/github.js';
import type { AuditFlags, DiffFlags, Settings } from '../../options/flags.js';
import { writeReport } from '../../io/output.js';
import { checkConfig } from '../../options/check-config.js';
import { settingsOf, tellSettings } from '../../options/settings.js';
import { textOptionsOfProcess } from '../../io/terminal.js';
import { rulebookWith } from '../../rule-files/user-rules.js';
import { auditFile, markKnown } from '../audit/run.js';

/** Writes what changed, and returns the exit code: that of the worse side when one could not be read. */
export async function runDiff(oldPath: string, newPath: string, flags: DiffFlags): Promise<number> {
  if (oldPath === STANDARD_INPUT && newPath === STANDARD_INPUT) {
    throw new UsageError('standard input is one side of a comparison, not both', 'permaudit diff old.apk -');
  }
  const judging: AuditFlags = { ...flags, format: 'json', color: false };
  const settings = await settingsOf(judging);
  checkDestinations(
    [{ what: 'the old version', path: oldPath }, { what: 'the new version', path: newPath }, ...readBeside(settings)],
    destinationsOf(flags),
  );
  const rulebook = await rulebookWith(settings.rules);
  if (settings.loaded !== null) checkConfig(settings.loaded, rulebook);
  tellSettings(judging, settings.loaded);
  const before = await auditOf(oldPath, settings, rulebook);
  const after = await auditOf(newPath, settings, rulebook);
  const codes = [
    [oldPath, before],
    [newPath, after],
  ] as const;
  for (const [path, audit] of codes) {
    const code = exitCodeOfAudit(audit);
    if (code === EXIT.ok) continue;
    if (audit.error !== null) process.stderr.write(describeReadingError(path, audit.error));
    return code;
  }
  const diff = diffAudits(before, after);
  const lang = settings.lang ?? after.options.lang ?? 'en';
  await writeReport(await render(diff, flags, lang), flags.output);
  if (isGithub(process.env)) {
    const { renderDiffMarkdown } = await import('../../../report/diff/markdown.js');
    appendSummary(renderDiffMarkdown(diff, await stringsFor(lang)), process.env);
  }
  const asked = settings.failOn ?? { kind: 'none' };
  const reasons = [
    ...reasonsToFailDiff(diff, after, asked).map((reason) => `${gateOf(flags, settings)} ${reason}`),
    ...reasonsToFailDiff(diff, after, { kind: flags.failOnMore === true ? 'new' : 'none' }).map(
      (reason) => `--fail-on-more ${reason}`,
    ),
  ];
  tellReasons(reasons);
  return reasons.length > 0 ? EXIT.failOn : EXIT.ok;
}

/** A stored report stands as it is; what is audited here is marked by the justifications of permaudit.yaml. */
async function auditOf(path: string, settings: Settings, rulebook: Rulebook): Promise<Audit> {
  if (await looksLikeReport(path)) return readReport(path);
  const { audit } = await auditFile(path, settings, rulebook);
  return markKnown(audit, settings);
}

/** The language asked for, else that of the later audit: a stored report keeps its own. */
async function render(diff: ReturnType<typeof diffAudits>, flags: DiffFlags, lang: Lang): Promise<string> {
  switch (flags.format) {
    case 'json':
      return (await import('../../../report/diff/json.js')).renderDiffJson(diff);
    case 'markdown':
      return (await import('../../../report/diff/markdown.js')).renderDiffMarkdown(diff, await stringsFor(lang));
    case 'text': {
      const { columns } = textOptionsOfProcess({ noColor: true, toFile: flags.output !== undefined });
      return (await import('../../../report/diff/text.js')).renderDiffText(diff, columns, await stringsFor(lang));
    }
  }
}
