import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { systemCodeOf, systemCodeOrThrow } from '../../src/bytes/system-code.js';

function thrownBy(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

describe('codes of errors', () => {
  it('are those of the system', () => {
    const error = thrownBy(() => readFileSync('/no/such/file'));
    expect([systemCodeOf(error), systemCodeOrThrow(error)]).toEqual(['ENOENT', 'ENOENT']);
  });

  it.each([new Error('a bug'), 'text', null, { code: 'ENOENT' }, Object.assign(new Error('odd'), { code: 5 })])(
    'are none of %s, which is thrown on',
    (error) => {
      expect(systemCodeOf(error)).toBeNull();
      expect(
        (() => {
          try {
            return systemCodeOrThrow(error);
          } catch (thrown) {
            return { thrown };
          }
        })(),
      ).toEqual({ thrown: error });
    },
  );
});
