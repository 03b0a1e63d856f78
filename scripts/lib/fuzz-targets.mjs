/** What each reader is fuzzed with, and how one input is run. Every target returns a value that must not change on a second run. */
import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { XmlParser } from '../../dist/axml/parser.js';
import { openXml } from '../../dist/axml/tree.js';
import { openInput } from '../../dist/inputs/open-input.js';
import { readApk } from '../../dist/inputs/open-apk.js';
import { isScored, outcomeOf } from '../../dist/audit/outcome.js';
import { readManifest } from '../../dist/manifest/manifest.js';
import { MemoryByteSource } from '../../dist/bytes/byte-source.js';
import { PermauditError } from '../../dist/bytes/errors.js';
import { DEFAULT_LIMITS } from '../../dist/bytes/limits.js';
import { Reading } from '../../dist/bytes/reading.js';
import { DexBudget } from '../../dist/dex/budget.js';
import { openDex } from '../../dist/dex/open.js';
import { scanCode, wantNothing } from '../../dist/dex/scan.js';
import { ArscValues } from '../../dist/resources/arsc-values.js';
import { NO_VALUES, TableValues } from '../../dist/resources/value-table.js';
import { ResourceResolver } from '../../dist/resources/resolver.js';
import { openTable } from '../../dist/resources/table.js';
import { ApkSignatures } from '../../dist/signing/apk-signatures.js';
import { readSignerOf } from '../../dist/signing/signer.js';
import { ZipArchive } from '../../dist/zip/archive.js';
import { readAsset } from '../../dist/zip/asset.js';

import { mutateConfigurations, requireFound } from './fuzz-configurations.mjs';
import { mutateElements } from './fuzz-elements.mjs';
import { randomSource } from './fuzz-mutate.mjs';
import { mutateSigning, signingBlockOf } from './fuzz-signing.mjs';
import { versionsTarget } from './fuzz-versions.mjs';

const ROOT = new URL('../../', import.meta.url);
const APIS = [21, 26, 29, 30, 33, 35, 37];

/** Crafted cases larger than this would take the time of many inputs. */
const MAX_SEED = 64 * 1024;

/** The committed APKs, and the hostile cases as tsconfig.fixtures.json compiles them. */
const { HOSTILE_CASES } = await import(new URL('.cache/fixtures/fixtures/hostile/cases.js', ROOT).href);
const hostile = HOSTILE_CASES.map(({ build }) => Buffer.from(build())).filter(({ length }) => length <= MAX_SEED);

function apks() {
  const folder = new URL('fixtures/apk/', ROOT);
  const committed = readdirSync(folder)
    .filter((name) => name.endsWith('.apk'))
    .sort()
    .map((name) => readFileSync(new URL(name, folder)));
  return [...committed, ...hostile];
}

function entries(name) {
  const found = [];
  for (const bytes of apks()) {
    const reading = new Reading(37);
    try {
      const archive = ZipArchive.open(new MemoryByteSource(bytes), reading);
      const entry = archive.find(name);
      if (entry !== null) found.push(Buffer.from(readAsset(archive, entry, 1 << 24, reading)));
    } catch (error) {
      // A seed that the newest version refuses as an archive has no entry to offer.
      if (!(error instanceof PermauditError)) throw error;
    }
  }
  return found;
}

/** The law of refusals: what no version accepts, or was not read to its end, has no score. */
function requireUnscored(facts) {
  const isAccepted = facts.complete && facts.readings.some(({ outcome }) => outcome === 'accepted');
  if (isScored(outcomeOf(facts)) && !isAccepted) throw new Error('a refused file has a score');
}

/** Archives small enough to mutate their directory often: entries other than the manifest are what they are. */
const zip = {
  seeds: apks,
  run(bytes) {
    const facts = readApk(new MemoryByteSource(bytes), 'fuzz.apk', { limits: DEFAULT_LIMITS });
    requireUnscored(facts);
    return `${facts.error === null ? '' : `${facts.error.code} `}${JSON.stringify([facts.readings, facts.anomalies, facts.error])}`;
  },
};

/** Signing blocks: archives whose block is mutated field by field, on the versions that go by different schemes. */
const signing = {
  seeds: () => apks().filter((bytes) => signingBlockOf(bytes) !== null),
  mutate: mutateSigning,
  run(bytes) {
    const facts = readApk(new MemoryByteSource(bytes), 'fuzz.apk', { limits: DEFAULT_LIMITS });
    requireUnscored(facts);
    const reading = new Reading(37);
    const archive = ZipArchive.open(new MemoryByteSource(bytes), reading);
    return JSON.stringify([
      facts.readings,
      verdictsOf(archive, reading),
      readSignerOf(archive, { verify: true }, reading),
    ]);
  },
};

/** What the versions make of the signatures. The law: verifying them refuses more, and never less. */
function verdictsOf(archive, reading) {
  const [read, verified] = [false, true].map((verify) => new ApkSignatures(archive, { verify }, reading));
  return APIS.map((api) => {
    const [before, after] = [read.on(api, null), verified.on(api, null)];
    if (before.scheme !== after.scheme) throw new Error('verifying changed the scheme that a version goes by');
    if (before.error !== null && after.error === null) throw new Error('verifying accepts what reading refuses');
    return [after.scheme, after.error?.told ?? null];
  });
}

