/**
 * Facts are read-only, to their leaves: the compiler looks (`npm run typecheck`). A field or list that can be written to is
 * named in its complaint, e.g. `AppFacts.manifest.components[].name`.
 */
import type { ErrorMessage } from '../../src/bytes/error-details.js';
import type { Place } from '../../src/bytes/place.js';
import type { AppFacts } from '../../src/facts/facts.js';
import type { ManifestNode } from '../../src/facts/manifest-tree.js';

/* Two types are the same to the last modifier where no T can tell them apart: both functions must be written out. */
/* eslint-disable @typescript-eslint/no-unnecessary-type-parameters */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
/* eslint-enable @typescript-eslint/no-unnecessary-type-parameters */

/** A message can hold another one without end: `MessageOf` makes them read-only. */
type Leaf = string | number | boolean | null | undefined | ErrorMessage;

/** The paths of what can be written to in a type, `never` for none. */
type Writable<T, Path extends string> = T extends Leaf
  ? never
  : T extends ReadonlyMap<infer Key, infer Value>
    ? (T extends Map<Key, Value> ? Path : never) | Writable<Value, `${Path}{}`>
    : T extends ReadonlySet<infer Item>
      ? T extends Set<Item>
        ? Path
        : never
      : T extends readonly (infer Item)[]
        ? (T extends Item[] ? Path : never) | Writable<Item, `${Path}[]`>
        : {
            [Key in keyof T & string]-?:
              | (Same<Pick<T, Key>, Readonly<Pick<T, Key>>> extends true ? never : `${Path}.${Key}`)
              | Writable<T[Key], `${Path}.${Key}`>;
          }[keyof T & string];

type Nothing<Found extends never> = Found;

export type FactsHold = Nothing<Writable<AppFacts, 'AppFacts'>>;
export type PlacesHold = Nothing<Writable<Place, 'Place'>>;

/** A tree goes on for ever: its own fields, and its list of children. */
export type NodesHold = Nothing<Writable<Omit<ManifestNode, 'children'>, 'ManifestNode'>>;
type Children = Same<Pick<ManifestNode, 'children'>, { readonly children: readonly ManifestNode[] }>;
export type TreesHold = Nothing<Children extends true ? never : 'ManifestNode.children'>;

interface Careless {
  readonly kept: readonly { readonly name: string }[];
  readonly inside: { name: string };
  readonly list: string[];
  readonly many: readonly { count?: number }[];
  readonly set: Set<string>;
}
/** The search itself finds each kind. */
export type SearchFinds = Nothing<
  Same<Writable<Careless, 'C'>, 'C.inside.name' | 'C.list' | 'C.many[].count' | 'C.set'> extends true
    ? never
    : Writable<Careless, 'C'>
>;
