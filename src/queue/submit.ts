/** Files into the queue. */
import type { BatchSetup, Target } from '../batch/types.js';
import { bytesUnlessText } from '../batch/path-bytes.js';
import { inTransaction, type Database } from './database.js';
import { queueOf, storeRun } from './runs.js';

/** Files of one transaction. */
const BULK = 1000;

/** What a job holds; the file itself stands in the table. */
export interface JobData {
  run: string;
  key: string;
}

/** How an app is known in the tables: by its path. */
export function keyOfTarget(target: Target): string {
  const bytes = bytesUnlessText(target.path);
  return bytes === null ? target.file : `base64:${bytes}`;
}

/** A target as text, for the table. */
export function targetToText({ path, ...rest }: Target): string {
  return JSON.stringify({ ...rest, path: Buffer.from(path).toString('base64') });
}

/** The target that {@link targetToText} wrote. */
export function targetFromText(text: string): Target {
  const { path, ...rest } = JSON.parse(text) as Omit<Target, 'path'> & { path: string };
  return { ...rest, path: Buffer.from(path, 'base64') };
}

/**
 * Submits files to be judged by these settings. A file that was submitted for the same run before is submitted again where its
 * result says that it could not be read: it was not there yet, or what leads to it failed.
 * @returns how many are new, are taken anew, and were there
 */
export async function submit(
  database: Database,
  setup: BatchSetup,
  targets: readonly Target[],
  leaseSeconds: number,
): Promise<{ run: string; added: number; again: number; known: number }> {
  const run = await storeRun(database, setup, leaseSeconds);
  await database.query('SELECT permaudit.create_queue($1)', [run.id]);
  const queue = queueOf(run.id);
  let added = 0;
  let again = 0;
  for (let from = 0; from < targets.length; from += BULK) {
    const bulk = targets.slice(from, from + BULK);
    const taken = await database.transaction(async (client) => {
      const { rows } = await client.query<{ key: string }>(
        `INSERT INTO permaudit.file (run, key, target)
         SELECT $1, key, target FROM unnest($2::text[], $3::text[]) AS new (key, target)
         ON CONFLICT DO NOTHING RETURNING key`,
        [run.id, bulk.map(keyOfTarget), bulk.map(targetToText)],
      );
      const { rows: unread } = await client.query<{ key: string }>(
        'SELECT key FROM permaudit.take_anew($1, $2::text[]) AS key',
        [run.id, bulk.map(keyOfTarget)],
      );
      const taken = { added: rows.length, again: unread.length };
      if (taken.added + taken.again === 0) return taken;
      // In the same transaction: no file without a job, and no job without a file.
      const data = [...rows, ...unread].map(({ key }): JobData => ({ run: run.id, key }));
      await database.boss.insert(
        data.map((one) => ({ name: queue, data: one })),
        inTransaction(client),
      );
      return taken;
    });
    added += taken.added;
    again += taken.again;
  }
  return { run: run.id, added, again, known: targets.length - added - again };
}
