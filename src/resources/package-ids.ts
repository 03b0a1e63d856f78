/** Package ids as Android maps them when it loads a table (libs/androidfw/ResourceTypes.cpp, DynamicRefTable). */
import type { ResourcePackage } from './package.js';

const FRAMEWORK_PACKAGE = 0x01;
const APP_PACKAGE = 0x7f;
const FRAMEWORK_NAME = 'android';

export class PackageIds {
  /** Package id in this file to the id Android gives it at run time. */
  readonly #packageIds = new Map<number, number>();
  readonly #aliases = new Map<number, number>();
  /** The id the app's own package has at run time. */
  readonly own: number;

  constructor(packages: readonly ResourcePackage[]) {
    const first = packages[0]?.id ?? APP_PACKAGE;
    this.own = first === 0 ? 2 : first;
    const loaded = new Map<string, number>([[FRAMEWORK_NAME, FRAMEWORK_PACKAGE]]);
    for (const pack of packages) loaded.set(pack.name, pack.id);
    for (const { libraries, aliases } of packages) {
      for (const [name, id] of libraries) {
        const runtimeId = loaded.get(name);
        if (runtimeId !== undefined) this.#packageIds.set(id, runtimeId);
      }
      for (const [staged, final] of aliases) this.#aliases.set(staged, final);
    }
  }

  /** DynamicRefTable::lookupResourceId: the id Android uses for an id as written. */
  translate(id: number): number {
    if (id === 0) return 0;
    const alias = this.#aliases.get(id) ?? id;
    const packageId = alias >>> 24;
    if (packageId === FRAMEWORK_PACKAGE || packageId === APP_PACKAGE) return alias;
    const local = alias & 0x00ffffff;
    if (packageId === 0) return local + this.own * 0x1000000;
    const mapped = this.#packageIds.get(packageId);
    return mapped === undefined ? alias : local + mapped * 0x1000000;
  }
}
