import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openInput, type OpenInputOptions } from '../../src/inputs/open-input.js';
import { openApk } from '../../src/inputs/open-apk.js';
import { withoutPlaces } from './facts-of.js';
import { ENGLISH } from '../../src/words/messages.js';

const ANDROID =
  'xmlns:android="http://schemas.android.com/apk/res/android" xmlns:tools="http://schemas.android.com/tools"';
const SDK = '<uses-sdk android:minSdkVersion="24" android:targetSdkVersion="34"/>';

function read(xml: string, options: OpenInputOptions = {}): ReturnType<typeof openInput> {
  return openInput(Buffer.from(xml), options);
}

function manifest(body: string, attributes = 'package="com.example.app"'): string {
  return `<manifest ${ANDROID} ${attributes}>\n${body}\n<application/></manifest>`;
}

const twins = readdirSync('fixtures/src').filter(
  (name) => existsSync(`fixtures/src/${name}/AndroidManifest.xml`) && existsSync(`fixtures/apk/${name}.apk`),
);

describe('a source folder and the APK built from it', () => {
  // no-uses-sdk: see below. split_base: its Chinese label is in the configuration split, not in the APK.
  it.each(twins.filter((name) => name !== 'no-uses-sdk' && name !== 'split_base'))('%s: the same facts', (name) => {
    const text = openInput(`fixtures/src/${name}`);
    const built = openApk(`fixtures/apk/${name}.apk`);
    expect(withoutPlaces(text)).toEqual(withoutPlaces(built));
  });

  it('there are twins to compare', () => {
    expect(twins.length).toBeGreaterThan(10);
  });

  it('a source without SDK versions is not taken for one of Android 1', () => {
    const facts = openInput('fixtures/src/no-uses-sdk');
    expect(facts.manifest?.targetSdk).toBe(37);
    expect(facts.permissions.filter(({ origin }) => origin === 'implied')).toEqual([]);
    expect(facts.anomalies.map(({ code }) => code)).toContain('ANOM_SRC_NO_SDK');
  });
});

describe('what apktool decoded', () => {
  it('means what the APK meant', () => {
    const facts = openInput('fixtures/inputs/decoded');
    expect(facts.input).toBe('apktool-folder');
    expect(withoutPlaces(facts)).toEqual(withoutPlaces(openApk('fixtures/apk/quick-loan.apk')));
  });
});

describe('components and filters of a source', () => {
  const BIND = 'android.permission.BIND_NOTIFICATION_LISTENER_SERVICE';
  const of = (application: string): ReturnType<typeof openInput> =>
    read(`<manifest ${ANDROID} package="com.example.app">${SDK}${application}</manifest>`);

  it('take the permission of the application', () => {
    const facts = of(`<application android:permission="${BIND}"><service android:name=".C"/></application>`);
    expect(facts.capabilities.map(({ id }) => id)).toEqual(['notification-listener']);
  });

  it('are read inside what Android leaves open', () => {
    const service = `<service android:name=".C" android:permission="${BIND}"/>`;
    const facts = of(`<application><uses-library android:name="x">${service}</uses-library></application>`);
    expect(facts.capabilities.map(({ id, apiRange }) => [id, ...apiRange])).toEqual([
      ['notification-listener', 30, 37],
    ]);
  });
});

describe('places', () => {
  const xml = readFileSync('fixtures/src/quick-loan/AndroidManifest.xml', 'utf8');
  const facts = openInput('fixtures/src/quick-loan/AndroidManifest.xml');

  it('every permission has the line, the column and the byte of its element', () => {
    const lines = xml.split('\n');
    const requested = facts.manifest?.requested ?? [];
    expect(requested).toHaveLength(17);
    for (const { name, line, column, offset } of requested) {
      const text = lines[line! - 1]!.slice(column! - 1);
      expect(text.startsWith('<uses-permission ')).toBe(true);
      expect(text).toContain(`"${name}"`);
      expect(
        Buffer.from(xml)
          .subarray(offset, offset + 16)
          .toString(),
      ).toBe('<uses-permission');
    }
    const effective = facts.permissions.find(({ name }) => name === 'android.permission.READ_SMS');
    expect(effective).toMatchObject({ line: lines.findIndex((text) => text.includes('READ_SMS')) + 1, column: 3 });
  });

  it('components and capabilities have them too', () => {
    const receiver = xml.split('\n').findIndex((text) => text.includes('<receiver')) + 1;
    expect(facts.capabilities.find(({ id }) => id === 'sms-receiver')?.evidence[0]).toMatchObject({
      line: receiver,
      column: 5,
    });
  });

  it('lines may end with two characters', () => {
    const text = manifest(`${SDK}\n<uses-permission android:name="a.b"\n android:maxSdkVersion="30"/>`);
    const [one, two] = [text, text.replaceAll('\n', '\r\n')].map((xml) => read(xml).manifest?.requested[0]);
    expect(one).toMatchObject({ line: 3, column: 1 });
    expect(two).toMatchObject({ line: 3, column: 1, offset: (one?.offset ?? 0) + 2 });
  });

  it('bytes count, not characters', () => {
    const facts = read(manifest(`<!-- 拆分 -->${SDK}<uses-permission android:name="android.permission.CAMERA"/>`));
    const text = manifest(`<!-- 拆分 -->${SDK}<uses-permission android:name="android.permission.CAMERA"/>`);
    expect(facts.manifest?.requested[0]?.offset).toBe(
      Buffer.byteLength(text.slice(0, text.indexOf('<uses-permission'))),
    );
  });
});

