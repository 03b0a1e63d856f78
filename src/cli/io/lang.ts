/** The language of what is printed. */
import type { Lang } from '../../rulebook/types.js';
import { stringsFor } from '../../words/report.js';
import type { TextReportOptions } from '../../report/text/report.js';
import { textOptionsOfProcess } from './terminal.js';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The language of the locale: LC_ALL above LC_MESSAGES above LANG, as POSIX orders them. Chinese needs a UTF-8 locale,
 * for the terminal could not show it otherwise.
 */
export function langOfLocale(env: Environment): Lang {
  const locale = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((value) => value !== undefined && value !== '');
  return locale !== undefined && /^zh(?:[_.@-]|$)/i.test(locale) && /utf-?8/i.test(locale) ? 'zh' : 'en';
}

/** How a page is laid out, in a language. Who asks for Chinese gets its characters, whatever the locale says. */
export async function layoutOfProcess(flags: {
  noColor: boolean;
  toFile: boolean;
  lang: Lang;
}): Promise<TextReportOptions> {
  const { lang, ...rest } = flags;
  const options = textOptionsOfProcess(rest);
  return { ...options, unicode: options.unicode || lang === 'zh', strings: await stringsFor(lang) };
}
