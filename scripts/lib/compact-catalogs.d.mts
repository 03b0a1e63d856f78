export function compactApiMap(map: unknown): unknown;
export function sdkLines(catalog: unknown, add: (value: unknown) => number): unknown;
