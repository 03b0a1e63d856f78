/** The containers that APKs travel in. Each function takes the APKs of one app and gives files by name. */
import protobuf from 'protobufjs/minimal.js';
import { writeZip } from './input-zip.mjs';

const { Writer } = protobuf;
const INSTALL_TIME = 1;
const ON_DEMAND = 2;

/** Field numbers of ApkDescription's metadata (bundletool, commands.proto). */
const SPLIT = 3;
const STANDALONE = 4;

function message(write) {
  const writer = Writer.create();
  write(writer);
  return writer.finish();
}

function apkDescription({ path, metadata, splitId = '', master = false }) {
  return message((writer) => {
    writer.uint32((2 << 3) | 2).string(path);
    const inner = message((nested) => {
      if (metadata !== SPLIT) return;
      nested.uint32((1 << 3) | 2).string(splitId);
      nested.uint32(2 << 3).bool(master);
    });
    writer.uint32((metadata << 3) | 2).bytes(inner);
  });
}

function apkSet({ module, delivery, apks }) {
  return message((writer) => {
    const metadata = message((nested) => {
      nested.uint32((1 << 3) | 2).string(module);
      nested.uint32(6 << 3).uint32(delivery);
    });
    writer.uint32((1 << 3) | 2).bytes(metadata);
    for (const apk of apks) writer.uint32((2 << 3) | 2).bytes(apkDescription(apk));
  });
}

/** `BuildApksResult`. */
function toc(packageName, variants) {
  return Buffer.from(
    message((writer) => {
      variants.forEach((sets, number) => {
        const variant = message((nested) => {
          for (const set of sets) nested.uint32((2 << 3) | 2).bytes(apkSet(set));
          nested.uint32(3 << 3).uint32(number);
        });
        writer.uint32((1 << 3) | 2).bytes(variant);
      });
      writer.uint32((4 << 3) | 2).string(packageName);
    }),
  );
}

const split = (path, splitId, master) => ({ path, splitId, master, metadata: SPLIT });
const standalone = (path) => ({ path, metadata: STANDALONE });

/** bundletool: a set with splits and standalone APKs, and one universal APK. */
export async function bundletoolSets({ base, config, feature, whole }) {
  const variants = [
    [{ module: 'base', delivery: INSTALL_TIME, apks: [standalone('standalones/standalone-hdpi.apk')] }],
    [
      {
        module: 'base',
        delivery: INSTALL_TIME,
        apks: [split('splits/base-master.apk', '', true), split('splits/base-zh.apk', 'config.zh', false)],
      },
      { module: 'chat', delivery: ON_DEMAND, apks: [split('splits/chat-master.apk', 'chat', true)] },
    ],
  ];
  const files = [
    { path: 'toc.pb', bytes: toc('com.example.splitapp', variants) },
    { path: 'splits/base-master.apk', bytes: base, stored: true },
    { path: 'splits/base-zh.apk', bytes: config, stored: true },
    { path: 'splits/chat-master.apk', bytes: feature, stored: true },
    { path: 'standalones/standalone-hdpi.apk', bytes: base, stored: true },
  ];
  const universal = [[{ module: 'base', delivery: INSTALL_TIME, apks: [standalone('universal.apk')] }]];
  return {
    'bundletool.apks': await writeZip(files),
    'bundletool-device.apks': await writeZip(files.filter(({ path }) => !path.startsWith('standalones/'))),
    'universal.apks': await writeZip([
      { path: 'toc.pb', bytes: toc('com.example.quickloan', universal) },
      { path: 'universal.apk', bytes: whole, stored: true },
    ]),
  };
}

/** Split APKs Installer: its metadata, and the splits side by side. */
export async function saiFiles({ base, config, feature }) {
  const meta = { package: 'com.example.splitapp', version_code: 3, version_name: '1.3', split_apk: true };
  return {
    'sai.apks': await writeZip([
      { path: 'meta.sai_v2.json', bytes: JSON.stringify({ meta_version: 2, ...meta }) },
      { path: 'base.apk', bytes: base, stored: true },
      { path: 'split_config.zh_rCN.apk', bytes: config, stored: true },
      { path: 'split_chat.apk', bytes: feature, stored: true },
    ]),
  };
}

function xapkManifest(packageName, splits, expansions) {
  return JSON.stringify({
    xapk_version: 2,
    package_name: packageName,
    name: 'Split app',
    version_code: '3',
    split_apks: splits.map(([file, id]) => ({ file, id })),
    expansions: expansions.map((file) => ({ file, install_location: 'EXTERNAL_STORAGE', install_path: file })),
  });
}

/** APKPure: splits, or one APK, with manifest.json and expansion files. */
export async function xapkFiles({ base, config, whole }) {
  const obb = 'Android/obb/com.example.splitapp/main.3.com.example.splitapp.obb';
  const splits = [
    ['com.example.splitapp.apk', 'base'],
    ['config.zh.apk', 'config.zh'],
  ];
  const entries = (stored) => [
    { path: 'manifest.json', bytes: xapkManifest('com.example.splitapp', splits, [obb]) },
    { path: 'icon.png', bytes: Buffer.from('89504e470d0a1a0a', 'hex') },
    { path: 'com.example.splitapp.apk', bytes: base, stored },
    { path: 'config.zh.apk', bytes: config, stored },
    { path: obb, bytes: Buffer.alloc(64, 7), stored: true },
  ];
  const stored = await writeZip(entries(true));
  return {
    'stored.xapk': stored,
    'deflated.xapk': await writeZip(entries(false)),
    'lying.xapk': await writeZip([
      { path: 'manifest.json', bytes: xapkManifest('com.example.bank', [['missing.apk', 'base']], []) },
      { path: 'app.apk', bytes: whole, stored: true },
    ]),
    'nested.zip': await writeZip([{ path: 'download/app.xapk', bytes: stored, stored: true }]),
  };
}

/** APKMirror: the plain form, and the head of the encrypted one (version, algorithm, costs, chunk size, salt). */
export async function apkmFiles({ base, config }) {
  const encrypted = Buffer.alloc(4096, 0xc3);
  encrypted.writeUInt8(1, 0);
  encrypted.writeUInt8(2, 1);
  encrypted.writeBigUInt64LE(4n, 2);
  encrypted.writeBigUInt64LE(33554432n, 10);
  encrypted.writeBigUInt64LE(131072n, 18);
  return {
    'plain.apkm': await writeZip([
      {
        path: 'info.json',
        bytes: JSON.stringify({ apkm_version: 5, pname: 'com.example.splitapp', versioncode: '3' }),
      },
      { path: 'base.apk', bytes: base, stored: true },
      { path: 'split_config.zh.apk', bytes: config, stored: true },
    ]),
    'encrypted.apkm': encrypted,
  };
}
