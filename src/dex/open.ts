import { PermauditError } from '../bytes/errors.js';
import type { DexBudget } from './budget.js';
import { DexFile } from './dex-file.js';
import { isContainerVersion, readHeader, type DexHeader } from './header.js';
import { DexProblems } from './problems.js';

/** Logical files read from one container. Real ones have as many as an app had DEX files. */
const MAX_LOGICAL_FILES = 1_000;

/**
 * Opens a DEX file, or a container of version 041 with its logical files in order. What ART would refuse but can still
 * be read is among {@link DexFile.problems}, each a coded error of kind `unsure`: the checksum, sizes, tables that do not
 * fit. Nothing is copied; the bytes must stay as they are.
 *
 * @param path the archive entry, for messages
 * @throws PermauditError `DEX_BAD_MAGIC`, `DEX_UNREADABLE` or `DEX_CORRUPT` when there is no header to read,
 *   `LIMIT_ENTRY` when the file, or all files of the package, are too large
 */
export function openDex(bytes: Uint8Array, path: string, budget: DexBudget): DexFile[] {
  budget.takeBytes(bytes.length, path);
  const files: DexFile[] = [];
  let offset = 0;
  do {
    const file = files.length === 0 ? openAt(bytes, 0, path, budget) : openNext(bytes, offset, files, budget);
    if (file === null) break;
    files.push(file);
    offset = nextOffset(file.header);
    budget.reading.checkTime(path);
  } while (offset < bytes.length);
  return files;
}

function openAt(bytes: Uint8Array, offset: number, path: string, budget: DexBudget): DexFile {
  const problems = new DexProblems(path);
  return new DexFile(bytes, path, readHeader(bytes, offset, path, problems), problems, budget);
}

/** A further logical file; null, and a problem of the one before it, when it cannot be read. */
function openNext(bytes: Uint8Array, offset: number, files: readonly DexFile[], budget: DexBudget): DexFile | null {
  const before = files[files.length - 1];
  if (before === undefined) return null;
  if (files.length >= MAX_LOGICAL_FILES) {
    before.problems.add('LIMIT_CODE', offset, () => ({ problem: 'containerFiles', limit: MAX_LOGICAL_FILES }));
    return null;
  }
  try {
    return openAt(bytes, offset, before.path, budget);
  } catch (error) {
    if (!(error instanceof PermauditError)) throw error;
    const { told } = error;
    if (told.code !== 'DEX_BAD_MAGIC' && told.code !== 'DEX_UNREADABLE' && told.code !== 'DEX_CORRUPT') throw error;
    before.problems.add(told.code, offset, () => ({ problem: 'nextFile', cause: told }));
    return null;
  }
}

function nextOffset(header: DexHeader): number {
  return isContainerVersion(header) ? header.end : Number.POSITIVE_INFINITY;
}
