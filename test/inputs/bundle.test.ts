/** Which APKs of a bundletool set go on one device. */
import { describe, expect, it } from 'vitest';
import { concat, fill, utf8 } from '../../fixtures/hostile/bytes.js';
import { buildZip } from '../../fixtures/hostile/zip-writer.js';
import { MemoryByteSource } from '../../src/bytes/byte-source.js';
import { Reading } from '../../src/bytes/reading.js';
import { openContainer } from '../../src/inputs/bundle.js';
import { ZipArchive } from '../../src/zip/archive.js';
import { NestedBudget } from '../../src/zip/nested.js';

type Kind = 'split' | 'standalone' | 'other';
interface VariantSpec {
  number: number;
  apks: readonly (readonly [path: string, kind: Kind])[];
  delivery?: number;
}

const message = (number: number, ...parts: readonly Uint8Array[]): Uint8Array => {
  const bytes = concat(...parts);
  return concat(Uint8Array.of((number << 3) | 2, bytes.length), bytes);
};
const number = (field: number, value: number): Uint8Array => Uint8Array.of(field << 3, value);

/** `BuildApksResult` of commands.proto, each part shorter than 128 bytes. */
function toc(variants: readonly VariantSpec[]): Uint8Array {
  return concat(
    ...variants.map(({ number: own, apks, delivery = 1 }) => {
      const metadata = message(1, message(1, utf8('base')), number(6, delivery));
      const descriptions = apks.map(([path, kind]) => {
        const target = kind === 'other' ? [] : [message(kind === 'split' ? 3 : 4)];
        return message(2, message(2, utf8(path)), ...target);
      });
      return message(1, message(2, metadata, ...descriptions), number(3, own));
    }),
  );
}

const otherVariant = (number: number, of: number): unknown => [
  'ANOM_INPUT_SKIPPED',
  { code: 'VARIANT', data: { number, of } },
];

/** The APKs chosen, and the notes. The archive holds every APK that is listed, but for those left out. */
function chosen(variants: readonly VariantSpec[], without: readonly string[] = []) {
  const paths = variants.flatMap(({ apks }) => apks.map(([path]) => path)).filter((path) => !without.includes(path));
  const entries = [...new Set(paths)].map((name) => ({ name, data: fill(4) }));
  const reading = new Reading(37);
  const bytes = buildZip({ entries: [{ name: 'toc.pb', data: toc(variants) }, ...entries] });
  const archive = ZipArchive.open(new MemoryByteSource(bytes), reading);
  const { parts, notes } = openContainer(archive, 'apks-bundletool', new NestedBudget(), reading);
  return {
    names: parts.map(({ name }) => name),
    deliveries: parts.map(({ delivery }) => delivery),
    notes: notes.map(({ code, evidence }) => [code, evidence]),
  };
}

const splits = (own: number): VariantSpec => ({
  number: own,
  apks: [
    [`s${own}/base.apk`, 'split'],
    [`s${own}/de.apk`, 'split'],
  ],
});
const standalone = (own: number): VariantSpec => ({
  number: own,
  apks: [
    [`a${own}/hdpi.apk`, 'standalone'],
    [`a${own}/mdpi.apk`, 'standalone'],
  ],
});
const empty = (own: number): VariantSpec => ({ number: own, apks: [] });
const splitNames = (own: number): string[] => [`s${own}/base.apk`, `s${own}/de.apk`];

describe('of several variants', () => {
  it.each<[string, VariantSpec[], string[]]>([
    ['the only one', [splits(1)], splitNames(1)],
    ['the highest number, last', [splits(1), splits(2), splits(3)], splitNames(3)],
    ['the highest number, first', [splits(3), splits(2), splits(1)], splitNames(3)],
    ['the highest number, between', [splits(1), splits(3), splits(2)], splitNames(3)],
    ['splits before a standalone of a higher number', [splits(1), standalone(2)], splitNames(1)],
    ['splits behind a standalone of a higher number', [standalone(2), splits(1)], splitNames(1)],
    ['the highest splits among standalones', [standalone(9), splits(1), standalone(0), splits(2)], splitNames(2)],
    ['one APK of the highest standalone', [standalone(1), standalone(2)], ['a2/hdpi.apk']],
    ['one APK of the highest standalone, first', [standalone(2), standalone(1)], ['a2/hdpi.apk']],
    ['none that is empty', [splits(1), empty(2)], splitNames(1)],
    [
      'the splits alone of one that mixes',
      [
        {
          number: 1,
          apks: [
            ['x.apk', 'standalone'],
            ['y.apk', 'split'],
          ],
        },
      ],
      ['y.apk'],
    ],
    [
      'the first of what is neither',
      [
        {
          number: 1,
          apks: [
            ['x.apk', 'other'],
            ['y.apk', 'other'],
          ],
        },
      ],
      ['x.apk'],
    ],
  ])('takes %s', (_, variants, expected) => {
    expect(chosen(variants).names).toEqual(expected);
  });

  it('tells how many are for other devices', () => {
    expect(chosen([splits(1)]).notes).toEqual([]);
    expect(chosen([splits(1), splits(2)]).notes).toEqual([otherVariant(2, 2)]);
    expect(chosen([standalone(1)]).notes).toEqual([otherVariant(1, 1)]);
  });

  it('tells which of the chosen ones are not there', () => {
    const { names, notes } = chosen([splits(1), splits(2)], ['s2/de.apk', 's1/de.apk']);
    expect(names).toEqual(['s2/base.apk']);
    expect(notes).toEqual([['ANOM_INPUT_DISAGREES', 's2/de.apk'], otherVariant(2, 2)]);
  });

  it.each([[[]], [[empty(1)]]])('refuses a table of contents that lists no APK', (variants) => {
    const bytes = buildZip({
      entries: [
        { name: 'toc.pb', data: toc(variants) },
        { name: 'a.apk', data: fill(4) },
      ],
    });
    const reading = new Reading(37);
    const archive = ZipArchive.open(new MemoryByteSource(bytes), reading);
    expect(() => openContainer(archive, 'apks-bundletool', new NestedBudget(), reading)).toThrow(
      expect.objectContaining({ code: 'PROTO_CORRUPT' }) as Error,
    );
  });

  it.each([
    [0, null],
    [1, 'install-time'],
    [2, 'on-demand'],
    [3, 'fast-follow'],
    [4, null],
  ])('says when the APKs come: %i', (delivery, expected) => {
    expect(chosen([{ ...splits(1), delivery }]).deliveries).toEqual([expected, expected]);
  });
});
