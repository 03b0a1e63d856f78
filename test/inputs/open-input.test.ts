import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { isOneApp } from '../../src/inputs/one-app.js';
import { openInput, withInput } from '../../src/inputs/open-input.js';
import { openApk } from '../../src/inputs/open-apk.js';
import { ZipArchive } from '../../src/zip/archive.js';
import { readAsset } from '../../src/zip/asset.js';
import { MemoryByteSource } from '../../src/bytes/byte-source.js';
import { Reading } from '../../src/bytes/reading.js';
import { auditApp } from '../../src/audit/evaluate.js';
import { builtinRulebook } from '../../src/rulebook/load.js';
import { apkOfRoot, application, element, manifest, plain, usesSdk } from '../../fixtures/hostile/base.js';
import { FILES, withoutPlaces } from './facts-of.js';
import { ENGLISH } from '../../src/words/messages.js';
import { AUDIT_WORDS } from '../../src/words/audit.js';

const apk = (name: string): string => `fixtures/apk/${name}.apk`;
const file = (name: string): string => `${FILES}/${name}`;
const base = openApk(apk('split_base'));
const BASE_PERMISSIONS = base.permissions.map(({ name }) => name);

describe('every shape of an input', () => {
  const splits = [
    ['base', 'base'],
    ['config.zh_rCN', 'config'],
  ];
  const withChat = [...splits, ['chat', 'feature']];
  it.each([
    ['bundletool.apks', 'apks-bundletool', withChat],
    ['bundletool-device.apks', 'apks-bundletool', withChat],
    ['sai.apks', 'apks-sai', withChat],
    ['stored.xapk', 'xapk', splits],
    ['deflated.xapk', 'xapk', splits],
    ['nested.zip', 'xapk', splits],
    ['plain.apkm', 'apkm', splits],
    ['base-only.aab', 'aab', [['base', 'base']]],
    ['signed.aab', 'aab', [['base', 'base']]],
    [
      'install-time.aab',
      'aab',
      [
        ['base', 'base'],
        ['chat', 'feature'],
      ],
    ],
    [
      'asset-pack.aab',
      'aab',
      [
        ['base', 'base'],
        ['textures', 'asset-pack'],
      ],
    ],
  ])('%s', (name, kind, modules) => {
    const facts = openInput(file(name));
    expect(facts.input).toBe(kind);
    expect(facts.error).toBeNull();
    expect(facts.complete).toBe(true);
    expect(facts.modules?.map((module) => [module.name, module.kind])).toEqual(modules);
    expect(facts.permissions.map(({ name: permission }) => permission)).toEqual(BASE_PERMISSIONS);
    expect(facts.manifest).toMatchObject({ packageName: 'com.example.splitapp', versionCode: 3, label: 'Split App' });
  });

  it('universal.apks is the whole app', () => {
    const facts = openInput(file('universal.apks'));
    expect(withoutPlaces({ ...facts, anomalies: [] })).toEqual(
      withoutPlaces({ ...openApk(apk('quick-loan')), anomalies: [] }),
    );
  });

  it('an APK is read as before, with its identity', () => {
    const { identity, input, ...facts } = openInput(apk('quick-loan'));
    expect(facts).toEqual(openApk(apk('quick-loan')));
    expect(input).toBe('apk');
    expect(identity?.apks).toEqual([{ name: 'quick-loan.apk', sha256: facts.sha256, size: facts.size }]);
  });

  it('the same bytes on standard input are the same app', () => {
    const facts = openInput(readFileSync(file('sai.apks')));
    expect(facts.file).toBe('-');
    expect({ ...facts, file: '' }).toEqual({ ...openInput(file('sai.apks')), file: '' });
  });
});

describe('manifests by themselves', () => {
  const reading = new Reading(37);
  const entry = (archive: string, key: string): Uint8Array => {
    const zip = ZipArchive.open(new MemoryByteSource(readFileSync(archive)), reading);
    return readAsset(zip, zip.find(key)!, 1 << 20, reading);
  };

  it('a binary manifest: all but what needs the resource table', () => {
    const facts = openInput(entry(apk('quick-loan'), 'AndroidManifest.xml'));
    const whole = openApk(apk('quick-loan'));
    expect(facts.input).toBe('binary-manifest');
    expect(facts.permissions).toEqual(whole.permissions);
    expect(facts.manifest).toEqual({ ...whole.manifest, label: '', labels: {} });
  });

  it('a protobuf manifest', () => {
    const facts = openInput(entry(file('base-only.aab'), 'base/manifest/AndroidManifest.xml'));
    expect(facts.input).toBe('proto-manifest');
    expect(facts.permissions.map(({ name }) => name)).toEqual(BASE_PERMISSIONS);
  });
});