/** The law of open elements: the request or the component that an anomaly tells of is among the facts. */
function requireTold({ requested, components }, anomalies) {
  const names = new Set([...requested, ...components].map(({ name }) => name));
  for (const { code, data, evidence } of anomalies) {
    const isNamed = /^(?:uses-permission.*|activity|activity-alias|service|receiver|provider)$/.test(data.tag ?? '');
    // Of queries and parts of filters no name is told.
    if (evidence === `<${data.tag}>`) continue;
    if (code === 'ANOM_MAN_RESCANNED' && isNamed && !names.has(evidence))
      throw new Error(`${evidence} is told and lost`);
  }
}

/** The law of readings: the oldest version that one is said to hold for reads the same. */
function requireSameOn(api, bytes, result) {
  const reading = new Reading(api);
  const tree = openXml(bytes, 'AndroidManifest.xml', reading);
  const older = readManifest(tree, new ResourceResolver(new TableValues(NO_VALUES, reading)), reading);
  if (JSON.stringify(older) !== JSON.stringify(result)) throw new Error(`API ${api} reads another manifest`);
}

const axml = {
  seeds: () => entries('AndroidManifest.xml'),
  mutate: mutateElements,
  run(bytes, api) {
    const reading = new Reading(api);
    const tree = openXml(bytes, 'AndroidManifest.xml', reading);
    const parser = new XmlParser(tree, reading);
    for (let event = parser.next(); event !== 'end-document'; event = parser.next()) {
      if (event === 'start-tag') for (let at = 0; at < parser.attributeCount; at++) void parser.attribute(at).name;
    }
    const result = readManifest(tree, new ResourceResolver(new TableValues(NO_VALUES, reading)), reading);
    requireTold(result.manifest, reading.anomalies);
    if (bytes.length % 4 === 0) requireSameOn(Math.max(1, reading.validFor[0]), bytes, result);
    return JSON.stringify([result, reading.anomalies]);
  },
};

const arsc = {
  seeds: () => entries('resources.arsc'),
  mutate: mutateConfigurations,
  run(bytes, api) {
    const reading = new Reading(api);
    const table = openTable(bytes, 'resources.arsc', reading);
    const resolver = new ResourceResolver(new ArscValues(table, reading));
    const values = [];
    // The same bytes ask the same devices.
    const random = randomSource(bytes.reduce((sum, byte) => (Math.imul(sum, 31) + byte) | 0, 0));
    for (const pack of table.packages) {
      for (const [typeId, spec] of pack.types) {
        const count = Math.min(spec.entryCount, 64);
        for (let index = 0; index < count; index++) {
          const id = (pack.id & 0xff) * 0x1000000 + typeId * 0x10000 + index;
          values.push(resolver.resolve({ type: 1, data: id }), resolver.nameOf(id), [...resolver.stringsOf(id)]);
          if (index < 4) requireFound(table, id, api, random);
        }
      }
    }
    return JSON.stringify(values);
  },
};

/** A bare manifest in protobuf form, and the bundles' own. */
const proto = {
  seeds() {
    const folder = new URL('fixtures/inputs/files/', ROOT);
    const bundles = readdirSync(folder).filter((name) => name.endsWith('.aab'));
    return bundles.sort().flatMap((name) => {
      const reading = new Reading(37);
      const archive = ZipArchive.open(new MemoryByteSource(readFileSync(new URL(name, folder))), reading);
      const entry = archive.find('base/manifest/AndroidManifest.xml');
      return entry === null ? [] : [Buffer.from(readAsset(archive, entry, 1 << 24, reading))];
    });
  },
  run: readAny,
};

/** Source manifests, merged or not. */
const xml = {
  seeds() {
    const folder = new URL('fixtures/src/', ROOT);
    return readdirSync(folder)
      .sort()
      .map((name) => new URL(`${name}/AndroidManifest.xml`, folder))
      .filter((file) => existsSync(file))
      .map((file) => readFileSync(file));
  },
  run: readAny,
};

function readAny(bytes) {
  const facts = openInput(new Uint8Array(bytes), { identity: 'none' });
  requireUnscored(facts);
  const code = facts.error === null ? '' : `${facts.error.code} `;
  return `${code}${JSON.stringify([facts.readings, facts.permissions, facts.anomalies, facts.error])}`;
}

/** Every call, field read and string of a DEX file, as the code scan would want them at most. */
const dex = {
  seeds() {
    const folder = new URL('fixtures/dex/', ROOT);
    const built = readdirSync(folder).filter((name) => name.endsWith('.dex'));
    return [...built.sort().map((name) => readFileSync(new URL(name, folder))), ...entries('classes.dex')];
  },
  run(bytes, api) {
    const files = openDex(new Uint8Array(bytes), 'classes.dex', new DexBudget(new Reading(api)));
    const seen = [];
    for (const file of files) {
      const wanted = wantNothing(file);
      for (const bitmap of [wanted.methods, wanted.fields, wanted.strings]) bitmap.fill(1);
      const visit = (target, count, caller) => seen.push(target, count, caller);
      const result = scanCode(file, wanted, { call: visit, fieldGet: visit, string: visit });
      seen.push(result.complete, result.methods, file.problems.kept.map(({ code }) => code).join());
    }
    return JSON.stringify(seen);
  },
};

export const TARGETS = { zip, signing, axml, arsc, proto, xml, dex, versions: versionsTarget(apks) };

/** Crashing inputs of the past: run first, every time. */
export function regressions(name) {
  const folder = new URL(`fixtures/fuzz/${name}/`, ROOT);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .map((file) => ({ file, bytes: readFileSync(new URL(file, folder)) }));
}

export const apiOf = (random) => random.pick(APIS);
