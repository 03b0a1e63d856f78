/** References of a text manifest (`@string/app_name`) and the values a project's `res` folder gives them. */
import type { Reading } from '../bytes/reading.js';
import { VALUE_TYPE, type TypedValue } from '../chunks/value.js';
import type { ResourceConfig } from '../resources/config.js';
import { unescapeText, valueOfText } from './attribute-format.js';
import type { TableValue, ValueTable } from '../resources/value-table.js';
import { compareConfigs, configOfFolder } from './qualifiers.js';
import { parseXml } from './xml-text.js';

/** A file of a `res/values*` folder. Names and text are attacker-controlled. */
export interface ValuesFile {
  /** e.g. `values-zh-rCN`. */
  folder: string;
  /** For messages. */
  path: string;
  text: string;
}

const APP_PACKAGE = 0x7f000000;
const FRAMEWORK_PACKAGE = 0x01000000;
const MAX_PER_TYPE = 0xffff;
const MAX_TYPES = 0xff;
/** What a manifest's values are made of; other types (styles, drawables) have no text. */
const PLAIN_TYPES: ReadonlySet<string> = new Set(['string', 'bool', 'integer']);

/** Gives each resource a manifest names an id of its own, and collects what the project says it is. */
export class TextResources implements ValueTable {
  readonly #ids = new Map<string, number>();
  readonly #names = new Map<number, string>();
  readonly #types = new Map<string, number>();
  readonly #counts = new Map<string, number>();
  readonly #values = new Map<number, TableValue[]>();

  /** The value of a reference's text (`@type/name`, `@null`, `?attr/x`), or null when the text is none. */
  referenceOf(text: string): TypedValue | null {
    const trimmed = text.trim();
    if (trimmed === '@null') return { type: VALUE_TYPE.NULL, data: 0 };
    if (trimmed === '@empty') return { type: VALUE_TYPE.NULL, data: 1 };
    const match = /^([@?])[+*]?(?:([A-Za-z][\w.]{0,223}):)?(?:([A-Za-z^]\w{0,63})\/)?([\w.$-]{1,1024})$/.exec(trimmed);
    if (match === null) return null;
    const [, sign, pack = '', type, name = ''] = match;
    if (sign === '@' && type === undefined) return null;
    const data = this.#idOf(pack, type ?? 'attr', name);
    return { type: sign === '@' ? VALUE_TYPE.REFERENCE : VALUE_TYPE.ATTRIBUTE, data };
  }

  /** Reads the values of the resources that were named so far. @throws PermauditError as {@link parseXml} does */
  load(files: Iterable<ValuesFile>, reading: Reading): void {
    if (this.#ids.size === 0) return;
    for (const file of files) this.#loadFile(file, reading);
    for (const values of this.#values.values()) values.sort((one, other) => compareConfigs(one.config, other.config));
  }

  valuesOf(id: number): readonly TableValue[] {
    return this.#values.get(id) ?? [];
  }

  nameOf(id: number): string | null {
    return this.#names.get(id) ?? null;
  }

  #idOf(pack: string, type: string, name: string): number {
    const key = `${pack}:${type}/${name}`;
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const typeId = this.#types.get(type) ?? Math.min(this.#types.size + 1, MAX_TYPES);
    this.#types.set(type, typeId);
    const entry = Math.min(this.#counts.get(type) ?? 0, MAX_PER_TYPE);
    this.#counts.set(type, entry + 1);
    const id = (pack === 'android' ? FRAMEWORK_PACKAGE : APP_PACKAGE) + typeId * 0x10000 + entry;
    this.#ids.set(key, id);
    this.#names.set(id, `${type}/${name}`);
    return id;
  }

  #loadFile(file: ValuesFile, reading: Reading): void {
    const config = configOfFolder(file.folder);
    let depth = 0;
    let current: { id: number; type: string; text: string } | null = null;
    for (const event of parseXml(file.text, file.path, reading)) {
      if (event.kind === 'text') {
        if (current !== null) current.text += event.text;
      } else if (event.kind === 'start') {
        depth++;
        if (depth === 2) current = this.#wanted(event.name, event.attributes);
      } else {
        if (depth === 2 && current !== null) this.#add(current, config);
        if (depth === 2) current = null;
        depth--;
      }
    }
  }

  #wanted(element: string, attributes: [string, string][]): { id: number; type: string; text: string } | null {
    const attribute = (wanted: string): string => attributes.find(([key]) => key === wanted)?.[1] ?? '';
    const type = element === 'item' ? attribute('type') : element;
    if (!PLAIN_TYPES.has(type)) return null;
    const id = this.#ids.get(`:${type}/${attribute('name')}`);
    return id === undefined ? null : { id, type, text: '' };
  }

  #add(found: { id: number; type: string; text: string }, config: ResourceConfig): void {
    const reference = this.referenceOf(found.text);
    const typed = reference ?? valueOf(found.type, found.text);
    const value: TableValue =
      'text' in typed
        ? { type: VALUE_TYPE.STRING, data: 0, string: typed.text, config }
        : { ...typed, string: null, config };
    const known = this.#values.get(found.id);
    if (known === undefined) this.#values.set(found.id, [value]);
    else known.push(value);
  }
}

function valueOf(type: string, text: string): { text: string } | TypedValue {
  if (type === 'string') return { text: stringText(text) };
  return valueOfText(type === 'bool' ? 'enabled' : 'priority', text);
}

/** White space as aapt2 treats it: runs become one space, but for what stands in double quotes. */
function stringText(text: string): string {
  let result = '';
  let quoted = false;
  let space = false;
  for (let at = 0; at < text.length; at++) {
    const unit = text[at] ?? '';
    if (unit === '"') {
      quoted = !quoted;
      continue;
    }
    if (!quoted && /\s/.test(unit)) {
      space = result !== '';
      continue;
    }
    if (space) result += ' ';
    space = false;
    if (unit === '\\') at++;
    result += unit === '\\' ? unit + (text[at] ?? '') : unit;
  }
  return unescapeText(result);
}
