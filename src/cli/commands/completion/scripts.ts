/**
 * The scripts, one for each shell. All that stands in them is our own: commands, flags, ids and help. They ask the program
 * nothing while somebody types.
 */
import type { CompletedCommand, CompletedOption, Shell } from './model.js';

const NAME = 'permaudit';

/** In single quotes, as POSIX shells read it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** The words by which a command below another is known: `rules list` from `rules`. */
function parents(commands: readonly CompletedCommand[]): string[] {
  return [...new Set(commands.flatMap(({ name }) => (name.includes(' ') ? [name.split(' ')[0] ?? ''] : [])))];
}

const flagsOf = ({ options }: CompletedCommand): string[] => options.flatMap(({ flags }) => flags);
const valued = ({ options }: CompletedCommand): CompletedOption[] =>
  options.filter(({ takesValue, words }) => takesValue && words.length > 0);
const withFile = ({ options }: CompletedCommand): string[] =>
  options.filter(({ takesValue, words }) => takesValue && words.length === 0).flatMap(({ flags }) => flags);

/** Sets `command` to the command of what was typed so far. */
function commandLines(commands: readonly CompletedCommand[], first: string, second: string): string[] {
  const names = commands.map(({ name }) => name).filter((name) => name !== '' && !name.includes(' '));
  return [
    "  local command=''",
    `  case "${first}" in ${names.join('|')}) command="${first}" ;; esac`,
    ...parents(commands).map((parent) => {
      const below = commands.flatMap(({ name }) => (name.startsWith(`${parent} `) ? [name.split(' ')[1] ?? ''] : []));
      return `  [ "$command" = ${parent} ] && case "${second}" in ${below.join('|')}) command="${parent} ${second}" ;; esac`;
    }),
  ];
}

function bash(commands: readonly CompletedCommand[]): string {
  const cases = commands.map((command) =>
    [
      `    ${quoted(command.name)})`,
      `      flags=${quoted(flagsOf(command).join(' '))}`,
      `      words=${quoted(command.words.join(' '))}`,
      ...(valued(command).length + withFile(command).length === 0
        ? []
        : [
            '      case "$previous" in',
            ...valued(command).map(
              ({ flags, words }) => `        ${flags.join('|')}) values=${quoted(words.join(' '))} ;;`,
            ),
            ...(withFile(command).length === 0 ? [] : [`        ${withFile(command).join('|')}) return ;;`]),
            '      esac',
          ]),
      '      ;;',
    ].join('\n'),
  );
  return `# bash completion for ${NAME}: source <(${NAME} completion bash)
_${NAME}() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}"
  local flags='' words='' values=''
${commandLines(commands, '${COMP_WORDS[1]}', '${COMP_WORDS[2]}').join('\n')}
  COMPREPLY=()
  case "$command" in
${cases.join('\n')}
  esac
  # What has no values of its own is a file, which bash completes itself.
  if [ -n "$values" ]; then
    mapfile -t COMPREPLY < <(compgen -W "$values" -- "$current")
  elif [[ "$current" == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$flags" -- "$current")
  elif [ -n "$words" ]; then
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current"; compgen -f -- "$current")
  fi
}
complete -o bashdefault -o default -F _${NAME} ${NAME}
`;
}

/** `text` within the brackets and colons of zsh's _arguments. */
function zshHelp(text: string): string {
  return text.replace(/[\\[\]:]/g, '\\$&');
}

function zshOption({ flags, help, takesValue, words }: CompletedOption): string {
  const names = flags.length > 1 ? `'(${flags.join(' ')})'{${flags.join(',')}}` : quoted(flags[0] ?? '');
  const action = words.length > 0 ? `:value:(${words.join(' ')})` : takesValue ? ':value:_files' : '';
  return `${names}${quoted(`[${zshHelp(help)}]${action}`)}`;
}

