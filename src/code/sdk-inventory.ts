import type { SdkPresence } from '../facts/facts.js';
import type { EvidenceCollector } from './collector.js';
import type { SdkIdentity } from './knowledge.js';
import { classNameOf } from './names.js';
import type { ClassWork } from './sdk-work.js';

/** Kinds that need not do anything but compute. */
const ONLY_COMPUTES: ReadonlySet<string> = new Set(['framework', 'ui']);

interface Found {
  readonly identity: SdkIdentity;
  classes: number;
  /** Whether one of its marks was met; true where it has none. */
  marked: boolean;
  /** Whether any of its methods has code, and whether any does something. */
  hasCode: boolean;
  works: boolean;
}

/**
 * Counts the classes of each known SDK. A stub, whose methods all do nothing, is none: builds without an SDK put such
 * classes in its place. Nor is a part that other SDKs bring along, which lacks every mark.
 */
export class SdkInventory {
  readonly #found = new Map<string, Found>();

  /** @param work asked only while nothing of the SDK is known to do something */
  addClass(identity: SdkIdentity, descriptor: string, work: () => ClassWork): void {
    const found = this.#of(identity);
    found.classes++;
    if (!found.marked) found.marked = (identity.marks ?? []).includes(classNameOf(descriptor));
    if (found.works) return;
    const done = work();
    found.hasCode ||= done !== 'codeless';
    found.works = done === 'works';
  }

  /** All SDKs by id, with the permissions their code uses. */
  list(collector: EvidenceCollector): SdkPresence[] {
    return [...this.#found.entries()]
      .filter(([, { marked, works, hasCode }]) => marked && (works || !hasCode))
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([id, { identity, classes }]) => {
        const { name, team, kind, purpose } = identity;
        const permissions = collector.permissionsOfSdk(id);
        return { id, name, team, kind, ...(purpose === undefined ? {} : { purpose }), classes, permissions };
      });
  }

  #of(identity: SdkIdentity): Found {
    let found = this.#found.get(identity.id);
    if (found === undefined) {
      const works = ONLY_COMPUTES.has(identity.kind);
      found = { identity, classes: 0, marked: identity.marks === undefined, hasCode: false, works };
      this.#found.set(identity.id, found);
    }
    return found;
  }
}
