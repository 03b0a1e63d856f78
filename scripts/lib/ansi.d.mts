export interface Run {
  text: string;
  fill: string | null;
  bold: boolean;
  faint: boolean;
  italic: boolean;
  underline: boolean;
}

export function ansiLines(output: string): Run[][];
