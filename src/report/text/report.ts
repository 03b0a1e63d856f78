/** The terminal report. */
import type { ColorSupportLevel } from 'chalk';
import type { Audit } from '../../audit/types.js';
import { withinLines } from './bounded.js';
import { anomaliesSection, justifiedSection, limitsSection, positivesSection, versionsSection } from './closing.js';
import { sdksSection } from './code.js';
import { Sources } from '../view/sources.js';
import { sourcesSection } from './citations.js';
import { findingsSection } from './findings.js';
import { identitySection, optionsSection } from './identity.js';
import type { Strings } from '../../words/en/report.js';
import { Page } from './page.js';
import { capabilitiesSection, permissionsSection } from './permissions.js';
import { incompleteBanner, refusalSection } from './refusal.js';
import { scoreSection } from './score.js';
import { screenLines } from './screen.js';
import { summaryLineOf, summaryLines } from './summary.js';
import { createTheme } from './theme.js';
import { waterfallSection } from './waterfall.js';

/** How the report for a terminal is laid out. */
export interface TextLayout {
  /** Width of the terminal. Prose never grows beyond 100 columns. */
  columns: number;
  /** 0 no colour, 1 sixteen colours, 2 256, 3 true colour. */
  colorLevel: ColorSupportLevel;
  /** False where the terminal can show only ASCII. */
  unicode: boolean;
  /** One screen that says it all, everything, or one line. Default: the screen. */
  view?: TextView;
}

export interface TextReportOptions extends TextLayout {
  /** The report's own words. Default: English. */
  strings?: Strings;
}

export type TextView = 'screen' | 'details' | 'summary';

/**
 * The report for people, in one of three lengths: a line, a screen that ends in the verdict, or every finding with its
 * reasons and sources, the sum, what is in order, and what cannot be known. Never more than 2,000 lines: what is
 * left out is counted. Text from the APK is escaped; colour never carries meaning alone.
 */
export function renderText(audit: Audit, options: TextReportOptions): string {
  const page = new Page(options.columns, createTheme(options.colorLevel, options.unicode), options.strings);
  if (options.view === 'summary') return `${summaryLines(page, [summaryLineOf(audit)]).join('\n')}\n`;
  if (options.view !== 'details') return `${screenLines(page, audit).join('\n')}\n`;
  return `${detailLines(page, audit).join('\n')}\n`;
}

function detailLines(page: Page, audit: Audit): string[] {
  const sources = new Sources(audit.findings);
  return withinLines(page, [
    incompleteBanner(page, audit),
    identitySection(page, audit),
    optionsSection(page, audit),
    scoreSection(page, audit),
    refusalSection(page, audit),
    findingsSection(page, audit, sources),
    waterfallSection(page, audit),
    justifiedSection(page, audit),
    positivesSection(page, audit),
    versionsSection(page, audit),
    anomaliesSection(page, audit),
    permissionsSection(page, audit),
    capabilitiesSection(page, audit),
    sdksSection(page, audit),
    limitsSection(page, audit),
    sourcesSection(page, sources),
  ]);
}
