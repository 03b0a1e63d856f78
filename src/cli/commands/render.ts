/** `permaudit render <report.json>`: a stored report in another format. */
import { FORMATS, type FormatId } from '../../report/formats.js';
import type { Lang } from '../../rulebook/types.js';
import { readReport } from '../audit-or-report.js';
import { EXIT } from '../exit-codes.js';
import { writeReport } from '../output.js';
import { textOptionsOfProcess } from '../terminal.js';

export interface RenderFlags {
  format: FormatId;
  output: string | undefined;
  color: boolean;
  /** Undefined: that of the report. */
  lang: Lang | undefined;
}

/** Renders a stored JSON report, and returns the exit code. */
export async function runRender(path: string, { format, output, color, lang }: RenderFlags): Promise<number> {
  const audit = await readReport(path);
  const options = textOptionsOfProcess({ noColor: !color, toFile: output !== undefined });
  const text = { ...options, unicode: options.unicode || (lang ?? audit.options.lang) === 'zh' };
  const chosen = lang === undefined ? {} : { lang };
  await writeReport(await FORMATS[format].render(audit, { ...chosen, text }), output);
  return EXIT.ok;
}
