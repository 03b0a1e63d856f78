/**
 * META-INF/MANIFEST.MF and *.SF: sections of `Name: value` lines (JAR File Specification), as StrictJarManifestReader
 * (frameworks/base, core/java/android/util/jar) reads them.
 */
import { asText } from '../platform/index.js';
import { concatBytes } from '../bytes/byte-arrays.js';

/** One section: its attributes by lower-case name, and the bytes its digest covers, the empty line after it included. */
export interface JarSection {
  attributes: ReadonlyMap<string, string>;
  bytes: Uint8Array;
}

export interface JarManifest {
  main: JarSection;
  /** By entry name. */
  entries: ReadonlyMap<string, JarSection>;
  /** A section without a name, or a name twice: Android refuses to read it. */
  malformed: 'JAR_NO_NAME' | 'JAR_NAME_TWICE' | null;
}

const LF = 10;
const CR = 13;
const SPACE = 32;

/** A line as text with the place after its end. */
interface Line {
  text: string;
  end: number;
}

/** The line at `at`, its continuations (which begin with a space) joined to it. Ends are LF, CR LF or CR. */
function lineAt(bytes: Uint8Array, at: number): Line {
  const pieces: Uint8Array[] = [];
  let start = at;
  for (;;) {
    let stop = start;
    while (stop < bytes.length && bytes[stop] !== LF && bytes[stop] !== CR) stop++;
    pieces.push(bytes.subarray(start, stop));
    const next = bytes[stop] === CR && bytes[stop + 1] === LF ? stop + 2 : Math.min(stop + 1, bytes.length);
    // A line that is empty ends the section; a space after it continues nothing.
    if (stop === at || bytes[next] !== SPACE) return { text: asText(concatBytes(pieces)).toString('utf8'), end: next };
    start = next + 1;
  }
}

function sectionAt(bytes: Uint8Array, start: number): { section: JarSection; end: number } {
  const attributes = new Map<string, string>();
  let at = start;
  while (at < bytes.length) {
    const { text, end } = lineAt(bytes, at);
    at = end;
    if (text === '') break;
    const colon = text.indexOf(': ');
    if (colon > 0) attributes.set(text.slice(0, colon).toLowerCase(), text.slice(colon + 2));
  }
  return { section: { attributes, bytes: bytes.subarray(start, at) }, end: at };
}

/** The first section of a manifest or signature file. */
export function readMainSection(file: Uint8Array): JarSection {
  return sectionAt(file, 0).section;
}

/** Reads a manifest or signature file. Time and memory grow with its size alone. */
export function readJarManifest(bytes: Uint8Array): JarManifest {
  const entries = new Map<string, JarSection>();
  let malformed: JarManifest['malformed'] = null;
  const first = sectionAt(bytes, 0);
  for (let at = first.end; at < bytes.length;) {
    const { section, end } = sectionAt(bytes, at);
    at = end;
    if (section.attributes.size === 0) continue;
    const name = section.attributes.get('name');
    if (name === undefined) malformed ??= 'JAR_NO_NAME';
    else if (entries.has(name)) malformed ??= 'JAR_NAME_TWICE';
    else entries.set(name, section);
  }
  return { main: first.section, entries, malformed };
}
