/** The shape of the tables that turn messages into sentences. */
import type { MessageOf } from '../bytes/message.js';

/** One sentence a problem, one plain clause without a full stop. A code or problem without it does not compile. */
export type Sentences<Details> = {
  readonly [Code in keyof Details]: {
    readonly [Problem in keyof Details[Code]]: (data: Readonly<Details[Code][Problem]>) => string;
  };
};

/** What can be done about some problems. */
export type Hints<Details> = {
  readonly [Code in keyof Details]?: {
    readonly [Problem in keyof Details[Code]]?: (data: Readonly<Details[Code][Problem]>) => string;
  };
};

/** The hints of another language: for the same problems. */
export type HintsLike<Table> = {
  readonly [Code in keyof Table]: {
    readonly [Problem in keyof Table[Code]]: Table[Code][Problem] extends (...data: infer Data) => string
      ? (...data: Data) => string
      : never;
  };
};

type Write = (data: unknown) => string;

/** The entry of a table for a message, or null where it has none (messages of another version). */
export function findSentence(table: object, code: string, data: { readonly problem?: unknown }): Write | null {
  const problems = own(table, code);
  const { problem } = data;
  if (typeof problems !== 'object' || problems === null || typeof problem !== 'string') return null;
  const write = own(problems, problem);
  return typeof write === 'function' ? (write as Write) : null;
}

function own(table: object, key: string): unknown {
  return Object.hasOwn(table, key) ? (table as Record<string, unknown>)[key] : undefined;
}

/** The sentence of a message that the compiler knows to be in the table. */
export function sentenceIn<Details>(table: Sentences<Details>, message: MessageOf<Details>): string {
  const { code, data } = message as { code: string; data: { problem: string } };
  const write = findSentence(table, code, data);
  if (write === null) throw new TypeError(`no sentence for ${code} ${data.problem}`);
  return write(data);
}
