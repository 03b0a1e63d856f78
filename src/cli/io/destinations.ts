/** Where reports go must be neither what is read nor one another: by what a path leads to, not by how it is written. */
import { realpathSync, statSync, type BigIntStats } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { systemCodeOf } from '../../bytes/system-code.js';
import { escapePath } from '../../report/view/escape.js';
import { UsageError } from './failures.js';

/** A path of the command line, and what named it: an option, or `the input`. */
export interface NamedPath {
  what: string;
  path: string;
}

/** What an app, or rules, are read from within a folder. */
const READ = /(?:^|[\\/])(?:AndroidManifest\.xml|apktool\.yml|[^\\/]+\.(?:apk|aab|apks|xapk|apkm|dex|arsc|ya?ml))$/i;
const READ_FOLDER = /^(?:res|smali.{0,20})$/;

/** What a path leads to; null where there is nothing, or it may not be looked at, which its reader or writer tells. */
function statOf(path: string): BigIntStats | null {
  try {
    return statSync(path, { bigint: true, throwIfNoEntry: false }) ?? null;
  } catch (error) {
    if (systemCodeOf(error) !== null) return null;
    throw error;
  }
}

/** Whether the path is a device, a pipe or a socket, or stands for an open file: writing to it replaces nothing. */
export function isDevice(path: string): boolean {
  const stat = statOf(path);
  return resolve(path).startsWith('/dev/') || (stat !== null && !stat.isFile() && !stat.isDirectory());
}

/** Whether a folder takes `A` for `a`: its own name, spelt in the other case, leads to it. */
function ignoresCase(folder: string): boolean {
  const name = basename(folder);
  const other = name === name.toUpperCase() ? name.toLowerCase() : name.toUpperCase();
  if (other === name) return process.platform === 'win32' || process.platform === 'darwin';
  const [here, there] = [statOf(folder), statOf(join(dirname(folder), other))];
  return here !== null && there !== null && here.ino === there.ino && here.dev === there.dev;
}

/** The same for all paths that lead to one file, also to one that is not there yet; null for a device. */
function identityOf(path: string): string | null {
  if (isDevice(path)) return null;
  const stat = statOf(path);
  if (stat !== null) return `${stat.dev}:${stat.ino}`;
  // As the system finds it: `link/..` is the folder above what the link leads to.
  const folder = dirname(path);
  const parent = statOf(folder);
  if (parent === null) return resolve(path);
  const name = basename(path).normalize('NFC');
  return `${parent.dev}:${parent.ino}/${ignoresCase(realpathSync(folder)) ? name.toLowerCase() : name}`;
}

/** Whether writing there would replace something that is read from a folder. */
function isReadFrom(folder: string, path: string): boolean {
  if (statOf(path)?.isFile() !== true) return false;
  const inside = relative(realpathSync(folder), realpathSync(path));
  const [first = ''] = inside.split(sep);
  return first !== '..' && (READ.test(inside) || READ_FOLDER.test(first));
}

/**
 * Refuses to replace what is read, and to write two things to one file.
 * @throws UsageError that names both
 */
export function checkDestinations(inputs: readonly NamedPath[], outputs: readonly NamedPath[]): void {
  // Only a file that is there can be replaced: with none, the inputs, which may be many, need not be looked at.
  const isAny = outputs.some(({ path }) => statOf(path) !== null);
  const read = isAny ? inputs : [];
  const known = new Map<string | null, NamedPath>(read.map((input) => [identityOf(input.path), input]));
  const folders = read.filter(({ path }) => statOf(path)?.isDirectory() === true);
  const written = new Map<string, NamedPath>();
  for (const output of outputs) {
    const identity = identityOf(output.path);
    if (identity === null) continue;
    const shown = escapePath(output.path);
    const replaced = known.get(identity) ?? folders.find(({ path }) => isReadFrom(path, output.path));
    if (replaced !== undefined) {
      throw new UsageError(`${output.what} would replace ${replaced.what}, ${shown}`, 'choose another name');
    }
    const other = written.get(identity);
    if (other !== undefined) {
      throw new UsageError(`${other.what} and ${output.what} are one file, ${shown}`, 'give each its own name');
    }
    written.set(identity, output);
  }
}
