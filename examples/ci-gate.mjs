/** A gate of your own over a stored JSON report: fails when something is barred that nobody has justified. */
import { readFileSync } from 'node:fs';

const [path] = process.argv.slice(2);
const report = JSON.parse(readFileSync(path, 'utf8'));
const barred = report.findings.filter(({ verdict, suppressedBy }) => verdict === 'prohibited' && suppressedBy === null);
for (const { ruleId, title } of barred) console.log(`${ruleId}: ${title}`);
// A report without a score says nothing good about the app.
process.exitCode = report.score === null || barred.length > 0 ? 1 : 0;
