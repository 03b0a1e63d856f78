/** What else identifies an app, in the order every format tells it: how it was built, its APKs, its modules. */
import type { AppIdentity, AppModule } from '../../facts/facts.js';
import type { Audit, Finding, FindingEvidence } from '../../audit/types.js';
import type { Strings } from '../../words/en/report.js';

/** From this target on, traffic in the clear is off unless the app states otherwise (ApplicationInfo). */
const TARGET_WITHOUT_CLEARTEXT = 28;

export type BuiltAs = 'debugKey' | 'debuggable' | 'testOnly' | 'cleartext' | 'cleartextByDefault';

/** What an installer would look at; nothing of what is usual. */
export function builtAs({ identity, subject }: Pick<Audit, 'identity' | 'subject'>): BuiltAs[] {
  if (identity === null) return [];
  const told: BuiltAs[] = [];
  if (identity.signer?.debugKey === true) told.push('debugKey');
  if (identity.debuggable === true) told.push('debuggable');
  if (identity.testOnly === true) told.push('testOnly');
  if (identity.usesCleartextTraffic === true) told.push('cleartext');
  const target = subject.targetSdk;
  if (identity.usesCleartextTraffic === null && target !== null && target < TARGET_WITHOUT_CLEARTEXT) {
    told.push('cleartextByDefault');
  }
  return told;
}

/** The APKs of an input that is not one itself: their digests are not the input's. */
export function innerApks({ identity, input }: Pick<Audit, 'identity' | 'input'>): AppIdentity['apks'] {
  return input === 'apk' ? [] : (identity?.apks ?? []);
}

/** Where a module lands, as data formats tell it: `feature on-demand`, `feature install-time merged-into-base`. */
export function landing({ kind, delivery, fusedIntoBase }: AppModule): string {
  return [kind, delivery, fusedIntoBase ? 'merged-into-base' : null].filter((part) => part !== null).join(' ');
}

/**
 * Where a module lands, what its components bring, and what it asks for in vain, in words.
 * @param name makes a name safe to print
 */
export function describeModule(
  { identity, comma }: Strings,
  module: AppModule,
  name: (text: string) => string,
  separator: string,
): string {
  const list = (names: readonly string[]): string => names.map(name).join(separator);
  const parts = [
    name(module.name),
    module.kind === 'base' ? '' : identity.module[module.kind],
    module.delivery === null ? '' : identity.delivery[module.delivery],
    module.fusedIntoBase ? identity.fused : '',
  ];
  const where = parts.filter((part) => part !== '').join(comma);
  const { capabilities = [], permissionsIgnored } = module;
  const what = capabilities.length === 0 ? where : identity.adds(where, list(capabilities));
  return permissionsIgnored.length === 0 ? what : identity.ignores(what, list(permissionsIgnored));
}

/** Where something stands in a text manifest, its end included where it is known. */
export type SourcePlace = Pick<FindingEvidence, 'line' | 'column' | 'endLine' | 'endColumn'>;

/** The first place of a finding in a text manifest; null where there are no lines. */
export function placeOfFinding({ evidence }: Finding): SourcePlace | null {
  return evidence.find(({ line }) => line !== undefined) ?? null;
}
