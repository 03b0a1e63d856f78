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
  lang: Lang;
}

/** Renders a stored JSON report, and returns the exit code. */
export async function runRender(path: string, { format, output, color, lang }: RenderFlags): Promise<number> {
  const audit = await readReport(path);
  const text = textOptionsOfProcess({ noColor: !color, toFile: output !== undefined });
  await writeReport(await FORMATS[format].render(audit, { lang, text }), output);
  return EXIT.ok;
}
