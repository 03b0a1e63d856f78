/**
 * Walking a binary XML document: ResXMLParser (libs/androidfw/ResourceTypes.cpp) under XmlBlock.Parser
 * (core/java/android/content/res/XmlBlock.java). Depth is counted as Java counts it; names of end tags are not matched.
 */
import { PermauditError, type ErrorData } from '../bytes/errors.js';
import type { Reading } from '../bytes/reading.js';
import { CHUNK, chunkAt, type ChunkHeader } from '../chunks/chunk.js';
import { MAX_STRING_INDEX, XmlAttribute } from './attribute.js';
import { isValidNode, javaString, type XmlTree } from './tree.js';

export type XmlEvent = 'start-document' | 'start-tag' | 'end-tag' | 'text' | 'end-document';

const EXT_SIZE: Readonly<Record<number, number>> = {
  [CHUNK.XML_START_NAMESPACE]: 8,
  [CHUNK.XML_END_NAMESPACE]: 8,
  [CHUNK.XML_START_ELEMENT]: 20,
  [CHUNK.XML_END_ELEMENT]: 8,
  [CHUNK.XML_CDATA]: 12,
};

/** A place of a parser in its document. */
export interface ParserMark {
  readonly depth: number;
  readonly node: ChunkHeader | null;
  readonly started: boolean;
  readonly ended: boolean;
  readonly leaveDepth: boolean;
}

export class XmlParser {
  /** Elements open around the cursor, the current one included. */
  depth = 0;
  #node: ChunkHeader | null = null;
  #started = false;
  #ended = false;
  #leaveDepth = false;
  readonly #nodes: { visited: number };

  constructor(
    readonly tree: XmlTree,
    readonly reading: Reading,
  ) {
    this.#nodes = reading.limits.nodes ?? { visited: 0 };
  }

