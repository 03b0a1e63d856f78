/** The words of a report by language. English is always there; others are loaded when they are asked for. */
import type { Lang } from '../rulebook/types.js';
import { EN, type Strings } from './en/report.js';

/** Every word of the report in `lang`. */
export async function stringsFor(lang: Lang): Promise<Strings> {
  switch (lang) {
    case 'en':
      return EN;
    case 'zh':
      return (await import('./zh/report.js')).ZH;
  }
}
