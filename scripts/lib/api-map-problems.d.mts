import type { ApiMap } from '../../src/knowledge/api-map.js';

/** What the map may speak of. */
export interface KnownNames {
  readonly isPermission: (name: string) => boolean;
  readonly isCapability: (id: string) => boolean;
}

/** All problems, in plain words; none for a good map. */
export function apiMapProblems(map: ApiMap, known: KnownNames): string[];
