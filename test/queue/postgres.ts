/** A PostgreSQL of the tests' own: a cluster in a temporary folder, on a free port of this machine. */
import { execFileSync } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = '/usr/lib/postgresql';

/** The programs of the newest PostgreSQL here, or null, told loudly. */
export function postgresPrograms(): string | null {
  const versions = existsSync(ROOT)
    ? readdirSync(ROOT)
        .map(Number)
        .sort((a, b) => b - a)
    : [];
  const found = versions
    .map((version) => join(ROOT, String(version), 'bin'))
    .find((bin) => existsSync(join(bin, 'initdb')));
  if (found === undefined) process.stderr.write('SKIPPED: no PostgreSQL is installed (apt-get install postgresql)\n');
  return found ?? null;
}

export interface Postgres {
  /** The address of a new, empty database. */
  database: (name: string) => string;
  /** Ends all connections at once, and listens again on the same port. */
  restart: () => void;
  /** Lays down what TLS needs, for `ssl = on`. */
  certify: (key: string, cert: string) => void;
  stop: () => void;
  port: number;
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('no port'));
        else resolve(address.port);
      });
    });
  });
}

/** Starts a cluster, in which only the role `locked` needs its password. Its programs refuse to run as root: then they run as the user `postgres`. */
export async function startPostgres(bin: string): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), 'permaudit-postgres-'));
  const data = join(folder, 'data');
  mkdirSync(data);
  const identity: { uid?: number; gid?: number } = {};
  if (process.getuid?.() === 0) {
    identity.uid = Number(execFileSync('id', ['-u', 'postgres'], { encoding: 'utf8' }));
    identity.gid = Number(execFileSync('id', ['-g', 'postgres'], { encoding: 'utf8' }));
    for (const path of [folder, data]) chownSync(path, identity.uid, identity.gid);
  }
  const run = (program: string, ...args: string[]): void => {
    execFileSync(join(bin, program), args, { ...identity, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  };
  const port = await freePort();
  run('initdb', '-D', data, '-U', 'owner', '--auth=trust', '--encoding=UTF8', '--no-sync');
  // The first line that fits counts.
  const rules = join(data, 'pg_hba.conf');
  writeFileSync(rules, `host all locked 127.0.0.1/32 scram-sha-256\n${readFileSync(rules, 'utf8')}`);
  const options = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c fsync=off`;
  const start = (): void => {
    run('pg_ctl', '-D', data, '-o', options, '-l', join(folder, 'log'), '-w', 'start');
  };
  start();
  return {
    port,
    database: (name) => {
      run('createdb', '-h', '127.0.0.1', '-p', String(port), '-U', 'owner', name);
      return `postgres://owner@127.0.0.1:${port}/${name}`;
    },
    restart: () => {
      run('pg_ctl', '-D', data, '-m', 'immediate', 'stop');
      start();
    },
    certify: (key, cert) => {
      for (const [name, text] of [
        ['server.key', key],
        ['server.crt', cert],
      ] as const) {
        writeFileSync(join(data, name), text, { mode: 0o600 });
        if (identity.uid !== undefined && identity.gid !== undefined)
          chownSync(join(data, name), identity.uid, identity.gid);
      }
    },
    stop: () => {
      run('pg_ctl', '-D', data, '-m', 'immediate', 'stop');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
