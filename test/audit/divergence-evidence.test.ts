/** The sentence of each kind of difference, in both languages. */
import { describe, expect, it } from 'vitest';
import { divergenceEvidence } from '../../src/audit/divergence-evidence.js';
import type { Divergence, FormatDivergence, VersionDivergence } from '../../src/facts/divergence.js';
import { ENGLISH } from '../../src/words/messages.js';
import { CHINESE } from '../../src/words/zh/messages.js';

const format = (more: Partial<FormatDivergence>): FormatDivergence => ({
  kind: 'formats',
  what: 'permission',
  android: [],
  documented: [],
  obstacle: null,
  apiRanges: [[21, 37]],
  omitted: 0,
  how: ['ANOM_STR_NUL'],
  ...more,
});

const version = (more: Partial<VersionDivergence>): VersionDivergence => ({
  kind: 'versions',
  what: 'permission',
  android: [],
  older: [],
  apiRanges: [[30, 37]],
  olderRanges: [
    [21, 28],
    [29, 29],
  ],
  omitted: 0,
  how: ['ANOM_MAN_RESCANNED', 'ANOM_STR_NUL'],
  ...more,
});

const six = ['a', 'b', 'c', 'd', 'e', 'f'];

const CASES: readonly (readonly [Divergence, string, string])[] = [
  [
    format({ android: ['a'] }),
    'Android reads a; a reader that follows the published formats is not shown it (ANOM_STR_NUL)',
    'Android 读到 a；依照公开格式读取的工具读不到（ANOM_STR_NUL）',
  ],
  [
    format({ documented: six.slice(1) }),
    'a reader that follows the published formats is shown b, c, d, e, f, which Android does not read (ANOM_STR_NUL)',
    '依照公开格式读取的工具会读到 b, c, d, e, f，而 Android 不会读到（ANOM_STR_NUL）',
  ],
  [
    format({ android: six, documented: ['x'], omitted: 0 }),
    'Android reads a, b, c, d, e … (6); a reader that follows the published formats is shown x instead (ANOM_STR_NUL)',
    'Android 读到 a, b, c, d, e … (6)；依照公开格式读取的工具读到的是 x（ANOM_STR_NUL）',
  ],
  [
    format({ android: six, obstacle: 'document', omitted: 1 }),
    'Android reads a, b, c, d, e … (6+); a reader that follows the published formats cannot open the manifest, since its data do not begin as binary XML must, or end too early (ANOM_STR_NUL)',
    'Android 读到 a, b, c, d, e … (6+)；依照公开格式读取的工具打不开清单文件，因为其数据开头不符合二进制 XML 的格式，或者提前结束（ANOM_STR_NUL）',
  ],
  [
    version({ android: ['a'] }),
    'Android API 30-37 reads a; Android API 21-28, 29 does not (ANOM_MAN_RESCANNED, ANOM_STR_NUL)',
    'Android API 30-37 读到 a；Android API 21-28, 29 不会读到（ANOM_MAN_RESCANNED、ANOM_STR_NUL）',
  ],
  [
    version({ older: ['b'] }),
    'Android API 21-28, 29 reads b, which newer versions do not (ANOM_MAN_RESCANNED, ANOM_STR_NUL)',
    'Android API 21-28, 29 读到 b，较新版本则不会读到（ANOM_MAN_RESCANNED、ANOM_STR_NUL）',
  ],
  [
    version({ android: ['a'], older: ['b'] }),
    'Android API 30-37 reads a; Android API 21-28, 29 reads b instead (ANOM_MAN_RESCANNED, ANOM_STR_NUL)',
    'Android API 30-37 读到 a；Android API 21-28, 29 读到的是 b（ANOM_MAN_RESCANNED、ANOM_STR_NUL）',
  ],
];

describe('a difference between readers', () => {
  it.each(CASES)('%#', (divergence, english, chinese) => {
    const item = divergenceEvidence(divergence);
    const { kind, name, apiRanges, offset } = item;
    expect([kind, name, ENGLISH.evidence(item), offset]).toEqual(['divergence', 'permission', english, null]);
    expect(apiRanges).toBe(divergence.apiRanges);
    expect(CHINESE.evidence(item)).toBe(chinese);
  });

  it.each(['encrypted', 'method', 'data', 'document'] as const)('says why the manifest cannot be opened: %s', (why) => {
    const divergence = format({ android: ['a'], obstacle: why });
    const item = divergenceEvidence(divergence);
    expect(ENGLISH.evidence(item)).toMatch(/since its \S+ .+ \(/);
    expect(CHINESE.evidence(item)).toMatch(/因为其.+（/);
  });

  it.each(CASES)('claims no intent: %#', (divergence) => {
    const words = ENGLISH.evidence(divergenceEvidence(divergence));
    expect(words).not.toMatch(/\b(?:made|meant|built|crafted|mislead|deceive|hide)/);
  });
});
