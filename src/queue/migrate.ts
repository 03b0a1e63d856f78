/** The tables of a queue brought up to date by their owner, and the roles that may use them. */
import { Database } from './database.js';
import { MIGRATIONS } from './migrations.js';

/**
 * What submitting, working, and reading results takes, and no more: no table is made, changed or dropped, and no result is altered,
 * or deleted but where a file could not be read. Jobs are: pg-boss moves them from table to table.
 */
const WORKER: readonly string[] = [
  'USAGE ON SCHEMA permaudit, permaudit_queue',
  'SELECT ON permaudit.migration, permaudit.run, permaudit.file, permaudit.result',
  'INSERT ON permaudit.run, permaudit.file, permaudit.result',
  'UPDATE (tries) ON permaudit.file',
  'EXECUTE ON FUNCTION permaudit.create_queue(text), permaudit.take_anew(text, text[])',
  'SELECT ON permaudit_queue.version, permaudit_queue.queue',
  'UPDATE (maintained_on) ON permaudit_queue.version',
  'SELECT, INSERT, UPDATE, DELETE ON permaudit_queue.job',
  'SELECT, INSERT, DELETE ON permaudit_queue.archive',
];

/** What reports take: `permaudit status`, `permaudit results`, and SQL of one's own. */
const READER: readonly string[] = [
  'USAGE ON SCHEMA permaudit, permaudit_queue',
  'SELECT ON ALL TABLES IN SCHEMA permaudit',
  'SELECT ON permaudit_queue.version, permaudit_queue.queue, permaudit_queue.job',
];

export interface Roles {
  /** For those who submit and work. */
  worker?: string;
  /** For those who read. */
  reader?: string;
}

/**
 * Brings the tables up to date, and lets roles that there are use them.
 * @returns the versions before (0: none) and after
 * @throws the database's own errors; QueueError
 */
export async function migrate(address: string, { worker, reader }: Roles): Promise<{ from: number; to: number }> {
  const { database, from } = await Database.openForOwner(address);
  try {
    if (worker !== undefined) await grant(database, WORKER, worker);
    if (reader !== undefined) await grant(database, READER, reader);
    return { from, to: MIGRATIONS.length };
  } finally {
    await database.close();
  }
}

/** Grants all of it or nothing. A role is a name, which no parameter can stand for: PostgreSQL itself quotes it. */
async function grant(database: Database, privileges: readonly string[], role: string): Promise<void> {
  await database.transaction(async (client) => {
    const { rows } = await client.query<{ name: string }>('SELECT quote_ident($1) AS name', [role]);
    for (const privilege of privileges) await client.query(`GRANT ${privilege} TO ${rows[0]?.name ?? ''}`);
  });
}
