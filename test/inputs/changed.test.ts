/** A file that is written to while it is read: what was read of it may be of no file that ever was. */
import {
  appendFileSync,
  copyFileSync,
  cpSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FileByteSource } from '../../src/bytes/byte-source.js';
import type { AppFacts } from '../../src/facts/facts.js';
import { withInput, type AppInput } from '../../src/inputs/open-input.js';

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'permaudit-changed-'));
  path = join(folder, 'app.apk');
  copyFileSync('fixtures/apk/quick-loan.apk', path);
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** The facts that `withInput` gives in the end, where `meanwhile` happens as long as the file is open. */
function factsWhile(input: AppInput, meanwhile: () => void): AppFacts {
  let times = 0;
  return withInput(input, {}, ({ facts }) => {
    if (times++ === 0) meanwhile();
    return facts;
  });
}

const WRITES: [string, () => void][] = [
  [
    'grows',
    () => {
      appendFileSync(path, 'x');
    },
  ],
  [
    'shrinks',
    () => {
      truncateSync(path, 100);
    },
  ],
  [
    'is written over, to the same size',
    () => {
      writeFileSync(path, Buffer.alloc(statSync(path).size));
    },
  ],
  [
    'is written over, and its time set back',
    () => {
      const { atime, mtime, size } = statSync(path);
      writeFileSync(path, Buffer.alloc(size));
      utimesSync(path, atime, mtime);
    },
  ],
];

describe('a file that', () => {
  it.each(WRITES)('%s while it is read is refused', (_, write) => {
    expect(factsWhile(path, write)).toMatchObject({
      file: path,
      manifest: null,
      complete: false,
      error: { code: 'IO_READ', data: { problem: 'changed' } },
    });
  });

  it('changes while it is one of several, or was opened by the caller, is refused', () => {
    const other = join(folder, 'other.apk');
    copyFileSync(path, other);
    expect(
      factsWhile([other, path], () => {
        appendFileSync(path, 'x');
      }).error?.code,
    ).toBe('IO_READ');
    copyFileSync('fixtures/apk/quick-loan.apk', path);
    const source = new FileByteSource(path);
    expect(
      factsWhile(source, () => {
        appendFileSync(path, 'x');
      }).error?.code,
    ).toBe('IO_READ');
    source.close();
  });

  it('stays as it is, or gets and loses names, is read as it was opened', () => {
    expect(factsWhile(path, () => undefined).error).toBeNull();
    const second = join(folder, 'second.apk');
    linkSync(path, second);
    const replace = (): void => {
      rmSync(path);
      writeFileSync(path, 'another');
    };
    const { error, manifest } = factsWhile(path, replace);
    expect([error, manifest?.packageName]).toEqual([null, 'com.example.quickloan']);
  });
});

describe('a folder', () => {
  const decoded = (): string => {
    const project = join(folder, 'decoded');
    cpSync('fixtures/inputs/decoded', project, { recursive: true });
    return project;
  };
  const strings = '<resources><string name="x">a</string></resources>';

  it.each<[string, (project: string) => void]>([
    [
      'gets a file of values',
      (project) => {
        mkdirSync(join(project, 'res/values-fr'), { recursive: true });
        writeFileSync(join(project, 'res/values-fr/strings.xml'), strings);
      },
    ],
    [
      'loses one',
      (project) => {
        rmSync(join(project, 'res/values/strings.xml'));
      },
    ],
    [
      'has one written over that was read, and its time set back',
      (project) => {
        const file = join(project, 'res/values/strings.xml');
        const { atime, mtime, size } = statSync(file);
        writeFileSync(file, Buffer.alloc(size, ' '));
        utimesSync(file, atime, mtime);
      },
    ],
    [
      'has its manifest written over',
      (project) => {
        appendFileSync(join(project, 'AndroidManifest.xml'), '\n');
      },
    ],
    [
      'gets an APK, which comes before the manifest',
      (project) => {
        copyFileSync(path, join(project, 'base.apk'));
      },
    ],
    [
      'goes',
      (project) => {
        rmSync(project, { recursive: true });
      },
    ],
  ])('of a decoded app that %s while it is read is refused', (_, write) => {
    const project = decoded();
    const facts = factsWhile(project, () => {
      write(project);
    });
    expect(facts).toMatchObject({
      file: project,
      manifest: null,
      error: { code: 'IO_READ', data: { problem: 'changed' } },
    });
  });

  it('of APKs that gets or loses one is refused', () => {
    const other = join(folder, 'split.apk');
    const gets = factsWhile(folder, () => {
      copyFileSync(path, other);
    });
    expect(gets.error).toMatchObject({ code: 'IO_READ', data: { problem: 'changed' } });
    const loses = factsWhile(folder, () => {
      rmSync(other);
    });
    expect(loses.error).toMatchObject({ code: 'IO_READ', data: { problem: 'changed' } });
  });

  it('may get files that say nothing of the app', () => {
    const project = decoded();
    const write = (where: string) => (): void => {
      writeFileSync(join(where, 'report.json'), '{}');
    };
    expect([factsWhile(project, write(project)).error, factsWhile(folder, write(folder)).error]).toEqual([null, null]);
  });
});
