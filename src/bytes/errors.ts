/**
 * Coded errors: every failure a reader can meet has a stable code, a place and a meaning.
 *
 * Codes are never reused or renamed. An exception of any other class is a bug in permaudit. What an error says is data
 * (error-details.ts); its sentences are in src/words.
 */
import { cutTexts } from './cut-text.js';
import type { ErrorDetails, ErrorMessage } from './error-details.js';
import type { DataOf } from './message.js';
import type { Place } from './place.js';

/** Every error code, with what it means for the audit. */
export const ERROR_KINDS = {
  IO_NOT_FOUND: 'unreadable',
  IO_READ: 'unreadable',
  IO_NO_APK: 'unreadable',
  IO_REMOTE: 'unreadable',
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
  MAN_BAD_NAME: 'refused',
  MAN_BAD_VALUE: 'refused',
  MAN_NO_EXPORTED: 'refused',
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
  LIMIT_REPORT: 'unsure',
} as const satisfies Record<ErrorCode, 'unreadable' | 'refused' | 'unsure'>;

/** A stable error code, e.g. `ZIP_DUPLICATE_NAME`. */
export type ErrorCode = keyof ErrorDetails;

export type LimitCode = Extract<ErrorCode, `LIMIT_${string}`>;

/** What an error of a code tells. */
export type ErrorData<Code extends ErrorCode = ErrorCode> = DataOf<ErrorDetails, Code>;

/**
 * What an error means: `unreadable` (we could not read the input at all), `refused` (Android would refuse the file),
 * `unsure` (a limit or an unsupported feature: the result could miss something).
 */
export type ErrorKind = 'unreadable' | 'refused' | 'unsure';

/** A code, its own data, and where a reader was when it failed. */
export type ErrorArguments = {
  [Code in ErrorCode]: [code: Code, data: ErrorData<Code>, place?: Partial<Place>];
}[ErrorCode];

/**
 * The one class of expected failures of reading. Everything else that a reader throws is a bug (exit 70). Each is of the
 * class of its kind as well: {@link InputError}, {@link RefusedError}, {@link UnsureError} and {@link LimitError}.
 */
export class PermauditError extends Error implements Place {
  override readonly name: string;
  /** Code and data: what a sentence is made of (`describeError` in src/words). */
  readonly told: ErrorMessage;
  /** What the failure means for the audit. */
  readonly kind: ErrorKind;
  /** Byte offset inside {@link PermauditError.path}, when one byte can be named. */
  readonly offset: number | null;
  readonly path: string;
  readonly line?: number;
  readonly column?: number;

  constructor(...[code, data, place = {}]: ErrorArguments) {
    super(`${code} ${data.problem}`);
    // The arguments belong together; the compiler loses that when they are taken apart.
    this.told = { code, data: cutTexts(data) } as ErrorMessage;
    this.kind = ERROR_KINDS[code];
    const { name, prototype } = classOf(code);
    // Readers throw by code, and the code has its class: nobody can pair a code with another's.
    Object.setPrototypeOf(this, prototype);
    this.name = name;
    this.offset = place.offset ?? null;
    this.path = place.path ?? '';
    if (place.line !== undefined) {
      this.line = place.line;
      this.column = place.column ?? 1;
    }
  }

  get code(): ErrorCode {
    return this.told.code;
  }

  /** The same error, told of another place. */
  at(place: Partial<Place>): PermauditError {
    return toldError(this.told, place);
  }
}

/** The input could not be read at all: `IO_*`. */
export class InputError extends PermauditError {
  declare readonly kind: 'unreadable';
}

/** Android would refuse the file. */
export class RefusedError extends PermauditError {
  declare readonly kind: 'refused';
}

/** An unsupported feature or a limit: what was read could miss something. */
export class UnsureError extends PermauditError {
  declare readonly kind: 'unsure';
}

/** What was read needs more of something than it may have: `LIMIT_*`. */
export class LimitError extends UnsureError {
  override get code(): LimitCode {
    return super.code as LimitCode;
  }
}

/** The names stand here as text: a bundler may rename classes. */
function classOf(code: ErrorCode): { name: string; prototype: PermauditError } {
  if (code.startsWith('LIMIT_')) return { name: 'LimitError', prototype: LimitError.prototype };
  switch (ERROR_KINDS[code]) {
    case 'unreadable':
      return { name: 'InputError', prototype: InputError.prototype };
    case 'refused':
      return { name: 'RefusedError', prototype: RefusedError.prototype };
    case 'unsure':
      return { name: 'UnsureError', prototype: UnsureError.prototype };
  }
}

/** An error of a code that is only known as a type parameter. */
export function codedError<Code extends ErrorCode>(
  code: Code,
  data: ErrorData<Code>,
  place?: Partial<Place>,
): PermauditError {
  return new PermauditError(...([code, data, place] as unknown as ErrorArguments));
}

/** An error that was a value, as an exception again. */
export function toldError({ code, data }: ErrorMessage, place: Partial<Place>): PermauditError {
  return new PermauditError(...([code, data, place] as ErrorArguments));
}

/** The kind of a coded error; null for a code this version does not know. */
export function kindOfError(code: string): ErrorKind | null {
  const kinds: Readonly<Record<string, ErrorKind>> = ERROR_KINDS;
  return Object.hasOwn(kinds, code) ? (kinds[code] ?? null) : null;
}
