/** Packs APKs and app bundles so that the same content always gives the same bytes. */
import { readFileSync, writeFileSync } from 'node:fs';
import JSZip from 'jszip';

/** ZIP times have no zone: JSZip writes the UTC fields of a date. */
const FIXED_DATE = new Date('1981-01-01T00:00:00Z');

/** Android maps these from the archive, so they are stored: resources.arsc must be, from targetSdk 30 on. */
const STORED = new Set(['resources.arsc']);

/** `BundleConfig { bundletool { version: "1.18.1" } }` as a protobuf message. */
const BUNDLE_CONFIG = Buffer.from('\x0a\x08\x12\x061.18.1', 'latin1');

async function readLinked(linked) {
  const archive = await JSZip.loadAsync(readFileSync(linked));
  const files = Object.values(archive.files).filter((entry) => !entry.dir);
  return new Map(await Promise.all(files.map(async (entry) => [entry.name, await entry.async('nodebuffer')])));
}

/** Writes the entries in name order, with one fixed time. */
async function pack(entries, target) {
  const zip = new JSZip();
  for (const name of [...entries.keys()].sort()) {
    const compression = STORED.has(name) ? 'STORE' : 'DEFLATE';
    zip.file(name, entries.get(name), { date: FIXED_DATE, compression, createFolders: false });
  }
  const bytes = await zip.generateAsync({ type: 'nodebuffer', compressionOptions: { level: 9 }, platform: 'DOS' });
  writeFileSync(target, bytes);
}

/** Writes an unsigned APK: what `aapt2 link` made and, unless null, the file `dex` as `classes.dex`. */
export async function packApk(linked, dex, target) {
  const entries = await readLinked(linked);
  if (dex !== null) entries.set('classes.dex', readFileSync(dex));
  await pack(entries, target);
}

/** Where a bundle's base module keeps an entry of an APK. */
function bundlePath(name) {
  return name === 'AndroidManifest.xml' ? `base/manifest/${name}` : `base/${name}`;
}

/** Writes an app bundle of one module from what `aapt2 link --proto-format` made. */
export async function packBundle(linked, dex, target) {
  const entries = new Map([['BundleConfig.pb', BUNDLE_CONFIG]]);
  for (const [name, bytes] of await readLinked(linked)) entries.set(bundlePath(name), bytes);
  if (dex !== null) entries.set('base/dex/classes.dex', readFileSync(dex));
  await pack(entries, target);
}
