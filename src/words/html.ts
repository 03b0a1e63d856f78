/** The words of the page by language. */
import type { Lang } from '../rulebook/types.js';
import { EN, type Strings } from './en/html.js';
import { ZH } from './zh/html.js';

export type { Grant, Strings } from './en/html.js';

const BY_LANGUAGE: Readonly<Record<Lang, Strings>> = { en: EN, zh: ZH };

/** Every word of the page in `lang`. */
export function stringsFor(lang: Lang): Strings {
  return BY_LANGUAGE[lang];
}
