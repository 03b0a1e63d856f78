/** Inputs whose names or neighbours would lead an audit away from what is installed. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apkOfRoot, application, manifest, PACKAGE, uses, usesSdk } from '../../fixtures/hostile/base.js';
import { concat, utf8 } from '../../fixtures/hostile/bytes.js';
import { buildXml } from '../../fixtures/hostile/axml-writer.js';
import { buildZip } from '../../fixtures/hostile/zip-writer.js';
import { discover } from '../../src/batch/discover.js';
import { isOneApp } from '../../src/inputs/one-app.js';
import { Opener, type AppInput } from '../../src/inputs/opener.js';

const SMS = 'android.permission.READ_SMS';
const rootOf = (names: readonly string[]) =>
  manifest([usesSdk(24, 34), ...names.map((name) => uses(`android.permission.${name}`)), application([], 'Loan')]);
const dirty = apkOfRoot(rootOf(['READ_SMS']));
const clean = apkOfRoot(rootOf(['INTERNET']));
const APPLE = concat(Uint8Array.of(0, 5, 0x16, 7), new Uint8Array(60));
const zip = (entries: Record<string, Uint8Array>): Uint8Array =>
  buildZip({ entries: Object.entries(entries).map(([name, data]) => ({ name, data })) });

function open(input: AppInput) {
  const opener = new Opener({ identity: 'none' });
  try {
    return opener.open(input, 'input').facts;
  } finally {
    opener.close();
  }
}
const asks = (input: AppInput): string[] => open(input).permissions.map(({ name }) => name);
const told = (input: AppInput): string[] =>
  open(input).anomalies.map(({ code, data }) => `${code} ${'problem' in data ? data.problem : ''}`);

describe('an archive of APKs', () => {
  it.each(['._base.apk', '__MACOSX/._base.apk', 'a/._base.apk'])('passes %s over', (name) => {
    expect(asks(zip({ 'base.apk': dirty, [name]: APPLE }))).toEqual([SMS]);
  });
  it.each(['._base.apk', '__MACOSX/base.apk'])('does not pass an APK over that is called %s', (name) => {
    const facts = open(zip({ 'base.apk': clean, [name]: dirty }));
    expect(facts.complete).toBe(false);
  });
  it('is read whatever follows it', () => {
    const input = concat(zip({ 'base.apk': dirty }), utf8('0123456789'));
    expect(asks(input)).toEqual([SMS]);
    expect(told(input)).toContain('ANOM_INPUT_DISAGREES container');
  });
  it('with a manifest of its own is audited by its APKs, and incomplete', () => {
    const decoy = buildXml({ root: rootOf(['INTERNET']) });
    const input = zip({ 'base.apk': dirty, 'AndroidManifest.xml': decoy });
    expect(asks(input)).toEqual([SMS]);
    expect(open(input).complete).toBe(false);
    expect(told(input)).toContain('ANOM_INPUT_SKIPPED ownManifest');
  });
  it.each([1, 300, 301, 65_000])('is known as one by an APK with a name of %i characters', (length) => {
    const decoy = buildXml({ root: rootOf(['INTERNET']) });
    const input = zip({ 'AndroidManifest.xml': decoy, [`${'b'.repeat(length)}.apk`]: dirty });
    expect([asks(input), open(input).complete]).toEqual([[SMS], false]);
  });
  it('takes the APKs that its manifest.json names', () => {
    const list = utf8(JSON.stringify({ package_name: PACKAGE, split_apks: [{ file: 'base.bin', id: 'base' }] }));
    expect(open(zip({ 'manifest.json': list, 'base.bin': dirty, 'decoy.apk': clean })).complete).toBe(false);
    const alone = zip({ 'manifest.json': list, 'base.bin': dirty, 'a.obb': clean, 'x.apks': clean });
    expect(asks(alone)).toEqual([SMS]);
  });
});

describe('an APK that only old versions open', () => {
  const data = buildXml({ root: rootOf(['READ_SMS']) });
  it.each(['assets/a.bin', 'inner.apk'])('is read as they read it, with %s', (beside) => {
    const prefix = utf8('what Android 8.1 and newer refuse at the start');
    const entries = [
      { name: 'AndroidManifest.xml', data },
      { name: beside, data: dirty },
    ];
    const facts = open(buildZip({ entries, prefix }));
    expect(facts.manifest?.packageName).toBe(PACKAGE);
    expect(facts.permissions.map(({ name }) => name)).toEqual([SMS]);
  });
});

describe('a folder', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'permaudit-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  const put = (name: string, data: Uint8Array | string) => {
    writeFileSync(join(folder, name), data);
  };
  const TEXT =
    '<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="a.b"><application/></manifest>';

  it('is read by its APKs where a manifest lies beside them', async () => {
    put('AndroidManifest.xml', TEXT);
    put('apktool.yml', 'version: 2.9.3\n');
    put('evil.apk', dirty);
    put('._evil.apk', APPLE);
    expect(asks(folder)).toEqual([SMS]);
    expect(told(folder)).toContain('ANOM_INPUT_SKIPPED manifest');
    expect(await isOneApp(folder)).toBe(true);
    const { targets, notes } = await discover([folder]);
    expect([targets.map(({ file }) => file), notes]).toEqual([[join(folder, 'evil.apk')], []]);
    put('more.xapk', dirty);
    expect(await isOneApp(folder)).toBe(false);
  });
  it.each([
    ['decoded', true, [SMS]],
    ['of sources', false, []],
  ])('that is %s: tools:node', (_, decoded, expected) => {
    const tools = 'xmlns:tools="http://schemas.android.com/tools"';
    const request = `<uses-permission android:name="${SMS}" tools:node="remove"/>`;
    put('AndroidManifest.xml', TEXT.replace('package', `${tools} package`).replace('<app', `${request}<app`));
    if (decoded) put('apktool.yml', 'version: 2.9.3\nsdkInfo:\n  minSdkVersion: 24\n  targetSdkVersion: 34\n');
    mkdirSync(join(folder, 'res'));
    expect(asks(folder)).toEqual(expected);
  });
});

describe('a text manifest', () => {
  const doc = (before: string, inside: string): Uint8Array =>
    utf8(
      `<?xml version="1.0" encoding='utf-8'?>${before}<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="a.b">${inside}<application/></manifest>`,
    );
  it.each([
    ['', "<?note it's ?>", 'instruction'],
    ['', '<?note a" ?>', 'instruction'],
    ['', '<?xml version="1.0"?>', 'instruction'],
    ["<?x '?>", '', 'instruction'],
    ['<!DOCTYPE manifest [<!ATTLIST a b CDATA "c">]>', '', 'subset'],
    ['<!DOCTYPE manifest []>', '', 'subset'],
    ['<!DOCTYPE manifest [<!ENTITY a "b">]>', '', 'entities'],
  ])('%s %s is refused', (before, inside, problem) => {
    const { error } = open(doc(before, inside));
    expect(error).toMatchObject({ code: 'XML_UNSUPPORTED', data: { problem }, line: 1 });
  });
  it.each([
    ['', '<?note plain ?>'],
    ['', `<!-- <?note it's ?> -->`],
    ['<!DOCTYPE manifest>', ''],
    ['', `<meta-data android:name="&lt;?it's ?>"/>`],
  ])('%s %s is read', (before, inside) => {
    expect(open(doc(before, inside)).error).toBeNull();
  });
});
