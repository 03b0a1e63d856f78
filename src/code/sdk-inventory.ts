import type { SdkPresence } from '../facts/facts.js';
import type { EvidenceCollector } from './collector.js';
import type { SdkIdentity } from './knowledge.js';

/** Counts the classes of each known SDK. */
export class SdkInventory {
  readonly #found = new Map<string, { identity: SdkIdentity; classes: number }>();

  addClass(identity: SdkIdentity): void {
    const known = this.#found.get(identity.id);
    if (known === undefined) this.#found.set(identity.id, { identity, classes: 1 });
    else known.classes++;
  }

  /** All SDKs by id, with the permissions their code uses. */
  list(collector: EvidenceCollector): SdkPresence[] {
    return [...this.#found.entries()]
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([id, { identity, classes }]) => {
        const { name, team, kind } = identity;
        return { id, name, team, kind, classes, permissions: collector.permissionsOfSdk(id) };
      });
  }
}
