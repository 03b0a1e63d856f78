export function writeReference(out: string, entry: string, tsconfig: string): Promise<void>;
