/** Text XML through fast-xml-parser: bounded in size and depth, entities never expanded, every element with its place. */
import { loadXmlParser, utf8Length } from '../platform/index.js';
import { lazily } from '../bytes/lazy.js';
import { PermauditError, type ErrorData } from '../bytes/errors.js';
import type { Span } from '../bytes/place.js';
import type { Reading } from '../bytes/reading.js';

/** Only text manifests need it. */
const fxp = lazily(loadXmlParser);

/** Elements inside one another. No manifest and no resource file comes near it. */
const MAX_DEPTH = 256;
const ATTRIBUTES = ':@';

export interface TextElement {
  kind: 'start';
  /** The name with its prefix, as written. Attacker-controlled, like the attributes. */
  name: string;
  attributes: [name: string, value: string][];
  position: Span;
}

export type TextEvent = TextElement | { kind: 'text'; text: string } | { kind: 'end' };

/** The text of a file, UTF-8 unless a byte order mark says UTF-16. */
export function decodeText(bytes: Uint8Array): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}

type RawNode = Record<string | symbol, unknown>;

/**
 * The elements and texts of a document in order.
 * @throws PermauditError `XML_SYNTAX` when it is not well-formed, `XML_UNSUPPORTED` when it has an internal DTD subset or
 *   quotes in a processing instruction, `LIMIT_NODES`
 */
export function parseXml(text: string, path: string, reading: Reading): TextEvent[] {
  const lines = new LineFinder(text);
  checkMarkup(text, path, lines);
  checkWellFormed(text, path);
  const roots = parseTree(text, path, lines).filter((node) => nameOf(node) !== null && !nameOf(node)?.startsWith('?'));
  const [root, second] = roots;
  if (root === undefined) throw syntax({ problem: 'noRoot' }, path, lines.positionAt(0));
  if (second !== undefined) throw syntax({ problem: 'roots' }, path, lines.positionAt(startOf(second)));
  return flatten(roots, lines, path, reading);
}

