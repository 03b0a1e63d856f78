/** The apps that the arguments of a batch name. */
import { discover, type DiscoverOptions, type Discovery } from '../../../batch/discover.js';
import { Scout } from '../../../batch/scout.js';
import type { DiscoveryNote } from '../../../batch/types.js';
import type { Limits } from '../../../bytes/limits.js';
import { escapePath, escapeText } from '../../../report/view/escape.js';
import { BATCH_WORDS } from '../../../words/batch.js';
import type { BatchFlags } from '../../options/flags.js';
import { memoryOf } from '../../options/limits.js';

interface FindOptions extends Pick<DiscoverOptions, 'onFound'> {
  flags: Pick<BatchFlags, 'shard' | 'maxMemory'>;
  limits: Readonly<Limits>;
  signal: AbortSignal;
}

/** Looks through what is named, with the user's limits, in a process of its own where files are opened. */
export async function findApps(
  inputs: readonly (string | Buffer)[],
  { flags, limits, signal, onFound }: FindOptions,
): Promise<Discovery> {
  const { shard } = flags;
  const scout = new Scout({ limits, memoryMb: memoryOf(flags), signal });
  try {
    return await discover(inputs, {
      headerOf: scout.headerOf,
      signal,
      ...(onFound === undefined ? {} : { onFound }),
      ...(shard === undefined ? {} : { shard }),
    });
  } finally {
    await scout.close();
  }
}

/** Tells on stderr what could not be looked at, and that there is no app at all. */
export function tellMissed({ targets, notes, elsewhere }: Discovery, inputs: readonly (string | Buffer)[]): void {
  for (const note of notes.filter(isProblem)) {
    const message = BATCH_WORDS.en.note(note);
    process.stderr.write(`permaudit: ${escapePath(note.file)}: ${escapeText(message)}\n`);
  }
  if (targets.length > 0 || elsewhere > 0) return;
  const [first] = inputs;
  const where = first === undefined || inputs.length > 1 ? '' : ` in ${escapePath(first.toString())}`;
  process.stderr.write(`permaudit: no APK found${where} [IO_NO_APK]\n`);
}

/** Whether an app may have been missed. */
export function isProblem({ kind }: DiscoveryNote): boolean {
  return kind === 'unreadable' || kind === 'no-match';
}
