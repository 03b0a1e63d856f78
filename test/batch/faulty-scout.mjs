/** A scout's process that meets what the real one must never: chosen by the name of the file. */
import { serve } from '../../dist/batch/serve.js';

const FAULTS = {
  'hang.apk': () => {
    for (;;);
  },
  'heap.apk': () => {
    const kept = [];
    for (;;) kept.push({ index: kept.length, text: `x${kept.length}` });
  },
  'exit.apk': () => process.exit(7),
};

serve(() => (path) => {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return FAULTS[name]?.() ?? { packageName: 'a.b', versionCode: 1, split: name };
});
