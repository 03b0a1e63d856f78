/** GitHub Actions: annotations and the step summary. Elsewhere nothing of this is printed. */
import { appendFileSync, statSync } from 'node:fs';
import { isAbsolute, relative } from 'node:path';
import type { Audit, Finding } from '../../audit/types.js';
import { artifactPath } from '../../report/view/artifact-path.js';
import { escapeName, escapeText } from '../../report/view/escape.js';
import { levelOf } from '../../report/view/level.js';
import { meaningNotes } from '../../report/view/meaning.js';
import { OutputError } from '../io/failures.js';
import { ENGLISH } from '../../words/messages.js';
import { describeVerdict } from '../../words/verdict.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** What GitHub calls a level (workflow commands). */
const ANNOTATION = { error: 'error', warning: 'warning', note: 'notice' } as const;

/** The verdict of the app, where somebody has to look at it. */
function verdictLines(audit: Audit, file: string): string[] {
  if (audit.score === null || audit.verdict === null || audit.verdict === 'pass') return [];
  const { word, sentence } = describeVerdict(audit);
  const title = `${word}: score ${audit.score} of 100, grade ${audit.grade ?? ''}`;
  const level = audit.verdict === 'fail' ? 'error' : 'warning';
  return [`::${level} file=${file},title=${property(title)}::${message(sentence)}`];
}

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

/** The path below the checkout, as GitHub wants it: an absolute one under the workspace loses that part. */
function pathOf(audit: Audit, env: Environment): string {
  const path = artifactPath(audit);
  const workspace = env['GITHUB_WORKSPACE'] ?? '';
  if (workspace === '' || !isAbsolute(path)) return path;
  const inside = relative(workspace, path);
  return inside === '' || inside.startsWith('..') || isAbsolute(inside) ? path : inside;
}

/** Where the first declaration stands in a text manifest. Columns count only within one line. */
function placeOf({ evidence }: Finding): string {
  const first = evidence.find(({ line }) => line !== undefined);
  if (first?.line === undefined) return '';
  const { line, column, endLine = line, endColumn } = first;
  const columns = endLine !== line || column === undefined ? '' : `,col=${column}`;
  // GitHub's end column is the last one, not the one after it.
  const end = columns === '' || endColumn === undefined ? '' : `,endColumn=${endColumn - 1}`;
  return `,line=${line},endLine=${endLine}${columns}${end}`;
}

/** What the finding is about: what it asks for, else what its evidence names. */
function subjectOf({ permissions, capabilities, evidence }: Finding): string {
  const names = [...permissions, ...capabilities];
  return (names.length > 0 ? names : evidence.map(({ name }) => name)).map(escapeName).join(', ');
}

/** One workflow command a line for each open finding, and for a file that could not be judged. */
export function annotations(audit: Audit, env: Environment = {}): string {
  const file = property(pathOf(audit, env));
  const told = meaningNotes(audit).map(
    (note) => `::notice file=${file},title=${note.code}::${message(ENGLISH.note(note))}`,
  );
  const open = audit.findings
    .filter(({ suppressedBy }) => suppressedBy === null)
    .map((finding) => {
      const told = `${finding.severity}, ${finding.verdict}, ${finding.points} points`;
      const body = `${finding.ruleId} (${told}): ${subjectOf(finding)}`;
      const place = placeOf(finding);
      return `::${ANNOTATION[levelOf(finding)]} file=${file}${place},title=${property(finding.title)}::${message(body)}`;
    });
  const lines = [...verdictLines(audit, file), ...told, ...open];
  if (audit.score === null) {
    const { error } = audit;
    const reason = error === null ? audit.outcome : `${ENGLISH.error(error)} [${error.code}]`;
    lines.push(`::error file=${file},title=No score::${message(reason)}`);
  }
  return lines.map((line) => `${line}\n`).join('');
}

/** Annotations go to stderr, which GitHub reads too, so that stdout stays a clean report. */
export async function tellGithub(audit: Audit, env: Environment): Promise<void> {
  process.stderr.write(annotations(audit, env));
  const { renderReport } = await import('../../report/formats.js');
  appendSummary(await renderReport(audit, 'markdown'), env);
}

/** What GitHub takes of a step: of more it shows nothing ("upload aborted, supports content up to a size of 1024k"). */
const MOST_SUMMARY = 1024 * 1024;
const LEFT_OUT = '\n_What follows is left out: a step may say no more. `--report markdown=FILE` has all of it._\n';
const SECTION = '\n## ';

/** As many sections of a Markdown report, from its head on, as `most` bytes hold. */
export function fittingSections(markdown: string, most: number): string {
  if (Buffer.byteLength(markdown) <= most) return markdown;
  const [head = '', ...sections] = markdown.split(SECTION);
  let left = most - Buffer.byteLength(LEFT_OUT);
  const kept: string[] = [];
  for (const part of [head, ...sections.map((section) => SECTION + section)]) {
    left -= Buffer.byteLength(part);
    if (left < 0) break;
    kept.push(part);
  }
  // Where another program has said too much already, nothing of this fits either.
  return most < Buffer.byteLength(LEFT_OUT) ? '' : `${kept.join('')}${LEFT_OUT}`;
}

/**
 * Adds Markdown to the summary of the step, if it has one, as far as there is room.
 * @throws OutputError when it cannot be written
 */
export function appendSummary(markdown: string, env: Environment): void {
  const path = env['GITHUB_STEP_SUMMARY'];
  if (path === undefined || path === '') return;
  try {
    const said = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    appendFileSync(path, fittingSections(markdown, MOST_SUMMARY - said));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    throw new OutputError(`cannot write the step summary (${code})`);
  }
}
