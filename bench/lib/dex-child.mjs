/** Scans the code of one APK, or of the DEX files in a folder, in a process of its own, and prints what it found and how long each step took, as JSON. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { FileByteSource } from '../../dist/bytes/byte-source.js';
import { DEFAULT_LIMITS } from '../../dist/bytes/limits.js';
import { Reading } from '../../dist/bytes/reading.js';
import { DexBudget } from '../../dist/dex/budget.js';
import { ClassHierarchy } from '../../dist/dex/class-hierarchy.js';
import { openDex } from '../../dist/dex/open.js';
import { fieldsNamed, methodsNamed } from '../../dist/dex/references.js';
import { scanCode, wantNothing } from '../../dist/dex/scan.js';
import { SearchTexts, StringSearch } from '../../dist/dex/string-search.js';
import { ZipArchive } from '../../dist/zip/archive.js';
import { readAsset } from '../../dist/zip/asset.js';

const steps = {};
const counts = { files: 0, bytes: 0, classes: 0, methods: 0, wanted: 0, calls: 0, strings: 0, problems: 0 };

function timed(step, work) {
  const start = performance.now();
  const result = work();
  steps[step] = (steps[step] ?? 0) + performance.now() - start;
  return result;
}

/** Names of methods that permissions guard, and of fields that hold their content URIs. */
const METHOD_NAMES = new SearchTexts(
  `getLastKnownLocation requestLocationUpdates requestSingleUpdate getCurrentLocation addProximityAlert getDeviceId
   getImei getMeid getSubscriberId getSimSerialNumber getLine1Number getAllCellInfo getCellLocation listen call
   sendTextMessage sendMultipartTextMessage sendDataMessage getAccounts getAccountsByType getAuthToken openCamera open
   startRecording setAudioSource setVideoSource getConnectionInfo getScanResults startScan getConfiguredNetworks
   setWifiEnabled enable disable getBondedDevices getAddress startDiscovery connectGatt getInstalledPackages
   getInstalledApplications queryIntentActivities getRunningTasks getRecentTasks killBackgroundProcesses query insert
   update delete getContentResolver setWallpaper setBitmap vibrate newWakeLock acquire getActiveNetworkInfo
   getAllNetworks registerNetworkCallback startForeground getExternalStorageDirectory createPackageContext canWrite
   addView canDrawOverlays requestPinShortcut loadClass forName invoke getMethod load loadLibrary addJavascriptInterface
   getSensorList registerListener authenticate getMyPhoneNumbers getCallCapablePhoneAccounts placeCall endCall
   setExact setExactAndAllowWhileIdle scheduleExact getNotificationPolicy cancelAll queryUsageStats queryEvents`.split(
    /\s+/,
  ),
);
const FIELD_NAMES = new SearchTexts(['CONTENT_URI', 'CONTENT_FILTER_URI', 'EXTERNAL_CONTENT_URI']);

/** What a map of guarded APIs asks for: methods and fields of `android.*` and `java.*` classes by name, content URIs. */
function wantGuarded(dex) {
  const wanted = wantNothing(dex);
  const search = new StringSearch(dex);
  for (const index of [...methodsNamed(dex, search, METHOD_NAMES).values()].flat()) {
    if (!/^L(?:android|java)\//.test(dex.typeDescriptor(dex.methodClass(index)))) continue;
    wanted.methods[index] = 1;
    counts.wanted++;
  }
  for (const index of [...fieldsNamed(dex, search, FIELD_NAMES).values()].flat()) wanted.fields[index] = 1;
  for (const index of search.withPrefix('content://')) wanted.strings[index] = 1;
  return wanted;
}

function scan(dex) {
  const wanted = timed('what to look for', () => wantGuarded(dex));
  const result = timed('code', () =>
    scanCode(dex, wanted, {
      call: (_, count) => (counts.calls += count),
      fieldGet: () => {},
      string: (_, count) => (counts.strings += count),
    }),
  );
  counts.classes += result.classes;
  counts.methods += result.methods;
  counts.problems += dex.problems.kept.length;
}

/** The DEX files of an APK, or those in a folder. */
function* dexFiles(path, reading) {
  const isDex = (name) => /^classes\d*\.dex$/.test(name);
  if (statSync(path).isDirectory()) {
    for (const name of readdirSync(path).filter(isDex))
      yield [name, timed('read', () => readFileSync(join(path, name)))];
    return;
  }
  const archive = timed('archive', () => ZipArchive.open(new FileByteSource(path), reading));
  const inflate = (name) => readAsset(archive, archive.find(name), DEFAULT_LIMITS.dexBytes, reading);
  for (const name of [...archive.keys()].filter(isDex)) yield [name, timed('inflate', () => inflate(name))];
}

const reading = new Reading(37, DEFAULT_LIMITS);
const budget = new DexBudget(reading);
const files = [];
for (const [name, bytes] of dexFiles(process.argv[2] ?? '', reading)) {
  counts.bytes += bytes.length;
  const opened = timed('headers, checksum', () => openDex(bytes, name, budget));
  opened.forEach(scan);
  files.push(...opened);
}
counts.files = files.length;
timed('hierarchy', () => new ClassHierarchy(files));
console.log(JSON.stringify({ steps, counts }));