describe('an app bundle and the APK built from it', () => {
  it('have the same facts', () => {
    const bundle = openInput('fixtures/apk/quick-loan.aab');
    expect(withoutPlaces(bundle)).toEqual(withoutPlaces(openApk(apk('quick-loan'))));
  });

  it.each([
    ['install-time.aab', 'chat', 'install-time', true],
    ['removable.aab', 'chat', 'install-time', false],
    ['on-demand.aab', 'chat', 'on-demand', false],
    ['on-demand.aab', 'camera', 'conditional', false],
    ['old-on-demand.aab', 'chat', 'on-demand', false],
    ['asset-pack.aab', 'textures', 'fast-follow', false],
  ])('%s: %s lands %s', (name, module, delivery, fusedIntoBase) => {
    const found = openInput(file(name)).modules?.find((one) => one.name === module);
    expect(found).toMatchObject({ delivery, fusedIntoBase, package: 'com.example.splitapp' });
  });
});

describe('what a split tries to add', () => {
  it('is told and does not count', () => {
    const facts = openInput([apk('split_feature'), apk('split_base'), apk('split_config')]);
    expect(facts.permissions.map(({ name }) => name)).toEqual(BASE_PERMISSIONS);
    expect(facts.modules?.[1]).toMatchObject({ name: 'chat', permissionsIgnored: ['android.permission.READ_SMS'] });
    expect(facts.anomalies).toMatchObject([
      { code: 'ANOM_SPLIT_PERMISSION', path: 'split_feature.apk', evidence: 'android.permission.READ_SMS' },
    ]);
  });

  it('requests that the base makes too are no addition', () => {
    const facts = openInput(file('install-time.aab'));
    expect(facts.modules?.[1]).toMatchObject({
      permissionsIgnored: ['android.permission.INTERNET', 'android.permission.READ_SMS'],
      permissionsOnlyHere: ['android.permission.READ_SMS'],
    });
  });
});

