/** Options that would be silently without effect. */
import type { Command } from 'commander';
import { BATCH_ONLY, type BatchFlags } from './batch.js';
import { UsageError } from '../io/failures.js';
import type { AuditFlags } from './values.js';
import { withNamedPolicies } from './policies.js';

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

/** Whether an option was given that only a batch has. */
export function hasBatchOption(program: Command): boolean {
  return BATCH_ONLY.some((name) => program.getOptionValueSource(name) === 'cli');
}

const ONE_APP_ONLY = {
  role: '--role',
  evidence: '--evidence',
  verifySignatures: '--verify-signatures',
  baseline: '--baseline',
  config: '--config',
} as const satisfies Partial<Record<keyof AuditFlags, string>>;

/**
 * The options of the command without a name as those of a batch.
 * @throws UsageError for one that only the audit of one app has
 */
export function batchFlagsOf(flags: AuditFlags & Omit<BatchFlags, 'format' | 'report'>): BatchFlags {
  for (const [name, flag] of Object.entries(ONE_APP_ONLY)) {
    const value = flags[name as keyof typeof ONE_APP_ONLY];
    if (value === undefined || (name === 'config' && typeof value === 'boolean')) continue;
    throw new UsageError(`${flag} is for the audit of one app, and this is a batch of many`);
  }
  return withNamedPolicies(flags) as BatchFlags;
}
