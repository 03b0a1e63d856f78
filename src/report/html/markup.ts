/** HTML that cannot be built from unescaped text. */
import { shortPermissionName } from '../../rulebook/permission-names.js';
import { escapeName, escapeText } from '../view/escape.js';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

function escapeHtml(text: string): string {
  return escapeText(text).replace(/[&<>"'`]/g, (character) => ENTITIES[character] ?? character);
}

/** HTML that is safe to put into a page. Only this file makes it. */
export class Markup {
  readonly #html: string;
  constructor(html: string) {
    this.#html = html;
  }
  toString(): string {
    return this.#html;
  }
}

/** What may stand in a template: markup as it is, text escaped, null as nothing, lists one after the other. */
export type Part = Markup | string | number | null | readonly Part[];

function write(part: Part): string {
  if (part === null) return '';
  if (part instanceof Markup) return part.toString();
  if (typeof part === 'string') return escapeHtml(part);
  if (typeof part === 'number') return String(part);
  return part.map(write).join('');
}

/** Line breaks of the source, with the indentation after them. */
const INDENTATION = /\n[ \n]*/g;

/** Template tag: the literal parts are HTML, everything interpolated is escaped unless it is {@link Markup}. */
export function markup(literals: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const written = literals.map((literal, index) => literal.replace(INDENTATION, '\n') + write(parts[index] ?? null));
  return new Markup(written.join(''));
}

/** Takes a constant of this program as HTML. Never for text from anywhere else. */
export function constant(text: string): Markup {
  return new Markup(text);
}

/** Text from the APK or the command line, with a reading direction of its own. */
export function foreign(text: string): Markup {
  return markup`<bdi dir="auto">${text}</bdi>`;
}

/** A permission, component, package or file name; look-alike letters show themselves. */
export function codeName(name: string): Markup {
  return markup`<code><bdi dir="auto">${escapeName(name)}</bdi></code>`;
}

/** As {@link codeName}, for the names of classes and members: a line that is too narrow breaks after a dot. */
export function memberName(name: string): Markup {
  const parts = escapeName(name).split(/(?<=\.)/);
  return markup`<code><bdi dir="auto">${join(parts, markup`<wbr />`)}</bdi></code>`;
}

const PLATFORM_PREFIX = 'android.permission.';

/** The words of a platform permission, where a narrow line may break between them; null for any other name. */
function platformWords(name: string): Part {
  const tail = shortPermissionName(name);
  if (tail === name || !/^[A-Z0-9_]{1,120}$/.test(tail)) return null;
  return tail.split('_').map((word, index) => (index === 0 ? word : markup`_<wbr />${word}`));
}

/** As {@link codeName}, with the prefix that platform permissions share set back. */
export function permissionName(name: string): Markup {
  const words = platformWords(name);
  if (words === null) return codeName(name);
  return markup`<code
    ><bdi dir="auto"><span class="prefix">${PLATFORM_PREFIX}</span><wbr />${words}</bdi></code
  >`;
}

/** As {@link permissionName}, without that prefix. */
export function shortName(name: string): Markup {
  const words = platformWords(name);
  return words === null ? codeName(name) : markup`<code><bdi dir="auto">${words}</bdi></code>`;
}

/** The parts that are there, with `separator` between them. */
export function join(parts: readonly (Part | null)[], separator: Part): Part[] {
  const present = parts.filter((part) => part !== null && part !== '');
  return present.flatMap((part, index) => (index === 0 ? [part] : [separator, part]));
}
