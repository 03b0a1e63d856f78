/**
 * Which code stands behind a question for a permission that another class asks: a wrapper that the code calls, or a caller
 * that asks before it calls on. Only asked for permissions that nothing requests.
 */
import { ClassCallReader, type MethodCalls } from '../dex/class-calls.js';
import type { ClassHierarchy } from '../dex/class-hierarchy.js';
import type { DexFile, MethodRef } from '../dex/dex-file.js';
import { NO_METHOD } from '../dex/scan.js';

/** A place in code that names a permission, or where a site is. */
interface Place {
  readonly dex: DexFile;
  readonly classIndex: number;
  /** `method_idx`, or {@link NO_METHOD} for the value of a static field. */
  readonly caller: number;
}

/** What asks for one permission. */
interface Askers {
  /** Methods that name the permission and ask, by {@link keyOf}. */
  readonly methods: ReadonlySet<string>;
  /** Classes of which those methods call something, by descriptor. */
  readonly callees: ReadonlySet<string>;
  /** Classes with the permission in a static field, by descriptor. */
  readonly holders: ReadonlySet<string>;
  /** The outermost classes around all that names the permission. */
  readonly nests: ReadonlySet<string>;
}

const STATIC_INITIALISER = '<clinit>';
/** Calls that are looked up between two looks at the clock. */
const CHECK_EVERY = 256;

/** Gathers while code is scanned; answers once all of it was. */
export class PermissionGuards {
  /** By DEX file: methods that ask Android whether the app has a permission, or ask the user for one. */
  readonly #asking = new Map<DexFile, Set<number>>();
  readonly #naming = new Map<string, Place[]>();
  readonly #askers = new Map<string, Askers>();
  readonly #readers = new Map<DexFile, ClassCallReader>();
  readonly #calls = new Map<DexFile, Map<number, readonly MethodCalls[]>>();
  /** By DEX file and `method_idx`: the method of the package that a call goes to. */
  readonly #targets = new Map<DexFile, Map<number, string | null>>();
  /** By permission, DEX file and class. */
  readonly #answers = new Map<string, Map<DexFile, Map<number, boolean>>>();
  #askingKeys: ReadonlySet<string> | null = null;
  #lookedUp = 0;

  /** A method that calls one of Android's own checks. */
  addAsking(dex: DexFile, caller: number): void {
    const known = this.#asking.get(dex);
    if (known === undefined) this.#asking.set(dex, new Set([caller]));
    else known.add(caller);
  }

  /** Code that has the name of a permission. */
  addNaming(permission: string, place: Place): void {
    const known = this.#naming.get(permission);
    if (known === undefined) this.#naming.set(permission, [place]);
    else known.push(place);
  }

