/** `permaudit worker`: audits what is in a queue. */
import { listenForInterrupts } from '../../../batch/interrupt.js';
import { work } from '../../../queue/work.js';
import { escapePath } from '../../../report/view/escape.js';
import { EXIT } from '../../gate/exit-codes.js';
import { tool } from '../../../api/tool.js';
import type { WorkerFlags } from '../../options/flags.js';
import { memoryOf } from '../../options/limits.js';
import { GRACE_MS } from '../../../api/batch-setup.js';
import { withQueue } from './open.js';

/**
 * Works until Ctrl-C, or until nothing is left with `--until-empty`. Returns 0: what is in the apps is for `results` to say.
 * @throws UsageError, OutputError
 */
export async function runWorker(flags: WorkerFlags): Promise<number> {
  const { jobs, untilEmpty = false, quiet } = flags;
  const interrupts = listenForInterrupts(() => {
    process.stderr.write(
      'permaudit: finishing what is in work; press Ctrl-C again to end at once: others take it over\n',
    );
  });
  try {
    const stored = await withQueue(
      flags,
      (database) =>
        work(database, {
          tool: tool(),
          jobs,
          memoryMb: memoryOf(flags),
          graceMs: GRACE_MS,
          untilEmpty,
          signal: interrupts.signal,
          onResult: (file) => {
            if (quiet !== true) process.stderr.write(`permaudit: audited ${escapePath(file)}\n`);
          },
        }),
      { isWorker: true, signal: interrupts.signal },
    );
    if (quiet !== true) process.stdout.write(`${stored} audited\n`);
    return EXIT.ok;
  } finally {
    interrupts.release();
  }
}
