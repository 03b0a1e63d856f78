/** The help of the program itself: one screen. Every command has its own, with every option it takes. */
import { Help, type Command } from 'commander';
import { GROUPS, helpOf, type GroupId, type OptionRow } from './options/row.js';
import { OPTIONS } from './options/table.js';

const FLAG_COLUMNS = 26;

function line(term: string, text: string): string {
  return `  ${term.padEnd(FLAG_COLUMNS - 2)} ${text}`;
}

/** What the screen says of an option; null where its place is another page. */
function shortOf(row: OptionRow): string | null {
  if (!row.commands.includes('audit') || row.group === 'limits' || row.hiddenIn?.includes('audit') === true)
    return null;
  return row.short === undefined ? helpOf(row, 'audit') : row.short;
}

function optionLines(group: GroupId): string[] {
  const lines = OPTIONS.filter((row) => row.group === group).flatMap((row) => {
    const text = shortOf(row);
    return text === null ? [] : [line(row.flags, text)];
  });
  return lines.length === 0 ? [] : [GROUPS[group], ...lines];
}

/** Commands that share a line, which stands where the first of them would. */
const TOGETHER: readonly { commands: readonly string[]; term: string; text: string }[] = [
  { commands: ['batch', 'merge'], term: 'batch, merge', text: 'many apps: a ranking, a dashboard; results joined' },
  {
    commands: ['migrate', 'submit', 'worker', 'status', 'results'],
    term: 'submit, worker, results',
    text: 'many machines and a queue (also: migrate, status)',
  },
];

function commandLines(program: Command): string[] {
  return new Help().visibleCommands(program).flatMap((command) => {
    const shared = TOGETHER.find(({ commands }) => commands.includes(command.name()));
    if (shared === undefined) return [line(command.name(), command.summary())];
    return shared.commands[0] === command.name() ? [line(shared.term, shared.text)] : [];
  });
}

/** All of it in at most 50 lines of at most 80 columns. */
export function mainHelp(program: Command): string {
  const groups: readonly GroupId[] = ['judging', 'reading', 'writing', 'gate', 'settings'];
  return [
    'Usage: permaudit <input> [options]',
    '       permaudit <command> [options]',
    '',
    'Commands (permaudit help <command> has all options):',
    ...commandLines(program),
    ...groups.flatMap(optionLines),
    '',
    'Examples:',
    '  permaudit app.apk -c lending --feature kyc-camera --fail-on high',
    '  permaudit ./apks -c lending --report html=dashboard.html',
    'Many apps: permaudit help batch. Limits: --help-limits. Version: -V.',
    'Exit codes: 0 audited, 1 --fail-on, 2 usage, 3 cannot read, 4 Android refuses,',
    '5 cannot be sure, 70 bug. A file named like a command is reached as ./audit.',
    '',
  ].join('\n');
}
