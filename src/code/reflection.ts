/**
 * Members that code looks up by their names: `Class.forName("android.telephony.TelephonyManager").getMethod("getImei")`.
 * Which class a string belongs to is only known where both stand in one method.
 */
import { SearchTexts, type StringSearch } from '../dex/string-search.js';
import type { ApiTarget, MemberTable } from './api-index.js';
import { classNameOf, descriptorOf } from './names.js';

/** Strings from which code comes to a class otherwise than by its own name. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  getITelephony: 'com.android.internal.telephony.ITelephony',
  'com.android.internal.telephony.ITelephony$Stub': 'com.android.internal.telephony.ITelephony',
};
/** Classes whose objects apps have at hand (`telephonyManager.getClass()`): the name of a member alone is a hint. */
const AT_HAND: readonly string[] = [
  'android.telephony.TelephonyManager',
  'android.telephony.SubscriptionManager',
  'com.android.internal.telephony.ITelephony',
];

/** A string that names what the map knows. */
export interface ReflectedName {
  /** The class that the string stands for; null for the name of a member. */
  readonly className: string | null;
  /** What members of this name mean, by class descriptor. */
  readonly members: ReadonlyMap<string, ApiTarget>;
  /** What the name means where no class is named. */
  readonly alone: ApiTarget | null;
}

const NO_MEMBERS: ReadonlyMap<string, ApiTarget> = new Map();

const ofTables = new WeakMap<MemberTable, ReflectedNames>();

/** The names of a table, made when first asked for: many packages look nothing up. */
export function reflectedNames(table: MemberTable): ReflectedNames {
  let known = ofTables.get(table);
  if (known === undefined) ofTables.set(table, (known = new ReflectedNames(table)));
  return known;
}

class ReflectedNames {
  readonly #classes = new Map<string, string>();
  readonly #members = new Map<string, Map<string, ApiTarget>>();
  readonly #alone = new Map<string, ApiTarget>();
  /** By class: the names of its members. */
  readonly #names = new Map<string, string[]>();
  readonly #classTexts: SearchTexts;
  readonly #aloneTexts: SearchTexts;

  /** @param table the methods that the map knows */
  constructor(table: MemberTable) {
    const atHand = new Set(AT_HAND.map((name) => descriptorOf(name)));
    for (const [descriptor, members] of table) {
      for (const [name, { api }] of members) {
        if (api === null || name === '<init>') continue;
        this.#add(descriptor, name, { ...api, kind: 'string' });
      }
    }
    for (const [name, classes] of this.#members) {
      const [only, ...others] = [...classes];
      if (only !== undefined && others.length === 0 && atHand.has(only[0])) this.#alone.set(name, only[1]);
    }
    for (const [text, name] of Object.entries(OTHER_NAMES)) this.#classes.set(text, descriptorOf(name));
    this.#classTexts = new SearchTexts(this.#classes.keys());
    this.#aloneTexts = new SearchTexts(this.#alone.keys());
  }

  /** The strings of a file, with one meaning for each text, that name known classes, and members of those or of {@link AT_HAND}. */
  find(search: StringSearch): Map<number, ReflectedName> {
    const found = new Map<number, ReflectedName>();
    const named = new Set<string>();
    for (const [text, indices] of search.exact(this.#classTexts)) {
      const className = this.#classes.get(text) ?? '';
      named.add(className);
      const name = { className, members: NO_MEMBERS, alone: null };
      for (const at of indices) found.set(at, name);
    }
    const members = [...named].flatMap((one) => this.#names.get(one) ?? []);
    const texts = members.length === 0 ? this.#aloneTexts : new SearchTexts([...members, ...this.#alone.keys()]);
    for (const [text, indices] of search.exact(texts)) {
      const name = {
        className: null,
        members: this.#members.get(text) ?? NO_MEMBERS,
        alone: this.#alone.get(text) ?? null,
      };
      for (const at of indices) if (!found.has(at)) found.set(at, name);
    }
    return found;
  }

  #add(descriptor: string, name: string, api: ApiTarget): void {
    this.#classes.set(classNameOf(descriptor), descriptor);
    const names = this.#names.get(descriptor);
    if (names === undefined) this.#names.set(descriptor, [name]);
    else names.push(name);
    const known = this.#members.get(name);
    if (known === undefined) this.#members.set(name, new Map([[descriptor, api]]));
    else known.set(descriptor, api);
  }
}
