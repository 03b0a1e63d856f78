/** The audit of one file of a batch: what a worker does. */
import { basename } from 'node:path';
import { openInput, type AppInput, type OpenInputOptions } from '../inputs/open-input.js';
import { hashOf } from '../inputs/open-apk.js';
import { toReadingError } from '../facts/reading-error.js';
import { auditApp } from '../audit/evaluate.js';
import { applyJustifications, withSettings } from '../audit/justify.js';
import { withinSize } from '../report/size.js';
import { AUDIT_WORDS } from '../words/audit.js';
import type { Audit, FaultError } from '../audit/types.js';
import type { RemoteSource } from '../bytes/byte-source.js';
import { PermauditError } from '../bytes/errors.js';
import { ProcessMemory, READING_MEMORY_SHARE } from '../bytes/process-memory.js';
import { AuditCache } from './cache.js';
import { categoryOf, choicesForFile } from './category-map.js';
import { batchError, failedAudit, INTERNAL_ERROR, isPassing, requestFor } from './failed.js';
import { lineOf, recordOf, rowOf } from './record.js';
import { writeReportOf } from './report-file.js';
import { digestForCache, digestOfRun } from './run-digest.js';
import { stampOf, type Stamp } from './stamp.js';
import { digestOfTarget, openBytes } from './target-digest.js';
import type { BatchSetup, Target, WorkerAnswer } from './types.js';
import type { ReadingError } from '../facts/facts.js';
import { systemCodeOf } from '../bytes/system-code.js';

/** Of its memory, what a process may hold between two files. */
const RESTING_SHARE = 0.5;

interface Outcome {
  audit: Audit;
  /** Of what was read, see {@link digestOfTarget}. */
  digest: string | null;
  cached: boolean;
  cacheError: string | null;
}

/** Opens a file on a server, and gives it so long for all that is read of it. @throws PermauditError */
export type OpenRemote = (address: string, timeMs: number) => RemoteSource;

/** Audits files one after the other with the same settings. */
export class FileAuditor {
  readonly #run: string;
  readonly #settings: string;
  readonly #cache: AuditCache | null;
  readonly #reading: ProcessMemory;
  readonly #resting: ProcessMemory;

  /**
   * @param memory bytes that the process may hold
   * @param openRemote absent: there are no files but those of this machine
   */
  constructor(
    private readonly setup: BatchSetup,
    memory = Number.POSITIVE_INFINITY,
    private readonly openRemote?: OpenRemote,
  ) {
    this.#reading = new ProcessMemory(READING_MEMORY_SHARE * memory);
    this.#resting = new ProcessMemory(RESTING_SHARE * memory);
    this.#run = digestOfRun(setup);
    this.#settings = digestForCache(setup);
    this.#cache = setup.cacheDir === null ? null : new AuditCache(setup.cacheDir);
  }

  /** Audits one app. Never throws: a bug is an audit with the code `INTERNAL_ERROR`. */
  audit(target: Target): WorkerAnswer {
    let read = target;
    let outcome: Outcome;
    try {
      if (target.remote === true) {
        const source = this.#open(target);
        read = { ...target, size: source.size, modified: source.modified };
        outcome = this.#remote(target.file, source);
      } else {
        const before = stampOf(target);
        if (before !== null) read = { ...target, size: before.size, modified: before.modified };
        outcome = this.#read(target, before);
      }
    } catch (error) {
      outcome = { audit: this.#failed(read, error), digest: null, cached: false, cacheError: null };
    }
    try {
      return this.#answer(read, outcome);
    } catch (error) {
      // A report that is too large says nothing of the app: it is told as one that could not be audited.
      return this.#answer(read, { ...outcome, audit: this.#failed(read, error) });
    }
  }

  /** @throws PermauditError `LIMIT_REPORT` */
  #answer(read: Target, outcome: Outcome): WorkerAnswer {
    const { settings, justifications = [], reportsDir = null } = this.setup;
    // After the cache: what somebody answers for is no part of what is remembered.
    const audit = applyJustifications(withSettings(outcome.audit, settings), justifications, AUDIT_WORDS);
    const record = recordOf(audit, read, this.#run, outcome.digest, this.setup.shard);
    const row = rowOf(record);
    const line = withinSize('ndjson', () => lineOf(record));
    const reportError = reportsDir === null ? null : writeReportOf(record.audit, row, reportsDir);
    const { cached, cacheError } = outcome;
    // Not after each file: asking the system takes a tenth of the audit of a small one.
    return { line, row, cached, cacheError, reportError, isSpent: this.#resting.isSeenOver() };
  }

  readonly #look = (more: number): void => {
    this.#reading.look(more);
  };

  #read(target: Target, before: Stamp | null): Outcome {
    const outcome = target.parts === undefined && target.folder !== true ? this.#file(target) : this.#several(target);
    const after = stampOf(target);
    // Without a file there is nothing to compare with: what was open was read whole, and is reported.
    if (before === null || after === null || before.identity === after.identity) return outcome;
    throw new PermauditError('IO_READ', { problem: 'changed' });
  }

