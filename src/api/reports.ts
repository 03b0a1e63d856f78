/** Stored reports, read back. */
import type { Audit } from '../audit/types.js';
import { contradictionIn } from '../report/contradiction.js';
import { parseReport } from '../report/parse-report.js';
import { ReportError } from './errors.js';

/** As in the entrance. */
export function readReport(json: string): Audit {
  const parsed = parseReport(json);
  if (!parsed.ok) throw new ReportError(parsed.problem.code, parsed.problem.message);
  const contradiction = contradictionIn(parsed.audit);
  if (contradiction !== null) throw new ReportError('REPORT_CONTRADICTS', contradiction);
  return parsed.audit;
}
