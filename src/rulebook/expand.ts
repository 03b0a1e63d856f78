/** From rule files as written to the types of a rulebook: full names, texts by language, defaults filled in. */
import type { CapabilityId } from '../facts/facts.js';
import { fullPermissionName, fullPermissionNames } from './permission-names.js';
import type {
  RawCategory,
  RawClause,
  RawDataType,
  RawFeature,
  RawPolicy,
  RawRule,
  RawSource,
  RawSubtype,
  RawText,
} from './raw.js';
import type {
  Category,
  Clause,
  CombinationPart,
  DataType,
  Feature,
  Policy,
  Positive,
  Predicate,
  Rule,
  Source,
  Text,
} from './types.js';

/** What expanding names needs to know of the rest of the rulebook. */
export interface Surroundings {
  dataTypes: ReadonlyMap<string, DataType>;
}

function text(raw: RawText): Text {
  return typeof raw === 'string' ? { en: raw } : raw;
}

const texts = (raw: readonly RawText[] | undefined): Text[] => (raw ?? []).map(text);

export function expandDataType(raw: RawDataType): DataType {
  const { opensUntil, opensBeside } = raw;
  return {
    ...raw,
    name: text(raw.name),
    exposes: text(raw.exposes),
    ...(opensUntil === undefined
      ? {}
      : {
          opensUntil: Object.fromEntries(
            Object.entries(opensUntil).map(([name, api]) => [fullPermissionName(name), api]),
          ),
        }),
    ...(opensBeside === undefined
      ? {}
      : {
          opensBeside: Object.fromEntries(
            Object.entries(opensBeside).map(([name, others]) => [
              fullPermissionName(name),
              fullPermissionNames(others),
            ]),
          ),
        }),
    permissions: fullPermissionNames(raw.permissions),
    capabilities: raw.capabilities ?? [],
    saferAlternatives: texts(raw.saferAlternatives),
  };
}

export function expandSource(raw: RawSource): Source {
  const { note, ...rest } = raw;
  return {
    ...rest,
    title: text(raw.title),
    issuer: text(raw.issuer),
    ...(note === undefined ? {} : { note: text(note) }),
  };
}

export function expandFeature(raw: RawFeature): Feature {
  return { ...raw, name: text(raw.name), summary: text(raw.summary) };
}

function expandClause(raw: RawClause): Clause {
  const { note, requiresPermissions, ...rest } = raw;
  return {
    ...rest,
    title: text(raw.title),
    permissions: fullPermissionNames(raw.permissions),
    capabilities: raw.capabilities ?? [],
    ...(requiresPermissions === undefined ? {} : { requiresPermissions: fullPermissionNames(requiresPermissions) }),
    ...(note === undefined ? {} : { note: text(note) }),
  };
}

export function expandPolicy(raw: RawPolicy): Policy {
  return {
    ...raw,
    name: text(raw.name),
    summary: text(raw.summary),
    clauses: raw.clauses.map((clause) => expandClause(clause)),
  };
}

/** A rule without permissions, capabilities and predicate covers its data types whole. */
function opened(raw: RawRule, around: Surroundings): { permissions: string[]; capabilities: CapabilityId[] } {
  const named = raw.permissions !== undefined || raw.capabilities !== undefined || raw.predicate !== undefined;
  if (named) {
    return {
      permissions: fullPermissionNames(raw.permissions ?? []),
      capabilities: raw.capabilities ?? [],
    };
  }
  const covered = [raw.dataType, ...(raw.alsoDataTypes ?? [])].flatMap((id) => around.dataTypes.get(id) ?? []);
  return {
    permissions: covered.flatMap((dataType) => dataType.permissions),
    capabilities: covered.flatMap((dataType) => dataType.capabilities),
  };
}

/** The parts of a combination, permissions by their full names. */
function expandPredicate(raw: Predicate): Predicate {
  if (raw.kind !== 'combination') return raw;
  const { allOf, anyOf, ...rest } = raw;
  const parts = (list: readonly CombinationPart[]): CombinationPart[] =>
    list.map(({ permissions, ...part }) =>
      permissions === undefined ? part : { ...part, permissions: fullPermissionNames(permissions) },
    );
  return {
    ...rest,
    ...(allOf === undefined ? {} : { allOf: parts(allOf) }),
    ...(anyOf === undefined ? {} : { anyOf: parts(anyOf) }),
  };
}

function expandRule(raw: RawRule, around: Surroundings): Rule {
  const { remediation, severityReason, predicate, ...rest } = raw;
  return {
    ...rest,
    title: text(raw.title),
    why: text(raw.why),
    ...opened(raw, around),
    remediation:
      remediation === undefined ? (around.dataTypes.get(raw.dataType)?.saferAlternatives ?? []) : texts(remediation),
    ...(severityReason === undefined ? {} : { severityReason: text(severityReason) }),
    ...(predicate === undefined ? {} : { predicate: expandPredicate(predicate) }),
  };
}

export function expandCategory(raw: RawCategory, around: Surroundings): Category {
  const names = (list: readonly string[] | undefined): string[] => fullPermissionNames(list ?? []);
  const { official } = raw;
  return {
    id: raw.id,
    name: text(raw.name),
    aliases: raw.aliases ?? [],
    playCategories: raw.playCategories ?? [],
    ...(official === undefined
      ? {}
      : {
          official: {
            ...official,
            name: text(official.name),
            basicFunction: text(official.basicFunction),
            necessaryInformation: texts(official.necessaryInformation),
          },
        }),
    summary: text(raw.summary),
    ...(raw.necessity === undefined ? {} : { necessity: raw.necessity }),
    necessary: (raw.necessary ?? []).map((need) => ({
      permissions: names(need.permissions),
      capabilities: need.capabilities ?? [],
      why: text(need.why),
    })),
    conditional: (raw.conditional ?? []).map((need) => ({
      permissions: names(need.permissions),
      capabilities: need.capabilities ?? [],
      features: need.features,
      why: text(need.why),
    })),
    baseline: (raw.baseline ?? []).map((group) => ({ permissions: names(group.permissions), why: text(group.why) })),
    positives: (raw.positives ?? []).map(expandPositive),
    rules: raw.rules.map((rule) => expandRule(rule, around)),
  };
}

function expandPositive(raw: string | Positive): Positive {
  if (typeof raw === 'string' || raw.without === undefined) return text(raw);
  return { ...raw, without: fullPermissionNames(raw.without) };
}

/** A sub-type stands on its own under the official type of its category: it takes over neither needs nor rules. */
function expandSubtype(raw: RawSubtype, parent: RawCategory, around: Surroundings): Category {
  const { official } = parent;
  const whole = { ...raw, rules: raw.rules ?? [], id: `${parent.id}_${raw.id}`, ...(official && { official }) };
  return { ...expandCategory(whole, around), parent: parent.id };
}

/** The categories a sub-type list holds, in file order. */
export function expandSubtypes(raw: RawCategory, around: Surroundings): Category[] {
  return (raw.subtypes ?? []).map((subtype) => expandSubtype(subtype, raw, around));
}
