/** `permaudit migrate`: the tables of a queue, made or brought up to date. */
import { migrate } from '../../../queue/migrate.js';
import { escapeText } from '../../../report/view/escape.js';
import { EXIT } from '../../gate/exit-codes.js';
import type { MigrateFlags } from '../../options/flags.js';
import { addressOf, tellingFailures } from './open.js';

/** @throws UsageError, OutputError */
export async function runMigrate(flags: MigrateFlags): Promise<number> {
  const { workerRole, readerRole, quiet } = flags;
  const address = addressOf(flags);
  const { from, to } = await tellingFailures(() =>
    migrate(address, {
      ...(workerRole === undefined ? {} : { worker: workerRole }),
      ...(readerRole === undefined ? {} : { reader: readerRole }),
    }),
  );
  if (quiet === true) return EXIT.ok;
  const before = from === to ? 'already' : from === 0 ? 'new' : `before: ${from}`;
  process.stdout.write(`the tables are of version ${to} (${before})\n`);
  if (workerRole !== undefined) process.stdout.write(`${escapeText(workerRole)} may submit, work and read results\n`);
  if (readerRole !== undefined) process.stdout.write(`${escapeText(readerRole)} may read\n`);
  return EXIT.ok;
}
