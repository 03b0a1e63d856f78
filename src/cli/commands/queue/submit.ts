/** `permaudit submit`: apps into a queue. */
import { resolve } from 'node:path';
import type { BatchSetup } from '../../../batch/types.js';
import { listenForInterrupts } from '../../../batch/interrupt.js';
import { pathsOfList } from '../../../batch/path-list.js';
import { addressesAmong, checkAddresses, targetsOf, type Address } from '../../../queue/addresses.js';
import { submit } from '../../../queue/submit.js';
import { escapePath } from '../../../report/view/escape.js';
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
import { tellingFailures, withQueue } from './open.js';

const SLASH = 0x2f;

/** A path of a list, which need not be text. */
function absolute(path: Buffer): Buffer {
  return path[0] === SLASH ? path : Buffer.concat([Buffer.from(`${process.cwd()}/`), path]);
}

/** What is named: paths, by which every worker finds them, and addresses. @throws QueueError, UsageError */
function inputsOf(
  paths: readonly string[],
  { from = [] }: SubmitFlags,
): { inputs: (string | Buffer)[]; addresses: Address[] } {
  const typed = addressesAmong(paths);
  const listed = addressesAmong(from.flatMap((list) => pathsOfList(readList(list))));
  return {
    // Workers have other working directories.
    inputs: [...typed.paths.map((path) => resolve(path)), ...listed.paths.map(absolute)],
    addresses: checkAddresses([...typed.addresses, ...listed.addresses]),
  };
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
  const setup: BatchSetup = { ...setupOf(settings, rulebook), ...(flags.sha256 === true ? { wholeRemote: true } : {}) };
  const least = Math.ceil(setup.limits.timeMs / 1000);
  const { lease = LEASE_FACTOR * least } = flags;
  if (lease <= least) {
    throw new UsageError(
      `--lease: ${lease} is not more than the ${least} seconds that a file may take`,
      `--lease ${LEASE_FACTOR * least}`,
    );
  }
  const { inputs, addresses } = await tellingFailures(() => inputsOf(paths, flags));
  if (inputs.length + addresses.length === 0) {
    throw new UsageError('no APK given', 'permaudit submit ./apks --category lending');
  }
  const interrupts = listenForInterrupts(() => {
    process.stderr.write('permaudit: stopping; what is submitted stays so, and the same command goes on\n');
  });
  try {
    const found = await findApps(inputs, { flags, limits: setup.limits, signal: interrupts.signal });
    const remote = await tellingFailures(() => targetsOf(addresses, interrupts.signal));
    const targets = [...found.targets, ...remote.targets];
    tellMissed({ ...found, targets }, [...inputs, ...addresses.map(({ text }) => text)]);
    for (const key of remote.left) {
      process.stderr.write(`permaudit: ${escapePath(key)}: a key that cannot be written as an address\n`);
    }
    const told = await withQueue(flags, (database) => submit(database, setup, targets, lease));
    if (flags.quiet !== true) {
      const known = told.known === 0 ? '' : `, ${told.known} of them were there already`;
      const again = told.again === 0 ? '' : `, ${told.again} of them could not be read and are taken anew`;
      process.stdout.write(`${targets.length} submitted to run ${told.run.slice(0, 16)}${known}${again}\n`);
    }
    const isMissing = targets.length === 0 || found.notes.some(isProblem) || remote.left.length > 0;
    return interrupts.exitCode() ?? (isMissing ? EXIT.unreadable : EXIT.ok);
  } finally {
    interrupts.release();
  }
}
