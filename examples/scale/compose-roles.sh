#!/bin/sh
# Run once by the image of PostgreSQL, in a new database: the role of those who submit and work.
psql --username="$POSTGRES_USER" --dbname="$POSTGRES_DB" --set=ON_ERROR_STOP=1 --set=password="$WORKER_PASSWORD" <<'SQL'
CREATE ROLE permaudit_worker LOGIN PASSWORD :'password';
SQL
