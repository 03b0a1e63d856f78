/** What a completion script is made from. */

export const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const;
export type Shell = (typeof SHELLS)[number];

/** One option. Every text is our own: words, ids, and help without line feeds. */
export interface CompletedOption {
  /** With their dashes, e.g. `-f` and `--format`. */
  flags: readonly string[];
  help: string;
  takesValue: boolean;
  /** The values, where they are words; empty where a file or any text may stand. */
  words: readonly string[];
}

/** A command, the program itself by the name `''`. */
export interface CompletedCommand {
  /** `''`, `batch`, `rules list` ... */
  name: string;
  help: string;
  options: readonly CompletedOption[];
  /** Words that may stand as its argument; a file may stand where there are none. */
  words: readonly string[];
}
