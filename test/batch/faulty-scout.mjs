/** A scout's process that meets what the real one must never: chosen by the name of the file. */
import { serve } from '../../dist/batch/serve.js';
import { FAULTS } from './faults.mjs';

serve(() => (path) => {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return FAULTS[name]?.() ?? { packageName: 'a.b', versionCode: 1, split: name };
});
