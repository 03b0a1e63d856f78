/**
 * Fields of an object that are made when one of them is first read. Whoever reads, copies, compares, sends or writes the
 * object finds what he would find in a plain one: they are its own and enumerable, in their place, and once made they are
 * plain fields.
 */

/** Makes a late field, and with it others if they come at once: all of them by name. */
export type MakeFields = (key: string) => Readonly<Record<string, unknown>>;

interface Late {
  readonly make: MakeFields;
  /** For an object that takes no fields any more, e.g. a frozen one. */
  made: Readonly<Record<string, unknown>>;
}

const lateOf = new WeakMap<object, Late>();
/** One for each name, whatever the object: objects of one kind then have one hidden class. */
const descriptors = new Map<string, PropertyDescriptor>();

/** An object with the fields of `given`, in their order; those of `keys` are made late, whatever stands there. */
export function withLateFields(
  given: Readonly<Record<string, unknown>>,
  keys: readonly string[],
  make: MakeFields,
): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const key of Object.keys(given)) {
    if (keys.includes(key)) Object.defineProperty(fields, key, descriptorOf(key));
    else fields[key] = given[key];
  }
  lateOf.set(fields, { make, made: {} });
  return fields;
}

/** Whether a field is late, and was neither read nor written yet. */
export function isUnread(object: object, key: string): boolean {
  const late = lateOf.get(object);
  return late !== undefined && !Object.hasOwn(late.made, key) && isLate(object, key);
}

/** Whether the field is the late one still: it may have been made, written or deleted. */
function isLate(object: object, key: string): boolean {
  const late = descriptors.get(key);
  const own = Object.getOwnPropertyDescriptor(object, key);
  return late !== undefined && own !== undefined && own.get === late.get;
}

function descriptorOf(key: string): PropertyDescriptor {
  let descriptor = descriptors.get(key);
  if (descriptor === undefined) {
    descriptor = {
      get(this: object) {
        return valueOf(this, key);
      },
      set(this: object, value: unknown) {
        // On a frozen object, as anywhere else, an error.
        Object.defineProperty(this, key, plain(value));
      },
      enumerable: true,
      configurable: true,
    };
    descriptors.set(key, descriptor);
  }
  return descriptor;
}

function plain(value: unknown): PropertyDescriptor {
  return { value, writable: true, enumerable: true, configurable: true };
}

/** The value of a late field; it and what was made with it become plain fields if they can. */
function valueOf(reader: object, key: string): unknown {
  const [object, late] = ownerOf(reader);
  if (!Object.hasOwn(late.made, key)) {
    const made = late.make(key);
    if (!Object.hasOwn(made, key)) throw new Error(`the data of permaudit is damaged: no ${key}`);
    late.made = { ...late.made, ...made };
    for (const each of Object.keys(made)) {
      // What somebody wrote meanwhile stays, and so does what was deleted.
      if (isLate(object, each)) Reflect.defineProperty(object, each, plain(made[each]));
    }
  }
  return late.made[key];
}

/** The object whose field is read: the reader, or what it inherits from. */
function ownerOf(reader: object): [object, Late] {
  for (let object: object | null = reader; object !== null; object = Object.getPrototypeOf(object) as object | null) {
    const late = lateOf.get(object);
    if (late !== undefined) return [object, late];
  }
  throw new TypeError('a late field is read of an object that has none');
}
