/** Runs: what decides an audit, stored so that every worker judges by the same. */
import { digestOfRun } from '../batch/run-digest.js';
import type { BatchSetup } from '../batch/types.js';
import { QueueError, type Database } from './database.js';

/** The settings of a run. What a machine has to itself (a cache, a folder for reports) is no part of them. */
export interface Run {
  /** {@link digestOfRun}. */
  id: string;
  /** Name and version of the program: another version would not say the same. */
  tool: string;
  setup: BatchSetup;
  /** After so many seconds without an answer, a file is given to another worker. */
  leaseSeconds: number;
}

interface Row {
  id: string;
  tool: string;
  setup: string;
  lease_seconds: number;
}

/** After so many workers that began with a file and never ended, no other one reads it. */
export const LOST_WORKERS = 3;

/** The queue of a run. */
export function queueOf(run: string): string {
  return `audit-${run.slice(0, 16)}`;
}

/** How a program is named in the tables. */
export function toolText({ name, version }: BatchSetup['tool']): string {
  return `${name} ${version}`;
}

function toRun({ id, tool, setup, lease_seconds: leaseSeconds }: Row): Run {
  return { id, tool, setup: JSON.parse(setup) as BatchSetup, leaseSeconds };
}

/** Stores a run, or finds the same one: its lease stays what it was. */
export async function storeRun(database: Database, setup: BatchSetup, leaseSeconds: number): Promise<Run> {
  const id = digestOfRun(setup);
  const kept = { ...setup, cacheDir: null, reportsDir: null };
  await database.query(
    `INSERT INTO permaudit.run (id, tool, rulebook, as_of, setup, lease_seconds) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (id) DO NOTHING`,
    [id, toolText(setup.tool), setup.rulebook.sha256, setup.asOf, JSON.stringify(kept), leaseSeconds],
  );
  const [row] = await database.query<Row>('SELECT id, tool, setup, lease_seconds FROM permaudit.run WHERE id = $1', [
    id,
  ]);
  if (row === undefined) throw new QueueError('the run was removed while it was submitted');
  return toRun(row);
}

/** The ids of all runs of one program, the oldest first. */
export async function runsOf(database: Database, tool: string): Promise<string[]> {
  const rows = await database.query<{ id: string }>(
    'SELECT id FROM permaudit.run WHERE tool = $1 ORDER BY created, id',
    [tool],
  );
  return rows.map(({ id }) => id);
}

/**
 * The run whose id begins so; without a beginning the newest.
 * @throws QueueError for none, and for several
 */
export async function findRun(database: Database, beginning: string | undefined): Promise<Run> {
  const rows = await database.query<Row>(
    `SELECT id, tool, setup, lease_seconds FROM permaudit.run WHERE starts_with(id, $1)
     ORDER BY created DESC, id LIMIT $2`,
    [beginning ?? '', beginning === undefined ? 1 : 2],
  );
  const [row, another] = rows;
  if (row === undefined)
    throw new QueueError(
      beginning === undefined ? 'nothing was submitted to this queue' : `there is no run ${beginning}`,
      'permaudit status lists the runs',
    );
  if (another !== undefined) throw new QueueError(`several runs begin with ${beginning ?? ''}`, 'name more of its id');
  return toRun(row);
}
