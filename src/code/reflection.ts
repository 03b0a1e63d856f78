/**
 * Members that code looks up by their names: `Class.forName("android.telephony.TelephonyManager").getMethod("getImei")`.
 * Which class a string belongs to is only known where both stand in one method.
 */
import { SearchTexts, type StringSearch } from '../dex/string-search.js';
import type { ApiTarget } from './api-target.js';
import type { MemberTable } from './member-index.js';
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
  /** By the text that names it: the descriptor of a class. */
  readonly #classes = new Map<string, string>();
  readonly #classTexts: SearchTexts;
  /** By class and name, made when asked for. */
  readonly #apis = new Map<string, ApiTarget>();
  /** Names of members of {@link AT_HAND} that no other class has: the descriptor of the class. */
  readonly #alone = new Map<string, string>();
  readonly #aloneTexts: SearchTexts;

  /** @param table the methods that the map knows */
  constructor(private readonly table: MemberTable) {
    const atHand = new Set(AT_HAND.map((name) => descriptorOf(name)));
    for (const descriptor of atHand) for (const name of namesIn(table, descriptor)) this.#alone.set(name, descriptor);
    for (const descriptor of table.classes()) {
      const names = namesIn(table, descriptor);
      if (names.length > 0) this.#classes.set(classNameOf(descriptor), descriptor);
      // A name that another class has too says nothing of either.
      for (const name of names) if (this.#alone.get(name) !== descriptor) this.#alone.delete(name);
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
    const members = [...named].flatMap((one) => namesIn(this.table, one));
    const texts = members.length === 0 ? this.#aloneTexts : new SearchTexts([...members, ...this.#alone.keys()]);
    for (const [text, indices] of search.exact(texts)) {
      const alone = this.#alone.get(text);
      const name = {
        className: null,
        members: this.#membersNamed(text, named),
        alone: alone === undefined ? null : this.#api(alone, text),
      };
      for (const at of indices) if (!found.has(at)) found.set(at, name);
    }
    return found;
  }

  /** What members of a name mean, of the classes that a file names. */
  #membersNamed(name: string, classes: ReadonlySet<string>): ReadonlyMap<string, ApiTarget> {
    const members = new Map<string, ApiTarget>();
    for (const descriptor of classes) {
      const api = this.#api(descriptor, name);
      if (api !== null) members.set(descriptor, api);
    }
    return members;
  }

  #api(descriptor: string, name: string): ApiTarget | null {
    const key = `${descriptor}${name}`;
    const known = this.#apis.get(key);
    if (known !== undefined) return known;
    const api = name === '<init>' ? null : (this.table.get(descriptor)?.get(name)?.api ?? null);
    if (api === null) return null;
    const byName: ApiTarget = { ...api, kind: 'string' };
    this.#apis.set(key, byName);
    return byName;
  }
}

/** The names of members by which code can look them up. */
function namesIn(table: MemberTable, descriptor: string): string[] {
  return table.apiNames(descriptor).filter((name) => name !== '<init>');
}
