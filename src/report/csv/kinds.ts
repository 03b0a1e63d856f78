/** The kinds of records that a CSV can hold, one kind in a file. */

export const CSV_KINDS = ['findings', 'permissions', 'apps', 'capabilities', 'anomalies', 'sdks'] as const;
export type CsvKind = (typeof CSV_KINDS)[number];

/** `csv` is short for the kind that a command is about. */
export type CsvFormat = 'csv' | `csv-${CsvKind}`;

/** The kinds as formats, in the same order. */
export const CSV_FORMATS = CSV_KINDS.map((kind) => `csv-${kind}` as const);

/** Whether a format is CSV. */
export function isCsv(format: string): format is CsvFormat {
  return format === 'csv' || CSV_FORMATS.some((one) => one === format);
}

/** What the rows of a format are, where `csv` stands for `short`. */
export function csvKindOf(format: CsvFormat, short: CsvKind): CsvKind {
  return CSV_KINDS.find((kind) => format === `csv-${kind}`) ?? short;
}
