/** One pass over the code of one DEX file: every site of a known API, with what is done around it. */
import type { DexFile } from '../dex/dex-file.js';
import type { Mentions } from '../dex/mentions.js';
import { NO_METHOD, scanCode, type ScanResult } from '../dex/scan.js';
import type { ApiTarget, ApiUse } from './api-target.js';
import type { MemberTarget } from './member-index.js';
import type { CodeSign } from './code-signs.js';
import { strengthAt, type Around, type SiteAccess } from './operations-around.js';
import type { ReflectedName } from './reflection.js';
import { accessOf, CodeOperation, fileAccessOf } from './uri-operations.js';
import type { WantedApis } from './wanted.js';

/** A site as it was met; names are still indices. */
export interface RawSite {
  readonly target: ApiTarget;
  /** What stands in the code, where that is more than the API's name. */
  readonly text: string | null;
  readonly count: number;
  /** `method_idx`, or {@link NO_METHOD}. */
  readonly caller: number;
  readonly classIndex: number;
  readonly access: SiteAccess | null;
  /** To be asked at once, as {@link RawSite.isGuarded}: the class of the site is forgotten then. */
  readonly strengthOf: (use: ApiUse) => 'strong' | 'weak' | null;
  /** Whether the class names the permission: it asks for it, or asks whether the app has it, before it uses it. */
  readonly isGuarded: (permission: string) => boolean;
}

export interface SiteSink {
  readonly site: (dex: DexFile, site: RawSite) => void;
  readonly mentions?: Mentions;
  readonly sign: (dex: DexFile, sign: CodeSign, count: number, caller: number, classIndex: number) => void;
  /** Code that has the name of a permission; `caller` may be {@link NO_METHOD}. */
  readonly naming: (dex: DexFile, permission: string, caller: number, classIndex: number) => void;
  /** A method that asks for a permission, or asks whether the app has it. */
  readonly asking: (dex: DexFile, caller: number) => void;
}

/** @throws PermauditError `LIMIT_TIME` */
export function scanEvidence(dex: DexFile, apis: WantedApis, sink: SiteSink): ScanResult {
  const pass = new Pass(dex, apis, sink);
  const result = scanCode(dex, apis.wanted, {
    call: (target, count, caller, classIndex) => {
      pass.call(target, count, caller, classIndex);
    },
    fieldGet: (target, count, caller, classIndex) => {
      pass.field(target, count, caller, classIndex);
    },
    string: (target, count, caller, classIndex) => {
      pass.string(target, count, caller, classIndex);
    },
    ...(sink.mentions === undefined ? {} : { mentions: sink.mentions }),
  });
  pass.endClass();
  return result;
}

interface Pending {
  readonly target: ApiTarget;
  readonly text: string | null;
  readonly count: number;
  readonly caller: number;
  /** What the method of the site must do for it to count at all. */
  readonly needs: number;
}

/**
 * Sites wait for the end of their class: what a method does not say itself, the rest of its class may. Within a method
 * calls are told before fields and strings; sites that something around them decides come after the others.
 */
class Pass {
  #classIndex = -1;
  #classOperations = 0;
  readonly #operations = new Map<number, number>();
  readonly #named = new Set<string>();
  /** By method: what it names of that which can be looked up. */
  readonly #reflected = new Map<number, Set<ReflectedName>>();
  #caller = NO_METHOD;
  readonly #calls = new Map<ApiTarget, number>();
  #plain: Pending[] = [];
  #pending: Pending[] = [];

  constructor(
    private readonly dex: DexFile,
    private readonly apis: WantedApis,
    private readonly sink: SiteSink,
  ) {}