  #file(target: Target): Outcome {
    const source = openBytes(Buffer.from(target.path.buffer, target.path.byteOffset, target.path.byteLength));
    try {
      // One pass over the file serves the cache and the report.
      const isHashable = source.size <= this.setup.limits.inputBytes;
      const digest = isHashable ? hashOf(source) : null;
      return this.#judge(target.file, source, digest, digest === null ? {} : { sha256: digest });
    } finally {
      source.close();
    }
  }

  #open({ file }: Target): RemoteSource {
    if (this.openRemote === undefined) throw new Error('a file of a server, where there is none');
    return this.openRemote(file, this.setup.limits.timeMs);
  }

  /** A file on a server, of which only what is needed is read: its SHA-256 takes every byte. */
  #remote(file: string, source: RemoteSource): Outcome {
    const isHashed = this.setup.wholeRemote === true && source.size <= this.setup.limits.inputBytes;
    const digest = isHashed ? hashOf(source) : null;
    const outcome = this.#judge(file, source, digest, { sha256: digest });
    // Whatever a reader made of it.
    if (source.failure !== null) throw source.failure;
    return outcome;
  }

  /** An app in several files: known by all of them, under the names they have in the report. */
  #several(target: Target): Outcome {
    const { file, parts } = target;
    const digest = digestOfTarget(target, this.setup.limits.inputBytes);
    return this.#judge(file, parts ?? file, digest);
  }

  /**
   * @param digest SHA-256 of what is read; null when there is too much of it
   * @param known what the readers need not find out
   */
  #judge(file: string, input: AppInput, digest: string | null, known: Pick<OpenInputOptions, 'sha256'> = {}): Outcome {
    const { setup } = this;
    const choice = choicesForFile(setup.categoryRules, file, setup.defaultCategory);
    const key = this.#cache !== null && digest !== null ? AuditCache.key(digest, this.#settings, choice) : null;
    const cached = key === null ? null : (this.#cache?.get(key) ?? null);
    if (cached !== null) return { audit: withFile(cached, file), digest, cached: true, cacheError: null };
    const facts = openInput(input, {
      name: file,
      limits: { ...setup.limits, look: this.#look },
      code: setup.code === true ? 'read' : 'none',
      ...(setup.apiRange === null ? {} : { apiRange: setup.apiRange }),
      ...known,
    });
    const request = requestFor(setup, categoryOf(choice, facts.manifest?.packageName ?? null));
    const audit = auditApp(facts, setup.rulebook, request);
    // A failure that another run may not meet is never remembered.
    const isLasting = !isPassing(audit.error?.code ?? null);
    const cacheError = key === null || !isLasting ? null : (this.#cache?.put(key, withFile(audit, '')) ?? null);
    return { audit, digest, cached: false, cacheError };
  }

  #failed(target: Target, error: unknown): Audit {
    if (error instanceof PermauditError) {
      return failedAudit(target.file, target.size, toReadingError(error), this.setup);
    }
    return failedAudit(target.file, target.size, asBatchError(error), this.setup);
  }
}

/** Everything else that is thrown: no more memory for a buffer, a system error of the file, or a bug. */
function asBatchError(error: unknown): ReadingError | FaultError {
  const message = error instanceof Error ? error.message : String(error);
  const system = systemCodeOf(error) ?? '';
  if (system === 'ERR_MEMORY_ALLOCATION_FAILED' || message === 'Array buffer allocation failed') {
    return batchError({ code: 'LIMIT_MEMORY', data: { problem: 'notEnough' } });
  }
  if (error instanceof Error && 'syscall' in error) {
    return batchError({ code: 'IO_READ', data: { problem: 'cannotRead', system } });
  }
  return batchError({ code: INTERNAL_ERROR, data: { problem: 'bug', detail: message } });
}

/** The audit as one of `file`: of a single APK, its own name follows. */
function withFile(audit: Audit, file: string): Audit {
  const { identity } = audit;
  const named = { ...audit, subject: { ...audit.subject, file } };
  if (audit.input !== 'apk' || identity === null) return named;
  return { ...named, identity: { ...identity, apks: identity.apks.map((apk) => ({ ...apk, name: basename(file) })) } };
}
