#!/usr/bin/env node
/**
 * Builds fixtures/inputs/files from fixtures/apk and fixtures/inputs/src: every container and bundle people meet.
 *
 *   node scripts/build-input-fixtures.mjs
 *
 * Needs aapt2, zipalign and apksigner (see fixtures/README.md). bundletool is not needed: its layouts are documented
 * (app bundle format; commands.proto for toc.pb) and written here with JSZip and protobufjs.
 */
import { cpSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildFramework } from './lib/fixture-build.mjs';
import { requireTools, run } from './lib/fixture-tools.mjs';
import { apkmFiles, bundletoolSets, saiFiles, xapkFiles } from './lib/input-containers.mjs';
import { readEntries, writeZip } from './lib/input-zip.mjs';

const FIXTURES = fileURLToPath(new URL('../fixtures/', import.meta.url));
const SOURCES = join(FIXTURES, 'inputs/src');
const OUT = join(FIXTURES, 'inputs/files');
const PASSWORD = 'pass:permaudit-test-only';
const BUNDLE_CONFIG = Buffer.from('\x0a\x08\x12\x061.18.1', 'latin1');

/** Links one manifest; resources are compiled by relative path, so that no path of this machine gets into the result. */
function link(manifest, framework, { res = null, proto = false } = {}) {
  const args = ['link', '-o', 'linked.zip', '-I', framework, '--manifest', manifest, '--warn-manifest-validation'];
  if (res !== null) {
    rmSync('res', { recursive: true, force: true });
    cpSync(res, 'res', { recursive: true });
    run('aapt2', ['compile', '--dir', 'res', '-o', 'res.zip']);
    args.push('res.zip');
  }
  run('aapt2', [...args, ...(proto ? ['--proto-format'] : [])]);
  return readEntries(readFileSync('linked.zip'));
}

function sign(file, target, key, alias, extra = []) {
  const store = ['--ks', key, '--ks-type', 'PKCS12', '--ks-pass', PASSWORD, '--ks-key-alias', alias];
  run('apksigner', ['sign', ...store, '--v4-signing-enabled', 'false', ...extra, '--out', target, file]);
}

/** `<module>/...` entries of a bundle from a linked module. */
function moduleEntries(name, linked) {
  return [...linked].map(([path, bytes]) => [
    path === 'AndroidManifest.xml' ? `${name}/manifest/${path}` : `${name}/${path}`,
    bytes,
  ]);
}

async function buildBundles(framework) {
  const base = await link(join(FIXTURES, 'src/split_base/AndroidManifest.xml'), framework, {
    res: join(FIXTURES, 'src/split_base/res'),
    proto: true,
  });
  const feature = async (name, file) =>
    moduleEntries(name, await link(join(SOURCES, `${file}.xml`), framework, { proto: true }));
  const shapes = {
    'base-only.aab': [],
    'install-time.aab': await feature('chat', 'chat-install'),
    'removable.aab': await feature('chat', 'chat-removable'),
    'on-demand.aab': [...(await feature('chat', 'chat-on-demand')), ...(await feature('camera', 'camera-conditional'))],
    'old-on-demand.aab': await feature('chat', 'chat-old-on-demand'),
    'asset-pack.aab': await feature('textures', 'textures-pack'),
    'watch-service.aab': await feature('watch', 'watch-service'),
    'disagrees.aab': await feature('chat', 'chat-other'),
  };
  for (const [name, modules] of Object.entries(shapes)) {
    const entries = [['BundleConfig.pb', BUNDLE_CONFIG], ...moduleEntries('base', base), ...modules];
    writeFileSync(join(OUT, name), await writeZip(entries.map(([path, bytes]) => ({ path, bytes }))));
  }
  const jar = ['--min-sdk-version', '24', '--v2-signing-enabled', 'false', '--v3-signing-enabled', 'false'];
  const key = join(FIXTURES, 'src/test-only.p12');
  sign(join(OUT, 'base-only.aab'), join(OUT, 'signed.aab'), key, 'fixture', [...jar, '--v1-signer-name', 'FIXTURE']);
}

