/** Text XML, well-formed by fast-xml-parser's check: bounded in depth, entities never expanded, every element with its place. */
import { loadXmlParser, utf8Length } from '../platform/index.js';
import { lazily } from '../bytes/lazy.js';
import { PermauditError, type ErrorData } from '../bytes/errors.js';
import type { Span } from '../bytes/place.js';
import type { Reading } from '../bytes/reading.js';

/** Only text manifests need it. */
const fxp = lazily(loadXmlParser);

/** Elements inside one another. No manifest and no resource file comes near it. */
const MAX_DEPTH = 256;

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

/**
 * The elements and texts of a document in order, read as they are asked for: no tree of it is made.
 * @throws PermauditError `XML_SYNTAX` when it is not well-formed, `XML_UNSUPPORTED` when it has an internal DTD subset or
 *   quotes in a processing instruction, `LIMIT_NODES`, `LIMIT_TIME`
 */
export function* parseXml(text: string, path: string, reading: Reading): Generator<TextEvent> {
  checkMarkup(text, path, new LineFinder(text));
  checkWellFormed(text, path);
  let count = 0;
  for (const event of new Scanner(text, path).events()) {
    countNodes(++count, path, reading);
    yield event;
  }
  if (count === 0) throw syntax({ problem: 'noRoot' }, path, { line: 1, column: 1 });
}

const DECLARATION =
  /^<\?xml(?:[ \t\r\n]{1,100}[a-z]{1,20}[ \t]{0,9}=[ \t]{0,9}(?:"[^"'<>?]{0,40}"|'[^"'<>?]{0,40}')){0,4}[ \t\r\n]{0,100}\?>/;

/**
 * Refuses what the library reads otherwise than expat, which aapt2 reads manifests with: a DTD subset adds attributes and
 * entities, and in processing instructions the library minds quotes, so that what it checks is not what is there (XML 1.0,
 * 2.6: an instruction ends at the first `?>`).
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

const NAME = /[^ \t\r\n/>=<"']+/y;
const ATTRIBUTE = /[ \t\r\n]+([^ \t\r\n/>=<"']+)[ \t\r\n]*=[ \t\r\n]*(?:"([^"<]*)"|'([^'<]*)')/y;
const TAG_END = /[ \t\r\n]*(\/?)>/y;
const END_TAG = /<\/([^ \t\r\n/>=<"']+)[ \t\r\n]*>/y;

/** Goes through a document whose markup was checked, element by element. */
class Scanner {
  readonly #lines: LineFinder;
  readonly #open: string[] = [];
  #at = 0;
  #pieces: string[] = [];
  // Texts have no place of their own: that of the last element is near.
  #position: Span = { offset: 0, line: 1, column: 1 };

  constructor(
    private readonly text: string,
    private readonly path: string,
  ) {
    this.#lines = new LineFinder(text);
  }

  *events(): Generator<TextEvent> {
    const { text } = this;
    let hasRoot = false;
    for (let start = text.indexOf('<'); start >= 0; start = text.indexOf('<', this.#at)) {
      this.#take(decodeEntities(text.slice(this.#at, start), this.path, this.#position));
      this.#at = start;
      if (text.startsWith('<!--', start)) this.#passTo('-->', start + 4);
      else if (text.startsWith('<![CDATA[', start)) this.#take(text.slice(start + 9, this.#passTo(']]>', start + 9)));
      else if (text.startsWith('<?', start)) this.#passTo('?>', start + 2);
      else if (text.startsWith('<!', start)) this.#at = endOfTag(text, start);
      else if (text.startsWith('</', start)) {
        yield* this.#texts();
        yield this.#end();
      } else {
        yield* this.#texts();
        if (hasRoot && this.#open.length === 0) {
          throw syntax({ problem: 'roots' }, this.path, this.#lines.positionAt(start));
        }
        hasRoot = true;
        yield* this.#start();
      }
    }
    if (this.#open.length > 0) throw this.#badTag();
  }

  /** Goes behind a mark, the index of which it returns: that of the end where it is not there. */
  #passTo(mark: string, from: number): number {
    const found = this.text.indexOf(mark, from);
    this.#at = found < 0 ? this.text.length : found + mark.length;
    return found < 0 ? this.text.length : found;
  }

  /** XML 1.0, 2.11: a line ends with a line feed. */
  #take(piece: string): void {
    if (piece !== '' && this.#open.length > 0) this.#pieces.push(piece.replace(/\r\n?/g, '\n'));
  }

  *#texts(): Generator<TextEvent> {
    if (this.#pieces.length === 0) return;
    const text = this.#pieces.join('');
    this.#pieces = [];
    if (text.trim() !== '') yield { kind: 'text', text };
  }

  *#start(): Generator<TextEvent> {
    const start = this.#at;
    const place = this.#lines.positionAt(start);
    this.#position = place;
    this.#at++;
    const name = this.#match(NAME)?.[0];
    if (name === undefined) throw this.#badTag();
    const attributes: TextElement['attributes'] = [];
    for (let found = this.#match(ATTRIBUTE); found !== null; found = this.#match(ATTRIBUTE)) {
      const [, key = '', double, single] = found;
      // XML 1.0, 3.3.3: white space that is written, not referred to, counts as spaces.
      const written = (double ?? single ?? '').replace(/\r\n|[\t\r\n]/g, ' ');
      attributes.push([key, decodeEntities(written, this.path, place)]);
    }
    const end = this.#match(TAG_END);
    if (end === null) throw this.#badTag();
    const { line, column } = this.#lines.positionAt(this.#at);
    this.#position = { ...place, endLine: line, endColumn: column };
    yield { kind: 'start', name, attributes, position: this.#position };
    if (end[1] === '/') yield { kind: 'end' };
    else if (this.#open.push(name) > MAX_DEPTH) {
      throw new PermauditError('LIMIT_NODES', { problem: 'depth', limit: MAX_DEPTH }, { path: this.path });
    }
  }

  #end(): TextEvent {
    const name = this.#match(END_TAG)?.[1];
    if (name === undefined || this.#open.pop() !== name) throw this.#badTag();
    return { kind: 'end' };
  }

  /** Each pattern goes forward only, through what the next part of it does not begin with. */
  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.text);
    if (found !== null) this.#at = pattern.lastIndex;
    return found;
  }

  #badTag(): PermauditError {
    return syntax({ problem: 'tag' }, this.path, this.#lines.positionAt(this.#at));
  }
}

/** Lines, columns and UTF-8 offsets of character positions, found going forward. */
class LineFinder {
  #at = 0;
  #bytes = 0;
  #line = 1;
  #lineStart = 0;

  constructor(private readonly text: string) {}

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
