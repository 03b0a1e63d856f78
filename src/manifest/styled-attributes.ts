/**
 * The attributes of one element as the full pass gets them: by resource id, typed value only
 * (core/java/android/content/res/TypedArray.java over AttributeResolution.cpp).
 */
import { attributesById } from '../axml/by-id.js';
import type { XmlAttribute } from '../axml/attribute.js';
import type { XmlParser } from '../axml/parser.js';
import { PermauditError } from '../bytes/errors.js';
import { ATTR } from './attribute-ids.js';
import { READ_SINCE } from './read-since.js';
import { coerceToString, isIntType, VALUE_TYPE } from '../chunks/value.js';
import type { ResolvedValue, ResourceResolver } from '../resources/resolver.js';

/** What is only shown: which devices have it otherwise does not matter. Translated in most apps. */
const SHOWN: ReadonlySet<number> = new Set([ATTR.label, ATTR.versionName, ATTR.value]);

export class StyledAttributes {
  readonly #byId: Map<number, XmlAttribute>;

  constructor(
    private readonly parser: XmlParser,
    private readonly resolver: ResourceResolver,
  ) {
    this.#byId = attributesById(parser, resolver.translateId);
  }

  has(id: number): boolean {
    return this.#byId.has(id);
  }

  /** The attribute Android sees under an id, as it stands in the file. */
  raw(id: number): XmlAttribute | null {
    return this.#byId.get(id) ?? null;
  }

  /**
   * `peekValue`: the value after following references; null when absent or TYPE_NULL.
   * @param since the version that began to read the attribute
   * @throws PermauditError `AXML_BAD_STRING` for a string that cannot be read
   */
  peek(id: number, since = READ_SINCE.get(id) ?? 1): ResolvedValue | null {
    const attribute = this.#byId.get(id);
    if (attribute === undefined) return null;
    const { typed } = attribute;
    if (typed.type === VALUE_TYPE.NULL) return null;
    if (typed.type === VALUE_TYPE.STRING) {
      const string = attribute.readableString;
      if (string === null) return this.#unreadable(attribute, typed.data, since);
      return { ...typed, string, changingConfigs: 0 };
    }
    const value = this.resolver.resolve(typed, !SHOWN.has(id));
    if (value.type === VALUE_TYPE.STRING && value.string === null) {
      return this.#unreadable(attribute, value.data, since);
    }
    // @null turns back into "nothing there".
    return value.type === VALUE_TYPE.NULL || (value.type === VALUE_TYPE.REFERENCE && value.data === 0) ? null : value;
  }

  /** {@link StyledAttributes.peek} of a value that decides something, where most of its kind do not. */
  peekDeciding(id: number): ResolvedValue | null {
    const typed = this.#byId.get(id)?.typed;
    if (typed !== undefined) this.resolver.resolve(typed, true);
    return this.peek(id);
  }

  /** StringBlock.get throws for a string outside its pool, which refuses the file: where the attribute is read at all. */
  #unreadable({ offset, tree }: XmlAttribute, index: number, since: number): null {
    if (since > 1 && !this.parser.reading.since(since)) return null;
    throw new PermauditError('AXML_BAD_STRING', { problem: 'unreadable', index }, { offset, path: tree.data.path });
  }

  /**
   * `getNonResourceString`: a string written in the manifest itself, else null.
   * @throws PermauditError `AXML_BAD_STRING`
   */
  nonResourceString(id: number): string | null {
    const attribute = this.#byId.get(id);
    if (attribute?.typed.type !== VALUE_TYPE.STRING) return null;
    return attribute.readableString ?? this.#unreadable(attribute, attribute.typed.data, READ_SINCE.get(id) ?? 1);
  }

  /** `getNonConfigurationString(id, allowed)`: any value as text, null when it varies by more than `allowed` configurations. */
  nonConfigurationString(id: number, allowed = 0): string | null {
    const value = this.peek(id);
    return value === null || (value.changingConfigs & ~allowed) !== 0 ? null : textOf(value);
  }

  /** `getString`: any value as text. */
  string(id: number): string | null {
    const value = this.peek(id);
    return value === null ? null : textOf(value);
  }

  /** `getInt`: integers, and strings that read as one. */
  int(id: number, fallback: number): number {
    const value = this.peek(id);
    if (value === null) return fallback;
    if (isIntType(value.type)) return value.data | 0;
    return parseJavaInt(textOf(value), fallback);
  }

  /** `getBoolean`. */
  boolean(id: number, fallback: boolean): boolean {
    const value = this.peek(id);
    if (value === null) return fallback;
    if (isIntType(value.type)) return value.data !== 0;
    const text = textOf(value);
    return text === null ? fallback : text === '1' || text === 'true' || text === 'TRUE';
  }
}

function textOf(value: ResolvedValue): string | null {
  return value.type === VALUE_TYPE.STRING ? value.string : coerceToString(value);
}

const INTEGER = /^([+-]?)(0[xX][0-9a-fA-F]{1,8}|#[0-9a-fA-F]{1,8}|[0-9]{1,10})$/;

/** Whether XmlUtils.convertValueToInt makes a number of a text: it throws for others, but not for an empty one. */
export function isJavaInt(text: string | null): boolean {
  if (text === null || text === '') return true;
  const match = INTEGER.exec(text.startsWith('-') ? text.slice(1) : text);
  if (match === null) return false;
  const digits = match[2] ?? '';
  const base =
    /^0[xX]/.test(digits) || digits.startsWith('#') ? 16 : digits.length > 1 && digits.startsWith('0') ? 8 : 10;
  const value = Number.parseInt(digits.replace(/^(?:0[xX]|#)/, ''), base);
  return (base !== 8 || !/[89]/.test(digits)) && value <= 0x7fffffff;
}

/** XmlUtils.convertValueToInt. */
function parseJavaInt(text: string | null, fallback: number): number {
  const match = text === null ? null : INTEGER.exec(text);
  if (match === null) return fallback;
  const digits = match[2] ?? '';
  const sign = match[1] === '-' ? -1 : 1;
  if (/^0[xX]/.test(digits)) return (sign * Number.parseInt(digits.slice(2), 16)) | 0;
  if (digits.startsWith('#')) return (sign * Number.parseInt(digits.slice(1), 16)) | 0;
  if (digits.length > 1 && digits.startsWith('0')) return sign * Number.parseInt(digits, 8) || 0;
  return sign * Number.parseInt(digits, 10);
}