describe('what the build would change', () => {
  it('tools:node="remove" takes a request out and says so', () => {
    const facts = read(
      manifest(`${SDK}
      <uses-permission android:name="android.permission.READ_SMS" tools:node="remove"/>
      <uses-permission android:name="android.permission.CAMERA" android:maxSdkVersion="30" tools:replace="android:maxSdkVersion"/>`),
    );
    expect(facts.manifest?.requested.map(({ name }) => name)).toEqual(['android.permission.CAMERA']);
    const notes = facts.anomalies.filter(({ code }) => code === 'ANOM_SRC_TOOLS');
    expect(notes.map(({ line, severity }) => [line, severity])).toEqual([
      [3, 'info'],
      [4, 'info'],
    ]);
    expect(notes[0]?.evidence).toContain('READ_SMS');
  });

  it('tells of the first fifty and counts the rest', () => {
    const facts = read(manifest(SDK + '<uses-permission android:name="a.b" tools:node="remove"/>'.repeat(80)));
    const notes = facts.anomalies.filter(({ code }) => code === 'ANOM_SRC_TOOLS');
    expect(notes).toHaveLength(51);
    expect(notes.at(-1)).toMatchObject({ evidence: { code: 'MORE', data: { count: 30 } }, offset: null });
  });

  it('fills the application id, leaves other placeholders and says so once', () => {
    const facts = read(
      manifest(`${SDK}<permission android:name="\${applicationId}.P"/>
      <uses-permission android:name="\${applicationId}.P"/>
      <uses-permission android:name="\${secret}.A"/><uses-permission android:name="\${secret}.B"/>`),
    );
    expect(facts.manifest?.requested.map(({ name }) => name)).toEqual([
      'com.example.app.P',
      '${secret}.A',
      '${secret}.B',
    ]);
    expect(facts.manifest?.defined[0]?.name).toBe('com.example.app.P');
    expect(facts.anomalies.filter(({ code }) => code === 'ANOM_SRC_PLACEHOLDER')).toMatchObject([
      { evidence: '${secret}' },
    ]);
  });

  it('takes placeholders, package and SDK versions from the caller', () => {
    const facts = read(manifest('<uses-permission android:name="${secret}.A"/>', 'package="${applicationId}"'), {
      manifest: { packageName: 'com.example.given', minSdk: 26, targetSdk: 30, placeholders: { secret: 'com.x' } },
    });
    expect(facts.manifest).toMatchObject({ packageName: 'com.example.given', minSdk: 26, targetSdk: 30 });
    expect(facts.manifest?.requested[0]?.name).toBe('com.x.A');
    expect(facts.anomalies).toEqual([]);
  });

  it('a manifest without a package is read under a stand-in', () => {
    const facts = read(manifest(SDK, ''));
    expect(facts.manifest?.packageName).toBe('unknown.package');
    expect(facts.anomalies.map(({ code }) => code)).toEqual(['ANOM_SRC_NO_PACKAGE']);
  });

  it('resolves the escapes aapt2 resolves: letters cannot hide', () => {
    const facts = read(manifest(`${SDK}<uses-permission android:name="android.permission.\\u0052EAD_SMS"/>`));
    expect(facts.manifest?.requested[0]?.name).toBe('android.permission.READ_SMS');
  });

  it.each<[flags: string, value: number, button: boolean]>([
    ['onlyForLocationButton', 0x20000, true],
    ['neverForLocation', 0x10000, false],
    ['neverForLocation|onlyForLocationButton', 0x30000, true],
    ['0x20000', 0x20000, true],
  ])('reads the flags of a request: %s', (flags, value, button) => {
    const request = `<uses-permission android:name="android.permission.ACCESS_FINE_LOCATION" android:usesPermissionFlags="${flags}"/>`;
    const [asked] = read(manifest(SDK + request)).manifest?.requested ?? [];
    expect(asked).toMatchObject({ usesPermissionFlags: value, onlyForLocationButton: button });
  });

  it('goes by the namespace, not by its prefix', () => {
    const xml = manifest(`${SDK}<uses-permission a:name="android.permission.CAMERA" android:name="x.y"/>`)
      .replaceAll('xmlns:android=', 'xmlns:a=')
      .replaceAll('android:minSdk', 'a:minSdk')
      .replaceAll('android:targetSdk', 'a:targetSdk');
    expect(read(xml).manifest?.requested.map(({ name }) => name)).toEqual(['android.permission.CAMERA']);
  });
});

