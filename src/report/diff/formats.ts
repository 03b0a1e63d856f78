/** The formats of a difference. Each is loaded when it is asked for, so that starting up stays quick. */
import type { AuditDiff } from '../../audit/diff.js';
import type { Lang } from '../../rulebook/types.js';
import { stringsFor } from '../../words/report.js';
import type { TextReportOptions } from '../text/report.js';

export type DiffFormat = 'text' | 'json' | 'markdown' | 'html';

/** Makes the whole document, ended by a line feed. */
export type DiffRenderer = (diff: AuditDiff) => string;

/** How a difference is shown. */
export interface DiffRendering {
  lang: Lang;
  /** How the terminal report is laid out. */
  text: TextReportOptions;
}

/** What makes a format of a difference. */
export async function loadDiffFormat(format: DiffFormat, { lang, text }: DiffRendering): Promise<DiffRenderer> {
  switch (format) {
    case 'json':
      return (await import('./json.js')).renderDiffJson;
    case 'markdown': {
      const { renderDiffMarkdown } = await import('./markdown.js');
      const strings = await stringsFor(lang);
      return (diff) => renderDiffMarkdown(diff, strings);
    }
    case 'html': {
      const { renderDiffHtml } = await import('./html.js');
      return (diff) => renderDiffHtml(diff, lang);
    }
    case 'text': {
      const { renderDiffText } = await import('./text.js');
      const strings = await stringsFor(lang);
      return (diff) => renderDiffText(diff, { ...text, strings });
    }
  }
}
