/** Messages by language. English is always there; others are loaded when they are asked for. */
import type { Lang } from '../rulebook/types.js';
import { ENGLISH, type Messages } from './messages.js';

/** Every message in `lang`. */
export async function messagesFor(lang: Lang): Promise<Messages> {
  switch (lang) {
    case 'en':
      return ENGLISH;
    case 'zh':
      return (await import('./zh/messages.js')).CHINESE;
  }
}
