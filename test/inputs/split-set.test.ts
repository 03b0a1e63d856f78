import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { apkOfRoot, element, int, plain } from '../../fixtures/hostile/base.js';
import { MemoryByteSource } from '../../src/bytes/byte-source.js';
import { DEFAULT_LIMITS } from '../../src/bytes/limits.js';
import { openInput } from '../../src/inputs/open-input.js';
import { checkSigners, readParts, type ReadPart } from '../../src/inputs/split-set.js';

interface SplitSpec {
  /** null: a base. */
  split: string | null;
  packageName?: string;
  version?: number;
}

const apk = ({ split, packageName = 'com.example.set', version = 1 }: SplitSpec): Uint8Array =>
  apkOfRoot(
    element(
      'manifest',
      [int('versionCode', version), plain('package', packageName), ...(split === null ? [] : [plain('split', split)])],
      [element('application')],
    ),
  );

const BASE: SplitSpec = { split: null };
const FR: SplitSpec = { split: 'config.fr' };
const DE: SplitSpec = { split: 'config.de' };

const read = (...specs: readonly SplitSpec[]): [ReadPart, ...ReadPart[]] =>
  readParts(
    specs.map((spec, index) => ({
      name: `${index}.apk`,
      source: new MemoryByteSource(apk(spec)),
      delivery: null,
    })),
    { limits: DEFAULT_LIMITS },
  );

const refusal = (code: string, message: string): Error =>
  expect.objectContaining({ code, message: expect.stringContaining(message) as string }) as Error;

const SETS: [string, SplitSpec[], string, string][] = [
  ['the same split twice', [BASE, FR, FR], 'APK_SPLITS_DISAGREE', 'the split "config.fr" is there twice'],
  ['the same split around another', [FR, BASE, DE, FR], 'APK_SPLITS_DISAGREE', '"config.fr" is there twice'],
  ['two bases', [BASE, FR, BASE], 'APK_SPLITS_DISAGREE', 'there are 2 base APKs'],
  ['no base', [FR, DE], 'APK_NO_BASE', 'none of the APKs is a base APK'],
  ['another package', [BASE, { ...FR, packageName: 'com.example.other' }], 'APK_SPLITS_DISAGREE', 'of the package'],
  ['an older split', [{ ...BASE, version: 2 }, FR], 'APK_SPLITS_DISAGREE', 'has the version code 1, the base 2'],
  ['a newer split', [BASE, { ...FR, version: 2 }], 'APK_SPLITS_DISAGREE', 'has the version code 2, the base 1'],
];

describe('a set of APKs', () => {
  it('has its base first', () => {
    expect(read(FR, BASE, DE).map(({ header }) => header.split)).toEqual([null, 'config.fr', 'config.de']);
    expect(read(BASE)).toHaveLength(1);
  });

  it('takes splits for different whose names differ at all', () => {
    expect(read(BASE, FR, { split: 'config.FR' }, { split: 'config.fr_' })).toHaveLength(4);
  });

  it.each(SETS)('is refused with %s', (_, specs, code, message) => {
    expect(() => read(...specs)).toThrow(refusal(code, message));
  });
});

describe('a folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'permaudit-set-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('with a split twice is refused, whatever the files are named', () => {
    writeFileSync(join(folder, 'base.apk'), apk(BASE));
    writeFileSync(join(folder, 'fr.apk'), apk(FR));
    expect(openInput(folder, { identity: 'none' })).toMatchObject({ error: null, complete: true });
    writeFileSync(join(folder, 'fr-copy.apk'), apk(FR));
    expect(openInput(folder, { identity: 'none' })).toMatchObject({
      error: { code: 'APK_SPLITS_DISAGREE', message: 'the split "config.fr" is there twice' },
      complete: false,
      manifest: null,
    });
  });
});

describe('the signers of a set', () => {
  const parts = read(BASE, FR);

  it.each<[string, string[][], string | null]>([
    ['none', [[], []], null],
    ['the same', [['a'], ['a']], null],
    [
      'the same in another order',
      [
        ['a', 'b'],
        ['b', 'a'],
      ],
      null,
    ],
    ['others', [['a'], ['b']], 'signed by another key than the base'],
    ['one more', [['a'], ['a', 'b']], 'signed by another key than the base'],
    ['one fewer', [['a', 'b'], ['a']], 'signed by another key than the base'],
    ['none of the split', [['a'], []], 'is not signed, but the base is'],
    ['none of the base', [[], ['a']], 'signed by another key than the base'],
  ])('%s', (_, certificates, message) => {
    const check = (): void => {
      checkSigners(parts, certificates);
    };
    if (message === null) expect(check).not.toThrow();
    else expect(check).toThrow(refusal('APK_SPLITS_DISAGREE', message));
  });
});
