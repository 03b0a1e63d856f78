/** Texts from the resource table, for a hint at the category. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MemoryByteSource } from '../../src/bytes/byte-source.js';
import { textsOf } from '../../src/manifest/texts.js';
import { ArchiveFile } from '../../src/zip/archive-file.js';

const settings = join(
  dirname(createRequire(import.meta.url).resolve('io.appium.settings/package.json')),
  'apks/settings_apk-debug.apk',
);

describe('textsOf', () => {
  it('gives string values, and no paths of files', () => {
    const texts = textsOf(new ArchiveFile(new MemoryByteSource(readFileSync(settings))));
    expect(texts).toContain('Appium Settings');
    expect(texts.filter((text) => text.startsWith('res/'))).toEqual([]);
    expect(texts.every(({ length }) => length >= 3 && length <= 200)).toBe(true);
  });

  it('gives nothing for what is no archive, or goes over a limit', () => {
    expect(textsOf(new ArchiveFile(new MemoryByteSource(new Uint8Array(100))))).toEqual([]);
    expect(textsOf(new ArchiveFile(new MemoryByteSource(readFileSync(settings))), { decodedBytes: 100 })).toEqual([]);
  });
});
