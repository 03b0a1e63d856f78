/** What the command without a name does with its inputs: the audit of one app, or a batch. */
import { lstatSync, statSync } from 'node:fs';
import { isOneApp, isSplitSet } from '../../../inputs/one-app.js';
import { systemCodeOf } from '../../../bytes/system-code.js';

export type Route = { kind: 'audit'; input: string | readonly string[] } | { kind: 'batch' };

/**
 * One file is one app, and so is a folder that holds one (decoded, sources, a split set), and several files that are the
 * splits of one. Everything else is a batch: other folders, patterns, several apps, and whatever is asked for with an
 * option that only a batch has.
 */
export function routeOf(paths: readonly string[], hasBatchOption: boolean): Route {
  const [path, ...more] = paths;
  if (hasBatchOption || path === undefined) return { kind: 'batch' };
  if (more.length > 0) {
    return paths.every(isFile) && isSplitSet(paths) ? { kind: 'audit', input: paths } : { kind: 'batch' };
  }
  const stat = statOf(path);
  if (stat === undefined) return isPatternOnly(path) ? { kind: 'batch' } : { kind: 'audit', input: path };
  if (!stat.isDirectory()) return { kind: 'audit', input: path };
  if (!isOneApp(path)) return { kind: 'batch' };
  // A slash has the system follow a link to a folder that was named itself.
  return { kind: 'audit', input: lstatSync(path).isSymbolicLink() ? `${path}/` : path };
}

function isPatternOnly(path: string): boolean {
  return path !== '-' && /[*?[\]{}]/.test(path);
}

function isFile(path: string): boolean {
  return statOf(path)?.isFile() ?? false;
}

/** What a path leads to; undefined when nothing does, or it may not be looked at, which its reader tells. */
function statOf(path: string): ReturnType<typeof lstatSync> | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if (systemCodeOf(error) !== null) return undefined;
    throw error;
  }
}
