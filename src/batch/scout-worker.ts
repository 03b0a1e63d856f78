/** What the process of a {@link Scout} runs. */
import type { Limits } from '../bytes/limits.js';
import { splitHeaderOf } from '../inputs/apk-files.js';
import type { SplitName } from '../inputs/one-app.js';
import { serve } from './serve.js';

serve((limits) => (path): SplitName | null => {
  const header = splitHeaderOf(path as string, limits as Limits);
  if (header === null) return null;
  const { packageName, versionCode, split } = header;
  return { packageName, versionCode, split };
});
