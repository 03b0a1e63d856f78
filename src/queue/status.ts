/** How far the runs of a queue are. */
import type { Database } from './database.js';
import { LOST_WORKERS, queueOf } from './runs.js';

export interface RunStatus {
  run: string;
  tool: string;
  asOf: string;
  /** ISO 8601. */
  created: string;
  submitted: number;
  done: number;
  /** Of these, without a score. */
  failed: number;
  waiting: number;
  /** Given to a worker that has not answered yet. */
  active: number;
  /** Of the waiting: so many workers were lost at it that it gets an error for a result. */
  parked: number;
}

interface Row {
  id: string;
  tool: string;
  as_of: string;
  created: Date;
  submitted: string;
  done: string;
  failed: string;
}

/** Every run, the newest first. */
export async function statusOf(database: Database): Promise<RunStatus[]> {
  const rows = await database.query<Row>(
    `SELECT run.id, run.tool, run.as_of::text AS as_of, run.created,
       (SELECT count(*) FROM permaudit.file WHERE file.run = run.id) AS submitted,
       (SELECT count(*) FROM permaudit.result WHERE result.run = run.id) AS done,
       (SELECT count(*) FROM permaudit.result WHERE result.run = run.id AND score IS NULL) AS failed
     FROM permaudit.run ORDER BY run.created DESC, run.id`,
  );
  const jobs = await database.query<{ name: string; state: string; count: string }>(
    `SELECT name, state::text AS state, count(*) AS count FROM permaudit_queue.job
     WHERE state IN ('created', 'retry', 'active') GROUP BY name, state`,
  );
  // Few: only what was tried before.
  const parked = await database.query<{ run: string; count: string }>(
    `SELECT file.run, count(*) AS count FROM permaudit_queue.job
     JOIN permaudit.file ON file.run = job.data ->> 'run' AND file.key = job.data ->> 'key'
     WHERE job.state = 'retry' AND cardinality(file.tries) >= $1 GROUP BY file.run`,
    [LOST_WORKERS],
  );
  const count = (name: string, ...states: string[]): number =>
    jobs
      .filter((job) => job.name === name && states.includes(job.state))
      .reduce((sum, job) => sum + Number(job.count), 0);
  return rows.map(({ id, tool, as_of: asOf, created, submitted, done, failed }) => {
    const queue = queueOf(id);
    return {
      run: id,
      tool,
      asOf,
      created: created.toISOString(),
      submitted: Number(submitted),
      done: Number(done),
      failed: Number(failed),
      waiting: count(queue, 'created', 'retry'),
      active: count(queue, 'active'),
      parked: Number(parked.find(({ run }) => run === id)?.count ?? 0),
    };
  });
}
