/** The six audits of the golden reports, made through the real pipeline from committed fixtures. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import JSZip from 'jszip';
import { openInput } from '../../src/inputs/open-input.js';
import type { Audit } from '../../src/audit/types.js';
import type { Limits } from '../../src/bytes/limits.js';
import { builtinRulebook } from '../../src/rulebook/load.js';
import { auditApp } from '../audit-app.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

interface Source {
  /** Makes the file to audit, if need be in the directory given; its path. */
  make(directory: string): Promise<string>;
  features?: string[];
  limits?: Partial<Limits>;
  category?: null;
}

function fixture(name: string): Source {
  return { make: () => Promise.resolve(join(ROOT, 'fixtures/apk', `${name}.apk`)) };
}

/**
 * The resource table compressed: Android 11 and newer refuse that of an app that targets them, older ones read it. Without
 * its JAR signature, which says that the file has a newer one.
 */
async function withCompressedResources(name: string, directory: string): Promise<string> {
  const archive = await JSZip.loadAsync(readFileSync(join(ROOT, 'fixtures/apk', `${name}.apk`)));
  const date = new Date('2026-01-01T00:00:00Z');
  archive.remove('META-INF');
  for (const [path, entry] of Object.entries(archive.files)) {
    archive.file(path, await entry.async('uint8array'), { date, compression: 'DEFLATE', createFolders: false });
  }
  const file = join(directory, `${name}-compressed-resources.apk`);
  writeFileSync(file, await archive.generateAsync({ type: 'uint8array', platform: 'UNIX' }));
  return file;
}

/** By name: what each golden report is made from. */
export const SOURCES: Readonly<Record<string, Source>> = {
  clean: { ...fixture('careful-loan'), features: ['kyc-camera', 'fraud-location', 'notifications'] },
  'over-collecting': fixture('quick-loan'),
  refused: fixture('split_config'),
  incomplete: { ...fixture('quick-loan'), limits: { manifestBytes: 1024 } },
  'version-dependent': { make: (directory) => withCompressedResources('quick-loan', directory), category: null },
  hostile: fixture('strange-label'),
};

/** The audit of one source as of a fixed date. The path in it is relative, as a user would type it. */
export async function auditOf(name: string, directory: string): Promise<Audit> {
  const source = SOURCES[name];
  if (source === undefined) throw new RangeError(`no golden report is called ${name}`);
  const file = await source.make(directory);
  const limits = source.limits === undefined ? {} : { limits: source.limits };
  const facts = openInput(file, { ...limits, identity: 'read', code: 'read' });
  const relative = file.startsWith(ROOT) ? file.slice(ROOT.length) : file.slice(directory.length + 1);
  return auditApp({ ...facts, file: relative }, builtinRulebook(), {
    category: source.category === null ? null : 'lending',
    policies: ['article', 'cn-39', 'google-play'],
    features: source.features ?? [],
    asOf: '2026-11-23',
    tool: { name: 'permaudit', version: '1.0.0' },
  });
}
