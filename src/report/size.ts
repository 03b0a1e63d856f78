/** How large a report may be, whatever it is of: what reads it must not be exhausted either. */
import { utf8Length } from '../platform/index.js';
import { PermauditError } from '../bytes/errors.js';
import type { FormatId } from './formats.js';

const MIB = 1024 * 1024;

/** Bytes of UTF-8. Text for a terminal is cut by lines, where it is made. */
export const MOST_BYTES: Readonly<Partial<Record<FormatId, number>>> = {
  json: 8 * MIB,
  ndjson: 8 * MIB,
  sarif: 8 * MIB,
  junit: 8 * MIB,
  markdown: 8 * MIB,
  csv: 16 * MIB,
  'csv-findings': 16 * MIB,
  'csv-permissions': 16 * MIB,
  'csv-apps': 16 * MIB,
  'csv-capabilities': 16 * MIB,
  'csv-anomalies': 16 * MIB,
  'csv-sdks': 16 * MIB,
  html: 12 * MIB,
};

/**
 * What `render` returns, if it is no larger than a report of its format may be.
 * @param apps how many it tells of: together they may have as much as each by itself
 * @throws PermauditError `LIMIT_REPORT`; what `render` throws
 */
export function withinSize(format: FormatId, render: () => string, apps = 1): string {
  const most = MOST_BYTES[format];
  const limit = most === undefined ? undefined : most * apps;
  const tooLarge = (): PermauditError =>
    new PermauditError('LIMIT_REPORT', { problem: 'tooLarge', format, limit: limit ?? 0 }, {});
  let text: string;
  try {
    text = render();
  } catch (error) {
    // V8 makes no string of half a gigabyte.
    if (error instanceof RangeError && error.message === 'Invalid string length') throw tooLarge();
    throw error;
  }
  if (limit !== undefined && utf8Length(text) > limit) throw tooLarge();
  return text;
}
