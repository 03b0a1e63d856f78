/** A gate of your own: stops where an app has more than its last release had: `ci-gate APP LAST-REPORT.json`. */
import { readFile, writeFile } from 'node:fs/promises';
import { audit, diff, gate, isScored, readReport, render, renderDiff } from 'permaudit';

const [path = '', last = ''] = process.argv.slice(2);
const baseline = await readReport(await readFile(last, 'utf8'));
const made = await audit(path, { category: 'lending', baseline });
// For the next run, and for the comment on the pull request.
await writeFile('permaudit.json', await render(made, 'json'));
if (isScored(made)) await writeFile('permaudit.md', await renderDiff(await diff(baseline, made), 'markdown'));
// An audit without a score is a reason too: a file that could not be judged never passes.
const reasons = await gate(made, 'new');
for (const reason of reasons) console.log(`stopped: ${reason}`);
process.exitCode = reasons.length > 0 ? 1 : 0;
