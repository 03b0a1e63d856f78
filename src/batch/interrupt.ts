/** Ctrl-C: the first ends the batch in good order, the second ends the process. */

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
/** 128 + the number of the signal, as shells report it. */
const EXIT_CODES: Record<(typeof SIGNALS)[number], number> = { SIGINT: 130, SIGTERM: 143 };

export interface Interrupts {
  signal: AbortSignal;
  /** The exit code of the signal that came; null when none did. */
  exitCode(): number | null;
  /** Gives the signals back. */
  release(): void;
}

/** Listens until {@link Interrupts.release}. `onFirst` may tell the user what happens now. */
export function listenForInterrupts(onFirst: () => void): Interrupts {
  const controller = new AbortController();
  let code: number | null = null;
  const release = (): void => {
    for (const name of SIGNALS) process.off(name, interrupted);
  };
  const interrupted = (name: NodeJS.Signals): void => {
    code = EXIT_CODES[name as (typeof SIGNALS)[number]];
    // Without a listener the next signal has its own effect again: it ends the process.
    release();
    onFirst();
    controller.abort();
  };
  for (const name of SIGNALS) process.on(name, interrupted);
  return { signal: controller.signal, exitCode: () => code, release };
}
