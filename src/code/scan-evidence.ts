/** One pass over the code of one DEX file: every site of a known API, with what is done there with content URIs. */
import type { DexFile } from '../dex/dex-file.js';
import { NO_METHOD, scanCode, type ScanResult } from '../dex/scan.js';
import type { ApiTarget, MemberTarget } from './api-index.js';
import type { CodeSign } from './code-signs.js';
import type { ApiUse } from './api-index.js';
import { accessOf, UriOperation, type SiteAccess } from './uri-operations.js';
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
  readonly strengthOf: (use: ApiUse) => 'strong' | 'weak' | null;
}

export interface SiteSink {
  readonly site: (dex: DexFile, site: RawSite) => void;
  readonly sign: (dex: DexFile, sign: CodeSign, count: number, caller: number, classIndex: number) => void;
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
  });
  pass.endClass();
  return result;
}

interface Pending {
  readonly target: ApiTarget;
  readonly text: string | null;
  readonly count: number;
  readonly caller: number;
}

/**
 * Sites of URIs wait for the end of their class: what a method does not say itself, the rest of its class may. Within a
 * method calls are told before fields and strings.
 */
class Pass {
  #classIndex = -1;
  #classOperations = 0;
  readonly #operations = new Map<number, number>();
  #caller = NO_METHOD;
  readonly #calls = new Map<ApiTarget, number>();
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
    this.#add(target, null, count, caller);
  }

  string(index: number, count: number, caller: number, classIndex: number): void {
    this.#enter(classIndex);
    if (this.apis.picks.has(index)) this.#note(caller, UriOperation.Pick);
    const found = this.apis.strings.get(index);
    if (found !== undefined) this.#add(found.target, found.text, count, caller);
  }

  /** Emits what waited for the end of the class. */
  endClass(): void {
    this.#endMethod();
    for (const { target, text, count, caller } of this.#pending) this.#emitUri(target, text, count, caller);
    this.#pending = [];
    this.#operations.clear();
    this.#classOperations = 0;
  }

  #endMethod(): void {
    for (const [target, count] of this.#calls) this.#emit(target, null, count, this.#caller);
    this.#calls.clear();
  }

  #enter(classIndex: number): void {
    if (classIndex === this.#classIndex) return;
    this.endClass();
    this.#classIndex = classIndex;
  }

  #operation({ operations }: MemberTarget, caller: number): void {
    if (operations === UriOperation.None) return;
    this.#classOperations |= operations;
    this.#note(caller, operations);
  }

  #note(caller: number, operations: number): void {
    this.#operations.set(caller, (this.#operations.get(caller) ?? 0) | operations);
  }

  #add(target: ApiTarget, text: string | null, count: number, caller: number): void {
    if (target.uses.some(({ access }) => access !== null)) this.#pending.push({ target, text, count, caller });
    else this.#emit(target, text, count, caller);
  }

  #emit(target: ApiTarget, text: string | null, count: number, caller: number): void {
    const classIndex = this.#classIndex;
    const strengthOf = ({ strength }: ApiUse): 'strong' | 'weak' => strength;
    this.sink.site(this.dex, { target, text, count, caller, classIndex, access: null, strengthOf });
  }

  #emitUri(target: ApiTarget, text: string | null, count: number, caller: number): void {
    const own = caller === NO_METHOD ? 0 : (this.#operations.get(caller) ?? 0);
    const inMethod = accessOf(own);
    const access = inMethod === 'unknown' ? accessOf(this.#classOperations) : inMethod;
    const told: Told = {
      access,
      where: inMethod === 'unknown' ? 'class' : 'method',
      picks: (own & UriOperation.Pick) !== 0,
    };
    const strengthOf = (use: ApiUse): 'strong' | 'weak' | null => uriStrength(use, told);
    this.sink.site(this.dex, { target, text, count, caller, classIndex: this.#classIndex, access, strengthOf });
  }
}

interface Told {
  readonly access: SiteAccess;
  /** Where the operations were seen. */
  readonly where: 'method' | 'class';
  readonly picks: boolean;
}

/**
 * What a URI with these operations around it shows of a permission. Reading is what code does with a URI unless it shows
 * otherwise; that it writes must be seen. A URI handed to another app to pick from needs no permission.
 */
function uriStrength({ strength, access: guarded }: ApiUse, { access, where, picks }: Told): 'strong' | 'weak' | null {
  if (guarded === null) return strength;
  if (access === 'unknown') return picks || guarded === 'write' ? 'weak' : strength;
  const matches = guarded === 'read-write' || access === 'read-write' || access === guarded;
  if (matches) return picks && where === 'class' ? 'weak' : strength;
  return where === 'class' ? 'weak' : null;
}
