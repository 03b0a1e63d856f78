/** What the checks of meaning share: the assembled parts, names that exist, and how to report a problem. */
import type { Assembly } from './assemble.js';
import { covers, isWildcard } from './permission-names.js';
import type { RuleProblem, RuleProblemCode } from './problem.js';
import type { ValuePath } from './rule-file.js';

/** What validation needs to know of the permission catalogue. */
export interface CatalogPermission {
  name: string;
  kind?: string;
  special?: boolean;
  /** The first API level without it. */
  gone?: number;
}

export interface CheckContext {
  assembly: Assembly;
  catalog: readonly CatalogPermission[];
  dataTypeIds: ReadonlySet<string>;
  sourceIds: ReadonlySet<string>;
  featureIds: ReadonlySet<string>;
  categoryIds: ReadonlySet<string>;
  /** The id of the data type that owns a permission, by name or else by its longest wildcard, or a capability. */
  ownerOf(name: string): string | undefined;
  knownPermissions: ReadonlySet<string>;
  problems: RuleProblem[];
}

/** Permission names, then capability ids: they never look alike. */
export function opens(part: { permissions: readonly string[]; capabilities?: readonly string[] }): string[] {
  return [...part.permissions, ...(part.capabilities ?? [])];
}

/** Whether the part comes from the files under check, and not from a base rulebook. */
export function isOwn(context: CheckContext, part: object): boolean {
  return context.assembly.origins.has(part);
}

/** Adds a problem at `part`, or at the value under `sub` in it. Parts of a base rulebook are taken as checked. */
export function report(
  context: CheckContext,
  code: RuleProblemCode,
  part: object,
  message: string,
  sub: ValuePath = [],
): void {
  const origin = context.assembly.origins.get(part);
  if (origin === undefined) return;
  const line = origin.file.lineOf([...origin.path, ...sub]);
  context.problems.push({ code, message, file: origin.file.path, line });
}

/** What a rule file names by id: the problem of an unknown one, and the ids that are known. */
const NAMED = {
  source: { code: 'RULE_UNKNOWN_SOURCE', known: 'sourceIds' },
  feature: { code: 'RULE_UNKNOWN_FEATURE', known: 'featureIds' },
  category: { code: 'RULE_UNKNOWN_CATEGORY', known: 'categoryIds' },
  dataType: { code: 'RULE_UNKNOWN_DATA_TYPE', known: 'dataTypeIds' },
} as const satisfies Record<string, { code: RuleProblemCode; known: keyof CheckContext }>;

/** Ids that stand under a key of a part. */
interface Listed {
  part: object;
  key: string;
  ids: readonly string[] | undefined;
}

/** Reports each of the ids that nothing of the kind has. */
export function checkKnown(context: CheckContext, kind: keyof typeof NAMED, { part, key, ids = [] }: Listed): void {
  const { code, known } = NAMED[kind];
  for (const id of ids) {
    if (!context[known].has(id)) report(context, code, part, `${key}: unknown "${id}"`, [key]);
  }
}

/** A wildcard is known where a known name is under it, or a data type has it; a name also under such a wildcard. */
function isKnownPermission({ knownPermissions }: CheckContext, name: string): boolean {
  if (knownPermissions.has(name)) return true;
  const known = [...knownPermissions];
  return known.some((one) => (isWildcard(name) ? covers(name, one) : covers(one, name)));
}

export function checkPermissions(context: CheckContext, part: object, names: readonly string[], key: string): void {
  for (const name of names) {
    if (!isKnownPermission(context, name)) {
      report(context, 'RULE_UNKNOWN_PERMISSION', part, `${key}: unknown "${name}"`, [key]);
    }
  }
}

export function makeContext(assembly: Assembly, catalog: readonly CatalogPermission[]): CheckContext {
  const ids = (parts: readonly { id: string }[]): Set<string> => new Set(parts.map((part) => part.id));
  const baseline = assembly.categories.flatMap((category) => category.baseline.flatMap((group) => group.permissions));
  const owners = new Map(
    assembly.dataTypes.flatMap((dataType) => opens(dataType).map((name): [string, string] => [name, dataType.id])),
  );
  const wildcards = [...owners.keys()].filter(isWildcard).sort((a, b) => b.length - a.length);
  const inDataTypes = assembly.dataTypes.flatMap((dataType) => dataType.permissions);
  return {
    assembly,
    catalog,
    dataTypeIds: ids(assembly.dataTypes),
    sourceIds: ids(assembly.sources),
    featureIds: ids(assembly.features),
    categoryIds: new Set([...ids(assembly.categories), ...assembly.reservedCategories]),
    ownerOf: (name) => {
      const wildcard = owners.has(name) ? name : wildcards.find((one) => covers(one, name));
      return wildcard === undefined ? undefined : owners.get(wildcard);
    },
    // Without a catalogue, a baseline permission is taken at its word; with one, only the catalogue vouches for it.
    knownPermissions: new Set([
      ...inDataTypes,
      ...(catalog.length === 0 ? baseline : catalog.map((permission) => permission.name)),
    ]),
    problems: [],
  };
}
