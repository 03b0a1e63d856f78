/** Scans the code of one APK, or of the DEX files in a folder, in a process of its own, and prints what it found and how long each step took, as JSON. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { apiIndex } from '../../dist/code/api-index.js';
import { MemberResolver } from '../../dist/code/member-resolver.js';
import { PLATFORM_SUPERCLASSES } from '../../dist/code/platform-classes.js';
import { scanEvidence } from '../../dist/code/scan-evidence.js';
import { findWanted } from '../../dist/code/wanted.js';
import { FileByteSource } from '../../dist/bytes/byte-source.js';
import { DEFAULT_LIMITS } from '../../dist/bytes/limits.js';
import { Reading } from '../../dist/bytes/reading.js';
import { DexBudget } from '../../dist/dex/budget.js';
import { ClassHierarchy } from '../../dist/dex/class-hierarchy.js';
import { openDex } from '../../dist/dex/open.js';
import { apiMap } from '../../dist/knowledge/index.js';
import { ZipArchive } from '../../dist/zip/archive.js';
import { extractEntry } from '../../dist/zip/extract.js';

const steps = {};
const counts = { files: 0, bytes: 0, classes: 0, methods: 0, wanted: 0, sites: 0, problems: 0 };

function timed(step, work) {
  const start = performance.now();
  const result = work();
  steps[step] = (steps[step] ?? 0) + performance.now() - start;
  return result;
}

/** Every API of the map of this package, as an audit looks for them. */
function scan(dex, index, resolvers) {
  const apis = timed('what to look for', () => findWanted(dex, index, resolvers));
  counts.wanted += apis.methods.size + apis.fields.size + apis.strings.size;
  const sink = { site: (_, { count }) => (counts.sites += count), sign: () => {}, naming: () => {}, asking: () => {} };
  const result = timed('code', () => scanEvidence(dex, apis, sink));
  counts.classes += result.classes;
  counts.methods += result.methods;
  counts.problems += dex.problems.kept.length;
}

/** The DEX files of an APK, or those in a folder. */
function* dexFiles(path, reading) {
  const isDex = (name) => /^classes\d*\.dex$/.test(name);
  if (statSync(path).isDirectory()) {
    for (const name of readdirSync(path).filter(isDex))
      yield [name, timed('read', () => readFileSync(join(path, name)))];
    return;
  }
  const archive = timed('archive', () => ZipArchive.open(new FileByteSource(path), reading));
  const inflate = (name) => extractEntry(archive, archive.find(name), DEFAULT_LIMITS.dexBytes, reading);
  for (const name of [...archive.keys()].filter(isDex)) yield [name, timed('inflate', () => inflate(name))];
}

const reading = new Reading(37, DEFAULT_LIMITS);
const budget = new DexBudget(reading);
const index = timed('API map', () => apiIndex(apiMap()));
const files = [];
for (const [name, bytes] of dexFiles(process.argv[2] ?? '', reading)) {
  counts.bytes += bytes.length;
  files.push(...timed('headers, checksum', () => openDex(bytes, name, budget)));
}
counts.files = files.length;
const hierarchy = timed('hierarchy', () => new ClassHierarchy(files, PLATFORM_SUPERCLASSES));
const resolvers = {
  methods: new MemberResolver(hierarchy, index.methods),
  fields: new MemberResolver(hierarchy, index.fields),
};
for (const dex of files) scan(dex, index, resolvers);
console.log(JSON.stringify({ steps, counts }));
