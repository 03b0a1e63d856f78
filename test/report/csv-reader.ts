/** An RFC 4180 reader, written for the tests: rows of cells, the heading first. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let isQuoted = false;
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    if (isQuoted) {
      if (character !== '"') cell += character;
      else if (text.charAt(index + 1) === '"') cell += text.charAt(index++);
      else isQuoted = false;
    } else if (character === '"') {
      if (cell !== '') throw new Error(`a quote inside the bare cell ${cell}`);
      isQuoted = true;
    } else if (character === ',' || (character === '\r' && text.charAt(index + 1) === '\n')) {
      rows.at(-1)?.push(cell);
      cell = '';
      if (character === '\r') {
        rows.push([]);
        index++;
      }
    } else cell += character;
  }
  if (isQuoted || cell !== '' || rows.pop()?.length !== 0) throw new Error('the last line is not ended');
  return rows;
}

/** The rows as objects by column; a byte order mark is no part of the first column. */
export function csvRecords(text: string): Record<string, string>[] {
  const [heading = [], ...rows] = parseCsv(text.replace(/^\uFEFF/, ''));
  return rows.map((row) => Object.fromEntries(heading.map((column, index) => [column, row[index] ?? ''])));
}
