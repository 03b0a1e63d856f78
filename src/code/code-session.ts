/** The DEX files of one package while they are read: opened, listed, scanned one after the other. */
import { intersectRange, type ApiRange } from '../bytes/api-range.js';
import type { Draft } from '../bytes/draft.js';
import { PermauditError } from '../bytes/errors.js';
import type { Reading } from '../bytes/reading.js';
import { DexBudget } from '../dex/budget.js';
import { ClassHierarchy } from '../dex/class-hierarchy.js';
import { ClassTable } from '../dex/class-table.js';
import type { DexFile } from '../dex/dex-file.js';
import { MentionMarks, Mentions } from '../dex/mentions.js';
import { openDex } from '../dex/open.js';
import { NO_METHOD } from '../dex/scan.js';
import type { DexFileFacts, EvidenceSite, EvidenceStrength } from '../facts/facts.js';
import type { ApiIndex } from './api-index.js';
import type { ApiTarget } from './api-target.js';
import { isCaught } from './caught-calls.js';
import { ClassCode } from './class-code.js';
import { EvidenceCollector, needsRequest, type SiteWeight } from './collector.js';
import { isOnlyCompared } from './compared-actions.js';
import type { DexSource } from './dex-sources.js';
import type { HidingSigns } from './hiding.js';
import { MemberResolver } from './member-resolver.js';
import { classNameOf, cut } from './names.js';
import { PermissionGuards } from './permission-guards.js';
import { isOfferedCode } from './offering-code.js';
import type { Owner, Owners } from './owners.js';
import { PLATFORM_SUPERCLASSES } from './platform-classes.js';
import { scanEvidence, type RawSite } from './scan-evidence.js';
import { SdkInventory } from './sdk-inventory.js';
import { SdkWork } from './sdk-work.js';
import { findWanted, type WantedApis } from './wanted.js';
import type { ErrorMessage } from '../bytes/error-details.js';
import type { CodeGap } from '../facts/clauses.js';

interface OpenFile {
  readonly dex: DexFile;
  readonly facts: Draft<DexFileFacts>;
}

/** A site of one permission, until it is known whether anything leads to its class. */
interface FoundSite {
  readonly permission: string;
  readonly weight: SiteWeight;
  readonly dex: DexFile;
  readonly classIndex: number;
  /** `method_idx`, or {@link NO_METHOD}. */
  readonly caller: number;
  readonly target: ApiTarget;
  readonly told: (strength: EvidenceStrength) => EvidenceSite;
}

/** What is looked for, and what is noted on the way. */
export interface CodeSearch {
  readonly index: ApiIndex;
  readonly owners: Owners;
  readonly signs: HidingSigns;
  /** All permissions that something requests. */
  readonly requested: ReadonlySet<string>;
  /** The API levels audited: an API that needs the permission on others only shows nothing. */
  readonly apiRange: ApiRange;
}

export class CodeSession {
  readonly collector = new EvidenceCollector();
  readonly sdks = new SdkInventory();
  /** Of all files that could be opened, those that Android loads first. */
  readonly classes = new ClassTable();
  /** What the classes of each file mention. */
  readonly mentions = new Map<DexFile, Mentions>();
  /** Every file met, in order. */
  readonly files: Draft<DexFileFacts>[] = [];
  /** What was left out. */
  readonly gaps: CodeGap[] = [];
  /** Logical files whose code was looked at. */
  scanned = 0;
  /** Permissions that only code shows the use of to which nothing leads. */
  readonly uncalled = new Set<string>();
  readonly #open: OpenFile[] = [];
  readonly #sites: FoundSite[] = [];
  readonly #guards = new PermissionGuards();
  readonly #code = new ClassCode();
  readonly #marks = new MentionMarks();
  readonly #apis = new Map<DexFile, WantedApis>();
  #hierarchy: ClassHierarchy | null = null;
  readonly #budget: DexBudget;
  #loadedEnd = 0;
  #class: { dex: DexFile; index: number; name: string; owner: Owner; hint: boolean } | null = null;

  constructor(
    private readonly search: CodeSearch,
    private readonly reading: Reading,
  ) {
    this.#budget = new DexBudget(reading);
  }

