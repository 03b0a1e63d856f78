/** Methods or fields that the map knows, by class: what they mean is made of those classes that a package has. */
import { addUse, type ApiTarget, type ApiUse } from './api-target.js';
import type { CodeSign } from './code-signs.js';
import type { GuardedMember } from './knowledge.js';
import { classNameOf, descriptorOf } from './names.js';
import { CodeOperation } from './uri-operations.js';

/** All that one method or field means. */
export interface MemberTarget {
  api: ApiTarget | null;
  sign: CodeSign | null;
  /** Bits of {@link CodeOperation}. */
  operations: number;
}

/** Members by class descriptor, then by name. */
export interface MemberTable {
  has: (descriptor: string) => boolean;
  get: (descriptor: string) => ReadonlyMap<string, MemberTarget> | undefined;
  /** The descriptors of all classes. */
  classes: () => Iterable<string>;
  /** The names of the members of a class that are an API of some permission, constructors included. */
  apiNames: (descriptor: string) => readonly string[];
}

/** A member as the map has it: its name alone, or with what there is to say of it. */
export type MemberEntry = string | Omit<GuardedMember, 'class'>;

interface Guarded {
  readonly useOf: (entry: Exclude<MemberEntry, string>) => ApiUse;
  readonly entries: readonly MemberEntry[];
}

export class MemberIndex implements MemberTable {
  readonly #guarded = new Map<string, Guarded[]>();
  /** Members that mean something beside being an API. */
  readonly #others = new Map<string, { readonly name: string; readonly note: (target: MemberTarget) => void }[]>();
  readonly #made = new Map<string, ReadonlyMap<string, MemberTarget>>();

  constructor(private readonly kind: 'method' | 'field') {}

  /** Adds members of one class. @param useOf what one of them shows; asked when the class is looked at */
  add(className: string, entries: readonly MemberEntry[], useOf: Guarded['useOf']): void {
    append(this.#guarded, descriptorOf(className), { useOf, entries });
  }

  /** Adds what a member means beside. */
  addNote(
    { class: className, name }: Pick<GuardedMember, 'class' | 'name'>,
    note: (target: MemberTarget) => void,
  ): void {
    append(this.#others, descriptorOf(className), { name, note });
  }

  has(descriptor: string): boolean {
    return this.#guarded.has(descriptor) || this.#others.has(descriptor);
  }

  get(descriptor: string): ReadonlyMap<string, MemberTarget> | undefined {
    if (!this.has(descriptor)) return undefined;
    let members = this.#made.get(descriptor);
    if (members === undefined) this.#made.set(descriptor, (members = this.#make(descriptor)));
    return members;
  }

  classes(): Iterable<string> {
    return new Set([...this.#guarded.keys(), ...this.#others.keys()]);
  }

  apiNames(descriptor: string): readonly string[] {
    return (this.#guarded.get(descriptor) ?? []).flatMap(({ entries }) => entries.map(nameOf));
  }

  /** The names of all members. */
  names(): Set<string> {
    const names = new Set<string>();
    for (const guarded of this.#guarded.values()) {
      for (const { entries } of guarded) for (const entry of entries) names.add(nameOf(entry));
    }
    for (const others of this.#others.values()) for (const { name } of others) names.add(name);
    return names;
  }

  #make(descriptor: string): Map<string, MemberTarget> {
    const members = new Map<string, MemberTarget>();
    const member = (name: string): MemberTarget => {
      let target = members.get(name);
      if (target === undefined) members.set(name, (target = { api: null, sign: null, operations: CodeOperation.None }));
      return target;
    };
    for (const { useOf, entries } of this.#guarded.get(descriptor) ?? []) {
      for (const entry of entries) {
        const name = nameOf(entry);
        const target = member(name);
        target.api ??= { kind: this.kind, api: `${classNameOf(descriptor)}.${name}`, uses: [] };
        addUse(target.api, useOf(typeof entry === 'string' ? { name } : entry));
      }
    }
    for (const { name, note } of this.#others.get(descriptor) ?? []) note(member(name));
    return members;
  }
}

function nameOf(entry: MemberEntry): string {
  return typeof entry === 'string' ? entry : entry.name;
}

function append<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}
