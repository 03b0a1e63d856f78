/** What build systems read in a log: GitHub's runner, written after its source, and GitLab's job log. */

/** A command that the runner found in a line. */
export interface RunnerCommand {
  name: string;
  /** The second way of writing it is found anywhere in a line. */
  form: '::' | '##[';
}

/**
 * What .NET's culture-sensitive `StartsWith` and `IndexOf` pass over when they compare: characters without a weight.
 * Without them the model finds no less than the runner does.
 */
const WEIGHTLESS = /[\p{C}\p{Default_Ignorable_Code_Point}]/gu;

/** actions/runner, src/Runner.Common/ActionCommand.cs, TryParseV2: `::name properties::data` after leading blanks. */
function parseV2(line: string): RunnerCommand | null {
  const message = line.trimStart();
  if (!message.startsWith('::')) return null;
  const end = message.indexOf('::', 2);
  if (end < 0) return null;
  return { name: message.slice(2, end).split(' ')[0] ?? '', form: '::' };
}

/** The same file, TryParse: `##[name properties]data` anywhere. */
function parseV1(line: string): RunnerCommand | null {
  const start = line.indexOf('##[');
  if (start < 0) return null;
  const end = line.indexOf(']', start);
  if (end < 0) return null;
  return { name: line.slice(start + 3, end).split(' ')[0] ?? '', form: '##[' };
}

/**
 * The commands in a log, as ActionCommandManager.TryProcessCommand finds them. Every name counts as registered: after
 * `stop-commands` the token is one, whatever it is.
 */
export function runnerCommands(log: string): RunnerCommand[] {
  return log.split(/\r\n|\r|\n/).flatMap((raw) => {
    const line = raw.replace(WEIGHTLESS, '');
    return parseV2(line) ?? parseV1(line) ?? [];
  });
}

/** Azure Pipelines and TeamCity: `##vso[...]`, `##teamcity[...]`, anywhere in a line. */
const OTHER_COMMANDS = /##[a-z]*\[/gi;

/**
 * GitLab, lib/gitlab/regex.rb, build_trace_section_regex, and lib/gitlab/ci/ansi2json/converter.rb: a section marker ends
 * in CR ESC `[0K`; a CR that no LF follows drops the line before it; ESC begins a sequence.
 */
const GITLAB_SIGNS = [
  // eslint-disable-next-line no-control-regex
  /section_(?:start|end):\d+:[\w.-]+(?:\[[^\]]*\])?\r\u001b\[0K/g,
  /\r(?!\n)/g,
  // eslint-disable-next-line no-control-regex
  /\u001b/g,
] as const;

/** Whatever a build's log would act on, for a log without colours. */
export function actedOn(log: string): string[] {
  return [
    ...runnerCommands(log).map(({ name, form }) => `${form}${name}`),
    ...[OTHER_COMMANDS, ...GITLAB_SIGNS].flatMap((signs) => log.match(signs) ?? []),
  ];
}
