/**
 * Messages as data. Below `words/` no sentence is made: an error, an anomaly or a note is a stable code and what its
 * sentence is filled with, and the compiler demands the sentence in every language (src/words).
 *
 * `Details` maps codes to problems, and problems to what is told of them.
 */

/** Nothing but the code and the problem is told. */
// eslint-disable-next-line @typescript-eslint/no-generated-empty-object-type -- it is intersected with the problem
export type None = Record<never, never>;

/** What a message of one code tells: which of its problems, and the numbers and names. Plain JSON. */
export type DataOf<Details, Code extends keyof Details> = {
  [Problem in keyof Details[Code]]: { readonly problem: Problem } & Readonly<Details[Code][Problem]>;
}[keyof Details[Code]];

/** A message as a value: every code with its own data. */
export type MessageOf<Details> = {
  [Code in keyof Details]: { readonly code: Code; readonly data: DataOf<Details, Code> };
}[keyof Details];

/** A message of a family with one sentence a code. */
export type ClauseOf<Details> = {
  [Code in keyof Details]: { readonly code: Code; readonly data: Readonly<Details[Code]> };
}[keyof Details];

/**
 * A clause in a field of a report. Whoever reads an app makes the message; a string stands only in an audit that was read
 * from a stored report, which keeps the message beside it (`detail` and `detailMessage`).
 */
export type Said<Message> = Message | string;

/** Code and data of a clause of a stored report: of another version, perhaps, or changed by somebody. */
export interface StoredClause {
  readonly code: string;
  readonly data: Readonly<Record<string, unknown>>;
}
