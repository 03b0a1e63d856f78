/** Where in an input something stands: the one shape of places in facts, errors, anomalies and findings. */

/** A place in one entry or file. */
export interface Spot {
  /** Byte offset, or null when no single byte can be named. */
  readonly offset: number | null;
  /** Line and column of a text input, from 1; absent for binary ones. */
  readonly line?: number;
  readonly column?: number;
}

/** A place in an input. */
export interface Place extends Spot {
  /** The archive entry or file concerned, `''` for the input itself. Attacker-controlled text. */
  readonly path: string;
}

/** From a place to where the declaration's tag ends in a text manifest: its last line, and the column after it. */
export interface Span extends Spot {
  readonly endLine?: number;
  readonly endColumn?: number;
}
