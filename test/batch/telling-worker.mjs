/** A worker that tells, in place of an audit, with which options of Node.js and V8 it runs. */
import { serve } from '../../dist/batch/serve.js';

serve(() => ({ file }) => ({ line: process.execArgv.join(' '), row: { file }, cached: false, cacheError: null }));
