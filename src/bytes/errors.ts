/**
 * Coded errors: every failure a reader can meet has a stable code, a place and a meaning.
 *
 * Codes are never reused or renamed. An exception of any other class is a bug in permaudit.
 */

/** Every error code, with what it means for the audit. */
export const ERROR_KINDS = {
  IO_NOT_FOUND: 'unreadable',
  IO_READ: 'unreadable',
  IO_NO_APK: 'unreadable',
  ZIP_NO_EOCD: 'refused',
  ZIP_EOCD_TRAILING: 'refused',
  ZIP_EMPTY: 'refused',
  ZIP_CD_RANGE: 'refused',
  ZIP_CD_INVALID: 'refused',
  ZIP_ZIP64: 'refused',
  ZIP_NOT_LFH_START: 'refused',
  ZIP_BAD_NAME: 'refused',
  ZIP_DUPLICATE_NAME: 'refused',
  ZIP_LFH_INVALID: 'refused',
  ZIP_LFH_NAME: 'refused',
  ZIP_LFH_MISMATCH: 'refused',
  ZIP_ENTRY_RANGE: 'refused',
  ZIP_INFLATE: 'refused',
  ZIP_SIZE_MISMATCH: 'refused',
  APK_NO_MANIFEST: 'refused',
  APK_IS_SPLIT: 'refused',
  APK_IS_BUNDLE: 'unsure',
  APK_NO_BASE: 'refused',
  APK_SPLITS_DISAGREE: 'refused',
  APK_ENCRYPTED: 'unsure',
  APK_SIGNATURE: 'refused',
  XML_SYNTAX: 'refused',
  XML_UNSUPPORTED: 'unsure',
  PROTO_CORRUPT: 'refused',
  AXML_CORRUPT: 'refused',
  AXML_BAD_CHUNK: 'refused',
  AXML_BAD_NODE: 'refused',
  AXML_BAD_STRING: 'refused',
  AXML_ROOT_TYPE: 'refused',
  AXML_PLAIN_TEXT: 'refused',
  MAN_NO_MANIFEST_TAG: 'refused',
  MAN_BAD_PACKAGE: 'refused',
  MAN_MIN_SDK: 'refused',
  MAN_LOW_TARGET: 'refused',
  MAN_NO_APPLICATION: 'refused',
  MAN_CONFLICTING_FLAGS: 'refused',
  MAN_DUPLICATE_PERMISSION: 'refused',
  MAN_BAD_ELEMENT: 'refused',
  MAN_TOO_MANY: 'refused',
  MAN_STRING_TOO_LONG: 'refused',
  ARSC_CORRUPT: 'refused',
  ARSC_COMPRESSED: 'refused',
  ARSC_UNRESOLVED: 'refused',
  DEX_BAD_MAGIC: 'unsure',
  DEX_CHECKSUM: 'unsure',
  DEX_CORRUPT: 'unsure',
  DEX_UNREADABLE: 'unsure',
  DEX_GAP: 'unsure',
  LIMIT_INPUT: 'unsure',
  LIMIT_ENTRY: 'unsure',
  LIMIT_RATIO: 'unsure',
  LIMIT_STRINGS: 'unsure',
  LIMIT_NODES: 'unsure',
  LIMIT_CODE: 'unsure',
  LIMIT_TIME: 'unsure',
  LIMIT_MEMORY: 'unsure',
} as const satisfies Record<string, 'unreadable' | 'refused' | 'unsure'>;

/** A stable error code, e.g. `ZIP_DUPLICATE_NAME`. */
export type ErrorCode = keyof typeof ERROR_KINDS;

/**
 * What an error means: `unreadable` (we could not read the input at all), `refused` (Android would refuse the file),
 * `unsure` (a limit or an unsupported feature: the result could miss something).
 */
export type ErrorKind = 'unreadable' | 'refused' | 'unsure';

/** Where and on what a reader was working when it failed. */
export interface ErrorPlace {
  /** Byte offset inside {@link ErrorPlace.path}, when one byte can be named. */
  offset?: number | null;
  /** What was being read: an archive entry name, or `''` for the archive itself. Attacker-controlled text. */
  path?: string;
  /** What the reader of the message can do about it. */
  hint?: string;
  /** Line and column of a text input, from 1. */
  line?: number;
  column?: number;
}

/** The one class of expected failures. Everything else that is thrown is a bug (exit 70). */
export class PermauditError extends Error {
  override readonly name = 'PermauditError';
  /** What the failure means for the audit. */
  readonly kind: ErrorKind;
  readonly offset: number | null;
  readonly path: string;
  readonly hint: string | undefined;
  readonly line: number | undefined;
  readonly column: number | undefined;

  /** @param message one plain sentence without a trailing full stop; may hold attacker-controlled text, escape on output */
  constructor(
    readonly code: ErrorCode,
    message: string,
    place: ErrorPlace = {},
  ) {
    super(message);
    this.kind = ERROR_KINDS[code];
    this.offset = place.offset ?? null;
    this.path = place.path ?? '';
    this.hint = place.hint;
    this.line = place.line;
    this.column = place.column;
  }
}
