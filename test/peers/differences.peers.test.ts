/** Every disagreement with a peer is explained by name, and every explanation is a disagreement. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOSTILE_CASES } from '../../fixtures/hostile/cases.js';
import { FileByteSource } from '../../src/bytes/byte-source.js';
import { DEFAULT_LIMITS } from '../../src/bytes/limits.js';
import { ArchiveFile } from '../../src/zip/archive-file.js';
import { readAllVersions, type ReadingsResult } from '../../src/manifest/readings.js';
import { hasShared, SHARED } from '../corpus/shared.js';
import { DIFFERENCES, REASONS } from './differences.js';
import { compare, differencesPage, type DifferenceRow } from './page.js';
import { aapt2Permissions, androguardPermissions, hasPeer, type PeerAnswer } from './peers.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PAGE = join(ROOT, 'docs/where-the-tools-differ.md');

function* apksBelow(folder: string): Generator<string> {
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* apksBelow(path);
    else if (name.endsWith('.apk')) yield path;
  }
}

/** Files by the names of the table. */
function inputs(): Map<string, string> {
  const files = new Map<string, string>();
  if (hasShared('corpus/apks')) {
    const corpus = join(SHARED, 'corpus/apks');
    for (const path of apksBelow(corpus)) files.set(`corpus/${relative(corpus, path)}`, path);
  }
  for (const folder of [
    'fixtures/apk',
    'node_modules/io.appium.settings',
    'node_modules/android-apidemos',
    'node_modules/appium-uiautomator2-server',
  ]) {
    for (const path of apksBelow(join(ROOT, folder))) files.set(relative(ROOT, path), path);
  }
  return files;
}

/** What the newest version that accepts the file requests; its signature aside, which no peer looks at. */
function ours(path: string): PeerAnswer {
  const source = new FileByteSource(path);
  try {
    return requestedBy(readAllVersions(new ArchiveFile(source), { limits: DEFAULT_LIMITS }));
  } finally {
    source.close();
  }
}

function requestedBy({ readings }: ReadingsResult): PeerAnswer {
  const manifest = readings.find(({ outcome }) => outcome === 'accepted')?.manifest;
  return manifest == null ? null : [...new Set(manifest.requested.map(({ name }) => name))].sort();
}

const same = (a: PeerAnswer | undefined, b: PeerAnswer): boolean => JSON.stringify(a) === JSON.stringify(b);

describe('real APKs and fixtures', () => {
  const files = inputs();
  const known = (peer: string): string[] =>
    DIFFERENCES.filter((row) => row.peer === peer && files.has(row.file))
      .map(({ file }) => file)
      .sort();

  it.skipIf(!hasPeer('aapt2'))('differ from aapt2 only where the table says', () => {
    const different = [...files].filter(([, path]) => !same(aapt2Permissions(path), ours(path))).map(([name]) => name);
    expect(different.sort()).toEqual(known('aapt2'));
  });

  it.skipIf(!hasPeer('androguard'))('differ from androguard only where the table says', () => {
    const answers = androguardPermissions([...files.values()]);
    const different = [...files].filter(([, path]) => !same(answers.get(path), ours(path))).map(([name]) => name);
    expect(different.sort()).toEqual(known('androguard'));
  });

  it('has no reason without a difference', () => {
    const used = new Set(DIFFERENCES.map(({ reason }) => reason));
    expect(Object.keys(REASONS).filter((id) => !used.has(id as never))).toEqual([]);
  });
});

/** Each hostile case is its own explanation: its `why` names the AOSP function that decides. */
describe('hostile cases', () => {
  let folder = '';
  const paths = new Map<string, string>();
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'permaudit-peers-'));
    for (const { id, build } of HOSTILE_CASES) {
      const bytes = build();
      // The largest cases test limits, not readings.
      if (bytes.length > 4 * 1024 * 1024) continue;
      const path = join(folder, `${id}.apk`);
      writeFileSync(path, bytes);
      paths.set(id, path);
    }
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it.skipIf(!hasPeer('aapt2') || !hasPeer('androguard'))(
    'are read otherwise by peers as the published page says',
    () => {
      const androguard = androguardPermissions([...paths.values()]);
      const rows = HOSTILE_CASES.flatMap((hostile): DifferenceRow[] => {
        const path = paths.get(hostile.id);
        if (path === undefined) return [];
        const mine = ours(path);
        return [
          {
            hostile,
            aapt2: compare(aapt2Permissions(path), mine),
            androguard: compare(androguard.get(path) ?? null, mine),
          },
        ];
      });
      const page = differencesPage(rows);
      if (process.env['UPDATE_DOCS'] === '1') writeFileSync(PAGE, page);
      expect(readFileSync(PAGE, 'utf8')).toBe(page);
      expect(
        rows.filter(({ aapt2, androguard: other }) => aapt2 !== 'same' || other !== 'same').length,
      ).toBeGreaterThan(40);
    },
  );
});