const DECLARATION =
  /^<\?xml(?:[ \t\r\n]{1,100}[a-z]{1,20}[ \t]{0,9}=[ \t]{0,9}(?:"[^"'<>?]{0,40}"|'[^"'<>?]{0,40}')){0,4}[ \t\r\n]{0,100}\?>/;

/**
 * Refuses what the library reads otherwise than expat, which aapt2 reads manifests with: a DTD subset adds attributes and
 * entities, and in processing instructions the library minds quotes, so that elements could vanish in them (XML 1.0, 2.6:
 * an instruction ends at the first `?>`).
 */
function checkMarkup(text: string, path: string, lines: LineFinder): void {
  const refuse = (problem: 'entities' | 'subset' | 'instruction', at: number): never => {
    throw new PermauditError('XML_UNSUPPORTED', { problem }, { ...lines.positionAt(at), path });
  };
  const after = (mark: string, from: number): number => {
    const at = text.indexOf(mark, from);
    return at < 0 ? text.length : at + mark.length;
  };
  // Each looked for once: the text chooses how many elements and instructions ask.
  const first = text.indexOf('<');
  const isAtStart = text.slice(0, Math.max(0, first)).trim() === '';
  const lastEntity = text.lastIndexOf('<!ENTITY');
  let at = first;
  while (at >= 0) {
    let end: number;
    if (text.startsWith('<!--', at)) end = after('-->', at + 4);
    else if (text.startsWith('<![CDATA[', at)) end = after(']]>', at + 9);
    else if (text.startsWith('<?', at)) {
      end = after('?>', at + 2);
      const instruction = text.slice(at, end);
      const isDeclaration = at === first && isAtStart && DECLARATION.test(instruction);
      if (!isDeclaration && /["']/.test(instruction)) refuse('instruction', at);
    } else {
      end = endOfTag(text, at);
      if (text.startsWith('<!', at)) {
        if (lastEntity >= at) refuse('entities', at);
        if (text.slice(at, end).includes('[')) refuse('subset', at);
      }
    }
    at = text.indexOf('<', end);
  }
}

function checkWellFormed(text: string, path: string): void {
  // The parser alone accepts text that is not well-formed.
  const valid = fxp().XMLValidator.validate(text);
  if (valid === true) return;
  const { msg, line, col } = valid.err;
  throw syntax({ problem: 'malformed', reason: msg.replace(/\.$/, '') }, path, { line, column: col });
}

/** The place is told beside the message, by everything that tells errors. */
function syntax(problem: ErrorData<'XML_SYNTAX'>, path: string, { line, column }: Partial<Span>): PermauditError {
  return new PermauditError('XML_SYNTAX', problem, {
    path,
    ...(line === undefined ? {} : { line, column: column ?? 1 }),
  });
}

function parseTree(text: string, path: string, lines: LineFinder): RawNode[] {
  const parser = new (fxp().XMLParser)({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    captureMetaData: true,
    processEntities: false,
    parseAttributeValue: false,
    parseTagValue: false,
    trimValues: false,
    maxNestedTags: MAX_DEPTH,
  });
  try {
    return parser.parse(text) as RawNode[];
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'Error') throw error;
    if (error.message.startsWith('Maximum nested tags')) {
      throw new PermauditError('LIMIT_NODES', { problem: 'depth', limit: MAX_DEPTH }, { path });
    }
    if (error.message.startsWith('[SECURITY]')) {
      const name = /"([^"]{1,100})"/.exec(error.message)?.[1];
      const at = name === undefined ? -1 : text.indexOf(name);
      const place = at < 0 ? {} : lines.positionAt(at);
      throw new PermauditError('XML_UNSUPPORTED', { problem: 'reserved' }, { ...place, path });
    }
    throw syntax({ problem: 'malformed', reason: error.message }, path, {});
  }
}

/** The element's name; null for texts and comments. */
function nameOf(node: RawNode): string | null {
  const name = Object.keys(node).find((key) => key !== ATTRIBUTES);
  return name === undefined || name === '#text' ? null : name;
}

function flatten(roots: RawNode[], lines: LineFinder, path: string, reading: Reading): TextEvent[] {
  const events: TextEvent[] = [];
  const pending: (RawNode | null)[] = [...roots];
  // Texts have no place of their own: that of the last element is near.
  let position: Span = { offset: 0, line: 1, column: 1 };
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    countNodes(events.length + pending.length, path, reading);
    if (node === null) {
      events.push({ kind: 'end' });
      continue;
    }
    const name = nameOf(node);
    if (name === null) {
      const text = node['#text'];
      if (typeof text === 'string' && text.trim() !== '')
        events.push({ kind: 'text', text: decodeEntities(text, path, position) });
      continue;
    }
    const element = toElement(node, name, lines, path);
    position = element.position;
    events.push(element);
    pending.push(null);
    const children = node[name] as RawNode[];
    for (let index = children.length - 1; index >= 0; index--) pending.push(children[index] ?? null);
  }
  return events;
}

function countNodes(count: number, path: string, reading: Reading): void {
  if ((count & 0x3ff) === 0) reading.checkTime(path);
  if (count <= reading.limits.xmlNodes) return;
  throw new PermauditError(
    'LIMIT_NODES',
    { problem: 'xmlNodes', limit: reading.limits.xmlNodes },
    {
      path,
    },
  );
}

/** Under which the parser keeps where an element stands; asked for late, so that only text manifests load the parser. */
const metaKey = lazily(() => fxp().XMLParser.getMetaDataSymbol() as symbol);

function toElement(node: RawNode, name: string, lines: LineFinder, path: string): TextElement {
  const position = lines.tagAt(startOf(node));
  const attributes = Object.entries((node[ATTRIBUTES] ?? {}) as Record<string, unknown>).map(
    ([key, value]): [string, string] => [key, decodeEntities(String(value), path, position)],
  );
  return { kind: 'start', name, attributes, position };
}

function startOf(node: RawNode): number {
  return (node[metaKey()] as { startIndex?: number } | undefined)?.startIndex ?? 0;
}

const NAMED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/**
 * The five entities XML itself has, and character references.
 * @throws PermauditError `XML_SYNTAX` for any other: the document cannot mean anything by it
 */
function decodeEntities(text: string, path: string, position: Span): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#[xX]?[0-9a-fA-F]{1,7}|[A-Za-z_][\w.-]{0,63});/g, (whole, body: string) => {
    const named = NAMED.get(body);
    if (named !== undefined) return named;
    const code = /^#[xX]/.test(body) ? Number.parseInt(body.slice(2), 16) : Number(body.slice(1));
    if (!body.startsWith('#') || !(code > 0 && code <= 0x10ffff)) {
      throw syntax({ problem: 'entity', entity: whole }, path, position);
    }
    return String.fromCodePoint(code);
  });
}

/** The index after the tag that begins at `start`: the first `>` outside quotes. The text is well-formed. */
function endOfTag(text: string, start: number): number {
  let quote = '';
  for (let at = start; at < text.length; at++) {
    const character = text.charAt(at);
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return at + 1;
  }
  return text.length;
}

/** Lines, columns and UTF-8 offsets of character positions, found going forward. */
class LineFinder {
  #at = 0;
  #bytes = 0;
  #line = 1;
  #lineStart = 0;

  constructor(private readonly text: string) {}

  /** The place of an opening tag, its end included. */
  tagAt(index: number): Span {
    const start = this.positionAt(index);
    const { line: endLine, column: endColumn } = this.positionAt(endOfTag(this.text, index));
    return { ...start, endLine, endColumn };
  }

  /** The place of one character. */
  positionAt(index: number): Required<Pick<Span, 'offset' | 'line' | 'column'>> {
    // Elements come in document order; anything else starts again from the top.
    if (index < this.#at) {
      this.#at = 0;
      this.#bytes = 0;
      this.#line = 1;
      this.#lineStart = 0;
    }
    const passed = this.text.slice(this.#at, index);
    this.#bytes += utf8Length(passed);
    for (let at = passed.indexOf('\n'); at >= 0; at = passed.indexOf('\n', at + 1)) {
      this.#line++;
      this.#lineStart = this.#at + at + 1;
    }
    this.#at = index;
    return { offset: this.#bytes, line: this.#line, column: index - this.#lineStart + 1 };
  }
}
