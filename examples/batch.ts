/** Audits every app of a folder, tells each as it is done, and writes the dashboard: `batch FOLDER DASHBOARD.html`. */
import { writeFile } from 'node:fs/promises';
import { batch, escapeText, isScored, renderSummary } from 'permaudit';

const [folder = '.', dashboard = 'dashboard.html'] = process.argv.slice(2);
const run = batch([folder], {
  categoryRules: [{ pattern: '*loan*', category: 'lending' }],
  jobs: 2,
  // What is hostile ends its own process, and no other.
  limits: { timeMs: 20_000 },
});
for await (const { file, audit } of run) {
  const told = isScored(audit) ? `${audit.score} ${audit.verdict}` : `${audit.outcome} ${audit.error?.code ?? ''}`;
  console.log(`${told.padEnd(12)} ${escapeText(file)}`);
}
const summary = run.summary();
await writeFile(dashboard, await renderSummary(summary, 'html'));
console.log(`${summary.files.scored} of ${summary.files.found} have a score; see ${dashboard}`);
