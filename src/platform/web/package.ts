/** The data that the page was built with, and libraries, which are part of the bundle. */
import { XMLValidator } from 'fast-xml-parser';
import protobuf from 'protobufjs/minimal.js';
import type { DataLinesName, DataName, DataText, Platform, ValidatorsName } from '../platform.js';

/** Everything that is beside the code in Node's package. */
export interface Provided {
  /** The files of `dist/data`, as text. */
  readonly data: Readonly<Record<DataName | DataLinesName, () => string>>;
  /** The modules of `dist/schemas`: those of documents that the program reads. */
  readonly validators?: Readonly<Partial<Record<ValidatorsName, unknown>>>;
}

let provided: Provided | null = null;

/** What {@link readDataFile} and {@link loadValidators} give from now on. */
export function provideData(given: Provided): void {
  provided = given;
}

export function readDataFile(name: DataName): unknown {
  return JSON.parse(dataOf(name));
}

export function readDataLines(name: DataLinesName): DataText {
  return dataOf(name);
}

function dataOf(name: DataName | DataLinesName): string {
  if (provided === null) throw new Error(`the data ${name} was not provided`);
  return provided.data[name]();
}

export function loadValidators(name: ValidatorsName): unknown {
  const validators = provided?.validators?.[name];
  if (validators === undefined) throw new Error(`the validators ${name} were not provided`);
  return validators;
}

export function loadProtobuf(): ReturnType<Platform['loadProtobuf']> {
  return protobuf;
}

export function loadXmlParser(): ReturnType<Platform['loadXmlParser']> {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- it goes with the parser, and knows the same XML
  return { XMLValidator };
}
