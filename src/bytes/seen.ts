/** What was seen of an anomaly, as data, where it is more than a value as it stands in the file. */
import type { ClauseOf, None } from './message.js';

export interface SeenDetails {
  BYTES: { bytes: number };
  /** Beyond those told one by one. */
  MORE: { count: number };
  /** Entries of an archive, and the name of the first. */
  ENTRIES: { count: number; first: string };
  TWO_ENTRIES: { one: string; other: string };
  /** General purpose flags of the central directory and of the local header, in hexadecimal. */
  FLAGS: { directory: string; local: string };
  /** What a local header says where the central directory says something else, in hexadecimal. */
  LOCAL: { field: 'flags' | 'method'; local: string; directory: string };
  SIZES: { compressed: number; uncompressed: number };
  CRC: { actual: string; stated: string };
  END_RECORDS: { first: number; last: number };
  /** The size of the root chunk, and of the file. */
  SIZE_OF: { size: number; of: number };
  SECOND_STRING_POOL: None;
  SECOND_RESOURCE_MAP: None;
  ELEMENT_AFTER: { at: number; end: number };
  /** Resource ids, in hexadecimal. */
  READ_AS: { id: string; readAs: string };
  NAME_WITH_ID: { name: string; id: string };
  NAME_IN: { name: string; namespace: string | null };
  /** Characters of a string: those stated, and those there are. */
  LENGTHS: { stated: number; actual: number };
  TYPED_AND_RAW: { typed: string | number; raw: string };
  ELEMENT_IN: { element: string; parent: string };
  DEX: { bytes: number; version: string | null };
  VARIANT: { number: number; of: number };
  NO_PACKAGE: None;
  NO_USES_SDK: None;
}
export type SeenClause = ClauseOf<SeenDetails>;