  call(index: number, count: number, caller: number, classIndex: number): void {
    const target = this.apis.methods.get(index);
    if (target === undefined) return;
    this.#enter(classIndex);
    this.#operation(target, caller);
    if (target.sign !== null) this.sink.sign(this.dex, target.sign, count, caller, classIndex);
    if (target.api === null) return;
    if (caller !== this.#caller) this.#endMethod();
    this.#caller = caller;
    // Overloads of one name are one API.
    this.#calls.set(target.api, (this.#calls.get(target.api) ?? 0) + count);
  }

  field(index: number, count: number, caller: number, classIndex: number): void {
    const target = this.apis.fields.get(index);
    if (target === undefined) return;
    this.#enter(classIndex);
    this.#add({ target, text: null, count, caller, needs: CodeOperation.None });
  }

  string(index: number, count: number, caller: number, classIndex: number): void {
    this.#enter(classIndex);
    if (this.apis.picks.has(index)) this.#note(caller, CodeOperation.HandsOn);
    if (this.apis.fileUrls.has(index)) this.#classOperations |= CodeOperation.FileUrl;
    const permission = this.apis.permissions.get(index);
    if (permission !== undefined) {
      this.#named.add(permission);
      this.sink.naming(this.dex, permission, caller, classIndex);
    }
    const reflected = this.apis.reflected.get(index);
    if (reflected !== undefined) this.#addName(caller, reflected);
    const found = this.apis.strings.get(index);
    if (found !== undefined) this.#add({ ...found, count, caller, needs: CodeOperation.None });
    const authority = this.apis.authorities.get(index);
    if (authority !== undefined) this.#add({ ...authority, count, caller, needs: CodeOperation.BuildsUri });
  }

  /** Emits what waited for the end of the class. */
  endClass(): void {
    this.#endMethod();
    for (const [caller, names] of this.#reflected) this.#addReflected(caller, names);
    for (const site of this.#plain) this.#emit(site);
    for (const site of this.#pending) this.#emit(site);
    this.#plain = [];
    this.#pending = [];
    this.#reflected.clear();
    this.#operations.clear();
    this.#named.clear();
    this.#classOperations = 0;
  }

  #endMethod(): void {
    const caller = this.#caller;
    for (const [target, count] of this.#calls) {
      this.#add({ target, text: null, count, caller, needs: CodeOperation.None });
    }
    this.#calls.clear();
  }

  /**
   * A method that is looked up by name is as good as called where its class is named beside it, and something calls it. Both
   * names may as well be handed to a helper that looks up whatever it is told.
   */
  #addReflected(caller: number, names: ReadonlySet<ReflectedName>): void {
    const looksUp = ((this.#operations.get(caller) ?? 0) & CodeOperation.FindsMethod) !== 0;
    const isCalled = looksUp && (this.#classOperations & CodeOperation.InvokesMethod) !== 0;
    const classes = [...names].flatMap(({ className }) => className ?? []);
    for (const { members, alone } of names) {
      const found = classes.flatMap((name) => members.get(name) ?? []);
      for (const target of found) this.#addByName(isCalled ? target : asHint(target), caller);
      if (found.length === 0 && alone !== null && looksUp) this.#addByName(asHint(alone), caller);
    }
  }

  #addName(caller: number, name: ReflectedName): void {
    const known = this.#reflected.get(caller);
    if (known === undefined) this.#reflected.set(caller, new Set([name]));
    else known.add(name);
  }

  #addByName(target: ApiTarget, caller: number): void {
    this.#add({ target, text: null, count: 1, caller, needs: CodeOperation.None });
  }

  #enter(classIndex: number): void {
    if (classIndex === this.#classIndex) return;
    this.endClass();
    this.#classIndex = classIndex;
  }

  #operation({ operations }: MemberTarget, caller: number): void {
    if (operations === CodeOperation.None) return;
    this.#classOperations |= operations;
    this.#note(caller, operations);
    if ((operations & CodeOperation.AsksPermission) !== 0) this.sink.asking(this.dex, caller);
  }

  #note(caller: number, operations: number): void {
    this.#operations.set(caller, (this.#operations.get(caller) ?? 0) | operations);
  }

  #add(site: Pending): void {
    const isDecidedAround = site.target.uses.some(({ access, files }) => access !== null || files !== null);
    (isDecidedAround ? this.#pending : this.#plain).push(site);
  }

  #emit({ target, text, count, caller, needs }: Pending): void {
    const inMethod = caller === NO_METHOD ? 0 : (this.#operations.get(caller) ?? 0);
    if ((inMethod & needs) !== needs) return;
    const around: Around = { inMethod, inClass: this.#classOperations };
    this.sink.site(this.dex, {
      target,
      text,
      count,
      caller,
      classIndex: this.#classIndex,
      access: accessAround(target, around),
      strengthOf: (use) => strengthAt(use, around),
      isGuarded: (permission) => this.#named.has(permission),
    });
  }
}

function asHint({ kind, api, uses }: ApiTarget): ApiTarget {
  return { kind, api, uses: uses.map((use) => ({ ...use, strength: 'weak' })) };
}

/** What the code around a site does with what the site names; null where that does not matter. */
function accessAround({ uses }: ApiTarget, { inMethod, inClass }: Around): SiteAccess | null {
  if (uses.some(({ access }) => access !== null)) {
    const access = accessOf(inMethod);
    return access === 'unknown' ? accessOf(inClass) : access;
  }
  return uses.some(({ files }) => files !== null) ? fileAccessOf(inClass) : null;
}
