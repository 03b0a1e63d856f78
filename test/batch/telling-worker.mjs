/**
 * A worker that tells, in place of an audit, which process it is and with which options of Node.js and V8 it runs. Of some
 * files, by their names, it says more.
 */
import { serve } from '../../dist/batch/serve.js';

const LARGE = 8 * 1024 * 1024;

const OWN = {
  /** More than the system takes at once. */
  'large.apk': () => ({ line: 'x'.repeat(LARGE) }),
  'spent.apk': () => ({ isSpent: true }),
  'exit.apk': () => process.exit(7),
  'hang.apk': () => {
    for (;;);
  },
};

serve(() => ({ file }) => ({
  line: `${process.pid} ${process.execArgv.join(' ')}`,
  row: { file },
  cached: false,
  cacheError: null,
  ...OWN[file]?.(),
}));