  /**
   * The next event; namespaces are swallowed.
   * @throws PermauditError `AXML_BAD_NODE` on reaching a damaged node, `LIMIT_NODES`, `LIMIT_TIME`
   */
  next(): XmlEvent {
    if (this.#ended) return 'end-document';
    const event = this.#nextEvent();
    if (this.#leaveDepth) {
      this.depth--;
      this.#leaveDepth = false;
    }
    if (event === 'start-tag') this.depth++;
    else if (event === 'end-tag') this.#leaveDepth = true;
    else if (event === 'end-document') this.#ended = true;
    return event;
  }

  /**
   * The current element's name, its namespace ignored; null when it has none.
   * @throws PermauditError `AXML_BAD_STRING`
   */
  get name(): string | null {
    const index = this.tree.data.u32(this.#ext() + 4);
    return index > MAX_STRING_INDEX ? null : javaString(this.tree, index, this.offset);
  }

  /** The name where it can be read, for what is only told and must not refuse the file; null where it cannot. */
  get readableName(): string | null {
    return this.tree.strings.get(this.tree.data.u32(this.#ext() + 4));
  }

  /**
   * The name, which versions before `api` do not read: one that cannot be read refuses the file on newer ones only.
   * @throws PermauditError `AXML_BAD_STRING`
   */
  nameSince(api: number): string | null {
    return this.readableName ?? (this.reading.since(api) ? this.name : null);
  }

  /** Byte offset of the current node. */
  get offset(): number {
    return this.#node?.offset ?? 0;
  }

  /**
   * Attributes that can differ. With attributeSize 0 all are one and the same: two stand for them all, so that a short
   * element cannot cost the time of 65,535.
   */
  get attributeCount(): number {
    const ext = this.#ext();
    const count = this.tree.data.u16(ext + 12);
    return this.tree.data.u16(ext + 10) === 0 ? Math.min(count, 2) : count;
  }

  /** The attribute at a position, in file order. */
  attribute(index: number): XmlAttribute {
    const ext = this.#ext();
    const start = this.tree.data.u16(ext + 8);
    const size = this.tree.data.u16(ext + 10);
    return new XmlAttribute(this.tree, ext + start + size * index);
  }

  /** How the attributes are laid out: honest tools write 20 and 20. */
  get attributeLayout(): { start: number; size: number; headerSize: number } {
    const ext = this.#ext();
    return {
      start: this.tree.data.u16(ext + 8),
      size: this.tree.data.u16(ext + 10),
      headerSize: this.#node?.headerSize ?? 0,
    };
  }

  /** Where the parser stands, to come back to: what is read twice counts twice against the limits. */
  mark(): ParserMark {
    const [node, started, ended, leaveDepth] = [this.#node, this.#started, this.#ended, this.#leaveDepth];
    return { depth: this.depth, node, started, ended, leaveDepth };
  }

  /** Goes back to where `mark` was taken. */
  reset({ depth, node, started, ended, leaveDepth }: ParserMark): void {
    this.depth = depth;
    this.#node = node;
    this.#started = started;
    this.#ended = ended;
    this.#leaveDepth = leaveDepth;
  }

  /** XmlUtils.skipCurrentTag: moves to the end tag that closes the current element (by depth). */
  skipCurrentTag(): void {
    const outer = this.depth;
    let event = this.next();
    while (event !== 'end-document' && (event !== 'end-tag' || this.depth > outer)) event = this.next();
  }

  /**
   * The names of the start tags up to the end of the current element, the parser on each as it is given: its children,
   * and what below them the loop does not consume, as in the loops of Android's package parser.
   */
  *startTags(): Generator<string | null, void, undefined> {
    const outer = this.depth;
    while (this.nextStart(outer)) yield this.name;
  }

  /** Moves to the end of the element at depth `outer`, wherever in it the parser stands. */
  skipRest(outer: number): void {
    let isInside = true;
    while (isInside) isInside = this.nextStart(outer);
  }

  /** Moves to the next start tag of the element at depth `outer`, without a look at its name; false at that element's end. */
  nextStart(outer: number): boolean {
    for (;;) {
      const event = this.next();
      if (event === 'end-document' || (event === 'end-tag' && this.depth <= outer)) return false;
      if (event === 'start-tag') return true;
    }
  }

  #ext(): number {
    if (this.#node === null) throw new Error('no current node');
    return this.#node.offset + this.#node.headerSize;
  }

  #nextEvent(): XmlEvent {
    for (;;) {
      const type = this.#nextNode();
      switch (type) {
        case null:
          return 'end-document';
        case CHUNK.XML_START_ELEMENT:
          return 'start-tag';
        case CHUNK.XML_END_ELEMENT:
          return 'end-tag';
        case CHUNK.XML_CDATA:
          return 'text';
        default:
          break;
      }
    }
  }

  /** ResXMLParser::nextNode: the next node of a known type, or null at the end of the document. */
  #nextNode(): number | null {
    const { data, end } = this.tree;
    for (;;) {
      const previous = this.#started ? this.#node : this.tree.beforeRoot;
      this.#started = true;
      if (previous === null) return null;
      const at = previous.offset + previous.size;
      if (at >= end) {
        this.#node = null;
        return null;
      }
      this.#count(at);
      const node = chunkAt(data, at, end);
      if (node === null || !isValidNode(data, node, end)) this.#bad(at, { problem: 'damaged' });
      this.#node = node;
      const extSize = EXT_SIZE[node.type];
      if (extSize === undefined) {
        this.#noteUnknownNode(node);
        continue;
      }
      if (node.size - node.headerSize < extSize) this.#bad(at, { problem: 'short' });
      return node.type;
    }
  }

  #bad(offset: number, problem: ErrorData<'AXML_BAD_NODE'>): never {
    throw new PermauditError('AXML_BAD_NODE', problem, { offset, path: this.tree.data.path });
  }

  #count(offset: number): void {
    const visited = ++this.#nodes.visited;
    if ((visited & 0xfff) === 0) this.reading.checkTime(this.tree.data.path);
    if (visited > this.reading.limits.xmlNodes) {
      throw new PermauditError(
        'LIMIT_NODES',
        { problem: 'xmlNodes', limit: this.reading.limits.xmlNodes },
        {
          offset,
          path: this.tree.data.path,
        },
      );
    }
  }

  #noteUnknownNode(node: ChunkHeader): void {
    this.reading.note({
      code: 'ANOM_AXML_UNKNOWN_CHUNK',
      severity: 'medium',
      data: { problem: 'between' },
      offset: node.offset,
      path: this.tree.data.path,
      evidence: `type=0x${node.type.toString(16)}`,
    });
  }
}
