type Open<Value> = Value extends readonly (infer Item)[] ? (number extends Value['length'] ? Item[] : Value) : Value;

/**
 * A value while its reader builds it: its own fields can be set and its lists grow, what they hold stays as it is. Facts are
 * read-only from where they are handed over as their own type.
 */
export type Draft<Value> = { -readonly [Key in keyof Value]: Open<Value[Key]> };
