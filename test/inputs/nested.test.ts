import JSZip from 'jszip';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FileByteSource, MemoryByteSource, type ByteSource } from '../../src/bytes/byte-source.js';
import { Reading } from '../../src/bytes/reading.js';
import { NestedBudget, openEntry, SubSource } from '../../src/zip/nested.js';
import { openInput } from '../../src/inputs/open-input.js';
import { ZipArchive } from '../../src/zip/archive.js';
import { openManifest } from '../../src/manifest/readings.js';
import { ArchiveFile } from '../../src/zip/archive-file.js';

/** Counts what is read of a source. */
class CountingSource implements ByteSource {
  read_ = 0;
  readonly size: number;

  constructor(private readonly inner: ByteSource) {
    this.size = inner.size;
  }

  read(offset: number, length: number): Uint8Array {
    this.read_ += length;
    return this.inner.read(offset, length);
  }
}

async function zip(files: Record<string, Uint8Array | string>, stored = true): Promise<Buffer> {
  const archive = new JSZip();
  for (const [name, bytes] of Object.entries(files)) archive.file(name, bytes, { createFolders: false });
  return archive.generateAsync({ type: 'nodebuffer', compression: stored ? 'STORE' : 'DEFLATE' });
}

const base = readFileSync('fixtures/apk/split_base.apk');

describe('a window on a source', () => {
  it('reads its own bytes and no others', () => {
    const window = new SubSource(new MemoryByteSource(Buffer.from('abcdef')), 2, 3);
    expect(Buffer.from(window.read(0, 3)).toString()).toBe('cde');
    expect(() => window.read(1, 3)).toThrow(expect.objectContaining({ code: 'IO_READ' }) as Error);
    expect(() => window.read(-1, 1)).toThrow(expect.objectContaining({ code: 'IO_READ' }) as Error);
  });

  it('fills a buffer of its reader, so that walking through it takes no memory', () => {
    const target = new Uint8Array(2);
    for (const outer of [new MemoryByteSource(Buffer.from('abcdef')), new FileByteSource('package.json')]) {
      const window = new SubSource(outer, 2, 3);
      window.readInto(1, target);
      expect([...target]).toEqual([...outer.read(3, 2)]);
      expect(() => {
        window.readInto(2, target);
      }).toThrow(expect.objectContaining({ code: 'IO_READ' }) as Error);
    }
  });

  it('must lie inside its source', () => {
    const source = new MemoryByteSource(Buffer.from('abcdef'));
    expect(() => new SubSource(source, 4, 3)).toThrow(expect.objectContaining({ code: 'ZIP_ENTRY_RANGE' }) as Error);
  });
});

describe('a stored APK in a large container', () => {
  it('is read in place: the megabytes beside it are not touched', async () => {
    const bytes = await zip({
      'base.apk': base,
      'Android/obb/main.obb': Buffer.alloc(32 * 1024 * 1024),
      'manifest.json': '{}',
    });
    const source = new CountingSource(new MemoryByteSource(bytes));
    const reading = new Reading(37);
    const archive = ZipArchive.open(source, reading);
    const inner = openEntry(archive, 'base.apk', new NestedBudget(), reading);
    expect(inner).toBeInstanceOf(SubSource);
    openManifest(new ArchiveFile(inner), reading);
    expect(source.read_).toBeLessThan(300_000);
  });
});

describe('limits', () => {
  it('more than a hundred APKs', async () => {
    const files = Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`s${index}.apk`, base]));
    expect(openInput(await zip(files)).error).toMatchObject({ code: 'LIMIT_INPUT' });
  });

  it('archives in archives in archives', async () => {
    const two = await zip({ 'two.xapk': await zip({ 'base.apk': base }) });
    expect(openInput(two).modules).toHaveLength(1);
    const three = await zip({ 'three.zip': two });
    expect(openInput(three).error?.code).toBe('LIMIT_INPUT');
  });

  it('a compressed APK that grows without measure', async () => {
    const bomb = await zip({ 'base.apk': Buffer.alloc(64 * 1024 * 1024), 'info.json': '{}' }, false);
    expect(openInput(bomb).error).toMatchObject({ code: 'LIMIT_RATIO', path: 'base.apk' });
  });

  it('compressed APKs that are too much together', () => {
    const budget = new NestedBudget();
    budget.takeBytes(512 * 1024 * 1024, 'a');
    expect(() => {
      budget.takeBytes(1, 'b');
    }).toThrow(expect.objectContaining({ code: 'LIMIT_ENTRY' }) as Error);
  });
});

describe('odd containers', () => {
  it('an entry that only has the name of an APK', async () => {
    const facts = openInput(await zip({ 'base.apk': 'not a zip at all', 'info.json': '{}' }));
    expect(facts.error).toMatchObject({ code: 'ZIP_NO_EOCD', path: 'base.apk' });
    expect(facts.input).toBe('apkm');
  });

  it('a ZIP of anything else stays what it was', async () => {
    expect(openInput(await zip({ 'readme.txt': 'hello' })).error?.code).toBe('APK_NO_MANIFEST');
  });

  it('manifest.json that is no JSON, or no object', async () => {
    for (const json of ['{', '[1]', 'null', '{"split_apks":[null,{"file":3}],"expansions":5,"package_name":[]}']) {
      expect(openInput(await zip({ 'base.apk': base, 'manifest.json': json })).manifest?.packageName).toBe(
        'com.example.splitapp',
      );
    }
  });

  it('a toc.pb that is no protobuf, or lists nothing', async () => {
    for (const toc of [Buffer.from('ffffffffff', 'hex'), Buffer.alloc(0)]) {
      expect(openInput(await zip({ 'toc.pb': toc, 'splits/base-master.apk': base })).error?.code).toBe('PROTO_CORRUPT');
    }
  });

  it('names that point outside are names, no paths', async () => {
    const facts = openInput(await zip({ '../../evil.apk': base, 'info.json': '{}' }));
    expect(facts.modules?.[0]?.file).toBe('../../evil.apk');
  });
});
