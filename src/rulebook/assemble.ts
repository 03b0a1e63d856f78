/** Puts parsed rule files together, over a base rulebook when there is one, and remembers where each part stands. */
import {
  expandCategory,
  expandDataType,
  expandFeature,
  expandPolicy,
  expandSource,
  expandSubtypes,
  type Surroundings,
} from './expand.js';
import type { RawCategory, RawDataType, RawFeature, RawPolicy, RawRulebookFile, RawSource } from './raw.js';
import { fullPermissionName } from './permission-names.js';
import type { ParsedRuleFile, RuleFileKind, ValuePath } from './rule-file.js';
import type { Category, DataType, Feature, Policy, Rulebook, Source } from './types.js';

/** Where a part of the rulebook was read. */
export interface Origin {
  file: ParsedRuleFile;
  path: ValuePath;
}

export interface Assembly {
  version: string | null;
  reservedCategories: ReadonlySet<string>;
  notHeldByStoreApps: ReadonlySet<string>;
  /** What the data types of the base rulebook hold; null without one. */
  heldInBase: readonly string[] | null;
  dataTypes: DataType[];
  sources: Source[];
  features: Feature[];
  categories: Category[];
  policies: Policy[];
  /** Parts read from the files; parts of the base rulebook are not in it. */
  origins: Map<object, Origin>;
  /** Parts of the files whose id an earlier file of the same kind already has. */
  repeated: { id: string; part: object }[];
}

type Part = { id: string };

function ofKind(files: readonly ParsedRuleFile[], kind: RuleFileKind): ParsedRuleFile[] {
  return files.filter((file) => file.kind === kind);
}

type Inner = Record<string, object[]>;

class Assembler {
  readonly origins = new Map<object, Origin>();
  readonly repeated: { id: string; part: object }[] = [];

  constructor(private readonly files: readonly ParsedRuleFile[]) {}

  /** Parts of a file that holds a list under `key`. */
  list<T extends Part>(kind: RuleFileKind, key: string, inherited: T[], expand: (raw: unknown) => T): T[] {
    const own = ofKind(this.files, kind).flatMap((file) =>
      ((file.value as Record<string, unknown[]>)[key] ?? []).map((raw, at) => this.place(expand(raw), file, [key, at])),
    );
    return this.overlay(inherited, own);
  }

  /** Files that each hold one part and its sub-types, with further parts inside them. */
  single<T extends Part>(
    kind: RuleFileKind,
    inherited: T[],
    expand: (raw: unknown) => { whole: T; subtypes?: T[] },
    inner: (part: T) => Inner,
  ): T[] {
    const own = ofKind(this.files, kind).flatMap((file) => {
      const { whole, subtypes = [] } = expand(file.value);
      const placed: [T, ValuePath][] = [
        [whole, []],
        ...subtypes.map((part, at): [T, ValuePath] => [part, ['subtypes', at]]),
      ];
      return placed.map(([part, path]) => this.placeWhole(part, file, path, inner(part)));
    });
    return this.overlay(inherited, own).sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  private placeWhole<T extends object>(part: T, file: ParsedRuleFile, path: ValuePath, inner: Inner): T {
    for (const [key, members] of Object.entries(inner)) {
      members.forEach((member, at) => this.place(member, file, [...path, key, at]));
    }
    return this.place(part, file, path);
  }

  private place<T extends object>(part: T, file: ParsedRuleFile, path: ValuePath): T {
    this.origins.set(part, { file, path });
    return part;
  }

  private overlay<T extends Part>(inherited: T[], own: T[]): T[] {
    const byId = new Map(inherited.map((part) => [part.id, part]));
    const seen = new Set<string>();
    for (const part of own) {
      if (seen.has(part.id)) this.repeated.push({ id: part.id, part });
      seen.add(part.id);
      byId.set(part.id, part);
    }
    return [...byId.values()];
  }
}

function surroundings(dataTypes: DataType[]): Surroundings {
  return {
    dataTypes: new Map(dataTypes.map((dataType) => [dataType.id, dataType])),
  };
}

/** What the policies of a base rulebook name need not exist yet: an override of one may name it too. */
function categoriesNamedBy(base: Rulebook | null): string[] {
  const clauses = (base?.policies ?? []).flatMap((policy) => policy.clauses);
  return clauses.flatMap(({ categories, exceptCategories }) => [...categories, ...(exceptCategories ?? [])]);
}

/** Expands and joins files that have passed their schemas; parts replace parts of `base` with the same id. */
export function assemble(files: readonly ParsedRuleFile[], base: Rulebook | null): Assembly {
  const assembler = new Assembler(files);
  const head = ofKind(files, 'rulebook')[0]?.value as RawRulebookFile | undefined;
  const dataTypes = assembler.list('data-types', 'dataTypes', base?.dataTypes ?? [], (raw) =>
    expandDataType(raw as RawDataType),
  );
  const around = surroundings(dataTypes);
  return {
    version: head?.version ?? (base === null ? null : `${base.version}+custom`),
    reservedCategories: new Set([...(head?.reservedCategories ?? []), ...categoriesNamedBy(base)]),
    notHeldByStoreApps: new Set((head?.notHeldByStoreApps ?? []).map(fullPermissionName)),
    heldInBase: base === null ? null : base.dataTypes.flatMap((dataType) => dataType.permissions),
    dataTypes,
    sources: assembler.list('sources', 'sources', base?.sources ?? [], (raw) => expandSource(raw as RawSource)),
    features: assembler.list('features', 'features', base?.features ?? [], (raw) => expandFeature(raw as RawFeature)),
    categories: assembler.single(
      'category',
      base?.categories ?? [],
      (raw) => ({
        whole: expandCategory(raw as RawCategory, around),
        subtypes: expandSubtypes(raw as RawCategory, around),
      }),
      ({ rules, necessary, conditional, baseline }) => ({ rules, necessary, conditional, baseline }),
    ),
    policies: assembler.single(
      'policy',
      base?.policies ?? [],
      (raw) => ({ whole: expandPolicy(raw as RawPolicy) }),
      ({ clauses }) => ({ clauses }),
    ),
    origins: assembler.origins,
    repeated: assembler.repeated,
  };
}
