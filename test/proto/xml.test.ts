import protobuf from 'protobufjs/minimal.js';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MemoryByteSource } from '../../src/bytes/byte-source.js';
import { PermauditError } from '../../src/bytes/errors.js';
import { DEFAULT_LIMITS } from '../../src/bytes/limits.js';
import { Reading } from '../../src/bytes/reading.js';
import { ProtoResources } from '../../src/proto/resources.js';
import { readProtoXml } from '../../src/proto/xml.js';
import { ZipArchive } from '../../src/zip/archive.js';
import { readAsset } from '../../src/zip/asset.js';

const reading = new Reading(37);
const archive = ZipArchive.open(new MemoryByteSource(readFileSync('fixtures/inputs/files/base-only.aab')), reading);
const entry = (key: string): Uint8Array => readAsset(archive, archive.find(key)!, 1 << 20, reading);
const manifest = entry('base/manifest/AndroidManifest.xml');
const resources = entry('base/resources.pb');

/** The result, or the code of a coded error; any other exception fails the test. */
function codeOf(read: () => unknown): string {
  try {
    read();
    return 'ok';
  } catch (error) {
    if (error instanceof PermauditError) return error.code;
    throw error;
  }
}

/** `<a>` in `<a>` in `<a>` ... as XmlNode messages. */
function nest(depth: number): Uint8Array {
  const sizes: number[] = [];
  for (let level = 0; level < depth; level++) {
    const inner = sizes.at(-1) ?? 0;
    const child = level === 0 ? 0 : 1 + varintSize(inner) + inner;
    const element = 3 + child;
    sizes.push(1 + varintSize(element) + element);
  }
  const writer = protobuf.Writer.create();
  for (let level = depth - 1; level >= 0; level--) {
    const inner = level === 0 ? 0 : (sizes[level - 1] ?? 0);
    const child = level === 0 ? 0 : 1 + varintSize(inner) + inner;
    writer.uint32(10).uint32(3 + child);
    writer.uint32((3 << 3) | 2).string('a');
    if (level > 0) writer.uint32((5 << 3) | 2).uint32(inner);
  }
  return writer.finish();
}

function varintSize(value: number): number {
  return value < 0x80 ? 1 : value < 0x4000 ? 2 : value < 0x200000 ? 3 : 4;
}

describe('protobuf XML', () => {
  it('has elements, attributes and compiled values', () => {
    const events = readProtoXml(manifest, 'm', reading);
    const [root] = events;
    expect(root).toMatchObject({ kind: 'start', name: 'manifest' });
    const names = events.flatMap((event) =>
      event.kind === 'start' && event.name === 'uses-permission' ? event.attributes : [],
    );
    expect(names.map(({ value, resourceId }) => [value, resourceId])).toEqual([
      ['android.permission.INTERNET', 0x01010003],
      ['android.permission.READ_CONTACTS', 0x01010003],
    ]);
    const starts = events.filter(({ kind }) => kind === 'start').length;
    expect(events.length).toBe(2 * starts);
  });

  it('cut anywhere in its root element it is an error', () => {
    // The field behind the element is the place in the source file, which nobody needs.
    const end = 3 + (((manifest[2] ?? 0) << 7) | ((manifest[1] ?? 0) & 0x7f));
    expect(end).toBeGreaterThan(1000);
    for (let length = 0; length < end; length++) {
      expect(codeOf(() => readProtoXml(manifest.subarray(0, length), 'm', reading))).toBe('PROTO_CORRUPT');
    }
  });

  it('any bytes are read or refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(['ok', 'PROTO_CORRUPT']).toContain(codeOf(() => readProtoXml(bytes, 'm', reading)));
        expect(['ok', 'PROTO_CORRUPT']).toContain(codeOf(() => ProtoResources.open(bytes, 'r', reading).valuesOf(0)));
      }),
    );
  });

  it('a hundred thousand elements in one another cost no stack', () => {
    const events = readProtoXml(nest(100_000), 'm', reading);
    expect(events).toHaveLength(200_000);
  });

  it('counts its nodes', () => {
    const small = new Reading(37, { ...DEFAULT_LIMITS, xmlNodes: 50 });
    expect(codeOf(() => readProtoXml(nest(100), 'm', small))).toBe('LIMIT_NODES');
  });
});

describe('a protobuf resource table', () => {
  const table = ProtoResources.open(resources, 'r', reading);

  it('has values by id, with their languages', () => {
    expect(table.nameOf(0x7f010000)).toBe('string/app_name');
    expect(table.valuesOf(0x7f010000).map(({ config, item }) => [config.locale, item])).toEqual([
      ['', { kind: 'string', text: 'Split App' }],
      ['zh-CN', { kind: 'string', text: '拆分应用' }],
    ]);
    expect(table.valuesOf(0x7f019999)).toEqual([]);
    expect(table.nameOf(0x7f019999)).toBeNull();
  });

  it('cut anywhere it is an error or a shorter table', () => {
    for (let length = 0; length < resources.length; length++) {
      const code = codeOf(() => ProtoResources.open(resources.subarray(0, length), 'r', reading).valuesOf(0x7f010000));
      expect(['ok', 'PROTO_CORRUPT']).toContain(code);
    }
  });
});
