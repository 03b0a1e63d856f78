/** Audits remembered by the content of the file and all that was asked: a second run need not read the file again. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import type { Audit } from '../audit/types.js';
import { systemCodeOrThrow } from '../bytes/system-code.js';

/** Changes when the layout of an entry changes. */
const LAYOUT = 'v2';

/** Where audits are remembered unless told otherwise: `$XDG_CACHE_HOME/permaudit`, else `~/.cache/permaudit`. */
export function defaultCacheDir(env: Readonly<Record<string, string | undefined>>): string {
  const base = env['XDG_CACHE_HOME'] ?? '';
  // The specification has relative paths ignored (XDG Base Directory 0.8).
  return join(isAbsolute(base) ? base : join(homedir(), '.cache'), 'permaudit');
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** A folder of audits. Its entries carry their own checksum: one that is cut or altered counts as missing. */
export class AuditCache {
  constructor(private readonly folder: string) {}

  /** The name of an entry. `file` is the SHA-256 of the APK, `settings` {@link digestForCache}. */
  static key(file: string, settings: string, category: unknown): string {
    return sha256(JSON.stringify([file, settings, category]));
  }

  /** The audit remembered under `key`; null when there is none, or none that is whole. */
  get(key: string): Audit | null {
    const text = this.#read(key);
    if (text === null) return null;
    const end = text.indexOf('\n');
    const body = text.slice(end + 1);
    if (end < 0 || text.slice(0, end) !== sha256(body)) return null;
    return JSON.parse(body) as Audit;
  }

  /** Remembers an audit. Returns null, or why it cannot (`ENOSPC`, `EACCES` ...): the audit itself is none the worse. */
  put(key: string, audit: Audit): string | null {
    const path = this.#pathOf(key);
    const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
    const body = JSON.stringify(audit);
    let made = false;
    try {
      // Only for the user: whoever can write here decides what later runs report.
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      made = true;
      writeFileSync(temporary, `${sha256(body)}\n${body}`, { flag: 'wx', mode: 0o600 });
      renameSync(temporary, path);
      return null;
    } catch (error) {
      const code = systemCodeOrThrow(error);
      if (made) rmSync(temporary, { force: true });
      return code;
    }
  }

  #pathOf(key: string): string {
    return join(this.folder, LAYOUT, key.slice(0, 2), key.slice(2));
  }

  #read(key: string): string | null {
    try {
      return readFileSync(this.#pathOf(key), 'utf8');
    } catch (error) {
      systemCodeOrThrow(error);
      return null;
    }
  }
}
