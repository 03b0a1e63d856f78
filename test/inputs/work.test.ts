/** How often the opener reads what is costly to read: exact numbers, no times. */
import { mkdtempSync, copyFileSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { FileByteSource, MemoryByteSource, type ByteSource } from '../../src/bytes/byte-source.js';
import { Reading } from '../../src/bytes/reading.js';
import { manifestOf } from '../../src/inputs/manifest-of.js';
import { withInput, type AppInput, type OpenedApp } from '../../src/inputs/open-input.js';
import { textsOf } from '../../src/manifest/texts.js';
import { ArchiveFile } from '../../src/zip/archive-file.js';
import { ZipArchive } from '../../src/zip/archive.js';

const APK = 'fixtures/apk/quick-loan.apk';
const CONTAINER = 'fixtures/inputs/files/sai.apks';
const SPLITS = ['split_base', 'split_config', 'split_feature'];

const folder = mkdtempSync(join(tmpdir(), 'permaudit-work-'));
for (const name of SPLITS) copyFileSync(`fixtures/apk/${name}.apk`, join(folder, `${name}.apk`));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
afterEach(() => {
  vi.restoreAllMocks();
});

type Read = readonly [offset: number, length: number];

/** Tells each read. */
class CountingSource implements ByteSource {
  readonly reads: Read[] = [];

  constructor(private readonly inner: ByteSource) {}

  get size(): number {
    return this.inner.size;
  }

  read(offset: number, length: number): Uint8Array {
    this.reads.push([offset, length]);
    return this.inner.read(offset, length);
  }
}

/** All that an audit with code, signature, texts and an evidence bundle asks of an app. */
function audit(input: AppInput, then: (app: OpenedApp) => void = () => undefined): void {
  withInput(input, { code: 'read', identity: 'read' }, (app) => {
    expect(app.facts).toMatchObject({ error: null, complete: true });
    expect(app.facts.identity?.signer).toBeDefined();
    expect(app.facts.code).toBeDefined();
    if (app.apks[0] !== undefined) textsOf(app.apks[0].file);
    expect(manifestOf(app).name).toBe('manifest');
    then(app);
  });
}

/** Reads that begin where an archive's directory does, whatever their length. */
function directoryReads(archive: ByteSource, reads: readonly Read[]): number {
  const { directory } = ZipArchive.open(archive, new Reading(37));
  return reads.filter(([offset]) => offset === directory.offset).length;
}

describe('the central directory is read once in an audit', () => {
  it.each(['fixtures/apk/quick-loan.apk', 'fixtures/apk/quick-loan.aab'])('of %s', (path) => {
    const bytes = new MemoryByteSource(readFileSync(path));
    const source = new CountingSource(bytes);
    audit(source);
    expect(directoryReads(bytes, source.reads)).toBe(1);
  });

  it('of an archive and of each APK in it', () => {
    const bytes = new MemoryByteSource(readFileSync(CONTAINER));
    const source = new CountingSource(bytes);
    withInput(source, { code: 'read' }, ({ apks }) => {
      expect(apks).toHaveLength(3);
      // Entries that are stored are windows: their directories lie in the outer file.
      const starts = apks.map(({ file }) => {
        const { directory } = ZipArchive.open(file.source, new Reading(37));
        const before = source.reads.length;
        file.source.read(directory.offset, 1);
        return source.reads[before]?.[0];
      });
      expect(starts).not.toContain(undefined);
      source.reads.length = 0;
      audit(source);
      expect(starts.map((start) => source.reads.filter(([offset]) => offset === start).length)).toEqual([1, 1, 1]);
      expect(directoryReads(bytes, source.reads)).toBe(1);
    });
  });

  it('of each APK of a split folder', () => {
    const { calls, contexts } = vi.spyOn(FileByteSource.prototype, 'read').mock;
    audit(folder, ({ apks }) => {
      const counts = apks.map(({ file: { source } }) => {
        const reads = calls.filter((_, index) => contexts[index] === source);
        return directoryReads(source, reads);
      });
      expect(counts).toEqual(SPLITS.map(() => 1));
      expect(new Set(contexts).size).toBe(SPLITS.length);
    });
  });

  it('also where Android versions take an archive differently, and each gets its own answer', () => {
    const bytes = readFileSync(APK);
    bytes[0] = 0x51;
    const source = new CountingSource(new MemoryByteSource(bytes));
    const file = new ArchiveFile(source);
    const [old, recent] = [new Reading(26), new Reading(37)];
    expect(file.as(old).entryCount).toBeGreaterThan(0);
    expect(() => file.as(recent)).toThrow(expect.objectContaining({ code: 'ZIP_NOT_LFH_START' }));
    expect([old.validFor[1], recent.validFor[0]]).toEqual([26, 27]);
    expect(file.as(old).has('AndroidManifest.xml')).toBe(true);
    expect(directoryReads(new MemoryByteSource(readFileSync(APK)), source.reads)).toBe(1);
  });
});

it('holds every reading to its own limits, also where the directory is open', () => {
  const file = new ArchiveFile(new MemoryByteSource(readFileSync(APK)));
  const { limits } = new Reading(37);
  file.as(new Reading(37));
  for (const own of [{ inputBytes: 10 }, { entries: 1 }, { centralDirectoryBytes: 10 }]) {
    expect(() => file.as(new Reading(37, { ...limits, ...own }))).toThrow(
      expect.objectContaining({ code: 'LIMIT_INPUT' }),
    );
  }
  expect(() => file.as(new Reading(37, limits, 0))).toThrow(expect.objectContaining({ code: 'LIMIT_TIME' }));
});
