/** `permaudit diff <old> <new>`: two APKs, two stored reports, or one of each. */
import { diffAudits } from '../../audit/diff.js';
import type { Audit } from '../../audit/types.js';
import { escapeJsonDocument } from '../../report/escape.js';
import { stringsFor } from '../../report/strings/load.js';
import type { Lang, Rulebook } from '../../rulebook/types.js';
import { STANDARD_INPUT } from '../app-input.js';
import { looksLikeReport, readReport } from '../audit-or-report.js';
import { EXIT, exitCodeOfAudit } from '../exit-codes.js';
import { describeReadingError, UsageError } from '../failures.js';
import type { AuditFlags } from '../options.js';
import { writeReport } from '../output.js';
import { textOptionsOfProcess } from '../terminal.js';
import { rulebookWith } from '../user-rules.js';
import { auditFile } from './audit.js';

export type DiffFormat = 'text' | 'json' | 'markdown';

export interface DiffFlags {
  format: DiffFormat;
  output: string | undefined;
  color: boolean;
  /** Exit with 1 when the app asks for more than before. */
  failOnMore: boolean;
  audit: AuditFlags;
}

/** Writes what changed, and returns the exit code: that of the worse side when one could not be read. */
export async function runDiff(oldPath: string, newPath: string, flags: DiffFlags): Promise<number> {
  if (oldPath === STANDARD_INPUT && newPath === STANDARD_INPUT) {
    throw new UsageError('standard input is one side of a comparison, not both', 'permaudit diff old.apk -');
  }
  const rulebook = await rulebookWith(flags.audit.rules);
  const before = await auditOf(oldPath, flags.audit, rulebook);
  const after = await auditOf(newPath, flags.audit, rulebook);
  for (const [path, audit] of [
    [oldPath, before],
    [newPath, after],
  ] as const) {
    const code = exitCodeOfAudit(audit);
    if (code === EXIT.ok) continue;
    if (audit.error !== null) process.stderr.write(describeReadingError(path, audit.error));
    return code;
  }
  const diff = diffAudits(before, after);
  await writeReport(await render(diff, flags, flags.audit.lang ?? after.options.lang ?? 'en'), flags.output);
  const { permissions, findings } = diff;
  const more = permissions.added.length + permissions.widened.length + findings.added.length + findings.worse.length;
  return flags.failOnMore && more > 0 ? EXIT.failOn : EXIT.ok;
}

async function auditOf(path: string, settings: AuditFlags, rulebook: Rulebook): Promise<Audit> {
  return (await looksLikeReport(path)) ? readReport(path) : auditFile(path, settings, rulebook);
}

/** The language asked for, else that of the later audit: a stored report keeps its own. */
async function render(diff: ReturnType<typeof diffAudits>, flags: DiffFlags, lang: Lang): Promise<string> {
  switch (flags.format) {
    case 'json':
      return `${escapeJsonDocument(JSON.stringify(diff, null, 2))}\n`;
    case 'markdown':
      return (await import('../../report/diff/markdown.js')).renderDiffMarkdown(diff, await stringsFor(lang));
    case 'text': {
      const { columns } = textOptionsOfProcess({ noColor: true, toFile: flags.output !== undefined });
      return (await import('../../report/diff/text.js')).renderDiffText(diff, columns, await stringsFor(lang));
    }
  }
}
