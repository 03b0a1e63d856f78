/** Audits one app and prints what is worst about it: `node examples/audit-a-file.mjs APP CATEGORY`. */
import { auditApp, builtinRulebook, openInput } from 'permaudit';

const [path, category = null] = process.argv.slice(2);
const rulebook = builtinRulebook();
const audit = auditApp(openInput(path, { code: 'read' }), rulebook, {
  category,
  policies: rulebook.policies.filter((policy) => policy.default).map(({ id }) => id),
  features: [],
  asOf: new Date().toISOString().slice(0, 10),
  tool: { name: 'permaudit', version: 'example' },
});

// No score: Android refuses the file, or not all of it could be read. Never take that for a good one.
if (audit.score === null) {
  console.log(`${path}: ${audit.outcome}${audit.error === null ? '' : ` (${audit.error.code})`}`);
  process.exitCode = 1;
} else {
  console.log(`${audit.subject.package}: ${audit.score} of 100, grade ${audit.grade}, ${audit.verdict}`);
  for (const { severity, ruleId, points } of audit.findings.slice(0, 5)) {
    console.log(`  ${severity.padEnd(8)} ${ruleId} (${points} points)`);
  }
}
