/** Where Android versions differ about a whole manifest. */
import { describe, expect, it } from 'vitest';
import { apkOfRoot, element, manifest, text, uses, usesSdk } from '../../fixtures/hostile/base.js';
import type { XmlItem } from '../../fixtures/hostile/axml-writer.js';
import { answerOn, read } from '../inputs/hostile-outcomes.js';

const REFUSED = { refused: 'MAN_NO_APPLICATION' };
const ACCEPTED = { permissions: ['a'] };

describe('a manifest without application', () => {
  const on = (api: number, target: number | null, ...more: readonly XmlItem[]): unknown => {
    const sdk = target === null ? [] : [usesSdk(21, target)];
    return answerOn(read(apkOfRoot(manifest([...sdk, uses('a'), ...more])), [21, 37]), api);
  };

  /** ParsingPackageUtils.parseBaseApkTags: DeferredError.MISSING_APP_TAG, which Android 11 brought for targets of 30 and more. */
  it.each([
    [29, 29, ACCEPTED],
    [30, 29, ACCEPTED],
    [31, 29, ACCEPTED],
    [37, 29, ACCEPTED],
    [29, 30, ACCEPTED],
    [30, 30, REFUSED],
    [31, 30, REFUSED],
    [30, 31, REFUSED],
    [29, null, ACCEPTED],
    [30, null, ACCEPTED],
  ])('on API %i with the target %s', (api, target, expected) => {
    expect(on(api, target)).toEqual(expected);
  });

  it.each([29, 30, 37])('but with instrumentation is fine on API %i', (api) => {
    expect(on(api, 34, element('instrumentation', [text('name', '.I')]))).toEqual(ACCEPTED);
  });
});
