/** What two readers are shown of one manifest, as lists that can be compared. */
import { pushAll } from '../../bytes/lists.js';
import { mergeRanges, type ApiRange } from '../../bytes/api-range.js';
import type { Manifest } from '../../facts/facts.js';
import { fullClassName } from '../package-name.js';
import { activeRange } from '../requested-permissions.js';
import type { ShownManifest } from './documented-manifest.js';
import type { DivergentThing } from '../../facts/divergence.js';

/** What is said, and at which bytes of the document. */
export type Statements = Map<string, number>;
export type Side = Record<Exclude<DivergentThing, 'signer'>, Statements>;

interface Request {
  name: string;
  maxSdkVersion: number | null;
  minSdkVersion: number | null;
  offset: number;
}

/** What Android reads, with the requests that count within a range of its versions. */
export function androidSide({ packageName, requested, components }: Manifest, range: ApiRange): Side {
  return {
    package: new Map([[packageName, 0]]),
    permission: permissions(onOneDevice(requested), range),
    component: new Map(onOneDevice(components).map(({ kind, name, offset }) => [`${kind} ${name}`, offset])),
  };
}

/** What other devices read besides is no difference between readers. */
function onOneDevice<T extends { readonly devices?: unknown }>(read: readonly T[]): readonly T[] {
  const plain = read.filter(({ devices }) => devices === undefined);
  return plain.length === 0 ? read : plain;
}

/** What a plain reader is shown. Short class names are taken to be of Android's package: they differ by themselves only. */
export function documentedSide(shown: ShownManifest, packageName: string, range: ApiRange): Side {
  return {
    package: new Map(shown.packageName === null ? [] : [[shown.packageName, 0]]),
    permission: permissions(shown.requests, range),
    component: new Map(
      shown.components.map(({ kind, name, offset }) => [`${kind} ${fullClassName(packageName, name)}`, offset]),
    ),
  };
}

/** A reader that cannot open the manifest is shown nothing of it. */
export function nothing(): Side {
  return { package: new Map(), permission: new Map(), component: new Map() };
}

function permissions(requests: readonly Request[], [from, to]: ApiRange): Statements {
  const byName = new Map<string, { ranges: ApiRange[]; offset: number }>();
  for (const request of requests) {
    const ranges = activeRange(request, from, to);
    const known = byName.get(request.name);
    if (known === undefined) byName.set(request.name, { ranges, offset: request.offset });
    else pushAll(known.ranges, ranges);
  }
  const said: Statements = new Map();
  for (const [name, { ranges, offset }] of byName) {
    const merged = mergeRanges(ranges);
    if (merged.length > 0) said.set(statement(name, merged, [from, to]), offset);
  }
  return said;
}

function statement(name: string, ranges: readonly ApiRange[], [from, to]: ApiRange): string {
  const [first] = ranges;
  if (ranges.length === 1 && first?.[0] === from && first[1] === to) return name;
  return `${name} (Android API ${ranges.map(([low, high]) => (low === high ? `${low}` : `${low}-${high}`)).join(', ')})`;
}

/** What only the first side has. */
export function only(one: Statements, other: Statements): string[] {
  return [...one.keys()].filter((key) => !other.has(key));
}
