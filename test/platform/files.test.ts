/** Files that somebody handed over to a page. */
import { describe, expect, it } from 'vitest';
import { openFile, provideFiles } from '../../src/platform/web/files.js';

/** Opens a file, and reads of it what the reader gives. */
function read(fail: () => never): number {
  provideFiles(new Map([['app.apk', new Blob(['bytes'])]]), { readAsArrayBuffer: fail });
  return openFile('app.apk').readInto(0, new Uint8Array(5), 0);
}

describe('a file that cannot be read any more', () => {
  // The errors of reading that the File API of the W3C has.
  it.each(['NotFoundError', 'NotReadableError', 'SecurityError'])('is of the file, not of the program: %s', (name) => {
    const fail = (): never => {
      throw new DOMException('gone', name);
    };
    expect(() => read(fail)).toThrow(expect.objectContaining({ code: 'EIO' }));
  });

  it('is no excuse for a fault of the program', () => {
    const fault = new TypeError('a bug');
    expect(() =>
      read(() => {
        throw fault;
      }),
    ).toThrow(fault);
  });
});
