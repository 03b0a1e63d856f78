/** What of an app's code something leads to: from its manifest, its other files and the code that Android starts. */
import { PermauditError } from '../bytes/errors.js';
import type { Reading } from '../bytes/reading.js';
import type { AppFacts } from '../facts/facts.js';
import { extractEntry } from '../zip/extract.js';
import type { CodeContainer } from './dex-sources.js';
import { descriptorOf } from './names.js';
import { forEachName } from './names-in-bytes.js';
import type { ReachedClasses } from './reached-classes.js';

/** Bytes of files beside the code in which names are looked for; past them nothing is said to be without a caller. */
const MAX_NAMED_BYTES = 192 * 1024 * 1024;
/** Pictures, sounds and fonts name no class. */
const NAMES_NOTHING = /\.(?:png|jpe?g|gif|webp|avif|mp[34]|m4a|aac|ogg|wav|flac|webm|ttf|otf|woff2?|dex)$/i;
const MANIFEST = 'AndroidManifest.xml';
const WIDE_TEXT = /\.(?:xml|arsc)$/;

/** Takes for reached what the manifest starts; false when no file defines any of it. */
export function reachStarted(reached: ReachedClasses, { manifest }: AppFacts): boolean {
  const names = [manifest?.application?.name ?? '', ...(manifest?.components ?? []).map(({ name }) => name)];
  // Every one of them is to be reached, whatever the first says.
  return names.map((name) => reached.reach(descriptorOf(name))).some((isDefined) => isDefined);
}

/** Takes for reached what a manifest names anywhere: providers of meta-data, factories, back-up agents. */
export function reachNamedInManifests(
  reached: ReachedClasses,
  containers: readonly CodeContainer[],
  reading: Reading,
): boolean {
  return reachNamedIn(reached, containers, reading, (name) => name === MANIFEST || name === `manifest/${MANIFEST}`);
}

/**
 * Takes for reached what any other file of the package names: layouts, `res/xml`, `META-INF/services`, assets, Cordova's
 * `config.xml`, native libraries.
 *
 * @returns false when not all of it could be read
 */
export function reachNamedInFiles(
  reached: ReachedClasses,
  containers: readonly CodeContainer[],
  reading: Reading,
): boolean {
  return reachNamedIn(reached, containers, reading, (name) => !NAMES_NOTHING.test(name));
}

function reachNamedIn(
  reached: ReachedClasses,
  containers: readonly CodeContainer[],
  reading: Reading,
  isWanted: (name: string) => boolean,
): boolean {
  let left = MAX_NAMED_BYTES;
  for (const { archive, root } of containers) {
    for (const key of archive.keys()) {
      if (!key.startsWith(root) || key.endsWith('/') || !isWanted(key.slice(root.length))) continue;
      reading.checkTime(key);
      left -= archive.record(key)?.uncompressedSize ?? 0;
      if (left < 0 || !reachNamedInEntry(reached, { archive, key }, reading)) return false;
      reachService(reached, key);
    }
  }
  return true;
}

function reachNamedInEntry(
  reached: ReachedClasses,
  { archive, key }: Pick<CodeContainer, 'archive'> & { readonly key: string },
  reading: Reading,
): boolean {
  try {
    const entry = archive.find(key);
    if (entry === null) return true;
    const bytes = extractEntry(archive, entry, reading.limits.dexBytes, reading);
    const reach = (name: string): void => {
      reachWritten(reached, name);
    };
    forEachName(bytes, 1, reach);
    if (WIDE_TEXT.test(key)) forEachName(bytes, 2, reach);
    return true;
  } catch (error) {
    // A file that Android cannot read names nothing; whatever else stops it leaves the question open.
    if (!(error instanceof PermauditError) || error.code === 'LIMIT_TIME') throw error;
    return error.kind === 'refused';
  }
}

/** The name of a file below `META-INF/services` is a class as well. */
function reachService(reached: ReachedClasses, key: string): void {
  const at = key.lastIndexOf('META-INF/services/');
  if (at >= 0) reached.reach(descriptorOf(key.slice(at + 'META-INF/services/'.length)));
}

/** Bytes that tell the length of a string stand before it, and may be letters. */
const MOST_BEFORE = 2;

function reachWritten(reached: ReachedClasses, text: string): void {
  if (text.startsWith('Java_')) {
    reachNative(reached, text);
    return;
  }
  for (const part of text.split(';')) {
    for (let skip = 0; skip <= MOST_BEFORE && skip < part.length; skip++) {
      const path = part.slice(skip).replaceAll('.', '/');
      if (reached.reach(`L${path};`) || (path.startsWith('L') && reached.reach(`${path};`))) break;
    }
  }
}

/** `Java_com_example_Main_run`: a method of a class that native code has the body of (JNI specification, chapter 2). */
function reachNative(reached: ReachedClasses, symbol: string): void {
  const labels = symbol.split('_').slice(1);
  for (let count = labels.length - 1; count > 0; count--) {
    if (reached.reach(`L${labels.slice(0, count).join('/')};`)) return;
  }
}
