/** The connection to PostgreSQL, and what is needed of it. */
import type { Client, ClientConfig, Pool, PoolClient } from 'pg';
import type PgBoss from 'pg-boss';
import { setTimeout as sleep } from 'node:timers/promises';
import { MIGRATIONS } from './migrations.js';

/** Migrations take turns by this lock of the database (`pg_advisory_xact_lock`). */
const MIGRATION_LOCK = 0x7065726d;
/** How long a database may be away before a worker gives up. */
const PATIENCE_MS = 10 * 60_000;
const LONGEST_PAUSE_MS = 10_000;
const INSUFFICIENT_PRIVILEGE = '42501';
const CONNECT_MS = 30_000;
/** Of one process, at most. */
const CONNECTIONS = 8;
/** How often expired leases are looked for. */
const MAINTENANCE_SECONDS = 5;

/** The queue cannot be used; the message is for people and holds no password. */
export class QueueError extends Error {
  override readonly name = 'QueueError';

  constructor(
    message: string,
    readonly hint = '',
  ) {
    super(message);
  }
}

interface Packages {
  pg: { Client: typeof Client; Pool: typeof Pool };
  Boss: typeof PgBoss;
}

async function packages(): Promise<Packages> {
  try {
    const [pg, boss] = await Promise.all([import('pg'), import('pg-boss')]);
    return { pg: pg.default, Boss: boss.default };
  } catch (error) {
    if (
      (error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND' &&
      (error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND'
    )
      throw error;
    throw new QueueError(
      'a queue needs the packages pg and pg-boss, which are not installed',
      'npm install pg@8 pg-boss@10',
    );
  }
}

/**
 * PostgreSQL's classes of errors that pass: connections, transactions that were in each other's way, resources, operators that
 * restart it ("Error Codes", appendix A).
 */
const PASSING_STATE = /^(?:08|40|53|57P)/;
const PASSING_SYSTEM = new Set([
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);
/** What pg and its pool say of a connection that ended, without a code. */
const PASSING_MESSAGE =
  /Connection terminated|connection timeout|timeout exceeded when trying to connect|is not queryable/i;
/** What pg says without a code, when the server does not encrypt, or asks for a password that is not there. */
const REFUSAL = /does not support SSL|SASL|password must be a string/i;

function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code = '' } = error as NodeJS.ErrnoException;
  return PASSING_STATE.test(code) || PASSING_SYSTEM.has(code) || PASSING_MESSAGE.test(error.message);
}

/** An open queue: tables of results, and jobs of pg-boss beside them. */
export class Database {
  private constructor(
    private readonly pool: Pool,
    readonly boss: PgBoss,
    private readonly clients: ReadonlySet<Client>,
  ) {}

  /**
   * Connects to tables that there are, and changes none of them.
   * @param address `postgres://…`; what it leaves out comes from the environment (PGPASSWORD, PGSSLMODE ...)
   * @throws the database's own errors, for {@link persist}; QueueError, where the tables are not those of this program
   */
  static async open(address: string, { supervise = false }: { supervise?: boolean } = {}): Promise<Database> {
    return Database.#start(await Database.#connect(address, { supervise, migrate: false }), (database) =>
      database.#check(),
    );
  }

  /**
   * Connects, and brings the tables to the version of this program: for their owner.
   * @throws the database's own errors; QueueError
   */
  static async openForOwner(address: string): Promise<{ database: Database; from: number }> {
    let from = 0;
    const connected = await Database.#connect(address, { supervise: false, migrate: true });
    const database = await Database.#start(connected, async (started) => {
      from = await started.#migrate();
    });
    return { database, from };
  }

  static async #connect(
    address: string,
    { supervise, migrate }: { supervise: boolean; migrate: boolean },
  ): Promise<Database> {
    const { pg, Boss } = await packages();
    const clients = new Set<Client>();
    class KnownClient extends pg.Client {
      constructor(config?: ClientConfig) {
        super(config);
        clients.add(this);
        this.once('end', () => clients.delete(this));
      }
    }
    const pool = new pg.Pool({
      connectionString: address,
      Client: KnownClient,
      application_name: 'permaudit',
      max: CONNECTIONS,
      // A database whose machine is gone says nothing at all.
      keepAlive: true,
      connectionTimeoutMillis: CONNECT_MS,
    });
    // Clients that are idle while the database restarts: the next query tells.
    pool.on('error', () => undefined);
    const boss = new Boss({
      db: { executeSql: (text, values) => pool.query(text, values as unknown[]) },
      schema: 'permaudit_queue',
      supervise,
      migrate,
      schedule: false,
      maintenanceIntervalSeconds: MAINTENANCE_SECONDS,
    });
    boss.on('error', () => undefined);
    return new Database(pool, boss, clients);
  }

  static async #start(database: Database, prepare: (database: Database) => Promise<void>): Promise<Database> {
    try {
      await prepare(database);
      await database.#startJobs();
    } catch (error) {
      await database.#end();
      throw error;
    }
    return database;
  }

  /** @throws QueueError where pg-boss's tables are of another version than the package */
  async #startJobs(): Promise<void> {
    await this.boss.start().catch((error: unknown) => {
      if (error instanceof Error && /not installed|requires migrations/.test(error.message))
        throw new QueueError(`the tables of this queue: ${error.message}`, FOR_THE_OWNER);
      throw error;
    });
  }

  /** @throws QueueError where the tables are of another version, or where there are none */
  async #check(): Promise<void> {
    const version = await versionOf(this.pool);
    if (version === 0) throw new QueueError('this database has no tables of permaudit yet', FOR_THE_OWNER);
    if (version < MIGRATIONS.length) {
      throw new QueueError(
        `the tables of this queue are of an older permaudit (${version}, not ${MIGRATIONS.length})`,
        FOR_THE_OWNER,
      );
    }
    if (version > MIGRATIONS.length) throw newerTables(version);
  }

  /** Returns the version that the tables had, 0 for none. */
  async #migrate(): Promise<number> {
    return this.transaction(async (client) => {
      await client.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
      const from = await versionOf(client);
      if (from > MIGRATIONS.length) throw newerTables(from);
      if (from === 0) await makeSchema(client);
      for (const [index, sql] of MIGRATIONS.entries()) {
        if (index < from) continue;
        await client.query(sql);
        await client.query('INSERT INTO permaudit.migration (version) VALUES ($1)', [index + 1]);
      }
      return from;
    });
  }

  /** The rows of a query. What is in `values` is never part of its text. */
  async query<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    const { rows } = await this.pool.query<Row & Record<string, unknown>>(text, [...values]);
    return rows;
  }

  /**
   * The next job of a queue, or null.
   * @throws the database's own errors, which pg-boss takes for an empty queue
   */
  async fetch<Data>(queue: string): Promise<PgBoss.Job<Data> | null> {
    let failed: unknown;
    const executeSql = async (text: string, values: unknown[]): Promise<{ rows: unknown[] }> => {
      try {
        return await this.pool.query(text, values);
      } catch (error) {
        failed = error;
        throw error;
      }
    };
    const [job] = await this.boss.fetch<Data>(queue, { db: { executeSql } });
    if (failed !== undefined) throw failed as Error;
    return job ?? null;
  }

  /** Lets the lease of a job begin anew, for as long as its worker lives. */
  async renew(queue: string, id: string): Promise<void> {
    await this.pool.query(
      "UPDATE permaudit_queue.job SET started_on = now() WHERE name = $1 AND id = $2 AND state = 'active'",
      [queue, id],
    );
  }

  /** All or nothing. */
  async transaction<Result>(work: (client: PoolClient) => Promise<Result>): Promise<Result> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    // The pool listens to the clients that it has; to this one nobody does, and an `error` that nobody hears ends the process.
    const onError = (error: Error): void => {
      broken = error;
    };
    client.on('error', onError);
    try {
      await client.query('BEGIN');
      const result = await work(client);
      await client.query('COMMIT');
      return result;
    } catch (error) {
      // Without a connection there is nothing to take back: the database does it.
      await client
        .query('ROLLBACK')
        .catch((failed: unknown) => (broken = failed instanceof Error ? failed : new Error(String(failed))));
      throw error;
    } finally {
      client.release(broken);
      client.off('error', onError);
    }
  }

  async close(): Promise<void> {
    await this.boss.stop({ graceful: false, wait: false });
    await this.#end();
  }

  /** The pool forgets a connection that failed while it was made, which stays open until the server is tired of it: for a minute. */
  async #end(): Promise<void> {
    await this.pool.end();
    for (const client of this.clients) void client.end().catch(() => undefined);
  }
}

