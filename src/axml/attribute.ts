import { coerceToString, valueAt, VALUE_TYPE, type TypedValue } from '../chunks/value.js';
import { javaString, type XmlTree } from './tree.js';

/** String indexes are signed on Android: anything above means "none". */
export const MAX_STRING_INDEX = 0x7fffffff;

/** One attribute (ResXMLTree_attribute) of the current element, decoded when asked. */
export class XmlAttribute {
  constructor(
    readonly tree: XmlTree,
    /** Byte offset of the attribute in the document. */
    readonly offset: number,
  ) {}

  /** The namespace URI; null when there is none or it cannot be read. */
  get namespace(): string | null {
    const index = this.tree.data.u32(this.offset);
    return index > MAX_STRING_INDEX ? null : this.tree.strings.getFull(index);
  }

  /** The name as native code compares it; null when it cannot be read. */
  get name(): string | null {
    return this.tree.strings.getFull(this.nameIndex);
  }

  get nameIndex(): number {
    return this.tree.data.u32(this.offset + 4);
  }

  /** The resource id the document itself gives the name, before any remapping; 0 when it has none. */
  get mappedId(): number {
    return this.tree.resourceIds[this.nameIndex] ?? 0;
  }

  /**
   * The raw string, or null when there is none.
   * @throws PermauditError `AXML_BAD_STRING`
   */
  get raw(): string | null {
    const index = this.tree.data.u32(this.offset + 8);
    return index > MAX_STRING_INDEX ? null : javaString(this.tree, index, this.offset);
  }

  /** The raw string where it can be read: for what is only told, and must not refuse the file. */
  get readableRaw(): string | null {
    return this.tree.strings.get(this.tree.data.u32(this.offset + 8));
  }

  get hasRaw(): boolean {
    return this.tree.data.u32(this.offset + 8) <= MAX_STRING_INDEX;
  }

  get typed(): TypedValue {
    return valueAt(this.tree.data, this.offset + 12);
  }

  /**
   * The typed value as a string of the document's own pool; null for other types.
   * @throws PermauditError `AXML_BAD_STRING`
   */
  get typedString(): string | null {
    const { type, data } = this.typed;
    return type === VALUE_TYPE.STRING ? javaString(this.tree, data, this.offset) : null;
  }

  /** {@link XmlAttribute.typedString} where it can be read: for what is only told, and must not refuse the file. */
  get readableString(): string | null {
    const { type, data } = this.typed;
    return type === VALUE_TYPE.STRING ? this.tree.strings.get(data) : null;
  }

  /** XmlBlock.Parser.getAttributeValue: the raw string if there is one, else the typed value as text (a string gives null). */
  get textValue(): string | null {
    return this.hasRaw ? this.raw : coerceToString(this.typed);
  }
}
