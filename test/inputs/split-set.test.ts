import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { apkOfRoot, element, int, plain } from '../../fixtures/hostile/base.js';
import { MemoryByteSource } from '../../src/bytes/byte-source.js';
import { DEFAULT_LIMITS } from '../../src/bytes/limits.js';
import { openInput } from '../../src/inputs/open-input.js';
import { checkSigners, readParts, type ReadPart } from '../../src/inputs/split-set.js';
import { ArchiveFile } from '../../src/zip/archive-file.js';

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
      file: new ArchiveFile(new MemoryByteSource(apk(spec))),
      delivery: null,
    })),
    { limits: DEFAULT_LIMITS },
  );

const refusal = (code: string, data: object): Error =>
  expect.objectContaining({ told: { code, data: expect.objectContaining(data) as object } }) as Error;

const DISAGREE = 'APK_SPLITS_DISAGREE';
const SETS: [string, SplitSpec[], string, object][] = [
  ['the same split twice', [BASE, FR, FR], DISAGREE, { problem: 'twice', split: 'config.fr' }],
  ['the same split around another', [FR, BASE, DE, FR], DISAGREE, { problem: 'twice', split: 'config.fr' }],
  ['two bases', [BASE, FR, BASE], DISAGREE, { problem: 'bases', count: 2, first: '0.apk', second: '2.apk' }],
  ['three bases', [BASE, BASE, BASE], DISAGREE, { problem: 'bases', count: 3, first: '0.apk', second: '1.apk' }],
  ['no base', [FR, DE], 'APK_NO_BASE', { problem: 'set' }],
  ['another package', [BASE, { ...FR, packageName: 'com.example.other' }], DISAGREE, { problem: 'package' }],
  ['an older split', [{ ...BASE, version: 2 }, FR], DISAGREE, { problem: 'version', version: 1, base: 2 }],
  ['a newer split', [BASE, { ...FR, version: 2 }], DISAGREE, { problem: 'version', version: 2, base: 1 }],
];

describe('a set of APKs', () => {
  it('has its base first', () => {
    expect(read(FR, BASE, DE).map(({ header }) => header.split)).toEqual([null, 'config.fr', 'config.de']);
    expect(read(BASE)).toHaveLength(1);
  });

  it('takes splits for different whose names differ at all', () => {
    expect(read(BASE, FR, { split: 'config.FR' }, { split: 'config.fr_' })).toHaveLength(4);
  });

  it.each(SETS)('is refused with %s', (_, specs, code, data) => {
    expect(() => read(...specs)).toThrow(refusal(code, data));
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
      error: { code: DISAGREE, data: { problem: 'twice', split: 'config.fr' } },
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
    ['others', [['a'], ['b']], 'otherKey'],
    ['one more', [['a'], ['a', 'b']], 'otherKey'],
    ['one fewer', [['a', 'b'], ['a']], 'otherKey'],
    ['none of the split', [['a'], []], 'unsigned'],
    ['none of the base', [[], ['a']], 'otherKey'],
  ])('%s', (_, certificates, problem) => {
    const check = (): void => {
      checkSigners(parts, certificates);
    };
    if (problem === null) expect(check).not.toThrow();
    else expect(check).toThrow(refusal(DISAGREE, { problem, name: '1.apk' }));
  });
});
