/**
 * Method handles and call sites: methods that code hands on instead of calling them (Dalvik executable format,
 * `method_handle_item` and `call_site_id_item`). Only the map lists where their tables are.
 */
import type { DexFile } from './dex-file.js';
import { EncodedType, forEachEncoded } from './encoded-values.js';
import type { DexTable } from './header.js';

const MAP_OFFSET_AT = 52;
const MAP_ITEM_SIZE = 12;
/** The format has 21 types of items, each at most once in the map. */
const MAX_MAP_ITEMS = 64;
const TYPE_CALL_SITE_ID = 7;
const TYPE_METHOD_HANDLE = 8;
const HANDLE_SIZE = 8;
const CALL_SITE_SIZE = 4;

/** Kinds of a method handle: fields are put and got, methods invoked in five ways. */
const STATIC_GET = 1;
const INSTANCE_GET = 3;
const FIRST_INVOKE = 4;
const LAST_INVOKE = 8;

export interface HandleSink {
  readonly method: (methodIndex: number) => void;
  readonly fieldGet: (fieldIndex: number) => void;
}

export class MethodHandles {
  readonly #handles: DexTable;
  readonly #callSites: DexTable;

  constructor(private readonly dex: DexFile) {
    this.#handles = tableOf(dex, TYPE_METHOD_HANDLE, HANDLE_SIZE);
    this.#callSites = tableOf(dex, TYPE_CALL_SITE_ID, CALL_SITE_SIZE);
  }

  /** Tells `sink` what a method handle leads to; nothing for a bad index. */
  visit(handleIndex: number, sink: HandleSink): void {
    const { offset, count } = this.#handles;
    if (!(handleIndex >= 0 && handleIndex < count)) return;
    const at = offset + HANDLE_SIZE * handleIndex;
    const kind = this.dex.u32At(at) & 0xffff;
    const index = this.dex.u32At(at + 4) & 0xffff;
    if (kind >= FIRST_INVOKE && kind <= LAST_INVOKE) sink.method(index);
    else if (kind === STATIC_GET || kind === INSTANCE_GET) sink.fieldGet(index);
  }

  /**
   * Tells `sink` of every method handle that an `invoke-custom` is made with: the body of a lambda is one.
   * @param mayPass asked before so many values are passed over; false stops
   */
  visitCallSite(callSiteIndex: number, mayPass: (values: number) => boolean, sink: HandleSink): void {
    const { offset, count } = this.#callSites;
    if (!(callSiteIndex >= 0 && callSiteIndex < count)) return;
    const at = this.dex.u32At(offset + CALL_SITE_SIZE * callSiteIndex);
    forEachEncoded(this.dex, { offset: at, wanted: [EncodedType.MethodHandle] }, mayPass, (handle) => {
      this.visit(handle, sink);
    });
  }
}

/** The table of a type as the map has it, cut at the end of the file; empty where there is none. */
function tableOf(dex: DexFile, type: number, itemSize: number): DexTable {
  const map = dex.u32At(dex.header.offset + MAP_OFFSET_AT);
  const items = Math.min(dex.u32At(map), MAX_MAP_ITEMS);
  for (let item = 0; item < items; item++) {
    const at = map + 4 + MAP_ITEM_SIZE * item;
    if ((dex.u32At(at) & 0xffff) !== type) continue;
    const [count, offset] = [dex.u32At(at + 4), dex.u32At(at + 8)];
    const fitting = Math.floor((dex.bytes.length - offset) / itemSize);
    return count > 0 && offset > 0 && fitting > 0
      ? { offset, count: Math.min(count, fitting) }
      : { offset: 0, count: 0 };
  }
  return { offset: 0, count: 0 };
}
