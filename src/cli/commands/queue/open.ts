/** A queue by its address, opened and closed. */
import { Database, persist, QueueError, toQueueError } from '../../../queue/database.js';
import { escapeText } from '../../../report/view/escape.js';
import { OutputError, UsageError } from '../../io/failures.js';
import type { QueueFlags } from '../../options/flags.js';

/** @throws UsageError where there is no address, or it is none */
export function addressOf({ queue = process.env['PERMAUDIT_QUEUE'] ?? '' }: QueueFlags): string {
  if (queue === '') {
    throw new UsageError('no queue given', 'name it with --queue postgres://user@host/database, or in PERMAUDIT_QUEUE');
  }
  // Never repeated: there may be a password in it.
  if (!/^postgres(?:ql)?:\/\//.test(queue)) {
    throw new UsageError('the address of the queue does not begin with postgres://', 'postgres://user@host/database');
  }
  return queue;
}

/**
 * Opens the queue for `use`.
 * @throws UsageError, OutputError
 */
export async function withQueue<Result>(
  flags: QueueFlags,
  use: (database: Database) => Promise<Result>,
  { isWorker = false, signal }: { isWorker?: boolean; signal?: AbortSignal } = {},
): Promise<Result> {
  const address = addressOf(flags);
  return tellingFailures(async () => {
    const open = (): Promise<Database> => Database.open(address, { supervise: isWorker });
    // A worker may start before its database does; others are told at once.
    const database = await (isWorker ? persist(open, signal) : persist(open, signal, 0));
    try {
      return await use(database);
    } finally {
      await database.close();
    }
  });
}

/** @throws UsageError, OutputError for what the queue says */
export async function tellingFailures<Result>(use: () => Promise<Result> | Result): Promise<Result> {
  try {
    return await use();
  } catch (thrown) {
    const error = toQueueError(thrown);
    if (!(error instanceof QueueError)) throw thrown;
    // A database's message may repeat what it was given.
    const message = escapeText(error.message);
    throw error.hint === '' ? new OutputError(message) : new UsageError(message, error.hint);
  }
}
