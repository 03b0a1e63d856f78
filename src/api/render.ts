/** Audits, differences and batches as documents. Without file system. */
import type { AuditDiff } from '../audit/diff.js';
import type { Audit } from '../audit/types.js';
import { loadDiffFormat, type DiffFormat } from '../report/diff/formats.js';
import { FORMAT_IDS, FORMATS, PLAIN_TEXT, type FormatId, type RenderOptions } from '../report/formats.js';
import { holdsMany, MANY_FORMATS, renderMany } from '../report/many.js';
import { withinSize } from '../report/size.js';
import type { TextLayout } from '../report/text/report.js';
import type { Lang } from '../rulebook/types.js';
import { OptionError } from './errors.js';

/** How a report is made. */
export interface ReportOptions extends Omit<RenderOptions, 'text'> {
  /** How the terminal report is laid out: what differs from one screen of 80 columns, without colour, in Unicode. */
  text?: Partial<TextLayout>;
}

/** How a difference is made a document. */
export type DiffReportOptions = Pick<ReportOptions, 'lang' | 'text'>;

const DIFF_FORMATS: readonly string[] = ['text', 'json', 'markdown', 'html'] satisfies DiffFormat[];

/** As in the entrance. */
export async function render(
  audits: Audit | readonly Audit[],
  format: FormatId,
  { text, ...options }: ReportOptions = {},
): Promise<string> {
  checkFormat(format, FORMAT_IDS);
  const [audit, ...more] = isMany(audits) ? audits : [audits];
  if (audit === undefined || more.length > 0) return renderSeveral(isMany(audits) ? audits : [], format, options.bom);
  const lang = options.lang ?? audit.options.lang ?? 'en';
  const make = await FORMATS[format].load(lang);
  return withinSize(format, () => make(audit, { ...options, lang, text: { ...PLAIN_TEXT, ...text } }));
}

function isMany(audits: Audit | readonly Audit[]): audits is readonly Audit[] {
  return Array.isArray(audits);
}

function renderSeveral(audits: readonly Audit[], format: FormatId, bom?: boolean): string {
  if (!holdsMany(format)) {
    throw new OptionError(
      'OPTION_INVALID',
      'format',
      format,
      `for ${audits.length} audits one of ${MANY_FORMATS.join(', ')}`,
    );
  }
  return withinSize(format, () => renderMany(audits, format, bom), Math.max(1, audits.length));
}

/** As in the entrance. */
export async function renderDiff(
  diff: AuditDiff,
  format: DiffFormat,
  options: DiffReportOptions = {},
): Promise<string> {
  checkFormat(format, DIFF_FORMATS);
  const lang: Lang = options.lang ?? 'en';
  const make = await loadDiffFormat(format, { lang, text: { ...PLAIN_TEXT, ...options.text } });
  return withinSize(format, () => make(diff));
}

/** Callers without a compiler name anything. @throws OptionError */
function checkFormat(format: string, formats: readonly string[]): void {
  if (!formats.includes(format))
    throw new OptionError('OPTION_INVALID', 'format', format, `one of ${formats.join(', ')}`);
}