describe('components of a split', () => {
  const folder = mkdtempSync(join(tmpdir(), 'permaudit-splits-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const CAPABILITIES = ['accessibility-service', 'boot-receiver'];
  const set = [apk('split_base'), file('split-watch-service.apk')];

  it.each([
    ['a split set', set],
    ['an app bundle', file('watch-service.aab')],
  ])('are the app’s own: %s', (_, input) => {
    const facts = openInput(input);
    expect(facts.error).toBeNull();
    expect(facts.capabilities.map(({ id, evidence }) => [id, evidence])).toEqual([
      [
        'accessibility-service',
        [
          {
            component: 'com.example.splitapp.WatchService',
            detail: { code: 'NAMED', data: { name: 'BIND_ACCESSIBILITY_SERVICE' } },
            module: 'watch',
            offset: null,
          },
        ],
      ],
      [
        'boot-receiver',
        [
          {
            component: 'com.example.splitapp.StartReceiver',
            detail: { code: 'NAMED', data: { name: 'android.intent.action.BOOT_COMPLETED' } },
            module: 'watch',
            offset: null,
          },
        ],
      ],
    ]);
    expect(facts.modules?.map(({ name, capabilities }) => [name, capabilities])).toEqual([
      ['base', undefined],
      ['watch', CAPABILITIES],
    ]);
  });

  it('count in the audit, unlike its permissions and queries', () => {
    const audit = auditApp(openInput(set), builtinRulebook(), {
      category: 'lending',
      policies: ['article', 'cn-39', 'google-play'],
      features: [],
      asOf: '2026-11-23',
      tool: { name: 'permaudit', version: '0' },
      words: AUDIT_WORDS,
    });
    const finding = audit.findings.find(({ ruleId }) => ruleId === 'LEND-BYPASS-ACCESSIBILITY');
    expect(finding?.evidence.map((item) => [ENGLISH.evidence(item), item.offset])).toEqual([
      ['watch: com.example.splitapp.WatchService (BIND_ACCESSIBILITY_SERVICE)', null],
    ]);
    expect(audit.permissions.map(({ name }) => name)).toEqual(BASE_PERMISSIONS);
  });

  it('without a name have Android refuse the set', () => {
    const root = manifest([application([element('service')])]);
    root.attributes = [...root.attributes, plain('split', 'extra')];
    const path = join(folder, 'nameless.apk');
    writeFileSync(join(folder, 'base.apk'), apkOfRoot(manifest([usesSdk(), application()])));
    writeFileSync(path, apkOfRoot(root));
    expect(openInput([join(folder, 'base.apk'), path], { identity: 'none' })).toMatchObject({
      error: { code: 'MAN_BAD_ELEMENT', path: 'nameless.apk!AndroidManifest.xml' },
      manifest: null,
      capabilities: [],
    });
  });
});

describe('sets that Android refuses', () => {
  it.each([
    ['another version', 'split-newer.apk', /version code 4, the base 3/],
    ['another package', 'split-other-package.apk', /com\.example\.otherapp/],
    ['another signer', 'split-other-signer.apk', /another key/],
  ])('%s', (_, split, message) => {
    const facts = openInput([apk('split_base'), file(split)]);
    expect(facts.error?.code).toBe('APK_SPLITS_DISAGREE');
    expect(facts.error === null ? '' : ENGLISH.error(facts.error)).toMatch(message);
    expect(facts.manifest).toBeNull();
    expect(facts.permissions).toEqual([]);
  });

  it('a module of another package', () => {
    expect(openInput(file('disagrees.aab')).error?.code).toBe('APK_SPLITS_DISAGREE');
  });

  it('no base, two bases, one split twice', () => {
    expect(openInput([apk('split_config'), apk('split_feature')]).error?.code).toBe('APK_NO_BASE');
    expect(openInput([apk('split_base'), apk('quick-loan')]).error?.code).toBe('APK_SPLITS_DISAGREE');
    expect(openInput([apk('split_base'), apk('split_config'), apk('split_config')]).error).toMatchObject({
      code: 'APK_SPLITS_DISAGREE',
      data: { problem: 'twice' },
    });
  });

  it('signers are not compared when nobody asked for identities', () => {
    const facts = openInput([apk('split_base'), file('split-other-signer.apk')], { identity: 'none' });
    expect(facts.error).toBeNull();
    expect(facts.identity).toBeUndefined();
    expect(facts.sha256).toBeNull();
  });
});

describe('what goes with the app', () => {
  it('expansion files are named, not read', () => {
    expect(openInput(file('stored.xapk')).anomalies).toMatchObject([
      { code: 'ANOM_INPUT_SKIPPED', path: 'Android/obb/com.example.splitapp/main.3.com.example.splitapp.obb' },
    ]);
  });

  it('manifest.json is not believed', () => {
    const facts = openInput(file('lying.xapk'));
    expect(facts.manifest?.packageName).toBe('com.example.quickloan');
    expect(facts.anomalies.map(({ code, evidence }) => [code, evidence])).toEqual([
      ['ANOM_INPUT_DISAGREES', 'missing.apk'],
      ['ANOM_INPUT_DISAGREES', 'com.example.bank'],
    ]);
  });

  it('an encrypted .apkm is refused in plain words', () => {
    const { error } = openInput(file('encrypted.apkm'));
    expect(error?.code).toBe('APK_ENCRYPTED');
    expect(error === null ? null : ENGLISH.hint(error)).toContain('download the app again');
  });

  it('the APKs are handed on open, base first', () => {
    withInput(file('sai.apks'), { identity: 'none' }, ({ apks }) => {
      expect(apks.map(({ name }) => name)).toEqual(['base.apk', 'split_config.zh_rCN.apk', 'split_chat.apk']);
      expect(apks.map(({ file: { source } }) => Buffer.from(source.read(0, 2)).toString())).toEqual(['PK', 'PK', 'PK']);
    });
  });

  it('every APK has its digest', () => {
    const apks = openInput(file('sai.apks')).identity?.apks ?? [];
    expect(apks[0]?.sha256).toBe(base.sha256);
    expect(apks).toHaveLength(3);
  });
});

describe('a digest that is not wanted', () => {
  /** How many bytes are read of an app. */
  const readOf = (sha256?: null): { bytes: number; facts: ReturnType<typeof openInput> } => {
    const memory = new MemoryByteSource(readFileSync(apk('quick-loan')));
    let bytes = 0;
    const read = (offset: number, length: number): Uint8Array => {
      bytes += length;
      return memory.read(offset, length);
    };
    const facts = openInput({ size: memory.size, read }, { name: 'a.apk', ...(sha256 === null ? { sha256 } : {}) });
    return { bytes, facts };
  };

  it('is null, its APK is not listed, and the bytes are not read for it', () => {
    const [wanted, unwanted] = [readOf(), readOf(null)];
    expect(wanted.bytes - unwanted.bytes).toBe(wanted.facts.size);
    expect(wanted.facts.sha256).toMatch(/^[0-9a-f]{64}$/);
    const { identity } = wanted.facts;
    expect(unwanted.facts).toEqual({ ...wanted.facts, sha256: null, identity: { ...identity, apks: [] } });
    expect(identity?.signer).not.toBeNull();
  });
});

describe('what is refused', () => {
  it.each(['disagrees.aab', 'encrypted.apkm'])('has its digest all the same: %s', (name) => {
    const bytes = readFileSync(file(name));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(openInput(file(name))).toMatchObject({ manifest: null, sha256, size: bytes.length });
    expect(openInput(bytes, { identity: 'none' }).sha256).toBeNull();
  });

  it('a manifest that is not well-formed, and a set that disagrees', () => {
    expect(openInput(Buffer.from('<manifest>')).sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(openInput([apk('split_base'), apk('quick-loan')])).toMatchObject({ sha256: null, permissions: [] });
  });
});

describe('folders', () => {
  const folder = mkdtempSync(join(tmpdir(), 'permaudit-folder-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('of splits are one app', () => {
    for (const name of ['split_base', 'split_config'])
      writeFileSync(join(folder, `${name}.apk`), readFileSync(apk(name)));
    const facts = openInput(folder);
    expect(facts.input).toBe('apk-set');
    expect(facts.modules).toHaveLength(2);
  });

  it('hold APKs by their content, whatever they are called, and damaged ones by their name', async () => {
    const set = join(folder, 'nameless');
    mkdirSync(set);
    writeFileSync(join(set, 'base'), readFileSync(apk('split_base')));
    writeFileSync(join(set, 'config.bin'), readFileSync(apk('split_config')));
    // Archives beside them that are no APKs, and one that is cut before its first entry.
    writeFileSync(join(set, 'main.obb'), readFileSync(file('nested.zip')));
    writeFileSync(join(set, 'notes.zip'), Buffer.from('PK\u0003\u0004'));
    const facts = openInput(set);
    expect(facts.modules?.map((module) => module.file)).toEqual(['base', 'config.bin']);
    expect(await isOneApp(set)).toBe(true);
    writeFileSync(join(set, 'split_cut.apk'), readFileSync(apk('split_feature')).subarray(0, 2000));
    expect(openInput(set)).toMatchObject({ error: { code: 'ZIP_NO_EOCD' }, manifest: null });
  });

  it('of different apps are refused, of nothing unreadable', () => {
    expect(openInput('fixtures/apk').error?.code).toBe('APK_SPLITS_DISAGREE');
    expect(openInput('src').error?.code).toBe('IO_NO_APK');
    expect(openInput('there/is/nothing').error?.code).toBe('IO_NOT_FOUND');
  });
});

describe('damaged inputs', () => {
  const inputs = readdirSync(FILES).filter((name) => !name.startsWith('split-'));

  it.each(inputs)('%s cut short is an error, never an exception', (name) => {
    const bytes = readFileSync(file(name));
    for (let part = 0; part < 40; part++) {
      const facts = openInput(bytes.subarray(0, Math.floor((bytes.length * part) / 40)));
      expect(facts.error).not.toBeNull();
      expect(facts.complete).toBe(false);
      expect(facts.manifest).toBeNull();
    }
  });

  it.each(inputs)('%s with flipped bytes never throws', (name) => {
    const bytes = readFileSync(file(name));
    const step = Math.max(1, Math.floor(bytes.length / 80));
    for (let at = 0; at < bytes.length; at += step) {
      const copy = Buffer.from(bytes);
      copy[at] = (copy[at] ?? 0) ^ 0xff;
      const facts = openInput(copy, { identity: at % 3 === 0 ? 'verify' : 'read' });
      // Another APK of the set that is no longer like the base makes it incomplete without an error.
      const isOther = facts.anomalies.some(({ data }) => 'problem' in data && data.problem === 'otherApk');
      expect(facts.complete).toBe(
        facts.manifest !== null && facts.error?.code.startsWith('LIMIT_') !== true && !isOther,
      );
    }
  });
});
