/**
 * Components of the manifest that no DEX file defines. Android starts them by name, so their code must come from
 * somewhere: an unknown packer's payload, or a split that is not among the files.
 */
import type { AppFacts } from '../facts/facts.js';
import type { HidingSigns } from './hiding.js';
import { cut, descriptorOf } from './names.js';

const LAUNCHER = 'android.intent.category.LAUNCHER';
/** The platform's own classes, which some apps name (`android.app.NativeActivity`); libraries are not among them. */
const PLATFORM_CLASS = /^android\.(?!support\.|arch\.)/;

interface Wanted {
  readonly name: string;
  /** The app does not come up without it. */
  readonly vital: boolean;
}

export class ComponentClasses {
  readonly #wanted = new Map<string, Wanted>();
  readonly #count: number;

  constructor({ manifest }: AppFacts) {
    const application = manifest?.application?.name;
    if (application) this.#want(application, true);
    for (const { kind, name, intentFilters } of manifest?.components ?? []) {
      if (kind === 'activity-alias') continue;
      const vital = kind === 'activity' && intentFilters.some(({ categories }) => categories.includes(LAUNCHER));
      this.#want(name, vital);
    }
    this.#count = this.#wanted.size;
  }

  /** A class that a loaded DEX file defines. */
  seen(descriptor: string): void {
    this.#wanted.delete(descriptor);
  }

  /** Tells what is missing where it is vital, or at least half of all: a few stale declarations are common. */
  addSigns(signs: HidingSigns): void {
    const missing = [...this.#wanted.values()];
    const isTelling = missing.some(({ vital }) => vital) || 2 * missing.length >= this.#count;
    if (!isTelling) return;
    for (const { name } of missing) signs.add('missing-code', { code: 'COMPONENTS', data: {} }, 1, () => cut(name));
  }

  #want(name: string, vital: boolean): void {
    if (PLATFORM_CLASS.test(name)) return;
    const descriptor = descriptorOf(name);
    const known = this.#wanted.get(descriptor)?.vital ?? false;
    this.#wanted.set(descriptor, { name, vital: vital || known });
  }
}
