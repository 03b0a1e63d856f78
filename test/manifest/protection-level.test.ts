/** Levels of permissions that an app defines, as words. */
import { expect, it } from 'vitest';
import { protectionLevelText } from '../../src/manifest/protection-level.js';

it.each<[level: number, text: string]>([
  [0, 'normal'],
  [1, 'dangerous'],
  [2, 'signature'],
  [3, 'signature|privileged'],
  [4, 'internal'],
  [5, '0x5'],
  [0x12, 'signature|privileged'],
  [0x13, 'signature|privileged'],
  [0x52, 'signature|privileged|appop'],
  [0x1000001, 'dangerous|retailDemo'],
  [0x8000002, 'signature|knownSigner'],
  [0x10000002, 'signature|0x10000000'],
  [-2147483646, 'signature|0x80000000'],
])('%i is %s', (level, text) => {
  expect(protectionLevelText(level)).toBe(text);
});
