/** Audits one app and prints what is worst about it: `audit-a-file APP [CATEGORY]`. */
import { audit, describeError, escapeText, isScored } from 'permaudit';

const [path = '', category = null] = process.argv.slice(2);
const made = await audit(path, { category });

if (isScored(made)) {
  // What an app is called is its own text: escaped, so that no terminal acts on it.
  console.log(`${escapeText(made.subject.package ?? '')}: ${made.score} of 100, grade ${made.grade}, ${made.verdict}`);
  for (const { severity, ruleId, points } of made.findings.slice(0, 5)) {
    console.log(`  ${severity.padEnd(8)} ${ruleId} (${points} points)`);
  }
} else {
  // Android refuses the file, or not all of it could be read. Never take that for a good one.
  const why = made.error === null ? '' : `: ${(await describeError(made.error)).message} [${made.error.code}]`;
  console.log(`${path}: ${made.outcome}${escapeText(why)}`);
  process.exitCode = 1;
}
