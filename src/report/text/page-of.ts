import type { TextReportOptions } from './report.js';
import { Page } from './page.js';
import { createTheme } from './theme.js';

/** A page for anything else than a report: what `explain` and `categories` write on. */
export function createPage(options: TextReportOptions): Page {
  return new Page(options.columns, createTheme(options.colorLevel, options.unicode), options.strings);
}
