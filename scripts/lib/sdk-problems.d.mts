import type { SdkCatalog } from '../../src/knowledge/sdks.js';

/** All problems, in plain words; none for a good catalogue. `purposes`: every purpose that an SDK may have, with its kind. */
export function sdkProblems(catalog: SdkCatalog, purposes: Readonly<Record<string, string>>): string[];

/** Why a package cannot stand for one SDK; null when it can. */
export function prefixProblem(prefix: string): string | null;
