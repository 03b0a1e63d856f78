export function text(value: string): string;
export function code(value: string): string;
export function link(label: string, target: string): string;
