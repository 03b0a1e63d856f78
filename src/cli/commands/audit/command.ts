/** The command without a name: the audit of one app, or a batch where the inputs are many. */
import type { Command } from 'commander';
import { UsageError } from '../../io/failures.js';
import type { AuditFlags, BatchFlags } from '../../options/flags.js';
import { limitsOf } from '../../options/limits.js';
import { batchFlagsOf, hasBatchOption } from '../../options/refuse.js';
import { addOptions } from '../../options/row.js';
import { suggest } from '../../options/suggest.js';
import { OPTIONS } from '../../options/table.js';
import type { Done } from '../../options/define.js';

/** A first word that is no file and nearly a command is said to be one. */
function checkPaths(program: Command, paths: readonly string[], exists: (path: string) => boolean): void {
  const [path, second] = paths;
  if (path === undefined) throw new UsageError('no APK given', 'permaudit app.apk --category lending');
  if (second === undefined || path.includes('.') || exists(path)) return;
  const commands = program.commands.map((command) => ({ word: command.name(), shown: command.name() }));
  const [near] = suggest(path, commands);
  if (near !== undefined) {
    throw new UsageError(`there is no file "${path}"`, `did you mean: permaudit ${near} ${second}?`);
  }
}

async function auditOrBatch(program: Command, flags: AuditFlags & BatchFlags): Promise<number> {
  const paths = program.args;
  const isBatch = hasBatchOption(program);
  const { exists, routeOf } = await import('./route.js');
  if (!isBatch) checkPaths(program, paths, exists);
  const route = routeOf(paths, isBatch);
  const limits = limitsOf({ ...flags });
  if (route.kind === 'audit') return (await import('./run.js')).runAudit(route.input, { ...flags, limits });
  return (await import('../batch/run.js')).runBatch(paths, { ...batchFlagsOf(flags), limits });
}

/** Gives the program itself its argument, and the options of an audit and of a batch. */
export function describeAudit(program: Command, done: Done): void {
  program.argument('[input...]', 'an APK, or any other form of an app; several, or a folder of many: a batch');
  for (const row of OPTIONS) addOptions(program, [row], row.commands.includes('audit') ? 'audit' : 'batch');
  program.action(async (_input: string[], flags: AuditFlags & BatchFlags) => {
    done(await auditOrBatch(program, flags));
  });
}
