import type { SdkCatalog } from '../../src/knowledge/sdks.js';

/** All problems, in plain words; none for a good catalogue. `kinds` are those that an SDK may have. */
export function sdkProblems(catalog: SdkCatalog, kinds: readonly string[]): string[];

/** Why a package cannot stand for one SDK; null when it can. */
export function prefixProblem(prefix: string): string | null;