/**
 * Splits that do not belong to split_base.apk (another version, another package, another signer), and one that does and
 * has components.
 */
async function buildSplits(framework) {
  const own = [join(FIXTURES, 'src/test-only.p12'), 'fixture'];
  const other = [join(SOURCES, 'other-key.p12'), 'other'];
  for (const [name, source, key] of [
    ['split-newer.apk', 'chat-newer', own],
    ['split-other-package.apk', 'chat-other', own],
    ['split-other-signer.apk', 'chat-install', other],
    ['split-watch-service.apk', 'watch-service', own],
  ]) {
    const entries = [...(await link(join(SOURCES, `${source}.xml`), framework))];
    writeFileSync('packed.apk', await writeZip(entries.map(([path, bytes]) => ({ path, bytes }))));
    run('zipalign', ['-f', '-p', '4', 'packed.apk', 'aligned.apk']);
    sign('aligned.apk', join(OUT, name), ...key);
  }
}

/** An APK whose content is digested as fs-verity does, beside the usual way. */
function buildVerity() {
  const flags = ['--v1-signing-enabled', 'false', '--verity-enabled', 'true'];
  const key = join(FIXTURES, 'src/test-only.p12');
  sign(join(FIXTURES, 'apk/split_base.apk'), join(OUT, 'split-verity.apk'), key, 'fixture', flags);
}

/** An APK with a JAR signature alone, and one whose key was changed, with the proof of it. */
function buildSigners() {
  const source = join(FIXTURES, 'apk/split_base.apk');
  const own = join(FIXTURES, 'src/test-only.p12');
  const jar = ['--min-sdk-version', '21', '--v2-signing-enabled', 'false', '--v3-signing-enabled', 'false'];
  sign(source, join(OUT, 'jar-signed.apk'), own, 'fixture', jar);
  const store = (key, alias) => ['--ks', key, '--ks-type', 'PKCS12', '--ks-pass', PASSWORD, '--ks-key-alias', alias];
  const next = store(join(SOURCES, 'other-key.p12'), 'other');
  run('apksigner', ['rotate', '--out', 'lineage', '--old-signer', ...store(own, 'fixture'), '--new-signer', ...next]);
  sign(source, join(OUT, 'rotated.apk'), own, 'fixture', ['--next-signer', ...next, '--lineage', 'lineage']);
}

async function buildContainers() {
  const apk = (name) => readFileSync(join(FIXTURES, 'apk', `${name}.apk`));
  const apks = {
    base: apk('split_base'),
    config: apk('split_config'),
    feature: apk('split_feature'),
    whole: apk('quick-loan'),
  };
  for (const make of [bundletoolSets, saiFiles, xapkFiles, apkmFiles]) {
    for (const [name, bytes] of Object.entries(await make(apks))) writeFileSync(join(OUT, name), bytes);
  }
}

/** What `apktool d` leaves of quick-loan.apk: a text manifest without SDK and version, which are in apktool.yml. */
function buildDecoded() {
  const target = join(FIXTURES, 'inputs/decoded');
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  const source = join(FIXTURES, 'src/quick-loan');
  const manifest = readFileSync(join(source, 'AndroidManifest.xml'), 'utf8')
    .replace(/\s+android:version(?:Code|Name)="[^"]*"/g, '')
    .replace(/\s*<uses-sdk [^>]*>/, '');
  writeFileSync(join(target, 'AndroidManifest.xml'), manifest);
  cpSync(join(source, 'res'), join(target, 'res'), { recursive: true });
  copyFileSync(join(SOURCES, 'apktool.yml'), join(target, 'apktool.yml'));
}

async function main() {
  requireTools();
  mkdirSync(OUT, { recursive: true });
  const work = mkdtempSync(join(tmpdir(), 'permaudit-inputs-'));
  try {
    const framework = buildFramework(join(FIXTURES, 'src/framework'), join(work, 'framework'));
    process.chdir(work);
    await buildBundles(framework);
    await buildSplits(framework);
    buildVerity();
    buildSigners();
    await buildContainers();
    buildDecoded();
  } finally {
    process.chdir(FIXTURES);
    rmSync(work, { recursive: true, force: true });
  }
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
