/** The audit of one file of a batch: what a worker does. */
import { statSync, type BigIntStats } from 'node:fs';
import { hashOf, readApk } from '../apk/open.js';
import { toReadingError } from '../apk/readings.js';
import { auditApp } from '../audit/evaluate.js';
import type { Audit } from '../audit/types.js';
import { FileByteSource } from '../bytes/byte-source.js';
import { PermauditError } from '../bytes/errors.js';
import { AuditCache } from './cache.js';
import { categoryOf, choicesForFile } from './category-map.js';
import { batchError, failedAudit, INTERNAL_ERROR, requestFor } from './failed.js';
import { bytesUnlessText } from './path-bytes.js';
import { lineOf, recordOf, rowOf } from './record.js';
import { digestForCache, digestOfRun } from './settings.js';
import type { BatchSetup, Target, WorkerAnswer } from './types.js';

/** Failures that another run may not meet: they are never remembered. */
const PASSING = /^(?:IO_|LIMIT_TIME$|LIMIT_MEMORY$)/;

interface Outcome {
  audit: Audit;
  cached: boolean;
  cacheError: string | null;
}

/** Audits files one after the other with the same settings. */
export class FileAuditor {
  readonly #run: string;
  readonly #settings: string;
  readonly #cache: AuditCache | null;

  constructor(private readonly setup: BatchSetup) {
    this.#run = digestOfRun(setup);
    this.#settings = digestForCache(setup);
    this.#cache = setup.cacheDir === null ? null : new AuditCache(setup.cacheDir);
  }

  /** Audits one file. Never throws: a bug is an audit with the code `INTERNAL_ERROR`. */
  audit(target: Target): WorkerAnswer {
    const path = Buffer.from(target.path.buffer, target.path.byteOffset, target.path.byteLength);
    let read = target;
    let outcome: Outcome;
    try {
      const before = statSync(path, { bigint: true, throwIfNoEntry: false });
      if (before !== undefined) read = { ...target, size: Number(before.size), modified: before.mtimeNs.toString() };
      outcome = this.#read(path, target.file, before);
    } catch (error) {
      outcome = { audit: this.#failed(read, error), cached: false, cacheError: null };
    }
    const record = recordOf(outcome.audit, read, this.#run);
    return { line: lineOf(record), row: rowOf(record), cached: outcome.cached, cacheError: outcome.cacheError };
  }

  #read(path: Buffer, file: string, before: BigIntStats | undefined): Outcome {
    const source = openBytes(path);
    try {
      const outcome = this.#judge(source, file);
      const after = statSync(path, { bigint: true, throwIfNoEntry: false });
      // Without a file there is nothing to compare with: what was open was read whole, and is reported.
      if (before === undefined || after === undefined || isSame(before, after)) return outcome;
      throw new PermauditError('IO_READ', 'the file changed while it was read', { hint: 'audit it again' });
    } finally {
      source.close();
    }
  }

  #judge(source: FileByteSource, file: string): Outcome {
    const { setup } = this;
    const choice = choicesForFile(setup.categoryRules, file, setup.defaultCategory);
    const isHashable = source.size <= setup.limits.inputBytes;
    const key = this.#cache !== null && isHashable ? AuditCache.key(hashOf(source), this.#settings, choice) : null;
    const known = key === null ? null : (this.#cache?.get(key) ?? null);
    if (known !== null) return { audit: withFile(known, file), cached: true, cacheError: null };
    const facts = readApk(source, file, {
      limits: setup.limits,
      ...(setup.apiRange === null ? {} : { apiRange: setup.apiRange }),
    });
    const request = requestFor(setup, categoryOf(choice, facts.manifest?.packageName ?? null));
    const audit = auditApp(facts, setup.rulebook, request);
    const isLasting = audit.error === null || !PASSING.test(audit.error.code);
    const cacheError = key === null || !isLasting ? null : (this.#cache?.put(key, withFile(audit, '')) ?? null);
    return { audit, cached: false, cacheError };
  }

  #failed(target: Target, error: unknown): Audit {
    if (error instanceof PermauditError) {
      return failedAudit(target.file, target.size, toReadingError(error), this.setup);
    }
    return failedAudit(target.file, target.size, asBatchError(error), this.setup);
  }
}

/** Everything else that is thrown: no more memory for a buffer, a system error of the file, or a bug. */
function asBatchError(error: unknown): ReturnType<typeof batchError> {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ERR_MEMORY_ALLOCATION_FAILED' || message === 'Array buffer allocation failed') {
    return batchError('LIMIT_MEMORY', 'there is not enough memory to read it', 'audit it alone, or raise --max-memory');
  }
  if (error instanceof Error && 'syscall' in error) {
    return batchError('IO_READ', `the file cannot be read (${code})`, null);
  }
  return batchError(INTERNAL_ERROR, `internal error: ${message}`, 'This is a bug in permaudit. Please report it.');
}

function withFile(audit: Audit, file: string): Audit {
  return { ...audit, subject: { ...audit.subject, file } };
}

function isSame(a: BigIntStats, b: BigIntStats): boolean {
  return a.dev === b.dev && a.ino === b.ino && a.size === b.size && a.mtimeNs === b.mtimeNs;
}

function openBytes(path: Buffer): FileByteSource {
  // openSync takes bytes as well as text; only the constructor's type is narrower.
  return new FileByteSource(bytesUnlessText(path) === null ? path.toString('utf8') : (path as unknown as string));
}