  /**
   * Whether code of a class asks for a permission before it is reached, or by a wrapper of another class.
   * @throws PermauditError `LIMIT_TIME`, `LIMIT_STRINGS`
   */
  isGuarded(permission: string, { dex, classIndex }: Omit<Place, 'caller'>, hierarchy: ClassHierarchy): boolean {
    if (!this.#naming.has(permission)) return false;
    const answers = within(within(this.#answers, permission), dex);
    let answer = answers.get(classIndex);
    if (answer === undefined) {
      answers.set(classIndex, (answer = this.#isGuarded(permission, { dex, classIndex }, hierarchy)));
    }
    return answer;
  }

  #isGuarded(permission: string, { dex, classIndex }: Omit<Place, 'caller'>, hierarchy: ClassHierarchy): boolean {
    const { methods, callees, holders, nests } = this.#askersOf(permission, hierarchy);
    const descriptor = dex.typeDescriptor(dex.classType(classIndex));
    if (callees.has(descriptor) || nests.has(outermost(descriptor))) return true;
    const code = this.#callsOf(dex, classIndex);
    if (code.some(({ calls }) => calls.some((called) => methods.has(this.#targetKey(dex, called, hierarchy) ?? '')))) {
      return true;
    }
    return code.some(
      (method) =>
        method.statics.some((field) => holders.has(dex.typeDescriptor(dex.fieldClass(field)))) &&
        this.#asks(dex, method, hierarchy),
    );
  }

  #askersOf(permission: string, hierarchy: ClassHierarchy): Askers {
    const known = this.#askers.get(permission);
    if (known !== undefined) return known;
    const methods = new Set<string>();
    const callees = new Set<string>();
    const holders = new Set<string>();
    const nests = new Set<string>();
    for (const { dex, classIndex, caller } of this.#naming.get(permission) ?? []) {
      const descriptor = dex.typeDescriptor(dex.classType(classIndex));
      nests.add(outermost(descriptor));
      if (caller === NO_METHOD || dex.string(dex.methodName(caller)) === STATIC_INITIALISER) holders.add(descriptor);
      const code = this.#callsOf(dex, classIndex).find(({ method }) => method === caller);
      if (code === undefined || !this.#asks(dex, code, hierarchy)) continue;
      methods.add(keyOf(dex.methodRef(caller)));
      for (const called of code.calls) callees.add(dex.typeDescriptor(dex.methodClass(called)));
    }
    const askers = { methods, callees, holders, nests };
    this.#askers.set(permission, askers);
    return askers;
  }

  /** Whether a method asks Android, or calls what asks Android or says by its name that it does. */
  #asks(dex: DexFile, { method, calls }: MethodCalls, hierarchy: ClassHierarchy): boolean {
    if (this.#asking.get(dex)?.has(method) === true) return true;
    const keys = (this.#askingKeys ??= this.#keysOfAsking());
    return calls.some((called) => {
      const key = this.#targetKey(dex, called, hierarchy);
      return key === null ? asksByName(dex.methodRef(called)) : keys.has(key) || asksByName(dex.methodRef(called));
    });
  }

  #keysOfAsking(): ReadonlySet<string> {
    const keys = new Set<string>();
    for (const [dex, methods] of this.#asking) for (const method of methods) keys.add(keyOf(dex.methodRef(method)));
    return keys;
  }

  #callsOf(dex: DexFile, classIndex: number): readonly MethodCalls[] {
    const classes = within(this.#calls, dex);
    let calls = classes.get(classIndex);
    if (calls === undefined) {
      let reader = this.#readers.get(dex);
      if (reader === undefined) this.#readers.set(dex, (reader = new ClassCallReader(dex)));
      classes.set(classIndex, (calls = reader.read(classIndex)));
    }
    return calls;
  }

  /** The method of the package that a call goes to; null where it goes to none. */
  #targetKey(dex: DexFile, called: number, hierarchy: ClassHierarchy): string | null {
    const targets = within(this.#targets, dex);
    let key = targets.get(called);
    if (key !== undefined) return key;
    if (this.#lookedUp++ % CHECK_EVERY === 0) dex.budget.reading.checkTime(dex.path);
    key = null;
    if (hierarchy.find(dex.typeDescriptor(dex.methodClass(called))) !== null) {
      const { classDescriptor, inPackage } = hierarchy.callTarget(dex, called);
      if (inPackage) key = keyOf({ ...dex.methodRef(called), classDescriptor });
    }
    targets.set(called, key);
    return key;
  }
}

function within<Key, Inner, Value>(map: Map<Key, Map<Inner, Value>>, key: Key): Map<Inner, Value> {
  let inner = map.get(key);
  if (inner === undefined) map.set(key, (inner = new Map<Inner, Value>()));
  return inner;
}

function keyOf({ classDescriptor, name, descriptor }: MethodRef): string {
  return `${classDescriptor}->${name}${descriptor}`;
}

/** `EasyPermissions.hasPermissions(Context, String[])`: a wrapper of a wrapper, told by its name. Android's own are known. */
function asksByName({ classDescriptor, name, descriptor }: MethodRef): boolean {
  if (classDescriptor.startsWith('Landroid/') || !descriptor.includes('Ljava/lang/String;')) return false;
  const simple = classDescriptor.slice(classDescriptor.lastIndexOf('/') + 1);
  return name.includes('ermission') || simple.includes('ermission');
}

/** `Lcom/example/Main$1;` lies in `Lcom/example/Main;`, whose code goes on in it. */
function outermost(descriptor: string): string {
  const simple = descriptor.lastIndexOf('/') + 2;
  const inner = descriptor.indexOf('$', simple);
  return inner < 0 ? descriptor : `${descriptor.slice(0, inner)};`;
}
