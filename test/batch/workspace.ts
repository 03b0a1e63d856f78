/** A folder for one test, and the files of the fixtures. */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

export const FIXTURES = fileURLToPath(new URL('../../fixtures/apk/', import.meta.url));
export const QUICK_LOAN = join(FIXTURES, 'quick-loan.apk');
export const CAREFUL_LOAN = join(FIXTURES, 'careful-loan.apk');

/** A new folder, removed after the test. */
export function workspace(): string {
  const folder = mkdtempSync(join(tmpdir(), 'permaudit-batch-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** Copies a fixture. The name may be bytes. */
export function put(fixture: string, to: string | Buffer): void {
  copyFileSync(fixture, to);
}
