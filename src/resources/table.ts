/** resources.arsc as Android loads it: LoadedArsc::Load and LoadTable (libs/androidfw/LoadedArsc.cpp). */
import { PermauditError, type ErrorData } from '../bytes/errors.js';
import { BoundedReader } from '../bytes/reader.js';
import type { Reading } from '../bytes/reading.js';
import { CHUNK, type ChunkHeader } from '../chunks/chunk.js';
import { StringPool } from '../chunks/string-pool.js';
import { walkChunks } from './chunks.js';
import { readPackage, type ResourcePackage } from './package.js';
import { TableItems } from './table-items.js';

const TABLE_HEADER_SIZE = 12;

export interface ResourceTable {
  data: BoundedReader;
  strings: StringPool | null;
  packages: ResourcePackage[];
}

/**
 * Loads a table; a table Android cannot load refuses the whole APK.
 * @throws PermauditError `ARSC_CORRUPT`, `LIMIT_STRINGS`, `LIMIT_NODES`, `LIMIT_TIME`
 */
export function openTable(bytes: Uint8Array, path: string, reading: Reading): ResourceTable {
  const data = new BoundedReader(bytes, 'ARSC_CORRUPT', path);
  const table: ResourceTable = { data, strings: null, packages: [] };
  const items = new TableItems(path);
  for (const chunk of walkChunks(data, 0, data.size)) {
    if (chunk.type === CHUNK.TABLE) loadTable(table, chunk, items, reading);
  }
  return table;
}

function loadTable(table: ResourceTable, chunk: ChunkHeader, items: TableItems, reading: Reading): void {
  const { data } = table;
  const fail = (problem: ErrorData<'ARSC_CORRUPT'>): never => {
    throw new PermauditError('ARSC_CORRUPT', problem, { offset: chunk.offset, path: data.path });
  };
  if (chunk.headerSize < TABLE_HEADER_SIZE) fail({ problem: 'tableHeader' });
  const packageCount = data.u32(chunk.offset + 8);
  let seen = 0;
  for (const child of walkChunks(data, chunk.offset + chunk.headerSize, chunk.offset + chunk.size)) {
    reading.checkTime(data.path);
    if (child.type === CHUNK.STRING_POOL) {
      table.strings ??= StringPool.parse(data, child, 'ARSC_CORRUPT', reading);
    } else if (child.type === CHUNK.TABLE_PACKAGE) {
      seen++;
      if (seen > packageCount) fail({ problem: 'morePackages', stated: packageCount });
      table.packages.push(readPackage(data, child, items, reading));
    }
  }
}
