/** The formats of each command, and `--report fmt=path`, repeatable: more reports in one run. */
import { FORMAT_IDS, findFormat, type FormatId } from '../../report/formats.js';
import { UsageError } from '../io/failures.js';
import { didYouMean } from './suggest.js';

/** The formats of a batch's summary. */
export const BATCH_FORMATS = ['text', 'ndjson', 'csv', 'json', 'html'] as const;
export type BatchFormat = (typeof BATCH_FORMATS)[number];

/** The formats of a difference. */
export const DIFF_FORMATS = ['text', 'json', 'markdown'] as const;
export type DiffFormat = (typeof DIFF_FORMATS)[number];

/** One more report of the same run. */
export interface ExtraReport {
  format: FormatId;
  path: string;
}

/** One more summary of the same run. */
export interface BatchReport {
  format: BatchFormat;
  path: string;
}

/** @throws UsageError that lists the formats, with the near one */
function noFormat(value: string, known: readonly string[], option = '--format'): never {
  const candidates = known.map((word) => ({ word, shown: word }));
  throw new UsageError(`${option}: "${value}" is not one of ${known.join(', ')}`, didYouMean(value, candidates, ''));
}

/**
 * A format by name or file extension.
 * @throws UsageError for a name that is none
 */
export function readFormat(value: string): FormatId {
  return findFormat(value) ?? noFormat(value, FORMAT_IDS);
}

/** @throws UsageError for a name that is not a format of a batch */
export function readBatchFormat(value: string): BatchFormat {
  return BATCH_FORMATS.find((one) => one === value) ?? noFormat(value, BATCH_FORMATS);
}

/** @throws UsageError for a name that is not a format of a difference */
export function readDiffFormat(value: string): DiffFormat {
  return (
    DIFF_FORMATS.find((id) => id === value || (id === 'markdown' && value === 'md')) ?? noFormat(value, DIFF_FORMATS)
  );
}

/** `sarif=out.sarif`, or a path alone whose extension names the format. */
function reportCollector<Format extends string>(
  find: (name: string) => Format | null,
  known: readonly string[],
): (value: string, previous: { format: Format; path: string }[] | undefined) => { format: Format; path: string }[] {
  return (value, previous) => {
    const equals = value.indexOf('=');
    const name = equals < 0 ? value.slice(value.lastIndexOf('.') + 1) : value.slice(0, equals);
    const path = equals < 0 ? value : value.slice(equals + 1);
    const format = find(name);
    if (format !== null && path !== '') return [...(previous ?? []), { format, path }];
    throw new UsageError(`--report: "${value}" is not format=path, with format one of ${known.join(', ')}`);
  };
}

/** `--report` of the audit of one app; may be given more than once. */
export const collectReports = reportCollector<FormatId>(findFormat, FORMAT_IDS);

/** `--report` of a batch; may be given more than once. */
export const collectBatchReports = reportCollector<BatchFormat>(
  (name) => BATCH_FORMATS.find((one) => one === name || (one === 'text' && name === 'txt')) ?? null,
  BATCH_FORMATS,
);
