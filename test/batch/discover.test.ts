import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { discover } from '../../src/batch/discover.js';
import { pathsOfList } from '../../src/batch/path-list.js';
import { sniff } from '../../src/batch/sniff.js';
import { CAREFUL_LOAN, FIXTURES, put, QUICK_LOAN, workspace } from './workspace.js';

const names = (found: Awaited<ReturnType<typeof discover>>): string[] =>
  found.targets.map(({ file }) => basename(file));
const kinds = (found: Awaited<ReturnType<typeof discover>>): string[] => found.notes.map(({ kind }) => kind);

describe('content decides', () => {
  it('takes an APK whatever it is called, and leaves what is none', async () => {
    const folder = workspace();
    put(QUICK_LOAN, join(folder, 'holiday.jpg'));
    put(QUICK_LOAN, join(folder, 'noext'));
    writeFileSync(join(folder, 'notes.txt'), 'AndroidManifest.xml PK');
    writeFileSync(join(folder, 'page.apk'), '<html>not found</html>');
    writeFileSync(join(folder, 'empty.apk'), '');
    const found = await discover([folder]);
    expect(names(found)).toEqual(['holiday.jpg', 'noext']);
    expect(found.notes.map(({ kind, file }) => [kind, basename(file)])).toEqual([
      ['not-an-archive', 'empty.apk'],
      ['not-an-archive', 'page.apk'],
    ]);
  });

  it.each([
    ['at its end', 'PK\u0005\u0006', 'apk'],
    ['with fewer bytes behind it than a record has', `PK\u0005\u0006${'\0'.repeat(17)}`, 'apk'],
    ['with a whole record behind it', `PK\u0005\u0006${'\0'.repeat(18)}`, 'apk'],
    ['twice', 'PK\u0005\u0006PK\u0005\u0006', 'apk'],
  ])('sees an APK of any name whose comment has the signature of an end record %s', async (_, comment, kind) => {
    const folder = workspace();
    const whole = readFileSync(QUICK_LOAN);
    const end = whole.lastIndexOf('PK\u0005\u0006', undefined, 'latin1');
    const length = Buffer.alloc(2);
    length.writeUInt16LE(comment.length);
    const path = join(folder, 'noext');
    writeFileSync(path, Buffer.concat([whole.subarray(0, end + 20), length, Buffer.from(comment, 'latin1')]));
    expect(sniff(Buffer.from(path))).toBe(kind);
    expect(names(await discover([folder]))).toEqual(['noext']);
  });

  it('takes a cut download that is named like an APK, so that it is reported', async () => {
    const folder = workspace();
    const whole = readFileSync(QUICK_LOAN);
    writeFileSync(join(folder, 'cut.apk'), whole.subarray(0, whole.length - 100));
    writeFileSync(join(folder, 'cut.bin'), whole.subarray(0, whole.length - 100));
    expect(names(await discover([folder]))).toEqual(['cut.apk']);
  });

  it('sees the end record behind the longest comment, and no further', () => {
    const folder = workspace();
    const whole = readFileSync(QUICK_LOAN);
    writeFileSync(join(folder, 'a'), Buffer.concat([whole, Buffer.alloc(0xffff, 0x41)]));
    writeFileSync(join(folder, 'b'), Buffer.concat([whole, Buffer.alloc(0x10000, 0x41)]));
    expect(sniff(Buffer.from(join(folder, 'a')))).toBe('apk');
    expect(sniff(Buffer.from(join(folder, 'b')))).toBe('cut');
  });

  it('takes every file that is named itself', async () => {
    const folder = workspace();
    writeFileSync(join(folder, 'notes.txt'), 'text');
    const found = await discover([join(folder, 'notes.txt'), join(folder, 'missing.apk')]);
    expect(names(found)).toEqual(['notes.txt', 'missing.apk']);
  });
});

describe('folders', () => {
  it('are walked in byte order, hidden ones too, each file once', async () => {
    const folder = workspace();
    mkdirSync(join(folder, 'sub/.hidden'), { recursive: true });
    put(QUICK_LOAN, join(folder, 'b.apk'));
    put(QUICK_LOAN, join(folder, 'a.apk'));
    put(QUICK_LOAN, join(folder, 'sub/.hidden/c.apk'));
    linkSync(join(folder, 'a.apk'), join(folder, 'a2.apk'));
    const found = await discover([folder, join(folder, 'a.apk'), `${folder}//sub/../b.apk`]);
    expect(names(found)).toEqual(['a.apk', 'a2.apk', 'b.apk', 'c.apk']);
  });

  it('end with loops of links', async () => {
    const folder = workspace();
    mkdirSync(join(folder, 'deep'));
    put(QUICK_LOAN, join(folder, 'deep/a.apk'));
    symlinkSync('..', join(folder, 'deep/up'));
    symlinkSync('self', join(folder, 'self'));
    symlinkSync('nowhere', join(folder, 'dead'));
    symlinkSync('deep/a.apk', join(folder, 'same.apk'));
    const found = await discover([folder]);
    expect(found.targets).toHaveLength(1);
    expect(kinds(found)).toEqual(['link', 'link', 'link']);
  });

  it('keep names with newlines and names that are not UTF-8', async () => {
    const folder = workspace();
    const odd = Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xff, 0xfe, 0x0a]), Buffer.from('x.apk')]);
    put(QUICK_LOAN, odd);
    put(CAREFUL_LOAN, join(folder, 'line\nbreak.apk'));
    const found = await discover([folder]);
    expect(found.targets.map(({ path }) => Buffer.from(path).toString('latin1'))).toEqual([
      join(folder, 'line\nbreak.apk'),
      odd.toString('latin1'),
    ]);
  });

  it.skipIf(process.platform === 'win32')('never open a FIFO', async () => {
    const folder = workspace();
    execFileSync('mkfifo', [join(folder, 'pipe.apk')]);
    put(QUICK_LOAN, join(folder, 'a.apk'));
    const found = await discover([folder]);
    expect(names(found)).toEqual(['a.apk']);
    expect(kinds(found)).toEqual(['not-a-file']);
  });
});