describe('hostile text', () => {
  it.each([
    ['unclosed', '<manifest package="a.b"><application>', 'XML_SYNTAX'],
    ['cut', '<manifest package="a.b', 'XML_SYNTAX'],
    ['two roots', '<manifest package="a.b"/><manifest/>', 'XML_SYNTAX'],
    ['attribute twice', '<manifest package="a.b" package="c.d"><application/></manifest>', 'XML_SYNTAX'],
    [
      'own entities',
      '<!DOCTYPE m [<!ENTITY a "b">]><manifest package="a.b&a;"><application/></manifest>',
      'XML_UNSUPPORTED',
    ],
    [
      'external entity',
      '<!DOCTYPE m [<!ENTITY a SYSTEM "file:///etc/passwd">]><manifest package="&a;"/>',
      'XML_UNSUPPORTED',
    ],
    ['unknown entity', '<manifest package="a.b&nope;"><application/></manifest>', 'XML_SYNTAX'],
    ['too deep', '<manifest>'.repeat(400) + '</manifest>'.repeat(400), 'LIMIT_NODES'],
    ['another root', '<resources/>', 'MAN_NO_MANIFEST_TAG'],
    ['no root', '<!-- nothing -->', 'XML_SYNTAX'],
    ['bad package', manifest(SDK, 'package="no-dots"'), 'MAN_BAD_PACKAGE'],
  ])('%s', (_, xml, code) => {
    const facts = read(xml);
    expect(facts.error?.code).toBe(code);
    expect(facts.complete).toBe(false);
    expect(facts.manifest).toBeNull();
  });

  it('a syntax error has its line and column', () => {
    expect(read('<manifest package="a.b">\n  <application>\n</manifest>').error).toMatchObject({
      line: 3,
      code: 'XML_SYNTAX',
    });
  });

  it.each([
    ['an undeclared entity in an attribute', '<manifest\n package="a.b">\n  <x y="&foo;"/></manifest>', [3, 3]],
    ['an undeclared entity in a text', '<manifest>\n  <x>&foo;</x></manifest>', [2, 3]],
    ['a second root', '<manifest/>\n <manifest/>', [2, 2]],
    ['a DOCTYPE with entities', '<?xml version="1.0"?>\n<!DOCTYPE m [<!ENTITY a "b">]>\n<manifest/>', [2, 1]],
    ['a less-than sign in an attribute', '<manifest>\n  <x y="<"/></manifest>', [2, 5]],
    ['a second root after line ends of two characters', '<manifest>\r\n\r\n</manifest>\r\n <manifest/>', [4, 2]],
    ['an element Android refuses', manifest(`${SDK}\n  <application>\n<service/></application>`), [4, 1]],
  ])('%s has its line and column', (_, xml, [line, column]) => {
    const { error } = read(xml);
    expect(error).toMatchObject({ line, column });
    expect(error === null ? '' : ENGLISH.error(error)).not.toContain('line');
  });

  it('character references and the five entities of XML are read', () => {
    const facts = read(manifest(`${SDK}<uses-permission android:name="a&#46;b&#x2e;&amp;"/>`));
    expect(facts.manifest?.requested[0]?.name).toBe('a.b.&');
  });

  it('reads UTF-16 with a byte order mark', () => {
    const xml = manifest(`${SDK}<uses-permission android:name="android.permission.CAMERA"/>`);
    const facts = openInput(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(xml, 'utf16le')]));
    expect(facts.manifest?.requested).toHaveLength(1);
  });

  it('a permission may be named like a member of every object', () => {
    const facts = read(manifest(`${SDK}<uses-permission android:name="__proto__"/>`));
    expect(facts.manifest?.requested[0]?.name).toBe('__proto__');
  });

  it.each(['<__proto__/>', '<x constructor="x"/>'])('%s is an element like any other', (xml) => {
    const facts = read(manifest(`${SDK}${xml}<uses-permission android:name="a.b"/>`));
    expect(facts).toMatchObject({ complete: true, error: null });
    expect(facts.manifest?.requested).toHaveLength(1);
  });

  it('stops at the limit of its size', () => {
    const facts = read(manifest(SDK), { limits: { manifestBytes: 100 } });
    expect(facts.error?.code).toBe('LIMIT_ENTRY');
  });

  it('a long line of many elements takes linear time', () => {
    const many = '<uses-permission android:name="a.b"/>'.repeat(15_000);
    const facts = read(`<manifest ${ANDROID} package="a.b">${SDK}${many}<application/></manifest>`);
    expect(facts.manifest?.requested).toHaveLength(15_000);
  });
});
