/** The HTML report of one app of a batch, as a file that the dashboard links to. */
import { createHash, randomBytes } from 'node:crypto';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Audit } from '../audit/types.js';
import { renderHtml } from '../report/html/document.js';
import { withinSize } from '../report/size.js';
import type { BatchRow } from './types.js';
import { systemCodeOrThrow } from '../bytes/system-code.js';

const PATH_DIGITS = 12;

/**
 * The name of an app's report: the digest of its content, and of its path, since two copies of one file have two
 * reports. Never made of the file's own name or of anything in it.
 */
export function reportNameOf({
  sha256 = null,
  file,
  fileBytes,
}: Pick<BatchRow, 'sha256' | 'file' | 'fileBytes'>): string {
  const path = createHash('sha256')
    .update(fileBytes ?? file)
    .digest('hex')
    .slice(0, PATH_DIGITS);
  return `${sha256 ?? 'unread'}-${path}.html`;
}

/**
 * Writes the report, whole or not at all. Returns null, or the system's code (`ENOSPC`, `EACCES` ...).
 * @throws PermauditError `LIMIT_REPORT` where it would be larger than it may be
 */
export function writeReportOf(audit: Audit, row: BatchRow, folder: string): string | null {
  const path = join(folder, reportNameOf(row));
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  const html = withinSize('html', () => renderHtml(audit, audit.options.lang ?? 'en'));
  try {
    writeFileSync(temporary, html, { flag: 'wx' });
    renameSync(temporary, path);
    return null;
  } catch (error) {
    const code = systemCodeOrThrow(error);
    rmSync(temporary, { force: true });
    return code;
  }
}
