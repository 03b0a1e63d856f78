/** `permaudit submit`: apps into a queue. */
import { resolve } from 'node:path';
import { listenForInterrupts } from '../../../batch/interrupt.js';
import { pathsOfList } from '../../../batch/path-list.js';
import { submit } from '../../../queue/submit.js';
import { STANDARD_INPUT } from '../../io/app-input.js';
import { UsageError } from '../../io/failures.js';
import { EXIT } from '../../gate/exit-codes.js';
import { checkConfig } from '../../options/check-config.js';
import type { SubmitFlags } from '../../options/flags.js';
import { settingsOf, tellSettings } from '../../options/settings.js';
import { rulebookWith } from '../../rule-files/user-rules.js';
import { findApps, isProblem, tellMissed } from '../batch/find.js';
import { readList } from '../batch/lists.js';
import { setupOf } from '../batch/setup.js';
import { withQueue } from './open.js';

const SLASH = 0x2f;

/** A path of a list, which need not be text. */
function absolute(path: Buffer): Buffer {
  return path[0] === SLASH ? path : Buffer.concat([Buffer.from(`${process.cwd()}/`), path]);
}

/** More than the time of the readers passes before a worker is taken for lost: it starts processes, and writes. */
const LEASE_FACTOR = 2;

/**
 * Submits what the arguments name, and returns 0, or 3 where something could not be looked at or there is no app.
 * @throws UsageError, OutputError
 */
export async function runSubmit(paths: readonly string[], flags: SubmitFlags): Promise<number> {
  const settings = await settingsOf(flags);
  const rulebook = await rulebookWith(settings.rules, settings.quiet);
  if (settings.loaded !== null) checkConfig(settings.loaded, rulebook);
  tellSettings({ ...flags, format: 'text', report: [] }, settings.loaded);
  if (paths.includes(STANDARD_INPUT)) throw new UsageError('standard input is one app: a queue takes files');
  const setup = setupOf(settings, rulebook);
  const least = Math.ceil(setup.limits.timeMs / 1000);
  const { lease = LEASE_FACTOR * least } = flags;
  if (lease <= least) {
    throw new UsageError(
      `--lease: ${lease} is not more than the ${least} seconds that a file may take`,
      `--lease ${LEASE_FACTOR * least}`,
    );
  }
  // Workers have other working directories.
  const inputs = [
    ...paths.map((path) => resolve(path)),
    ...(flags.from ?? []).flatMap((list) => pathsOfList(readList(list)).map(absolute)),
  ];
  if (inputs.length === 0) throw new UsageError('no APK given', 'permaudit submit ./apks --category lending');
  const interrupts = listenForInterrupts(() => {
    process.stderr.write('permaudit: stopping; what is submitted stays so, and the same command goes on\n');
  });
  try {
    const found = await findApps(inputs, { flags, limits: setup.limits, signal: interrupts.signal });
    tellMissed(found, inputs);
    const told = await withQueue(flags, (database) => submit(database, setup, found.targets, lease));
    if (flags.quiet !== true) {
      const known = told.known === 0 ? '' : `, ${told.known} of them were there already`;
      process.stdout.write(`${found.targets.length} submitted to run ${told.run.slice(0, 16)}${known}\n`);
    }
    const isMissing = found.targets.length === 0 || found.notes.some(isProblem);
    return interrupts.exitCode() ?? (isMissing ? EXIT.unreadable : EXIT.ok);
  } finally {
    interrupts.release();
  }
}
