/** A file of a server as the readers see it. */
import type { RemoteSource } from '../bytes/byte-source.js';
import { PermauditError, toldError } from '../bytes/errors.js';
import { BLOCK, BlockSource } from './block-source.js';
import type { Answer, Question } from './questions.js';
import { changed } from './ranges.js';

/** What speaks to servers: {@link RemoteThread}. */
export interface Asked {
  ask: (question: Question) => Answer | null;
}

type Unlimited = Question extends infer One ? (One extends Question ? Omit<One, 'limitMs'> : never) : never;

export class RemoteFile implements RemoteSource {
  readonly size: number;
  readonly modified: string | null;
  readonly #source: BlockSource;
  readonly #endsAt: number;
  #failure: PermauditError | null = null;

  /**
   * Opens a file.
   * @param timeMs for all that is read of it
   * @throws PermauditError
   */
  constructor(
    private readonly thread: Asked,
    address: string,
    private readonly timeMs: number,
  ) {
    this.#endsAt = performance.now() + timeMs;
    const answer = this.#ask({ ask: 'open', address, length: BLOCK });
    if (answer.is !== 'opened') throw new Error('a file that was not opened');
    const { size, modified, head } = answer.opened;
    this.size = size;
    this.modified = modified;
    this.#source = new BlockSource(size, head, (offset, length) => this.#range(offset, length));
  }

  /** Why it could not be read; null while it could: a reader may take an error for one of the file's. */
  get failure(): PermauditError | null {
    return this.#failure;
  }

  read(offset: number, length: number): Uint8Array {
    return this.#source.read(offset, length);
  }

  readInto(offset: number, target: Uint8Array): void {
    this.#source.readInto(offset, target);
  }

  #range(offset: number, length: number): Uint8Array {
    // What was read before it failed is not to be mixed with what is read after.
    if (this.#failure !== null) throw this.#failure;
    try {
      const answer = this.#ask({ ask: 'range', offset, length });
      if (answer.is === 'bytes' && answer.bytes.length === length) return answer.bytes;
      throw changed();
    } catch (error) {
      if (error instanceof PermauditError) this.#failure = error;
      throw error;
    }
  }

  /** @throws PermauditError */
  #ask(question: Unlimited): Answer {
    const limitMs = Math.ceil(this.#endsAt - performance.now());
    if (limitMs <= 0) throw this.#tooSlow();
    const answer = this.thread.ask({ ...question, limitMs });
    if (answer === null) throw this.#tooSlow();
    if (answer.is === 'failed') throw new Error(answer.message);
    if (answer.is !== 'refused') return answer;
    if (
      answer.told.code === 'IO_REMOTE' &&
      answer.told.data.problem === 'timeout' &&
      performance.now() >= this.#endsAt
    ) {
      throw this.#tooSlow();
    }
    throw toldError(answer.told, {});
  }

  #tooSlow(): PermauditError {
    return new PermauditError('LIMIT_TIME', { problem: 'tookLonger', limit: this.timeMs });
  }
}