const FOR_THE_OWNER = 'their owner brings them up to date: permaudit migrate --queue postgres://owner@host/database';

function newerTables(version: number): QueueError {
  return new QueueError(
    `the tables of this queue are of a newer permaudit (${version}, not ${MIGRATIONS.length})`,
    'use that version, or another database',
  );
}

/** The version of the tables; 0 where there are none. */
async function versionOf(client: Pool | PoolClient): Promise<number> {
  const { rows: made } = await client.query<{ there: boolean }>(
    "SELECT to_regclass('permaudit.migration') IS NOT NULL AS there",
  );
  if (made[0]?.there !== true) return 0;
  const { rows } = await client.query<{ version: number | null }>(
    'SELECT max(version) AS version FROM permaudit.migration',
  );
  return rows[0]?.version ?? 0;
}

async function makeSchema(client: PoolClient): Promise<void> {
  await client.query('CREATE SCHEMA IF NOT EXISTS permaudit');
  await client.query(
    'CREATE TABLE IF NOT EXISTS permaudit.migration (version integer PRIMARY KEY, made timestamptz NOT NULL DEFAULT now())',
  );
}

/** pg-boss's side of a transaction. */
export function inTransaction(client: PoolClient): { db: PgBoss.Db } {
  return { db: { executeSql: (text, values) => client.query(text, values as unknown[]) } };
}

/**
 * Does something again for as long as the database is away.
 * @throws QueueError when it has been away for too long, or after `signal`
 */
export async function persist<Result>(
  work: () => Promise<Result>,
  signal?: AbortSignal,
  patienceMs = PATIENCE_MS,
): Promise<Result> {
  const start = performance.now();
  for (let pause = 100; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
    try {
      return await work();
    } catch (error) {
      if (!isPassing(error) || signal?.aborted === true || performance.now() - start >= patienceMs)
        throw toQueueError(error);
      await sleep(pause);
    }
  }
}

/** The message of the database, without the address; what is no error of a database stays what it is. */
export function toQueueError(error: unknown): unknown {
  if (error instanceof QueueError || !(error instanceof Error)) return error;
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ERR_INVALID_URL') {
    return new QueueError(
      'the address of the queue is none',
      'postgres://user@host/database; what is special in a password is percent-encoded, or it comes in $PGPASSWORD',
    );
  }
  if (code === undefined && !isPassing(error) && !REFUSAL.test(error.message)) return error;
  const reason = error.message === '' ? (code ?? error.name) : error.message;
  const hint = code === INSUFFICIENT_PRIVILEGE ? 'its owner grants it: permaudit migrate --worker-role <role>' : '';
  return new QueueError(`the queue's database: ${reason}${code === undefined ? '' : ` (${code})`}`, hint);
}
