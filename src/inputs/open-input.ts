/**
 * Whatever people have in their hands: an APK, its splits, a container of them, an app bundle, a manifest in any form.
 * The one place where an input other than a bare APK is opened.
 */
import type { AppFacts } from '../facts/facts.js';
import { isPaths, Opener, type AppInput, type OpenedApp, type OpenInputOptions } from './opener.js';

export type { AppInput, OpenedApp, OpenInputOptions } from './opener.js';

/**
 * The facts of an input. What cannot be read or what Android would refuse is a value in `error`, never an exception: any
 * exception is a bug.
 */
export function openInput(input: AppInput, options: OpenInputOptions = {}): AppFacts {
  return withInput(input, options, ({ facts }) => facts);
}

/**
 * As {@link openInput}, and hands the app to `use` while its files are open: for readers that need more than the facts,
 * such as the manifest as a tree. A file that was written to meanwhile is refused (`IO_READ`): `use` is then called once
 * more, for an app that could not be read, and what it gave before is dropped.
 */
export function withInput<T>(input: AppInput, options: OpenInputOptions, use: (app: OpenedApp) => T): T {
  const opener = new Opener(options);
  const name = options.name ?? nameOf(input);
  try {
    const result = use(opener.open(input, name));
    return opener.hasChanged() ? use(opener.changed(name)) : result;
  } finally {
    opener.close();
  }
}

function nameOf(input: AppInput): string {
  if (typeof input === 'string') return input;
  return isPaths(input) ? (input[0] ?? '') : '-';
}
