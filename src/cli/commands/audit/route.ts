/** What the command without a name does with its inputs: the audit of one app, or a batch. */
import { lstatSync, statSync } from 'node:fs';
import type { ScoutOptions } from '../../../batch/scout.js';
import { isOneApp, isSplitSet, type HeaderReader } from '../../../inputs/one-app.js';
import { systemCodeOf } from '../../../bytes/system-code.js';

export type Route = { kind: 'audit'; input: string | readonly string[] } | { kind: 'batch' };

/**
 * One file is one app, and so is a folder that holds one (decoded, sources, a split set), and several files that are the
 * splits of one. Everything else is a batch: other folders, patterns, several apps, and whatever is asked for with an
 * option that only a batch has.
 * @param scouting by which limits files are looked into, in another process, where they may be splits of one app
 */
export async function routeOf(
  paths: readonly string[],
  hasBatchOption: boolean,
  scouting: ScoutOptions,
): Promise<Route> {
  const [path, ...more] = paths;
  const needsLook = more.length > 0 || (path !== undefined && (statOf(path)?.isDirectory() ?? false));
  if (!needsLook || hasBatchOption) return routeBy(paths, hasBatchOption, () => null);
  const { Scout } = await import('../../../batch/scout.js');
  const scout = new Scout(scouting);
  try {
    return await routeBy(paths, hasBatchOption, scout.headerOf);
  } finally {
    await scout.close();
  }
}

async function routeBy(paths: readonly string[], hasBatchOption: boolean, headerOf: HeaderReader): Promise<Route> {
  const [path, ...more] = paths;
  if (hasBatchOption || path === undefined) return { kind: 'batch' };
  if (more.length > 0) {
    return paths.every(isFile) && (await isSplitSet(paths, headerOf))
      ? { kind: 'audit', input: paths }
      : { kind: 'batch' };
  }
  const stat = statOf(path);
  if (stat === undefined) return isPatternOnly(path) ? { kind: 'batch' } : { kind: 'audit', input: path };
  if (!stat.isDirectory()) return { kind: 'audit', input: path };
  if (!(await isOneApp(path, headerOf))) return { kind: 'batch' };
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
