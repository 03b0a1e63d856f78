/** What is asked of a server again, where it did not answer. */
import { setTimeout as sleep } from 'node:timers/promises';
import { PermauditError } from '../bytes/errors.js';
import { systemCodeOf } from '../bytes/system-code.js';
import { remoteError } from './ranges.js';

/** A server that has not answered in full by then is asked again. */
const ATTEMPT_MS = 30_000;
/** Before the second and the third attempt. */
const PAUSES_MS: readonly number[] = [200, 1000];

export interface Patience {
  attemptMs?: number;
  pausesMs?: readonly number[];
}

/** A failure that another attempt need not meet. */
export class Passing extends Error {
  override readonly name = 'Passing';

  constructor(readonly told: PermauditError) {
    super(told.message);
  }
}

/**
 * Asks again where that may help.
 * @param signal ends it all
 * @param once an attempt; an error of the system that it throws passes
 * @throws PermauditError; what else `once` throws
 */
export async function persistently<Result>(
  signal: AbortSignal,
  { attemptMs = ATTEMPT_MS, pausesMs = PAUSES_MS }: Patience,
  once: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 0; ; attempt++) {
    const ended = new AbortController();
    const end = (): void => {
      ended.abort();
    };
    const timer = setTimeout(end, attemptMs);
    signal.addEventListener('abort', end);
    try {
      if (signal.aborted) end();
      return await once(ended.signal);
    } catch (error) {
      if (error instanceof PermauditError) throw error;
      const failure = ended.signal.aborted ? new Passing(remoteError({ problem: 'timeout', limit: attemptMs })) : error;
      const system = systemCodeOf(failure);
      const passing = failure instanceof Passing ? failure.told : system === null ? null : connectionError(system);
      if (passing === null) throw failure;
      const pause = pausesMs[attempt];
      if (pause === undefined || signal.aborted) throw passing;
      await sleep(pause, undefined, { signal }).catch(() => undefined);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
    }
  }
}

function connectionError(system: string): PermauditError {
  return remoteError({ problem: 'connection', system });
}
