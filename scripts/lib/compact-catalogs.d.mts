export function compactApiMap(map: unknown): unknown;
export function compactSdks(catalog: unknown): unknown;
