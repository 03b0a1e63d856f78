/** Opens tables of the hostile writer. */
import { expect } from 'vitest';
import { Reading } from '../../src/bytes/reading.js';
import { ArscValues } from '../../src/resources/arsc-values.js';
import { ResourceResolver, type ResolvedValue } from '../../src/resources/resolver.js';
import { openTable } from '../../src/resources/table.js';
import {
  buildTable,
  type EntrySpec,
  type PackageSpec,
  type TableSpec,
  type TypeConfigSpec,
  type TypeSpec,
} from '../../fixtures/hostile/arsc-writer.js';

export const FIRST = 0x7f010000;

/** One package 0x7f with one type 1 whose strings are "zero", "one", "two". */
export function tableOf(
  configs: readonly TypeConfigSpec[],
  type: Partial<TypeSpec> = {},
  pack: Partial<PackageSpec> = {},
): TableSpec {
  const entryCount = Math.max(1, ...configs.map(({ entries }) => entries.length));
  return {
    strings: { strings: ['zero', 'one', 'two'] },
    packages: [
      { id: 0x7f, name: 'com.app', types: [{ id: 1, name: 'string', entryCount, configs, ...type }], ...pack },
    ],
  };
}

export function resolver(spec: TableSpec, api = 37): ResourceResolver {
  const reading = new Reading(api);
  return new ResourceResolver(new ArscValues(openTable(buildTable(spec), 'resources.arsc', reading), reading));
}

export function resolve(spec: TableSpec, id = FIRST, api = 37): ResolvedValue {
  return resolver(spec, api).resolve({ type: 0x01, data: id });
}

/** The text behind the first entry of a table. */
export const textOf = (configs: readonly TypeConfigSpec[], api = 37, id = FIRST): string | null =>
  resolve(tableOf(configs), id, api).string;

export const entries = (...list: EntrySpec[]): TypeConfigSpec => ({ entries: list });

export const corrupt = expect.objectContaining({ code: 'ARSC_CORRUPT' }) as Error;
