/** Laws of reading one file as many Android versions. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PermauditError } from '../../src/bytes/errors.js';
import { MemoryByteSource } from '../../src/bytes/byte-source.js';
import { DEFAULT_LIMITS } from '../../src/bytes/limits.js';
import { readAllVersions, type ReadingsResult } from '../../src/manifest/readings.js';
import { readApk } from '../../src/inputs/open-apk.js';
import { ArchiveFile } from '../../src/zip/archive-file.js';
import type { XmlItem } from '../../fixtures/hostile/axml-writer.js';
import {
  apk,
  apkOfRoot,
  apkWithTable,
  application,
  element,
  int,
  manifest,
  READ_SMS,
  text,
  uses,
  usesSdk,
} from '../../fixtures/hostile/base.js';
import { labelled } from '../../fixtures/hostile/arsc-cases.js';
import { HOSTILE_CASES, isLarge } from '../../fixtures/hostile/cases.js';
import { entries, tableOf } from '../resources/tables.js';
import { answerOn } from '../inputs/hostile-outcomes.js';

const CASES = HOSTILE_CASES.filter((hostile) => !isLarge(hostile));

const readRange = (bytes: Uint8Array, apiRange: [number, number]): ReadingsResult =>
  readAllVersions(new ArchiveFile(new MemoryByteSource(bytes)), { limits: DEFAULT_LIMITS, apiRange });

describe('readings', () => {
  it.each(CASES)('$id: their ranges are a partition of the audited range', ({ build }) => {
    const { readings, apiRange } = readRange(build(), [1, 37]);
    let next = apiRange[1];
    for (const {
      apiRange: [from, to],
    } of readings) {
      expect(to).toBe(next);
      expect(from).toBeLessThanOrEqual(to);
      next = from - 1;
    }
    expect(next).toBe(apiRange[0] - 1);
  });

  it.each(CASES)('$id: reading for one version alone gives the same answer', ({ build }) => {
    const bytes = build();
    const all = readApk(new MemoryByteSource(bytes), 'x', { apiRange: [21, 37] });
    for (let api = all.apiRange[0]; api <= all.apiRange[1]; api++) {
      const alone = readApk(new MemoryByteSource(bytes), 'x', { apiRange: [api, api] });
      expect(answerOn(alone, api)).toEqual(answerOn(all, api));
    }
  });
});

describe('the minimum of one reading', () => {
  const limited = (max: number): XmlItem => uses(READ_SMS, { attributes: [int('maxSdkVersion', max)] });
  const inner = (min: number): XmlItem =>
    element(
      'uses-feature',
      [text('name', 'a')],
      [element('uses-sdk', [int('minSdkVersion', min), int('targetSdkVersion', 29)])],
    );
  const answers = (bytes: Uint8Array, range: [number, number]): unknown[] => {
    const { readings, permissions, apiRange } = readApk(new MemoryByteSource(bytes), 'x', { apiRange: range });
    return [apiRange, readings.map((one) => [one.apiRange, one.error?.code ?? one.outcome]), permissions[0]?.apiRanges];
  };

  it.each<[string, XmlItem[], [number, number], unknown[]]>([
    [
      'that only new versions read is not that of old ones',
      [usesSdk(21, 29), inner(30), limited(29)],
      [1, 37],
      [
        [21, 37],
        [
          [[30, 37], 'accepted'],
          [[21, 29], 'accepted'],
        ],
        [[21, 29]],
      ],
    ],
    [
      'nor within a range that is asked for',
      [usesSdk(21, 29), inner(30), limited(29)],
      [24, 29],
      [[24, 29], [[[24, 29], 'accepted']], [[24, 29]]],
    ],
    [
      'is refused below it where it is read, and older versions are asked for theirs',
      [usesSdk(21, 29), inner(33), limited(30)],
      [1, 37],
      [
        [21, 37],
        [
          [[33, 37], 'accepted'],
          [[30, 32], 'MAN_MIN_SDK'],
          [[21, 29], 'accepted'],
        ],
        [[21, 29]],
      ],
    ],
    [
      'is that of all where all read it',
      [usesSdk(26, 29), limited(30)],
      [1, 37],
      [[26, 37], [[[26, 37], 'accepted']], [[26, 30]]],
    ],
    [
      'may be lower on new versions',
      [usesSdk(26, 29), inner(21), limited(30)],
      [1, 37],
      [
        [26, 37],
        [
          [[30, 37], 'accepted'],
          [[26, 29], 'accepted'],
        ],
        [[26, 30]],
      ],
    ],
  ])('%s', (_, children, range, expected) => {
    expect(answers(apkOfRoot(manifest([...children, application()])), range)).toEqual(expected);
  });

  it('of the lite pass is that of Android 12 and newer alone', () => {
    const lite = element('uses-sdk', [{ ...int('minSdkVersion', 33), id: 0 }, int('targetSdkVersion', 34)]);
    expect(answers(apkOfRoot(manifest([lite, uses(READ_SMS), application()])), [21, 37])).toEqual([
      [21, 37],
      [
        [[33, 37], 'accepted'],
        [[31, 32], 'MAN_MIN_SDK'],
        [[21, 30], 'accepted'],
      ],
      [
        [21, 30],
        [33, 37],
      ],
    ]);
  });
});

describe('damage', () => {
  const label = tableOf([entries({ string: 0 })]);
  const originals = [apk(), apk({ deflate: true }), apkWithTable(labelled(), label)];

  it('raises coded errors only, and gives the same result twice', () => {
    const edit = fc.tuple(fc.nat({ max: 4000 }), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(fc.constantFrom(...originals), fc.array(edit, { minLength: 1, maxLength: 6 }), (original, edits) => {
        const bytes = original.slice();
        for (const [at, value] of edits) bytes[at % bytes.length] = value;
        const once = JSON.stringify(readApk(new MemoryByteSource(bytes), 'x'));
        expect(JSON.stringify(readApk(new MemoryByteSource(bytes), 'x'))).toBe(once);
      }),
      { numRuns: 1500 },
    );
  });

  it('is bounded in what it reads: no flipped bit makes it read the file many times over', () => {
    const original = apk();
    for (let bit = 0; bit < original.length * 8; bit += 5) {
      const bytes = original.slice();
      bytes[bit >> 3] = bytes[bit >> 3]! ^ (1 << (bit & 7));
      const source = new CountingSource(bytes);
      try {
        readAllVersions(new ArchiveFile(source), { limits: DEFAULT_LIMITS, apiRange: [1, 37] });
      } catch (error) {
        expect(error).toBeInstanceOf(PermauditError);
      }
      // Each stretch of versions reads directory, manifest and end once: versions differ at 14 levels at most.
      expect(source.bytesRead).toBeLessThan(original.length * 3 * 15);
    }
  });

  it('refuses every cut of an archive with a coded error', () => {
    const original = apk();
    for (let length = 0; length < original.length; length++) {
      const facts = readApk(new MemoryByteSource(original.subarray(0, length)), 'x');
      expect(facts.error?.code).toMatch(/^ZIP_/);
    }
  });
});

class CountingSource extends MemoryByteSource {
  /** Bytes read so far. */
  bytesRead = 0;

  override read(offset: number, length: number): Uint8Array {
    this.bytesRead += length;
    return super.read(offset, length);
  }
}
