/** What is said when there is no score, or when a score may miss something. */
import type { ErrorKind } from '../../bytes/errors.js';
import type { Audit } from '../../audit/types.js';
import { describePlace, kindOfError } from '../error-text.js';
import { MARGIN, type Page } from './page.js';

const MEANING: Record<ErrorKind, { title: string; sentence: string }> = {
  refused: {
    title: 'Android would refuse this file',
    sentence:
      'No Android version audited would install it, so there is nothing to score. This is not a good sign and not a bad one: the file may be damaged, unfinished, or built to confuse other tools.',
  },
  unreadable: { title: 'This file could not be read', sentence: 'Nothing was audited.' },
  unsure: {
    title: 'This audit cannot be sure',
    sentence: 'The file was not read to the end, so a score could miss something. None is given.',
  },
};

/** With a capital, when the message begins with a plain small letter. */
function sentenceCase(message: string): string {
  return /^[a-z]/.test(message) ? message.charAt(0).toUpperCase() + message.slice(1) : message;
}

/** The explanation for an audit without a score. */
export function refusalSection(page: Page, audit: Audit): string[] {
  if (audit.score !== null) return [];
  const { error } = audit;
  const { theme } = page;
  const kind = error === null ? null : kindOfError(error.code);
  const meaning = MEANING[kind ?? (audit.outcome === 'refused' ? 'refused' : 'unsure')];
  const lines = [
    '',
    `${MARGIN}${theme.strong('no score')}  ${theme.verdict.review(`${theme.glyphs.warn} ${meaning.title}`)}`,
    '',
  ];
  if (error === null) return [...lines, ...page.paragraph(meaning.sentence), ''];
  const place = describePlace(error, (text) => page.name(text));
  const told = `${sentenceCase(error.message)}${place === '' ? '' : ` (${place})`}. Code ${error.code}.`;
  lines.push(...page.paragraph(told));
  lines.push(...page.paragraph(meaning.sentence));
  if (error.hint !== null) lines.push('', ...page.paragraph(`What to do: ${error.hint}.`));
  return [...lines, ''];
}

/** The first line of a report whose reading was cut short. */
export function incompleteBanner(page: Page, audit: Audit): string[] {
  if (audit.complete || audit.outcome === 'refused') return [];
  const told = 'INCOMPLETE: not everything in this file could be read; this report may miss something.';
  return ['', ...page.bullet(told, page.theme.glyphs.warn).map(page.theme.verdict.review)];
}
