/** What the map may speak of. */
export interface KnownNames {
  readonly isPermission: (name: string) => boolean;
  readonly isCapability: (id: string) => boolean;
}

/** All problems of rules/catalog/api-map.json, in plain words; none for a good map. */
export function apiMapProblems(map: object, known: KnownNames): string[];
