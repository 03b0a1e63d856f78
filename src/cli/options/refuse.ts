/** Options that would be silently without effect. */
import type { Command } from 'commander';
import { UsageError } from '../io/failures.js';
import { withNamedPolicies, type AuditFlags, type BatchFlags, type Typed } from './flags.js';
import { attributeOf, type CommandId, type OptionRow } from './row.js';
import { OPTIONS } from './table.js';

/** Options of the audit that stand before another command would be silently without effect: they are refused. */
export function refuseAuditOptions(program: Command, command: Command): void {
  for (const option of program.options) {
    const name = option.attributeName();
    const isShared = command.options.some((own) => own.attributeName() === name) || option.long === '--version';
    if (program.getOptionValueSource(name) !== 'cli') continue;
    const flag = option.long ?? option.flags;
    if (!isShared) throw new UsageError(`${flag} is an option of the audit, not of "${command.name()}"`);
    throw new UsageError(`${flag} belongs after "${command.name()}"`);
  }
}

/** The rows one command has and another has not. */
function only(command: CommandId, other: CommandId): OptionRow[] {
  return OPTIONS.filter(({ commands }) => commands.includes(command) && !commands.includes(other));
}

/** Whether an option was given that only a batch has. */
export function hasBatchOption(program: Command): boolean {
  return only('batch', 'audit').some((row) => program.getOptionValueSource(attributeOf(row)) === 'cli');
}

/**
 * The options of the command without a name as those of a batch.
 * @throws UsageError for one that only the audit of one app has
 */
export function batchFlagsOf(flags: Typed<AuditFlags> & Omit<BatchFlags, 'format' | 'report'>): Typed<BatchFlags> {
  for (const row of only('audit', 'batch')) {
    const name = attributeOf(row);
    const value = flags[name as keyof AuditFlags];
    if (value === undefined) continue;
    throw new UsageError(
      `--${row.flags.split(' ')[0]?.slice(2) ?? ''} is for the audit of one app, and this is a batch of many`,
    );
  }
  return withNamedPolicies(flags) as Typed<BatchFlags>;
}
