/** The side of the web, in Node.js: what the page's worker does, over everything hostile that there is. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { HOSTILE_CASES } from '../../fixtures/hostile/cases.js';
import type { Platform } from '../../src/platform/index.js';
import { provideFiles, type BlobReader } from '../../src/platform/web/files.js';
import { provideData } from '../../src/platform/web/package.js';
import { auditFiles } from '../../src/web/audit-files.js';

vi.mock('../../src/platform/node.js', () => import('../../src/platform/web/side.js'));

interface Library {
  audit: (input: Uint8Array, options: unknown) => Promise<unknown>;
  render: (audit: unknown, format: 'json') => Promise<string>;
}

/** The bundle, which has the side of Node.js. */
let library: Library;
const ROOT = join(import.meta.dirname, '../..');
const dataOf = (name: string) => () => readFileSync(join(ROOT, 'dist/data', name), 'latin1');
const AS_OF = '2026-11-23';

/** Blobs hand over their bytes as a promise: here they are looked up. */
class Bytes implements BlobReader {
  constructor(private readonly bytes: Uint8Array) {}

  /** As much of a Blob as the platform uses. */
  get blob(): Blob {
    const slice = (start: number, end: number): Blob => ({ start, end }) as unknown as Blob;
    return { size: this.bytes.length, slice } as unknown as Blob;
  }

  readAsArrayBuffer(blob: Blob): ArrayBuffer {
    const { start, end } = blob as unknown as { start: number; end: number };
    return new Uint8Array(this.bytes.subarray(start, end)).buffer;
  }
}

beforeAll(async () => {
  library = (await import(join(ROOT, 'dist/bundle/index.mjs'))) as Library;
  provideData({
    data: {
      'api-map.json': dataOf('api-map.json'),
      'catalog.jsonl': dataOf('catalog.jsonl'),
      'rulebook.jsonl': dataOf('rulebook.jsonl'),
      'sdks.jsonl': dataOf('sdks.jsonl'),
    },
  });
});

async function onTheWeb(bytes: Uint8Array, name: string): Promise<string> {
  const given = new Bytes(bytes);
  provideFiles(new Map([[name, given.blob]]), given);
  const task = { names: [name], category: 'lending', regions: [], lang: 'en', asOf: AS_OF } as const;
  const result = await auditFiles(task, '1');
  if (!('json' in result)) return `LIMIT: ${result.code ?? ''}`;
  const { error } = JSON.parse(result.json) as { error: { code: string } | null };
  return error?.code === 'LIMIT_REPORT' ? 'LIMIT: LIMIT_REPORT' : result.json;
}

async function onNode(bytes: Uint8Array, name: string): Promise<string> {
  const tool = { name: 'permaudit', version: '1' };
  const audit = await library.audit(bytes, { name, category: 'lending', asOf: AS_OF, tool });
  // Both refuse to write a report that is too large.
  return library.render(audit, 'json').catch((error: unknown) => `LIMIT: ${(error as { code: string }).code}`);
}

describe('the side of the web reads as that of Node.js', () => {
  it('is the one that is tried', async () => {
    const platform: Platform = await import('../../src/platform/index.js');
    expect(() => platform.openFile('package.json')).toThrow('ENOENT');
  });

  const files = ['fixtures/apk', 'fixtures/inputs/files'].flatMap((folder) =>
    readdirSync(join(ROOT, folder)).map((name) => join(ROOT, folder, name)),
  );
  it.each(files.map((path) => [basename(path), path]))('%s', async (name, path) => {
    const bytes = readFileSync(path);
    expect(await onTheWeb(bytes, name)).toBe(await onNode(bytes, name));
  });

  it.each(HOSTILE_CASES.map((one) => [one.id, one] as const))('%s', async (name, one) => {
    const bytes = one.build();
    expect(await onTheWeb(bytes, name)).toBe(await onNode(bytes, name));
  });
});
