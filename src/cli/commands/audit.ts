/** `permaudit <apk>` */
import { openApk } from '../../apk/open.js';
import { auditApp } from '../../audit/evaluate.js';
import type { Audit } from '../../audit/types.js';
import type { Rulebook } from '../../rulebook/types.js';
import { builtinRulebook } from '../../rulebook/load.js';
import { renderJson } from '../../report/json.js';
import { renderText } from '../../report/text.js';
import { EXIT, exitCodeOfAudit } from '../exit-codes.js';
import { shouldFail } from '../fail-on.js';
import { describeReadingError } from '../failures.js';
import { checkFeatures, checkPolicies, findCategory } from '../lookup.js';
import { today, type AuditFlags } from '../options.js';
import { writeReport } from '../output.js';
import { textOptionsOfProcess } from '../terminal.js';
import { tool } from '../tool.js';

/** Reads and judges one file. */
function auditFile(path: string, flags: AuditFlags, rulebook: Rulebook): Audit {
  const category = flags.category === undefined ? null : findCategory(rulebook, flags.category);
  checkPolicies(rulebook, flags.policies ?? []);
  checkFeatures(rulebook, flags.feature ?? []);
  const facts = openApk(path, {
    ...(flags.api === undefined ? {} : { apiRange: flags.api }),
    limits: flags.limits,
  });
  return auditApp(facts, rulebook, {
    category: category?.id ?? null,
    policies: flags.policies ?? rulebook.policies.filter((policy) => policy.default).map((policy) => policy.id),
    features: flags.feature ?? [],
    asOf: flags.asOf ?? today(),
    lang: 'en',
    tool: tool(),
  });
}

function render(audit: Audit, flags: AuditFlags): string {
  if (flags.format === 'json') return renderJson(audit);
  return renderText(audit, textOptionsOfProcess({ noColor: !flags.color, toFile: flags.output !== undefined }));
}

/** Audits one APK, writes its report, and returns the exit code. */
export async function runAudit(path: string, flags: AuditFlags): Promise<number> {
  const audit = auditFile(path, flags, builtinRulebook());
  const code = exitCodeOfAudit(audit);
  // What could not even be opened has no report for people: the line on stderr says it all.
  if (flags.format === 'json' || code !== EXIT.unreadable) await writeReport(render(audit, flags), flags.output);
  if (audit.error !== null && code !== EXIT.ok) process.stderr.write(describeReadingError(path, audit.error));
  return code === EXIT.ok && shouldFail(audit, flags.failOn) ? EXIT.failOn : code;
}