  /** Opens one file and lists its classes; what is wrong with it becomes a gap. */
  open(source: DexSource): void {
    const { name, module, loaded, size, read } = source;
    const facts: Draft<DexFileFacts> = {
      name: cut(name),
      module: cut(module),
      size,
      version: null,
      loaded,
      problem: null,
    };
    this.files.push(facts);
    if (!loaded) this.search.signs.add('hidden-dex', facts.name, 1, () => facts.module);
    this.#guard(facts, () => {
      for (const dex of openDex(read(this.reading), name, this.#budget)) {
        facts.version ??= dex.version;
        const work = new SdkWork(dex, this.search.owners);
        this.classes.add(dex, (descriptor, index) => {
          const { identity } = this.search.owners.ownerOfDescriptor(descriptor);
          if (identity !== null) this.sdks.addClass(identity, descriptor, () => work.of(index, identity.id));
        });
        if (loaded) this.#loadedEnd = this.classes.size;
        this.#open.push({ dex, facts });
      }
    });
  }

  /** Whether a file that Android loads defines a class. */
  loads(descriptor: string): boolean {
    const number = this.classes.numberOf(descriptor);
    return number >= 0 && number < this.#loadedEnd;
  }

  /** The DEX files that Android loads, or those that it does not, as far as they could be opened. */
  openFiles(loaded: boolean): DexFile[] {
    return this.#open.filter(({ facts }) => facts.loaded === loaded).map(({ dex }) => dex);
  }

  /** The sites that decide what is told of a permission: those of which it matters whether anything leads to them. */
  decidingSites(): readonly Pick<FoundSite, 'permission' | 'dex' | 'classIndex'>[] {
    return this.#sites.filter((site) => this.#decides(site));
  }

  #decides({ permission, weight }: FoundSite): boolean {
    if (weight.strength !== 'strong' || !weight.loaded) return false;
    return this.search.requested.has(permission) || needsRequest(weight);
  }

  /**
   * Hands all sites found to the collector.
   * @param isCalled whether anything leads to a class
   */
  collect(isCalled: (dex: DexFile, classIndex: number) => boolean): void {
    for (const site of this.#sites) {
      const { permission, weight, dex, classIndex, told } = site;
      // Of the others nobody asked: the search ends when those that decide are found.
      const lost = this.#decides(site) && !isCalled(dex, classIndex);
      if (lost) this.uncalled.add(permission);
      const strength = lost ? 'weak' : weight.strength;
      this.collector.add(permission, { ...weight, strength }, () => told(strength));
    }
  }

  /** Scans all open files. */
  scan(): void {
    let resolvers: { methods: MemberResolver; fields: MemberResolver } | null = null;
    for (const { dex, facts } of this.#open) {
      this.#guard(facts, () => {
        resolvers ??= this.#resolvers();
        const apis = findWanted(dex, this.search.index, resolvers);
        this.scanned++;
        this.#apis.set(dex, apis);
        const mentions = new Mentions(dex, this.#marks);
        this.mentions.set(dex, mentions);
        const result = scanEvidence(dex, apis, {
          mentions,
          site: (at, site) => {
            this.#site(at, site, facts);
          },
          sign: (at, sign, count, caller, classIndex) => {
            this.search.signs.addCall(sign, count, () => this.#place(at, caller, classIndex));
          },
          naming: (at, permission, caller, classIndex) => {
            this.#guards.addNaming(permission, { dex: at, classIndex, caller });
          },
          asking: (at, caller) => {
            this.#guards.addAsking(at, caller);
          },
        });
        if (result.invokeCustom > 0)
          this.search.signs.add('invoke-custom', 'invoke-custom', result.invokeCustom, () => facts.name);
      });
      this.#noteProblems(dex, facts);
    }
    this.#lookAgain();
  }

  /** At the few sites of which more than their class matters. */
  #lookAgain(): void {
    const hierarchy = this.#hierarchy;
    if (hierarchy === null) return;
    try {
      for (const [at, site] of this.#sites.entries()) {
        const { weight } = site;
        if (weight.strength === 'strong' && this.#onlyCompares(site)) {
          this.#sites[at] = { ...site, weight: { ...weight, strength: 'weak' } };
        } else if (this.#goesOnWithout(site, hierarchy)) {
          this.#sites[at] = { ...site, weight: { ...weight, optional: true } };
        }
      }
    } catch (error) {
      if (!(error instanceof PermauditError)) throw error;
      this.gaps.push({ error: error.told });
    }
  }

  #onlyCompares(site: FoundSite): boolean {
    const apis = this.#apis.get(site.dex);
    return apis !== undefined && isOnlyCompared(site, apis, this.#code);
  }

  /** Where nothing requests a permission, it matters whether code asks for it first, or goes on when it is refused. */
  #goesOnWithout(site: FoundSite, hierarchy: ClassHierarchy): boolean {
    const { permission, weight } = site;
    if (this.search.requested.has(permission) || !needsRequest(weight)) return false;
    if (this.#guards.isGuarded(permission, site, hierarchy)) return true;
    const apis = this.#apis.get(site.dex);
    return apis !== undefined && isCaught(site, apis, this.#code);
  }

  #resolvers(): { methods: MemberResolver; fields: MemberResolver } {
    const hierarchy = (this.#hierarchy = new ClassHierarchy(this.classes, PLATFORM_SUPERCLASSES));
    return {
      methods: new MemberResolver(hierarchy, this.search.index.methods),
      fields: new MemberResolver(hierarchy, this.search.index.fields),
    };
  }

  /** A coded error ends the work on this file alone. */
  #guard(facts: Draft<DexFileFacts>, work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof PermauditError)) throw error;
      this.#gap(facts, error.told);
    }
  }

  #gap(facts: Draft<DexFileFacts>, error: ErrorMessage): void {
    facts.problem ??= { code: 'ERROR', data: { error } };
    this.gaps.push({ file: facts.name, error });
  }

  /** A wrong checksum hides nothing; everything else may. */
  #noteProblems({ problems }: DexFile, facts: Draft<DexFileFacts>): void {
    const [first] = problems.kept;
    if (first === undefined) return;
    facts.problem ??= { code: 'ERROR', data: { error: first.told } };
    const loss = problems.kept.find(({ code }) => code !== 'DEX_CHECKSUM');
    if (loss !== undefined) this.gaps.push({ file: facts.name, error: loss.told });
  }

  #site(dex: DexFile, raw: RawSite, facts: Draft<DexFileFacts>): void {
    const { owner, hint } = this.#classOf(dex, raw.classIndex);
    const uses = raw.target.uses.filter(({ apiRange }) => intersectRange(apiRange, this.search.apiRange) !== null);
    const covered = uses.some(({ permission }) => this.search.requested.has(permission));
    for (const use of uses) {
      // Where one of several permissions is enough, the one requested is the one that is used.
      if (covered && !this.search.requested.has(use.permission)) continue;
      const told = raw.strengthOf(use);
      if (told === null) continue;
      const strength = hint || !facts.loaded ? 'weak' : told;
      // Libraries ask whether the app has the permission, or do with less: no use without a request.
      const optional = use.worksWithout || raw.isGuarded(use.permission);
      const { loaded } = facts;
      const { permission } = use;
      const weight = { strength, loaded, optional, owner };
      const { classIndex, caller, target } = raw;
      this.#sites.push({ permission, weight, dex, classIndex, caller, target, told: this.#toldOf(dex, raw, facts) });
    }
  }

  #toldOf(dex: DexFile, raw: RawSite, facts: DexFileFacts): (strength: EvidenceStrength) => EvidenceSite {
    const { name, owner } = this.#classOf(dex, raw.classIndex);
    const { target, text, access, caller, count } = raw;
    return (strength) => ({
      kind: target.kind,
      api: cut(text ?? target.api),
      access,
      callerClass: name,
      callerMethod: methodName(dex, caller),
      dex: facts.name,
      count,
      loaded: facts.loaded,
      strength,
      owner: { kind: owner.kind, sdk: owner.sdk, name: owner.name },
    });
  }

  #place(dex: DexFile, caller: number, classIndex: number): string {
    const { name } = this.#classOf(dex, classIndex);
    const method = methodName(dex, caller);
    return method === null ? name : `${name}.${method}`;
  }

  /** Sites come class by class. */
  #classOf(dex: DexFile, index: number): { name: string; owner: Owner; hint: boolean } {
    if (this.#class?.dex !== dex || this.#class.index !== index) {
      const name = classNameOf(dex.typeDescriptor(dex.classType(index)));
      const owner = this.search.owners.ownerOf(name);
      this.#class = { dex, index, name, owner, hint: owner.kind !== 'app' && isOfferedCode(name) };
    }
    return this.#class;
  }
}

function methodName(dex: DexFile, caller: number): string | null {
  return caller === NO_METHOD ? null : cut(dex.string(dex.methodName(caller)) ?? '');
}
