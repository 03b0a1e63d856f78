/** The audit of one app, or a batch where the inputs are many: the command without a name, and `audit`, `scan` by name. */
import type { Command } from 'commander';
import { DEFAULT_LIMITS } from '../../../bytes/limits.js';
import type { AuditFlags, BatchFlags, Typed } from '../../options/flags.js';
import { formatOf, REPORTS, SUMMARIES } from '../../options/formats.js';
import { limitsOf, memoryOf } from '../../options/limits.js';
import { batchFlagsOf, hasBatchOption, refuseAuditOptions } from '../../options/refuse.js';
import { addOptions } from '../../options/row.js';
import { OPTIONS } from '../../options/table.js';
import { declareLate, type Done } from '../../options/define.js';
import { UsageError } from '../../io/failures.js';
import { refuseUnknownCommand } from '../unknown-command.js';

type Flags = Typed<AuditFlags> & Omit<BatchFlags, 'format' | 'report'>;

async function auditOrBatch(command: Command, flags: Flags): Promise<number> {
  const paths = command.args;
  if (paths.length === 0 && flags.from === undefined) {
    throw new UsageError('no APK given', 'permaudit app.apk --category lending');
  }
  const { routeOf } = await import('./route.js');
  const limits = limitsOf({ ...flags });
  const scouting = { limits: { ...DEFAULT_LIMITS, ...limits }, memoryMb: memoryOf(flags) };
  const route = await routeOf(paths, hasBatchOption(command), scouting);
  if (route.kind === 'audit') {
    const format = formatOf(flags, REPORTS);
    return (await import('./run.js')).runAudit(route.input, { ...flags, format, limits });
  }
  const asked = batchFlagsOf(flags);
  const format = formatOf(asked, SUMMARIES);
  return (await import('../batch/run.js')).runBatch(paths, { ...asked, format, limits });
}

/** Gives a command its argument, and the options of an audit and of a batch. */
function describe(command: Command): Command {
  command.argument('[input...]', 'an APK, or any other form of an app; several, or a folder of many: a batch');
  return declareLate(command, () => {
    for (const row of OPTIONS) addOptions(command, [row], row.commands.includes('audit') ? 'audit' : 'batch');
  });
}

/** Makes the program itself the audit. */
export function describeAudit(program: Command, done: Done): void {
  describe(program).action(async (_input: string[], flags: Flags) => {
    refuseUnknownCommand(program, program.args);
    done(await auditOrBatch(program, flags));
  });
}

/** Adds the same by name. */
export function addAudit(program: Command, done: Done): void {
  const command = program
    .command('audit')
    .alias('scan')
    .summary('an app, or many: the same as without a command')
    .description('audit one app, or many: the same as without a command');
  describe(command).action(async (_input: string[], flags: Flags) => {
    refuseAuditOptions(program, command);
    done(await auditOrBatch(command, flags));
  });
}
