/** `permaudit render <report.json>...`: stored reports in another format. */
import type { Audit } from '../../../audit/types.js';
import { PermauditError } from '../../../bytes/errors.js';
import { toReadingError } from '../../../facts/reading-error.js';
import { FORMATS } from '../../../report/formats.js';
import { holdsMany, MANY_FORMATS, renderMany } from '../../../report/many.js';
import { STANDARD_INPUT } from '../../io/app-input.js';
import { readReports } from '../../io/audit-or-report.js';
import { checkDestinations } from '../../io/destinations.js';
import { withinSize } from '../../../report/size.js';
import { EXIT, exitCodeOfError } from '../../gate/exit-codes.js';
import { describeReadingError } from '../../io/reading-failure.js';
import { UsageError } from '../../io/failures.js';
import { viewOf, type RenderFlags } from '../../options/flags.js';
import { checkBom } from '../../options/formats.js';
import { layoutOfProcess } from '../../io/lang.js';
import { createPage } from '../../../report/text/page-of.js';
import { summaryLineOf, summaryLines } from '../../../report/text/summary.js';
import { writeReport } from '../../io/output.js';
import { textOptionsOfProcess } from '../../io/terminal.js';

/** What GitHub's code scanning takes ("SARIF support for code scanning", runs per file). */
const MOST_SARIF_RUNS = 20;

/**
 * Renders stored reports, and returns the exit code: 5 where what would be written is too large (`LIMIT_REPORT`).
 * @throws UsageError for a file that is no report, and for several audits in a format that holds one
 */
export async function runRender(paths: readonly string[], flags: RenderFlags): Promise<number> {
  checkBom(flags);
  const named = paths.filter((path) => path !== STANDARD_INPUT).map((path) => ({ what: 'the report', path }));
  checkDestinations(named, flags.output === undefined ? [] : [{ what: '-o', path: flags.output }]);
  const audits = (await Promise.all(paths.map((path) => readReports(path)))).flat();
  try {
    await writeReport(await rendered(audits, flags), flags.output);
    return EXIT.ok;
  } catch (error) {
    if (!(error instanceof PermauditError)) throw error;
    const told = toReadingError(error);
    process.stderr.write(describeReadingError(paths.length === 1 ? (paths[0] ?? '') : '', told));
    return exitCodeOfError(told);
  }
}

async function rendered(audits: readonly Audit[], flags: RenderFlags): Promise<string> {
  const { format, output, color, lang, bom = false } = flags;
  const view = viewOf(flags);
  const [audit, ...more] = audits;
  if (audit === undefined) throw new UsageError('there is no audit in it');
  if (more.length > 0) {
    if (view === 'summary' && format === 'text') {
      const layout = await layoutOfProcess({ noColor: !color, toFile: output !== undefined, lang: lang ?? 'en' });
      return `${summaryLines(createPage(layout), audits.map(summaryLineOf)).join('\n')}\n`;
    }
    if (format === 'sarif' && audits.length > MOST_SARIF_RUNS) {
      throw new UsageError(
        `${audits.length} audits are ${audits.length} runs, and code scanning takes ${MOST_SARIF_RUNS} in one SARIF file`,
        `render at most ${MOST_SARIF_RUNS} at a time, each into a file of its own`,
      );
    }
    if (holdsMany(format)) return withinSize(format, () => renderMany(audits, format, bom), audits.length);
    throw new UsageError(`${audits.length} audits do not fit in one ${format}`, `use -f ${MANY_FORMATS.join(', ')}`);
  }
  const options = textOptionsOfProcess({ noColor: !color, toFile: output !== undefined });
  const text = { ...options, unicode: options.unicode || (lang ?? audit.options.lang) === 'zh', view } as const;
  const chosen = lang ?? audit.options.lang ?? 'en';
  const render = await FORMATS[format].load(chosen);
  return withinSize(format, () => render(audit, { lang: chosen, text, bom }));
}
