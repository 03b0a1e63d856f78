import { codedError, type PermauditError, type ErrorCode, type ErrorData } from '../bytes/errors.js';

/** Problems of one code that are kept one by one; the rest are counted. */
const MAX_KEPT_PER_CODE = 10;

/** What is wrong with a DEX file that is read all the same, as values: whoever reads on must say so. */
export class DexProblems {
  /** In the order they were met. */
  readonly kept: PermauditError[] = [];
  readonly #counts = new Map<ErrorCode, number>();

  constructor(private readonly path: string) {}

  /** How often a code was met, those not kept included. */
  count(code: ErrorCode): number {
    return this.#counts.get(code) ?? 0;
  }

  /** @param data called only when the problem is kept */
  add<Code extends ErrorCode>(code: Code, offset: number | null, data: () => ErrorData<Code>): void {
    const count = this.count(code) + 1;
    this.#counts.set(code, count);
    if (count <= MAX_KEPT_PER_CODE) this.kept.push(codedError(code, data(), { offset, path: this.path }));
  }
}
