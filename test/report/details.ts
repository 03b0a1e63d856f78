import type { RenderOptions } from '../../src/report/formats.js';
import type { TextReportOptions } from '../../src/report/text/report.js';

/** The whole terminal report, which tells what the other formats for reading tell. */
export const DETAILS = {
  text: { columns: 80, colorLevel: 0, unicode: true, view: 'details' } satisfies TextReportOptions,
} as const satisfies RenderOptions;
