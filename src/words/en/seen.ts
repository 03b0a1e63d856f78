/** What was seen of an anomaly, in English. */
import type { SeenDetails } from '../../bytes/seen.js';
import type { ClauseTable } from '../clauses.js';

export const SEEN_EN: ClauseTable<SeenDetails> = {
  BYTES: ({ bytes }) => `${bytes} bytes`,
  MORE: ({ count }) => `${count} more`,
  ENTRIES: ({ count, first }) => `${count} ${count === 1 ? 'entry' : 'entries'}, first ${first}`,
  TWO_ENTRIES: ({ one, other }) => `${one} and ${other}`,
  FLAGS: ({ directory, local }) => `flags=${directory}, local ${local}`,
  LOCAL: ({ field, local, directory }) => `local ${field}=${local}, directory ${directory}`,
  SIZES: ({ compressed, uncompressed }) => `compressed ${compressed}, uncompressed ${uncompressed}`,
  CRC: ({ actual, stated }) => `CRC-32 ${actual}, stated ${stated}`,
  END_RECORDS: ({ first, last }) => `end records at ${first} and ${last}`,
  SIZE_OF: ({ size, of }) => `size=${size} of ${of}`,
  SECOND_STRING_POOL: () => 'second string pool',
  SECOND_RESOURCE_MAP: () => 'second resource map',
  ELEMENT_AFTER: ({ at, end }) => `element at ${at}, manifest ended at ${end}`,
  READ_AS: ({ id, readAs }) => `${id} is read as ${readAs}`,
  NAME_WITH_ID: ({ name, id }) => `${name} with id ${id}`,
  NAME_IN: ({ name, namespace }) => `${name} in ${namespace ?? 'no namespace'}`,
  LENGTHS: ({ stated, actual }) => `${stated} for ${actual}`,
  TYPED_AND_RAW: ({ typed, raw }) => `typed ${typed}, raw ${raw}`,
  ELEMENT_IN: ({ element, parent }) => `<${element}> in <${parent}>`,
  DEX: ({ bytes, version }) => `${bytes} bytes, DEX version ${version ?? 'unknown'}`,
  VARIANT: ({ number, of }) => `variant ${number} of ${of}`,
  NO_PACKAGE: () => 'no package attribute',
  NO_USES_SDK: () => 'no <uses-sdk>',
};
