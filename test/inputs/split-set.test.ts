import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { apkOfRoot, apkWithTable, element, int, plain, reference, text } from '../../fixtures/hostile/base.js';
import type { AttributeSpec, XmlItem } from '../../fixtures/hostile/axml-writer.js';
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
  inside?: readonly XmlItem[];
}

const apk = ({ split, packageName = 'com.example.set', version = 1, inside = [] }: SplitSpec): Uint8Array =>
  apkOfRoot(
    element(
      'manifest',
      [int('versionCode', version), plain('package', packageName), ...(split === null ? [] : [plain('split', split)])],
      [element('application', [], inside)],
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

describe('a split on devices of another language', () => {
  it('adds what any of them reads, and says which', () => {
    const service = element('service', [text('name', '.S'), reference('permission', 0x7f010000)]);
    const root = element(
      'manifest',
      [int('versionCode', 1), plain('package', 'com.example.set'), plain('split', 'feature')],
      [element('application', [], [service])],
    );
    const configs = [{ entries: [{ string: 0 }] }, { config: { language: 'en' }, entries: [{ string: 1 }] }];
    const file = apkWithTable(root, {
      strings: { strings: ['a.b', 'android.permission.BIND_VPN_SERVICE'] },
      packages: [{ id: 0x7f, name: 'x', types: [{ id: 1, name: 'string', entryCount: 1, configs }] }],
    });
    const parts = [apk(BASE), file].map((bytes, index) => ({
      name: `${index}.apk`,
      file: new ArchiveFile(new MemoryByteSource(bytes)),
      delivery: null,
    }));
    const [, split] = readParts(parts, { limits: DEFAULT_LIMITS });
    expect(split?.components?.components.map(({ permission, devices }) => [permission, devices])).toEqual([
      ['android.permission.BIND_VPN_SERVICE', [{ locale: 'en' }]],
      ['a.b', undefined],
    ]);
  });
});

describe('a component of a split', () => {
  const named = (kind: string, ...children: XmlItem[]): XmlItem => element(kind, [text('name', '.C')], children);
  const withSplit = (...inside: XmlItem[]): [ReadPart, ...ReadPart[]] => read(BASE, { split: 'feature', inside });
  const filter = (...parts: XmlItem[]): XmlItem => element('intent-filter', [], parts);

  it.each([
    ['provider without authorities', [named('provider')], 'MAN_BAD_ELEMENT'],
    ['meta-data without value', [element('meta-data', [text('name', 'k')])], 'MAN_BAD_ELEMENT'],
    ['action without name', [named('service', filter(element('action')))], 'MAN_BAD_ELEMENT'],
    ['alias without target', [named('activity-alias')], 'MAN_BAD_ELEMENT'],
    ['bad process', [element('service', [text('name', '.C'), text('process', 'p')])], 'MAN_BAD_NAME'],
  ])('refuses the set: %s', (_, inside, code) => {
    expect(() => withSplit(...inside)).toThrow(expect.objectContaining({ code, path: '1.apk!AndroidManifest.xml' }));
  });

  it.each([
    [
      'alias of an activity of the base',
      [element('activity-alias', [text('name', '.D'), text('targetActivity', '.Main')])],
    ],
    ['process named by the base', [element('service', [text('name', '.C'), reference('process', 0x7f010000)])]],
    [
      'a number of the base',
      [element('intent-filter', [reference('priority', 0x7f010000)])].map((one) => named('service', one)),
    ],
    ['exported missing, which the target of the base decides', [named('service', filter())]],
    ['property without value, which old versions pass over', [element('property', [text('name', 'k')])]],
  ])('does not: %s', (_, inside) => {
    expect(withSplit(...inside)).toHaveLength(2);
  });
});

describe('the permission of the application', () => {
  const folder = mkdtempSync(join(tmpdir(), 'permaudit-set-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const BIND = 'android.permission.BIND_NOTIFICATION_LISTENER_SERVICE';
  const manifest = (split: string | null, own: readonly AttributeSpec[], inside: readonly XmlItem[]): Uint8Array =>
    apkOfRoot(
      element(
        'manifest',
        [
          int('versionCode', 1),
          plain('package', 'com.example.set'),
          ...(split === null ? [] : [plain('split', split)]),
        ],
        [element('application', own, inside)],
      ),
    );

  // pkg.getPermission() is set by parseBaseApplication alone: parseSplitApplication does not read the attribute.
  it.each([
    ['of the base is the default of the components of a split', [text('permission', BIND)], [], BIND],
    ['of a split is not read', [], [text('permission', BIND)], null],
  ] as const)('%s', (_, ofBase, ofSplit, permission) => {
    const inside = [
      element('service', [text('name', '.C')]),
      element('activity-alias', [text('name', '.D'), text('targetActivity', '.M')]),
    ];
    writeFileSync(join(folder, 'base.apk'), manifest(null, ofBase, []));
    writeFileSync(join(folder, 'split.apk'), manifest('feature', ofSplit, inside));
    const facts = openInput(folder, { identity: 'none' });
    expect(facts.manifest?.components.map((one) => one.permission)).toEqual([permission, null]);
    expect(facts.capabilities.map(({ id }) => id)).toEqual(permission === null ? [] : ['notification-listener']);
    const [, module] = facts.modules ?? [];
    expect(module?.capabilities).toEqual(permission === null ? undefined : ['notification-listener']);
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
