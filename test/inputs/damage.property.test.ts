/**
 * Every kind of input, cut short and altered anywhere: it is read, or there is a coded error; never another exception, and
 * never an app that asks for nothing where the reading failed.
 */
import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openInput } from '../../src/inputs/open-input.js';
import type { AppFacts } from '../../src/facts/facts.js';
import { ERROR_KINDS } from '../../src/bytes/errors.js';
import { ZipArchive } from '../../src/zip/archive.js';
import { readAsset } from '../../src/zip/asset.js';
import { MemoryByteSource } from '../../src/bytes/byte-source.js';
import { Reading } from '../../src/bytes/reading.js';
import { buildZip } from '../../fixtures/hostile/zip-writer.js';
import { FILES } from './facts-of.js';

const SEED = 20_261_126;

function entryOf(path: string, key: string): Buffer {
  const reading = new Reading(37);
  const archive = ZipArchive.open(new MemoryByteSource(readFileSync(path)), reading);
  return Buffer.from(readAsset(archive, archive.find(key)!, 1 << 20, reading));
}

/** One of each: six and more shapes of .aab, four of .apks, .xapk, .apkm, splits, and manifests by themselves. */
const inputs: [name: string, bytes: Buffer][] = [
  ...readdirSync(FILES).map((name): [string, Buffer] => [name, readFileSync(join(FILES, name))]),
  ['text manifest', readFileSync('fixtures/src/quick-loan/AndroidManifest.xml')],
  ['binary manifest', entryOf('fixtures/apk/quick-loan.apk', 'AndroidManifest.xml')],
  ['protobuf manifest', entryOf(`${FILES}/on-demand.aab`, 'base/manifest/AndroidManifest.xml')],
];

/** What must hold of any bytes. An exception that is not a value in `error` fails the test by itself. */
function check(bytes: Buffer): AppFacts {
  const facts = openInput(bytes, { identity: 'verify', code: 'read' });
  if (facts.error !== null) expect(Object.keys(ERROR_KINDS)).toContain(facts.error.code);
  if (facts.manifest === null) {
    expect(facts).toMatchObject({ complete: false, permissions: [], capabilities: [] });
    expect(facts.error).not.toBeNull();
  } else {
    expect(facts.manifest.packageName).not.toBe('');
  }
  return facts;
}

describe.each(inputs)('%s', (name, bytes) => {
  it('cut short', () => {
    const isManifest = name.endsWith(' manifest');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: bytes.length - 1 }), (length) => {
        const facts = check(bytes.subarray(0, length));
        // A ZIP without its end is no ZIP. A manifest's last bytes may be white space or a place nobody needs.
        if (!isManifest) expect(facts.manifest).toBeNull();
      }),
      { seed: SEED, numRuns: 40 },
    );
  });

  it('altered', () => {
    const change = fc.tuple(fc.integer({ min: 0, max: bytes.length - 1 }), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
        const damaged = Buffer.from(bytes);
        for (const [at, value] of changes) damaged[at] = value;
        check(damaged);
      }),
      { seed: SEED, numRuns: 60 },
    );
  });
});

/** The archive with one entry altered and all of them stored: so that damage reaches the readers behind the ZIP reader. */
function archiveWith(path: string, key: string, alter: (content: Buffer) => Uint8Array): Buffer {
  const reading = new Reading(37);
  const archive = ZipArchive.open(new MemoryByteSource(readFileSync(path)), reading);
  const entries = [...archive.keys()].map((name) => {
    const content = Buffer.from(readAsset(archive, archive.find(name)!, 1 << 20, reading));
    return { name, data: name === key ? alter(content) : content };
  });
  return Buffer.from(buildZip({ entries }));
}

describe.each([
  ['on-demand.aab', 'base/manifest/AndroidManifest.xml'],
  ['on-demand.aab', 'chat/manifest/AndroidManifest.xml'],
  ['watch-service.aab', 'watch/manifest/AndroidManifest.xml'],
  ['base-only.aab', 'base/resources.pb'],
  ['base-only.aab', 'BundleConfig.pb'],
  ['bundletool.apks', 'toc.pb'],
  ['stored.xapk', 'manifest.json'],
  ['sai.apks', 'meta.sai_v2.json'],
  ['plain.apkm', 'info.json'],
  ['sai.apks', 'split_chat.apk'],
  ['sai.apks', 'base.apk'],
])('%s with a damaged %s', (name, key) => {
  const path = join(FILES, name);
  const content = entryOf(path, key);

  it('is read or refused', () => {
    expect(check(archiveWith(path, key, (same) => same)).error).toBeNull();
    const change = fc.tuple(fc.integer({ min: 0, max: content.length - 1 }), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), fc.boolean(), (changes, isCut) => {
        const damaged = Buffer.from(content);
        for (const [at, value] of changes) damaged[at] = value;
        const [first] = changes;
        check(archiveWith(path, key, () => (isCut ? damaged.subarray(0, first?.[0] ?? 0) : damaged)));
      }),
      { seed: SEED, numRuns: 80 },
    );
  });
});

describe('protobuf that claims what it does not hold', () => {
  const huge = Buffer.from('0affffffff0f', 'hex');
  const endless = Buffer.from('ffffffffffffffffffffff', 'hex');

  it.each([
    ['a length of four gigabytes', huge],
    ['a number without end', endless],
    ['a group, which is no longer written', Buffer.from('0b0c', 'hex')],
    ['nothing', Buffer.alloc(0)],
  ])('%s', (_, bytes) => {
    for (const [name, key] of [
      ['base-only.aab', 'base/manifest/AndroidManifest.xml'],
      ['on-demand.aab', 'chat/manifest/AndroidManifest.xml'],
      ['bundletool.apks', 'toc.pb'],
    ] as const) {
      const facts = check(archiveWith(join(FILES, name), key, () => bytes));
      expect(facts.manifest).toBeNull();
      expect(facts.error?.path).toBe(key);
    }
  });
});
