/**
 * The tables of a queue's results, version by version. A version that was released is never changed: what is to be otherwise is
 * a new one at the end.
 */
export const MIGRATIONS: readonly string[] = [
  `
CREATE TABLE permaudit.run (
  id text PRIMARY KEY,
  tool text NOT NULL,
  rulebook text NOT NULL,
  as_of date NOT NULL,
  setup text NOT NULL,
  lease_seconds integer NOT NULL,
  created timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE permaudit.run IS 'All that decides what an audit says, beside the file; id is the digest of it.';

CREATE TABLE permaudit.file (
  run text NOT NULL REFERENCES permaudit.run,
  key text NOT NULL,
  target text NOT NULL,
  submitted timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (run, key)
);
COMMENT ON TABLE permaudit.file IS 'Every app that was submitted; key is its path, or base64: and the path in base64 where it is no text.';

CREATE TABLE permaudit.result (
  run text NOT NULL,
  key text NOT NULL,
  file text NOT NULL,
  package text,
  version_name text,
  version_code numeric,
  sha256 text,
  signer text,
  category text,
  outcome text NOT NULL,
  error_code text,
  score double precision,
  grade text,
  verdict text,
  data_types text[] NOT NULL,
  permissions text[] NOT NULL,
  sdks text[] NOT NULL,
  record jsonb NOT NULL,
  line text,
  finished timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (run, key),
  FOREIGN KEY (run, key) REFERENCES permaudit.file
);
COMMENT ON COLUMN permaudit.result.data_types IS 'What costs points without need: barred or unjustified.';
COMMENT ON COLUMN permaudit.result.line IS 'The record as it was written, where JSONB cannot hold it: U+FFFD stands there for NUL and lone surrogates.';
CREATE INDEX result_package ON permaudit.result (package, version_code);
CREATE INDEX result_sha256 ON permaudit.result (sha256);
CREATE INDEX result_signer ON permaudit.result (signer);
CREATE INDEX result_judged ON permaudit.result (run, category, verdict, score);
CREATE INDEX result_grade ON permaudit.result (run, grade);
CREATE INDEX result_data_types ON permaudit.result USING gin (data_types);
CREATE INDEX result_permissions ON permaudit.result USING gin (permissions);
CREATE INDEX result_sdks ON permaudit.result USING gin (sdks);

CREATE VIEW permaudit.without_need AS
  SELECT run, category, data_type, count(*) AS apps, count(DISTINCT signer) AS signers
  FROM permaudit.result, unnest(data_types) AS data_type
  WHERE score IS NOT NULL
  GROUP BY run, category, data_type;
COMMENT ON VIEW permaudit.without_need IS 'By category, in how many apps each kind of data is asked for without need.';

CREATE VIEW permaudit.by_signer AS
  SELECT run, signer, category, count(*) AS apps, count(*) FILTER (WHERE verdict = 'fail') AS failing,
    min(score) AS lowest_score, array_agg(DISTINCT package ORDER BY package) AS packages
  FROM permaudit.result
  WHERE signer IS NOT NULL
  GROUP BY run, signer, category;
COMMENT ON VIEW permaudit.by_signer IS 'The apps of each signing certificate (SHA-256).';

CREATE VIEW permaudit.failure AS
  SELECT run, coalesce(error_code, outcome) AS code, count(*) AS files, min(file) AS example
  FROM permaudit.result
  WHERE score IS NULL
  GROUP BY run, coalesce(error_code, outcome);
COMMENT ON VIEW permaudit.failure IS 'Files without a score, by the code of their error.';
`,
  `
ALTER TABLE permaudit.file ADD tries uuid[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN permaudit.file.tries IS 'Each time that a worker began with it; after three without a result, no worker reads it again.';

CREATE FUNCTION permaudit.create_queue(run_id text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  lease integer := (SELECT lease_seconds FROM permaudit.run WHERE id = run_id);
  queue_name text := 'audit-' || left(run_id, 16);
  jobs text;
BEGIN
  IF lease IS NULL THEN
    RAISE EXCEPTION 'there is no run %', run_id;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext(queue_name));
  PERFORM permaudit_queue.create_queue(queue_name, json_build_object(
    'policy', 'standard', 'expireInSeconds', lease, 'retryLimit', 1000000000, 'retryDelay', 0, 'retentionMinutes', 5270400));
  SELECT partition_name INTO jobs FROM permaudit_queue.queue WHERE name = queue_name;
  IF to_regclass('permaudit_queue.' || quote_ident(jobs || '_next')) IS NULL THEN
    EXECUTE format('CREATE INDEX %I ON permaudit_queue.%I (priority DESC, created_on, id) WHERE state < ''active''', jobs || '_next', jobs);
    EXECUTE format('CREATE INDEX %I ON permaudit_queue.%I (keep_until) WHERE state < ''active''', jobs || '_keep', jobs);
    EXECUTE format('CREATE INDEX %I ON permaudit_queue.%I (started_on) WHERE state = ''active''', jobs || '_lease', jobs);
    EXECUTE format('CREATE INDEX %I ON permaudit_queue.%I (completed_on)', jobs || '_done', jobs);
  END IF;
END
$$;
REVOKE ALL ON FUNCTION permaudit.create_queue(text) FROM PUBLIC;
COMMENT ON FUNCTION permaudit.create_queue(text) IS 'Makes the queue of a run, a partition of the owner, for a role that may make no tables. Its jobs are tried without end: a lease can run out for a database that was away, and whoever gets the job next counts the workers that were lost at its file. The indexes let the next job, and what pg-boss looks for every few seconds, cost the same however many jobs there are.';

CREATE FUNCTION permaudit.take_anew(run_id text, keys text[]) RETURNS SETOF text
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH unread AS (
    DELETE FROM permaudit.result
    WHERE run = run_id AND key = ANY (keys) AND error_code IN ('IO_NOT_FOUND', 'IO_READ', 'IO_REMOTE')
    RETURNING key
  )
  UPDATE permaudit.file SET tries = '{}'
  WHERE run = run_id AND key IN (SELECT unread.key FROM unread)
  RETURNING key
$$;
REVOKE ALL ON FUNCTION permaudit.take_anew(text, text[]) FROM PUBLIC;
COMMENT ON FUNCTION permaudit.take_anew(text, text[]) IS 'Drops the results of these files that say only that a file could not be read, for a role that may drop no others.';
`,
];
