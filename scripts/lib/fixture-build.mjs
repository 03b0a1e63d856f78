/** Builds the APKs of one fixture: resources, manifest, dex, archive, signature. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packApk, packBundle } from './fixture-zip.mjs';
import { run } from './fixture-tools.mjs';

/** Dex version 035, the oldest: every Android version loads it. */
const DEX_API = '15';

/** The version the fixtures say they were compiled against. */
const COMPILE_SDK = ['--compile-sdk-version-code', '36', '--compile-sdk-version-name', '16'];

/** A throw-away key: it proves nothing and protects nothing, so its password is no secret. */
const KEYSTORE_PASSWORD = 'permaudit-test-only';

function compileResources(source, work) {
  if (!existsSync(join(source, 'res'))) return [];
  const compiled = join(work, 'res.zip');
  // Bundles keep the paths of their sources: relative ones are the same on every machine.
  run('aapt2', ['compile', '--dir', 'res', '-o', compiled], source);
  return [compiled];
}

/** Compiles `fixtures/src/framework`: just the platform attributes the fixtures use. Returns the APK to link against. */
export function buildFramework(source, work) {
  mkdirSync(work, { recursive: true });
  const framework = join(work, 'framework.apk');
  const manifest = join(source, 'AndroidManifest.xml');
  run('aapt2', ['link', '-o', framework, '--manifest', manifest, ...compileResources(source, work)]);
  return framework;
}

function link(source, work, framework, splits, format = []) {
  const linked = join(work, format.length > 0 ? 'linked.pb.apk' : 'linked.apk');
  const splitArgs = Object.entries(splits).flatMap(([name, config]) => [
    '--split',
    `${join(work, `${name}.linked.apk`)}:${config}`,
  ]);
  // aapt2 only warns, and keeps, the elements it does not know: some fixtures are about them.
  const lenient = ['--warn-manifest-validation', '--no-version-vectors', '--no-auto-version'];
  const manifest = join(source, 'AndroidManifest.xml');
  const resources = compileResources(source, work);
  run('aapt2', [
    'link',
    ...['-o', linked, '-I', framework, '--manifest', manifest],
    ...lenient,
    ...COMPILE_SDK,
    ...format,
    ...splitArgs,
    ...resources,
  ]);
  return linked;
}

function assemble(source, work) {
  if (!existsSync(join(source, 'smali'))) return null;
  const dex = join(work, 'classes.dex');
  run('smali', ['assemble', '--jobs', '1', '--api', DEX_API, '-o', dex, join(source, 'smali')]);
  return dex;
}

function sign(aligned, target, keystore) {
  const schemes = ['--v1-signing-enabled', '--v2-signing-enabled', '--v3-signing-enabled'].flatMap((o) => [o, 'true']);
  run('apksigner', [
    'sign',
    ...['--ks', keystore, '--ks-type', 'PKCS12', '--ks-pass', `pass:${KEYSTORE_PASSWORD}`, '--ks-key-alias', 'fixture'],
    ...schemes,
    ...['--v4-signing-enabled', 'false', '--v1-signer-name', 'FIXTURE'],
    ...['--out', target, aligned],
  ]);
}

async function finish(linked, dex, work, target, keystore) {
  const packed = join(work, 'packed.apk');
  const aligned = join(work, 'aligned.apk');
  await packApk(linked, dex, packed);
  run('zipalign', ['-f', '-p', '4', packed, aligned]);
  sign(aligned, target, keystore);
}

/** What a fixture's `build.json` asks for beside its APK: configuration splits by name, an app bundle. */
function settingsOf(source) {
  const file = join(source, 'build.json');
  return { splits: {}, bundle: false, ...(existsSync(file) && JSON.parse(readFileSync(file, 'utf8'))) };
}

/**
 * Builds `<out>/<name>.apk` and what the fixture's `build.json` asks for beside it: one APK for each configuration
 * split, an unsigned app bundle `<out>/<name>.aab`. Returns the paths written.
 */
export async function buildFixture({ name, source, work, out, framework, keystore }) {
  mkdirSync(work, { recursive: true });
  const { splits, bundle } = settingsOf(source);
  const linked = link(source, work, framework, splits);
  const dex = assemble(source, work);
  const written = [join(out, `${name}.apk`)];
  await finish(linked, dex, work, written[0], keystore);
  for (const split of Object.keys(splits)) {
    const target = join(out, `${split}.apk`);
    await finish(join(work, `${split}.linked.apk`), null, work, target, keystore);
    written.push(target);
  }
  if (bundle) {
    const target = join(out, `${name}.aab`);
    await packBundle(link(source, work, framework, {}, ['--proto-format']), dex, target);
    written.push(target);
  }
  return written;
}