function zsh(commands: readonly CompletedCommand[]): string {
  const cases = commands.map(({ name, options, words }) => {
    const rest =
      words.length === 0 ? '*:file:_files' : `*: :_alternative "words:word:(${words.join(' ')})" "files:file:_files"`;
    const specs = [...options.map(zshOption), quoted(rest)].map((spec) => `        ${spec}`);
    return `    ${quoted(name)})\n      _arguments -s -S \\\n${specs.join(' \\\n')}\n      ;;`;
  });
  return `#compdef ${NAME}
# zsh completion for ${NAME}: ${NAME} completion zsh > "\${fpath[1]}/_${NAME}"
_${NAME}() {
${commandLines(commands, '${words[2]}', '${words[3]}').join('\n')}
  # _arguments counts from the command's own words.
  local -a named=(\${(z)command})
  words=("\${words[1]}" "\${(@)words[2+$#named,-1]}")
  (( CURRENT -= $#named ))
  case "$command" in
${cases.join('\n')}
  esac
}
if [ "$funcstack[1]" = _${NAME} ]; then _${NAME} "$@"; else compdef _${NAME} ${NAME}; fi
`;
}

/** In single quotes, as fish reads it. */
function fishQuoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}

function fish(commands: readonly CompletedCommand[]): string {
  const lines = commands.flatMap(({ name, options, words }) => {
    const when = `-n ${fishQuoted(`__${NAME}_is ${fishQuoted(name)}`)}`;
    const helpOf = (word: string): string =>
      commands.find((one) => one.name === (name === '' ? word : `${name} ${word}`))?.help ?? '';
    return [
      ...words.map((word) => {
        const help = helpOf(word);
        return `complete -c ${NAME} ${when} -a ${word}${help === '' ? '' : ` -d ${fishQuoted(help)}`}`;
      }),
      ...options.map(({ flags, help, takesValue, words: values }) => {
        const names = flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
        const value = values.length > 0 ? ` -x -a ${fishQuoted(values.join(' '))}` : takesValue ? ' -r' : '';
        return `complete -c ${NAME} ${when} ${names.join(' ')}${value} -d ${fishQuoted(help)}`;
      }),
    ];
  });
  const names = commands.map(({ name }) => fishQuoted(name)).join(' ');
  return `# fish completion for ${NAME}: ${NAME} completion fish | source
function __${NAME}_is
    set -l typed (commandline -opc)
    set -l command ''
    if contains -- "$typed[2] $typed[3]" ${names}
        set command "$typed[2] $typed[3]"
    else if contains -- "$typed[2]" ${names}
        set command "$typed[2]"
    end
    test "$command" = "$argv[1]"
end
${lines.join('\n')}
`;
}

/** In single quotes, as PowerShell reads it. */
function powershellQuoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function powershell(commands: readonly CompletedCommand[]): string {
  const list = (words: readonly string[]): string => `@(${words.map(powershellQuoted).join(', ')})`;
  const entries = commands.map((command) => {
    const values = valued(command).flatMap(({ flags, words }) =>
      flags.map((flag) => `${powershellQuoted(flag)} = ${list(words)}`),
    );
    const parts = [
      `flags = ${list(flagsOf(command))}`,
      `words = ${list(command.words)}`,
      `values = @{ ${values.join('; ')} }`,
    ];
    return `  ${powershellQuoted(command.name)} = @{ ${parts.join('; ')} }`;
  });
  return `# PowerShell completion for ${NAME}: ${NAME} completion powershell | Out-String | Invoke-Expression
$${NAME}Commands = @{
${entries.join('\n')}
}
Register-ArgumentCompleter -Native -CommandName ${NAME} -ScriptBlock {
  param($word, $ast, $position)
  $typed = @($ast.CommandElements | ForEach-Object { $_.ToString() })
  $name = ''
  if ($typed.Count -gt 1 -and $${NAME}Commands.ContainsKey($typed[1])) { $name = $typed[1] }
  if ($typed.Count -gt 2 -and $${NAME}Commands.ContainsKey("$name $($typed[2])")) { $name = "$name $($typed[2])" }
  $command = $${NAME}Commands[$name]
  $before = if ($word -eq '') { $typed[-1] } elseif ($typed.Count -gt 1) { $typed[-2] } else { '' }
  $found = if ($command.values.ContainsKey($before)) { $command.values[$before] }
    elseif ($word.StartsWith('-')) { $command.flags } else { $command.words }
  $found | Where-Object { $_.StartsWith($word) } | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }
}
`;
}

/** The script of each shell. */
export const SCRIPTS: Readonly<Record<Shell, (commands: readonly CompletedCommand[]) => string>> = {
  bash,
  zsh,
  fish,
  powershell,
};
