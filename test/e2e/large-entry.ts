/** Apps that need much memory. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { baseManifest, dexEntry, MANIFEST } from '../../fixtures/hostile/base.js';
import { buildZip } from '../../fixtures/hostile/zip-writer.js';

const MIB = 1024 * 1024;

/** Writes an APK with an entry that inflates to so many MiB, within the ratio that is tolerated. Returns its path. */
export function withEntry(folder: string, name: string, mebibytes: number): string {
  const data = Buffer.alloc(mebibytes * MIB);
  for (let at = 0; at < data.length; at += 101) data[at] = at % 253;
  if (name.endsWith('.dex')) data.write('dex\n035\0', 0, 'latin1');
  const path = join(folder, `${mebibytes}-${name}.apk`);
  const entries = [
    { name: MANIFEST, data: baseManifest() },
    { name, data, deflate: true },
  ];
  writeFileSync(path, buildZip({ entries: name.endsWith('.dex') ? entries : [...entries, dexEntry()] }));
  return path;
}
