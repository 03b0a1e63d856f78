/** `--report fmt=path`, repeatable: more reports in one run. */
import { FORMAT_IDS, findFormat, type FormatId } from '../../report/formats.js';
import { UsageError } from '../io/failures.js';

export interface ExtraReport {
  format: FormatId;
  path: string;
}

/** A format by name or file extension. */
export function readFormat(value: string): FormatId {
  const format = findFormat(value);
  if (format === null) throw new UsageError(`--format: "${value}" is not one of ${FORMAT_IDS.join(', ')}`);
  return format;
}

/** `sarif=out.sarif`, or a path alone whose extension names the format. */
export function collectReports(value: string, previous: ExtraReport[] | undefined): ExtraReport[] {
  const equals = value.indexOf('=');
  const name = equals < 0 ? value.slice(value.lastIndexOf('.') + 1) : value.slice(0, equals);
  const path = equals < 0 ? value : value.slice(equals + 1);
  const format = findFormat(name);
  if (format === null || path === '') {
    throw new UsageError(`--report: "${value}" is not format=path, with format one of ${FORMAT_IDS.join(', ')}`);
  }
  return [...(previous ?? []), { format, path }];
}
