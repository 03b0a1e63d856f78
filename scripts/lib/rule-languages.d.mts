/** The lines (from 1) of mappings with `en` and without Chinese under `zh`, in order. */
export function linesWithoutChinese(text: string): number[];
