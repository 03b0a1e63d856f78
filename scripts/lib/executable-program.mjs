/** What a single executable can be. Each part of the program is loaded when it is asked for. */
export { embed } from '../../dist/platform/node-own-files.js';

export const PROGRAMS = {
  main: async () => (await import('../../dist/cli/main.js')).main(),
  worker: () => import('../../dist/batch/worker.js'),
  'scout-worker': () => import('../../dist/batch/scout-worker.js'),
  'queue-worker': () => import('../../dist/queue/queue-worker.js'),
};

/** For the build, which makes the code cache after audits have run. */
export const run = async (argv) => (await import('../../dist/cli/main.js')).run(argv);
