export function terminalPicture(command: string, output: string, label: string): string;