describe('patterns and lists', () => {
  it('a pattern is asked only when no file has that name', async () => {
    const folder = workspace();
    put(QUICK_LOAN, join(folder, 'a[1].apk'));
    put(QUICK_LOAN, join(folder, 'a1.apk'));
    expect(names(await discover([join(folder, 'a[1].apk')]))).toEqual(['a[1].apk']);
    expect(names(await discover([join(folder, 'a?.apk')]))).toEqual(['a1.apk']);
  });

  it('one star stays in its folder, two do not', async () => {
    const folder = workspace();
    mkdirSync(join(folder, 'one/two'), { recursive: true });
    put(QUICK_LOAN, join(folder, 'a.apk'));
    put(QUICK_LOAN, join(folder, 'one/b.apk'));
    put(QUICK_LOAN, join(folder, 'one/two/c.apk'));
    expect(names(await discover([`${folder}/*.apk`]))).toEqual(['a.apk']);
    expect(names(await discover([`${folder}/*/*.apk`]))).toEqual(['b.apk']);
    expect(names(await discover([`${folder}/**/*.apk`]))).toEqual(['a.apk', 'b.apk', 'c.apk']);
  });

  it('a pattern that nothing matches is told', async () => {
    expect(kinds(await discover([`${workspace()}/*.apk`]))).toEqual(['no-match']);
  });

  it('lists are lines or NUL-separated bytes', () => {
    const shown = (list: Buffer): string[] => pathsOfList(list).map((path) => path.toString('latin1'));
    expect(shown(Buffer.from('a.apk\r\nb c.apk\n\n#d'))).toEqual(['a.apk', 'b c.apk', '#d']);
    expect(shown(Buffer.from([0x61, 0x0a, 0xff, 0x00, 0x62, 0x00]))).toEqual(['a\n\xff', 'b']);
  });

  it('paths of a list are never patterns', async () => {
    const found = await discover([Buffer.from(`${FIXTURES}*.apk`)]);
    expect(found.targets.map(({ file }) => file)).toEqual([`${FIXTURES}*.apk`]);
  });
});

describe('apps of several files', () => {
  const SPLITS = ['split_base.apk', 'split_config.apk', 'split_feature.apk'];
  const fill = (folder: string, files: readonly string[]): void => {
    mkdirSync(folder, { recursive: true });
    for (const file of files) put(join(FIXTURES, file), join(folder, file));
  };

  it('are one when a folder holds the splits of one app, and nothing else of its kind', async () => {
    const folder = workspace();
    fill(join(folder, 'set'), SPLITS);
    fill(join(folder, 'mixed'), [...SPLITS, 'quick-loan.apk']);
    fill(join(folder, 'no-base'), SPLITS.slice(1));
    const found = await discover([folder]);
    expect(found.targets.map(({ file, parts }) => [file.slice(folder.length + 1), parts?.length ?? 1])).toEqual([
      ['mixed/quick-loan.apk', 1],
      ['mixed/split_base.apk', 1],
      ['mixed/split_config.apk', 1],
      ['mixed/split_feature.apk', 1],
      ['no-base/split_config.apk', 1],
      ['no-base/split_feature.apk', 1],
      ['set', 3],
    ]);
  });

  it('are one when apktool decoded a folder, whatever else lies in it', async () => {
    const folder = workspace();
    mkdirSync(join(folder, 'app/dist'), { recursive: true });
    writeFileSync(join(folder, 'app/AndroidManifest.xml'), '<manifest package="a.b"/>');
    put(QUICK_LOAN, join(folder, 'app/dist/app.apk'));
    expect(names(await discover([folder]))).toEqual(['app.apk']);
    writeFileSync(join(folder, 'app/apktool.yml'), 'version: 2.9.0\n');
    const { targets } = await discover([folder]);
    expect(targets).toMatchObject([{ folder: true, size: 40 }]);
  });
});
