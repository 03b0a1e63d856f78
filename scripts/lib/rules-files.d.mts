export function readRuleFiles(directory: string): { path: string; text: string }[];
