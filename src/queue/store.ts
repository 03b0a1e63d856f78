/** Results into the tables, and out of them. */
import type { PoolClient } from 'pg';
import { rowOf } from '../batch/record.js';
import type { BatchRecord } from '../batch/types.js';
import { isWithoutNeed } from '../report/view/without-need.js';
import type { Database } from './database.js';
import { forJsonb } from './jsonb.js';

/** Records of one page. */
const PAGE = 200;

/** Text that PostgreSQL takes: it has no NUL, and no lone surrogates. */
function text(value: string | null): string | null {
  return value === null ? null : Buffer.from(value.replaceAll('\0', '\ufffd'), 'utf8').toString('utf8');
}

/**
 * Stores a result, unless there is one of this file already.
 * @param line the line of the record, as a results file would have it
 */
export async function storeResult(client: PoolClient, run: string, key: string, line: string): Promise<void> {
  const record = JSON.parse(line) as BatchRecord;
  const row = rowOf(record);
  const { audit } = record;
  const { json, isAltered } = forJsonb(line);
  const without = row.overRequested.filter(isWithoutNeed).map(({ dataType }) => dataType);
  await client.query(
    `INSERT INTO permaudit.result (run, key, file, package, version_name, version_code, sha256, signer, category, outcome,
       error_code, score, grade, verdict, data_types, permissions, sdks, record, line)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
     ON CONFLICT (run, key) DO NOTHING`,
    [
      run,
      key,
      text(row.file),
      text(row.package),
      text(row.versionName),
      audit.subject.versionCode,
      row.sha256 ?? null,
      signerOf(record),
      row.category,
      row.outcome,
      row.errorCode,
      row.score,
      row.grade,
      row.verdict,
      without,
      audit.permissions.map(({ name }) => text(name)),
      (row.sdks ?? []).map(({ id }) => id),
      json,
      isAltered ? line : null,
    ],
  );
}

/** The SHA-256 of the certificate of the first signer. */
function signerOf({ audit }: BatchRecord): string | null {
  return audit.identity?.signer?.certificates[0]?.sha256 ?? null;
}

/** The records of a run in the order of their keys, a page at a time, as the lines of a results file. */
export async function* linesOf(database: Database, run: string): AsyncGenerator<string, void, undefined> {
  let after: string | null = null;
  for (;;) {
    const rows: { key: string; line: string }[] = await database.query(
      `SELECT key, coalesce(line, record::text) AS line FROM permaudit.result
       WHERE run = $1 AND ($2::text IS NULL OR key > $2) ORDER BY key LIMIT $3`,
      [run, after, PAGE],
    );
    for (const { line } of rows) yield line;
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    after = last.key;
  }
}
