/** GitHub Actions: annotations and the step summary. Elsewhere nothing of this is printed. */
import { appendFileSync } from 'node:fs';
import type { Audit, Finding } from '../audit/types.js';
import { escapeText } from '../report/escape.js';

type Environment = Readonly<Record<string, string | undefined>>;

const LEVEL: Readonly<Record<Finding['severity'], 'error' | 'warning' | 'notice'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'notice',
  info: 'notice',
};

/** Whether the process runs in a GitHub Actions step. */
export function isGithub(env: Environment): boolean {
  return env['GITHUB_ACTIONS'] === 'true';
}

/** Escapes a message of a workflow command (actions/toolkit, command.ts): percent, line ends. */
function message(text: string): string {
  return escapeText(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** A property value also may hold no colon and no comma. */
function property(text: string): string {
  return message(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** One workflow command a line for each open finding, and for a file that could not be judged. */
export function annotations(audit: Audit): string {
  const file = property(audit.subject.file);
  const lines = audit.findings
    .filter(({ suppressedBy }) => suppressedBy === null)
    .map((finding) => {
      const names = [...finding.permissions, ...finding.capabilities].join(', ');
      const body = `${finding.ruleId} (${finding.severity}, ${finding.points} points): ${names}`;
      return `::${LEVEL[finding.severity]} file=${file},title=${property(finding.title)}::${message(body)}`;
    });
  if (audit.score === null) {
    const { error } = audit;
    const reason = error === null ? audit.outcome : `${error.message} [${error.code}]`;
    lines.push(`::error file=${file},title=No score::${message(reason)}`);
  }
  return lines.map((line) => `${line}\n`).join('');
}

/** Annotations go to stderr, which GitHub reads too, so that stdout stays a clean report. */
export async function tellGithub(audit: Audit, env: Environment): Promise<void> {
  process.stderr.write(annotations(audit));
  const summary = env['GITHUB_STEP_SUMMARY'];
  if (summary === undefined || summary === '') return;
  const { renderReport } = await import('../report/formats.js');
  appendFileSync(summary, await renderReport(audit, 'markdown'));
}
