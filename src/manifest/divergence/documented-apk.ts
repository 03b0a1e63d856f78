/** An APK as the published formats of archives have it (PKWARE APPNOTE). */
import { PermauditError } from '../../bytes/errors.js';
import type { Reading } from '../../bytes/reading.js';
import type { Taking } from '../../chunks/documented-strings.js';
import type { ResourceResolver } from '../../resources/resolver.js';
import type { ArchiveFile } from '../../zip/archive-file.js';
import { ZipArchive } from '../../zip/archive.js';
import { readAsDocumented } from '../../zip/documented.js';
import type { Signer } from '../../facts/facts.js';
import { readSignerOf } from '../../signing/signer.js';
import type { DocumentedInput, DocumentedManifest } from './compare.js';

const MANIFEST_NAME = 'AndroidManifest.xml';

/** Reads the APK in `file`; `resolver` gives the values of its resource table. */
export function documentedApk(file: ArchiveFile, resolver: (reading: Reading) => ResourceResolver): DocumentedInput {
  return {
    resolver,
    open: (taking, reading) => openManifest(file, taking, reading),
    signers: (reading) => {
      const archive = file.as(reading);
      const other = otherArchive(file, archive, reading);
      if (other === null) return null;
      const android = digestsOf(readSignerOf(archive, { verify: false }, reading));
      return { android, documented: digestsOf(readSignerOf(other, { verify: false }, reading)) };
    },
  };
}

function openManifest(file: ArchiveFile, taking: Taking, reading: Reading): DocumentedManifest {
  const archive = file.as(reading);
  const other = taking === 'first' ? null : otherArchive(file, archive, reading);
  const elsewhere = other === null ? null : readManifest(other, reading);
  if (elsewhere !== null) return { bytes: elsewhere, elsewhere: true };
  // Android accepted the file, so that its archive has a manifest.
  return { bytes: readManifest(archive, reading) ?? 'data', elsewhere: false };
}

/** The archive of readers that take the other of two end records, or list all that the directory's size covers. */
function otherArchive(file: ArchiveFile, archive: ZipArchive, reading: Reading): ZipArchive | null {
  const earlier = file.earlierDirectory();
  if (earlier !== null) return ZipArchive.listAll(file.source, earlier, reading);
  return archive.directoryTail > 0 ? ZipArchive.listAll(file.source, archive.directory, reading) : null;
}

/** Null where the archive has no manifest whose two headers agree. */
function readManifest(archive: ZipArchive, reading: Reading): DocumentedManifest['bytes'] | null {
  try {
    const entry = archive.find(MANIFEST_NAME);
    return entry === null ? null : readAsDocumented(archive, entry, reading.limits.manifestBytes, reading);
  } catch (error) {
    if (error instanceof PermauditError && error.kind === 'refused') return null;
    throw error;
  }
}

function digestsOf({ certificates }: Signer): string[] {
  return [...new Set(certificates.map(({ sha256 }) => sha256))];
}
