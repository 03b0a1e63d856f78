/** What is in the apps of a batch as CSV: kept until all is done, so that the rows stand in the order of the ranking. */
import type { BatchRecord, BatchRow } from '../../../batch/types.js';
import { csvText } from '../../../report/csv/cells.js';
import { csvKindOf, isCsv, type CsvFormat, type CsvKind } from '../../../report/csv/kinds.js';
import { csvColumns, renderCsv } from '../../../report/csv/report.js';

type File = Pick<BatchRow, 'file' | 'fileBytes'>;

const keyOf = ({ file, fileBytes }: File): string => fileBytes ?? file;

export class CsvRecords {
  readonly #rows = new Map<CsvKind, Map<string, string>>();

  /** @param formats those that are written; of what they are not about, nothing is kept */
  constructor(formats: readonly string[]) {
    for (const format of formats) {
      if (isCsv(format) && format !== 'csv') this.#rows.set(csvKindOf(format, 'apps'), new Map());
    }
  }

  /** Whether records are wanted at all. */
  get isWanted(): boolean {
    return this.#rows.size > 0;
  }

  /** Keeps the rows of one app; a file audited again replaces its own. */
  add(record: BatchRecord): void {
    for (const [kind, rows] of this.#rows) rows.set(keyOf(record), renderCsv(record.audit, kind, { header: false }));
  }

  /** The rows of a kind under one heading, by app in the order given. */
  text(format: CsvFormat, apps: readonly File[], bom: boolean): string {
    const kind = csvKindOf(format, 'apps');
    const rows = apps.map((app) => this.#rows.get(kind)?.get(keyOf(app)) ?? '');
    return csvText(csvColumns(kind), [], { bom }) + rows.join('');
  }
}
