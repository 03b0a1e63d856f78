/** In place of `inputs/folder.ts` in the bundle for the web: nobody can hand over a folder. */
import { PermauditError } from '../bytes/errors.js';

export function isFolder(): boolean {
  return false;
}

/** @throws PermauditError `IO_NO_APK` */
export function readFolder(): never {
  throw new PermauditError('IO_NO_APK', { problem: 'folder' });
}

/** @throws PermauditError `IO_NO_APK` */
export function readWholeFile(): never {
  return readFolder();
}

/** @throws PermauditError `IO_NO_APK` */
export function stateOfFolder(): never {
  return readFolder();
}
