import type { SiteVisitor } from './site.js';

/** Counts the targets met in one method, in the order in which each was first met. */
export class TargetCounter {
  #counts: Uint32Array | null = null;
  readonly #met: number[] = [];

  /** @param size one more than the largest target */
  constructor(private readonly size: number) {}

  add(target: number): void {
    // Most DEX files of a package have nothing that is wanted.
    const counts = (this.#counts ??= new Uint32Array(this.size));
    const count = counts[target] ?? 0;
    if (count === 0) this.#met.push(target);
    counts[target] = count + 1;
  }

  /** Tells `visit` of all targets, and forgets them. */
  flush(visit: SiteVisitor, caller: number, classIndex: number): void {
    if (this.#met.length === 0) return;
    for (const target of this.#met) visit(target, this.#counts?.[target] ?? 0, caller, classIndex);
    this.clear();
  }

  clear(): void {
    if (this.#met.length === 0) return;
    for (const target of this.#met) this.#counts?.fill(0, target, target + 1);
    this.#met.length = 0;
  }
}
